package io.github.cdkdrift.potential;

import static io.github.cdkdrift.potential.TestPotentials.ETHANOL_PERMUTATIONS;
import static io.github.cdkdrift.potential.TestPotentials.energies;
import static io.github.cdkdrift.potential.TestPotentials.positions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.TestFrames;
import io.github.cdkdrift.frames.ForceFrames;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.junit.jupiter.api.Test;

class EnergyUncertaintyTest {
    private static final ForceFrames TRAINING = TestFrames.ethanol();

    /**
     * Independent: the process on a molecule of two atoms, where everything is one-dimensional. The kernel of distances d and
     * d′ is k(1/d, 1/d′); covariances with forces are its central differences, the variance follows by Hipparchus.
     */
    @Test
    void agreesWithAGaussianProcessOfFiniteDifferences() {
        double[] lengths = {0.7, 0.8, 1.0};
        double[] pulls = {40, 5, -30};
        double width = 0.6;
        double regularisation = 1e-6;
        ForceFrames frames = diatomic(lengths, pulls);
        int[][] identity = {{0, 1}};
        PotentialFit fit = PotentialFit.of(
                frames,
                identity,
                new FitSettings(3, FrameSelection.EQUALLY_SPACED, List.of(width), regularisation, 1, 0, FitPrior.NONE));
        double[] deviations = new double[1];
        EnergyUncertainty.of(frames, fit).evaluate(new double[] {0, 0, 0, 1.3, 0, 0}, 1, deviations);

        assertThat(deviations[0]).isCloseTo(reference(1.3, lengths, pulls, width, regularisation), within(1e-4));
    }

    private static ForceFrames diatomic(double[] lengths, double[] pulls) {
        double[] positions = new double[6 * lengths.length];
        double[] forces = new double[6 * lengths.length];
        for (int i = 0; i < lengths.length; i++) {
            positions[6 * i + 3] = lengths[i];
            forces[6 * i] = -pulls[i];
            forces[6 * i + 3] = pulls[i];
        }
        return ForceFrames.of(new int[] {1, 1}, positions, forces, null);
    }

    /**
     * Of the twelve equations for three frames three remain: along the bond the two atoms' forces are ±p, so p alone carries
     * the force, with twice the covariance and the same noise; across the bond both are zero.
     */
    private static double reference(double x, double[] lengths, double[] pulls, double width, double regularisation) {
        int n = lengths.length;
        double h = 1e-4;
        RealMatrix k = MatrixUtils.createRealMatrix(n, n);
        double trace = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double second = (kernel(lengths[i] + h, lengths[j] + h, width)
                                - kernel(lengths[i] + h, lengths[j] - h, width)
                                - kernel(lengths[i] - h, lengths[j] + h, width)
                                + kernel(lengths[i] - h, lengths[j] - h, width))
                        / (4 * h * h);
                k.setEntry(i, j, 2 * second);
            }
            trace += k.getEntry(i, i);
        }
        for (int i = 0; i < n; i++) {
            k.addToEntry(i, i, regularisation * trace / (6 * n));
        }
        double[] row = new double[n];
        double[] sides = new double[n];
        double prior = kernel(x, x, width);
        for (int j = 0; j < n; j++) {
            sides[j] = Math.sqrt(2) * pulls[j];
            row[j] = Math.sqrt(2) * slope(x, lengths[j], width, h);
            prior -= 2 * kernel(x, lengths[j], width) / n;
            for (double length : lengths) {
                row[j] -= Math.sqrt(2) * slope(length, lengths[j], width, h) / n;
                prior += kernel(length, lengths[j], width) / (n * n);
            }
        }
        CholeskyDecomposition cholesky = new CholeskyDecomposition(k);
        ArrayRealVector f = new ArrayRealVector(sides);
        ArrayRealVector r = new ArrayRealVector(row);
        double amplitude = f.dotProduct(cholesky.getSolver().solve(f)) / (6 * n);
        return Math.sqrt(amplitude * (prior - r.dotProduct(cholesky.getSolver().solve(r))));
    }

    private static double slope(double x, double length, double width, double h) {
        return -(kernel(x, length + h, width) - kernel(x, length - h, width)) / (2 * h);
    }

    private static double kernel(double length, double other, double width) {
        double d = Math.sqrt(5) / width * Math.abs(1 / length - 1 / other);
        return (1 + d + d * d / 3) * Math.exp(-d);
    }

    @Test
    void growsAwayFromTheTrainingFramesAndMatchesTheRealError() {
        PotentialFit fit = PotentialFit.of(
                TRAINING,
                ETHANOL_PERMUTATIONS,
                FitSettings.defaults().withFrames(40).withWidths(List.of(10.0)));
        EnergyUncertainty uncertainty = EnergyUncertainty.of(TRAINING, fit);
        ForceFrames unseen = TestFrames.ethanolReference().every(60);
        double[] stretched = TRAINING.positions(0);
        for (int i = 0; i < stretched.length; i++) {
            stretched[i] *= 1.3;
        }

        double seen = Arrays.stream(deviations(uncertainty, positions(TRAINING.select(fit.frames()))))
                .average()
                .orElseThrow();
        double[] deviations = deviations(uncertainty, positions(unseen));
        double typical = Arrays.stream(deviations).average().orElseThrow();
        assertThat(typical).isGreaterThan(1.1 * seen);
        assertThat(deviations(uncertainty, stretched)[0]).isGreaterThan(5 * typical);
        double[] errors = energies(fit.potential(), positions(unseen));
        double squares = 0;
        for (int i = 0; i < errors.length; i++) {
            squares += Math.pow((errors[i] - unseen.energy(i).orElseThrow()) / deviations[i], 2) / errors.length;
        }
        assertThat(Math.sqrt(squares)).isBetween(0.2, 2.0);
    }

    private static double[] deviations(EnergyUncertainty uncertainty, double... positions) {
        double[] deviations = new double[positions.length / 27];
        uncertainty.evaluate(positions, deviations.length, deviations);
        return deviations;
    }
}
