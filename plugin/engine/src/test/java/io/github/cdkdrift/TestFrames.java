package io.github.cdkdrift;

import io.github.cdkdrift.data.BundledData;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.training.Field;
import io.github.cdkdrift.training.NetworkSettings;
import io.github.cdkdrift.training.OptimiserSettings;
import io.github.cdkdrift.training.Space;
import io.github.cdkdrift.training.TrainingSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import org.openscience.cdk.exception.CDKException;

/** Frames for tests, and settings small enough for them. */
public final class TestFrames {
    private TestFrames() {}

    /** MD17 ethanol, frames 0–1999 (doi:10.1126/sciadv.1603015). */
    public static ForceFrames ethanol() {
        return read(BundledData.ETHANOL);
    }

    /** MD17 ethanol, 6,000 frames of the whole trajectory. */
    public static ForceFrames ethanolReference() {
        return read(BundledData.ETHANOL_REFERENCE);
    }

    /** GFN2-xTB ethanol from the gauche minimum, 3,000 frames that never visit trans. */
    public static ForceFrames ethanolXtb() {
        return read(BundledData.ETHANOL_XTB);
    }

    private static ForceFrames read(String name) {
        try {
            return ForceFrames.read(BundledData.extract(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (CDKException e) {
            throw new IllegalStateException(e);
        }
    }

    /** (R)-bromochlorofluoromethane around one geometry, each atom on a spring of its own: frames of one handedness. */
    public static ForceFrames chiral(int frames) {
        double[] centre = {0, 0, 0, 1.94, 0, 0, -0.59, 1.66, 0, -0.45, -0.63, 1.10, -0.35, -0.50, -0.89};
        Random random = new Random(4);
        double[] positions = new double[frames * centre.length];
        double[] forces = new double[positions.length];
        for (int i = 0; i < positions.length; i++) {
            double displacement = 0.04 * random.nextGaussian();
            positions[i] = centre[i % centre.length] + displacement;
            forces[i] = -600 * displacement;
        }
        return ForceFrames.of(new int[] {6, 35, 17, 9, 1}, positions, forces, null);
    }

    /** The graph that the first frame shows. */
    public static MolecularGraph graph(ForceFrames frames) {
        try {
            return MolecularGraph.perceive(frames.atomicNumbers(), frames.positions(0));
        } catch (CDKException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Training that takes about a second. */
    public static TrainingSettings quick(int steps) {
        return TrainingSettings.of(Field.FI, Space.DISTANCE)
                .withNetwork(new NetworkSettings(16, 64, 2))
                .withOptimiser(new OptimiserSettings(steps, 64, 96, 2e-3, 0.99));
    }
}
