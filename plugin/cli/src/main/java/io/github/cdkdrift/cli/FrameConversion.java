package io.github.cdkdrift.cli;

import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.ensemble.PropertyKeys;
import io.github.cdkdrift.io.ExtendedXyzReader;
import io.github.cdkdrift.io.ForceUnits;
import io.github.cdkdrift.io.FrameUnits;
import io.github.cdkdrift.io.LabelledFrame;
import io.github.cdkdrift.io.NpzFrames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.openscience.cdk.exception.CDKException;

/** Frames with forces on their way from one file to another. */
final class FrameConversion {
    private static final Pattern WRITABLE = Pattern.compile("(?i).*\\.(npz|(ext)?xyz(\\.gz)?)");

    private FrameConversion() {}

    /** Fails where an option names a file that frames with forces cannot be written to. */
    static void requireWritable(String option, Path file) throws UsageException {
        if (!WRITABLE.matcher(file.toString()).matches()) {
            throw UsageException.value(
                    option, file, "a name that ends with .npz, .extxyz, .xyz, .extxyz.gz or .xyz.gz");
        }
    }

    static boolean isNpz(Path file) {
        return plainName(file).endsWith(".npz");
    }

    static boolean isXyz(Path file) {
        return plainName(file).endsWith("xyz");
    }

    /** Whether a file of this name can hold forces. */
    static boolean holdsForces(Path file) {
        return isNpz(file) || plainName(file).endsWith(".extxyz");
    }

    /**
     * Whether there are forces in a file, by its first molecule. An npz file is read for that, and once more by what converts it: its arrays
     * are in memory in a fraction of the time that writing takes.
     */
    static boolean hasForces(Path file) throws IOException, CDKException {
        if (isNpz(file)) {
            return NpzFrames.read(file).forces() != null;
        }
        if (!plainName(file).endsWith("xyz")) {
            return false;
        }
        try (ExtendedXyzReader reader = ExtendedXyzReader.open(file)) {
            LabelledFrame frame = reader.read();
            while (frame != null && frame.atomicNumbers().length == 1) {
                frame = reader.read();
            }
            return frame != null && frame.forces() != null;
        }
    }

    private static String plainName(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
    }

    private static boolean unitsKnown(ConformerEnsemble ensemble) {
        return ensemble.conformers().stream()
                .noneMatch(conformer -> conformer.energy().isPresent()
                        && conformer.data().isPresent()
                        && !"kcal/mol".equals(conformer.data().get().fields().get(PropertyKeys.ENERGY_UNIT)));
    }

    /** Writes conformers, which have no forces, as npz; energies come along where all of them have one. */
    static void writeNpz(ConformerEnsemble ensemble, Path file) throws IOException, CDKException {
        boolean energies = ensemble.conformers().stream()
                .allMatch(conformer -> conformer.energy().isPresent());
        new NpzFrames(
                        ensemble.graph().atomicNumbers(),
                        ensemble.conformers().stream()
                                .flatMapToDouble(conformer -> Arrays.stream(conformer.positions()))
                                .toArray(),
                        null,
                        energies
                                ? ensemble.conformers().stream()
                                        .mapToDouble(
                                                conformer -> conformer.energy().getAsDouble())
                                        .toArray()
                                : null,
                        null,
                        unitsKnown(ensemble) ? FrameUnits.stated(ForceUnits.KCAL_MOL_ANGSTROM) : FrameUnits.ASSUMED)
                .write(file);
    }
}
