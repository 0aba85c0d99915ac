package io.github.cdkdrift.viewer;

import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.molecule.MolecularGraph;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openscience.cdk.exception.CDKException;

/** Real geometries: every 60th of the 6,000 MD17 reference frames of ethanol. */
public final class Ethanol {
    private static final String FRAMES = "/io/github/cdkdrift/data/md17-ethanol/md17-ethanol-reference-6000.npz";

    private static final ForceFrames EVERY_60TH = read();

    private Ethanol() {}

    /** 100 conformers. */
    public static ConformerEnsemble ensemble() throws CDKException {
        return EVERY_60TH.ensemble(graph());
    }

    public static ConformerEnsemble ensemble(int size) throws CDKException {
        return EVERY_60TH.first(size).ensemble(graph());
    }

    public static MolecularGraph graph() throws CDKException {
        return MolecularGraph.perceive(EVERY_60TH.atomicNumbers(), EVERY_60TH.positions(0));
    }

    private static ForceFrames read() {
        try (InputStream in = Ethanol.class.getResourceAsStream(FRAMES)) {
            Path file = Files.createTempFile("ethanol", ".npz");
            try {
                Files.write(file, in.readAllBytes());
                return ForceFrames.read(file).every(60);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (CDKException e) {
            throw new IllegalStateException(e);
        }
    }
}
