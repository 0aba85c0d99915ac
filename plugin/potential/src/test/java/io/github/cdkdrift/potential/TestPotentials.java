package io.github.cdkdrift.potential;

import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.io.InputFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The published model of ethanol, and frames as flat arrays. */
final class TestPotentials {
    private TestPotentials() {}

    /** The rotations of ethanol's methyl group, and its mirror images, as the published model lists them. */
    static final int[][] ETHANOL_PERMUTATIONS = {
        {0, 1, 2, 3, 4, 5, 6, 7, 8},
        {0, 1, 2, 3, 4, 6, 7, 5, 8},
        {0, 1, 2, 3, 4, 7, 5, 6, 8},
        {0, 1, 2, 4, 3, 5, 7, 6, 8},
        {0, 1, 2, 4, 3, 6, 5, 7, 8},
        {0, 1, 2, 4, 3, 7, 6, 5, 8}
    };

    static FittedPotential published() {
        try (InputStream in = TestPotentials.class.getResourceAsStream("/io/github/cdkdrift/data/sgdml/ethanol.npz")) {
            Path file = Files.createTempFile("sgdml", ".npz");
            try {
                Files.write(file, in.readAllBytes());
                return SgdmlFile.read(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InputFormatException e) {
            throw new IllegalStateException(e);
        }
    }

    static double[] positions(ForceFrames frames) {
        int stride = 3 * frames.atoms();
        double[] positions = new double[stride * frames.size()];
        for (int i = 0; i < frames.size(); i++) {
            System.arraycopy(frames.positions(i), 0, positions, i * stride, stride);
        }
        return positions;
    }

    static double[] forceLabels(ForceFrames frames) {
        int stride = 3 * frames.atoms();
        double[] forces = new double[stride * frames.size()];
        for (int i = 0; i < frames.size(); i++) {
            System.arraycopy(frames.forces(i), 0, forces, i * stride, stride);
        }
        return forces;
    }

    static double[] energies(Potential potential, double... positions) {
        int frames = positions.length / (3 * potential.atoms());
        double[] energies = new double[frames];
        potential.evaluate(positions, frames, energies, new double[positions.length]);
        return energies;
    }

    static double[] forces(Potential potential, double... positions) {
        int frames = positions.length / (3 * potential.atoms());
        double[] forces = new double[positions.length];
        potential.evaluate(positions, frames, new double[frames], forces);
        return forces;
    }

    static double meanAbsoluteDifference(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs(a[i] - b[i]) / a.length;
        }
        return sum;
    }
}
