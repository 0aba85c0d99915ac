package io.github.cdkdrift.data;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The data files of this artifact; what they are and where they come from stands beside them in {@code SOURCE.md}. */
public final class BundledData {
    /** MD17 ethanol, frames 0–1999. */
    public static final String ETHANOL = "md17-ethanol/md17-ethanol-0-1999.npz";

    /** MD17 ethanol, 6,000 frames drawn from the whole trajectory. */
    public static final String ETHANOL_REFERENCE = "md17-ethanol/md17-ethanol-reference-6000.npz";

    /** A published sGDML model of the MD17 ethanol potential. */
    public static final String ETHANOL_SGDML = "sgdml/ethanol.npz";

    /** GFN2-xTB ethanol, the first 3,000 frames of a run at 500 K from a gauche minimum: they never visit trans. */
    public static final String ETHANOL_XTB = "xtb-ethanol/xtb-ethanol-0-2999.npz";

    /** GFN2-xTB ethanol, 10,000 frames of an equilibrated run at 500 K. */
    public static final String ETHANOL_XTB_REFERENCE = "xtb-ethanol/xtb-ethanol-reference-10000.npz";

    /** GFN2-xTB (Z)-3-hydroxypropenal, 200 equilibrium frames at 300 K, all with its hydrogen bond. */
    public static final String ENOL_XTB = "xtb-enol/xtb-enol-200.extxyz.gz";

    private BundledData() {}

    /**
     * Copies a data file out of the artifact.
     *
     * @param name its path, for example {@link #ETHANOL}
     * @return a temporary file with the same ending, deleted when the program ends
     */
    public static Path extract(String name) throws IOException {
        Path copy = Files.createTempFile("cdkdrift-", plain(name));
        copy.toFile().deleteOnExit();
        copy(name, copy);
        return copy;
    }

    /**
     * The same into a folder, under the name that it has here.
     *
     * @return the copy
     */
    public static Path extract(String name, Path folder) throws IOException {
        Path copy = folder.resolve(plain(name));
        copy(name, copy);
        return copy;
    }

    private static String plain(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    private static void copy(String name, Path target) throws IOException {
        try (InputStream in = BundledData.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new FileNotFoundException("there is no bundled data file " + name);
            }
            Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
