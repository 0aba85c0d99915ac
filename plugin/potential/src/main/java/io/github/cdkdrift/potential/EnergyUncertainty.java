package io.github.cdkdrift.potential;

import io.github.cdkdrift.frames.ForceFrames;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How well a fitted potential knows its energies: the standard deviation of the Gaussian process that it is the mean of
 * (Rasmussen and Williams 2006, Gaussian Processes for Machine Learning, equation 2.26), for the energy relative to the mean
 * over the training frames. The kernel's amplitude is that of largest likelihood. It grows where no training frame is near,
 * so it tells interpolation from extrapolation. What it says of a rotamer that no frame visits is a warning, not an error
 * bar: the true error there can be several times larger.
 *
 * <p>Holds the factor of the covariance, 9N²n²/2 numbers for n training frames of N atoms; a geometry costs 9N²n² operations.
 * One thread at a time.
 */
public final class EnergyUncertainty {
    private static final int BLOCK = 64;

    private final InverseDistances descriptor;
    private final int[][] permutations;
    private final double scale;
    private final double[][] points;
    private final double[][] gradients;
    private final BlockCholesky factor;
    private final double variance;
    private final double[] meanForceCovariance;
    private final double meanCovariance;

    private EnergyUncertainty(ForceFrames training, PotentialFit fit) {
        descriptor = new InverseDistances(training.atoms());
        permutations = Arrays.stream(fit.potential().permutations())
                .map(descriptor::permutation)
                .toArray(int[][]::new);
        scale = Math.sqrt(5) / fit.potential().width();
        points = new double[training.size()][descriptor.pairs()];
        gradients = new double[points.length][3 * descriptor.pairs()];
        int stride = 3 * training.atoms();
        double[] forces = new double[stride * points.length];
        for (int i = 0; i < points.length; i++) {
            descriptor.describe(training.positions(i), 0, points[i]);
            descriptor.gradients(training.positions(i), 0, points[i], gradients[i]);
            System.arraycopy(training.forces(i), 0, forces, i * stride, stride);
        }
        ForceCovariance covariance = new ForceCovariance(
                descriptor,
                fit.potential().width(),
                points,
                gradients,
                permutations,
                fit.settings().regularisation());
        factor = new BlockCholesky(covariance.size(), covariance.block(), covariance);
        variance = squaredNorms(factor.solveLower(new double[][] {forces}), 1)[0] / forces.length;
        meanForceCovariance = new double[forces.length];
        double mean = 0;
        double[] row = new double[forces.length];
        for (double[] point : points) {
            mean += covariances(point, row) / points.length;
            for (int i = 0; i < row.length; i++) {
                meanForceCovariance[i] += row[i] / points.length;
            }
        }
        meanCovariance = mean;
    }

    /**
     * The uncertainty of a fit. Where the factor for all its frames does not fit into the memory of its settings, fewer of them
     * are taken, evenly spread: what they tell of an energy is less than what all tell.
     *
     * @param frames those that were given to the fit
     */
    public static EnergyUncertainty of(ForceFrames frames, PotentialFit fit) {
        int count = fit.frames().length;
        while (count > 1 && bytes(count, frames.atoms()) > fit.settings().matrixMemory()) {
            count = count * 7 / 8;
        }
        int kept = count;
        int[] training = IntStream.range(0, kept)
                .map(i -> fit.frames()[(int) ((long) i * fit.frames().length / kept)])
                .toArray();
        return new EnergyUncertainty(frames.select(training), fit);
    }

    private static long bytes(int frames, int atoms) {
        return BlockCholesky.bytes(3 * atoms * frames, ForceCovariance.block(atoms));
    }

    /**
     * Standard deviations of the energies of a batch of geometries.
     *
     * @param positions [frames · atoms · 3] Å, not modified
     * @param frames how many geometries
     * @param deviations [frames] kcal/mol, modified
     */
    public void evaluate(double[] positions, int frames, double[] deviations) {
        int stride = 3 * descriptor.atoms();
        double[] point = new double[descriptor.pairs()];
        for (int from = 0; from < frames; from += BLOCK) {
            int count = Math.min(BLOCK, frames - from);
            double[][] rows = new double[count][factor.size()];
            double[] prior = new double[count];
            for (int i = 0; i < count; i++) {
                descriptor.describe(positions, (from + i) * stride, point);
                prior[i] = selfCovariance(point) - 2 * covariances(point, rows[i]) + meanCovariance;
                for (int k = 0; k < rows[i].length; k++) {
                    rows[i][k] -= meanForceCovariance[k];
                }
            }
            double[] explained = squaredNorms(factor.solveLower(rows), count);
            for (int i = 0; i < count; i++) {
                deviations[from + i] = Math.sqrt(variance * Math.max(0, prior[i] - explained[i]));
            }
        }
    }

    private static double[] squaredNorms(DoubleMatrix[] blocks, int columns) {
        double[] sums = new double[columns];
        for (DoubleMatrix block : blocks) {
            double[] values = new double[block.rows() * columns];
            block.download(0, values, values.length);
            for (int i = 0; i < values.length; i++) {
                sums[i / block.rows()] += values[i] * values[i];
            }
        }
        return sums;
    }

    /** Covariance of the energy of a geometry with itself under all permutations, in units of the amplitude. */
    private double selfCovariance(double[] point) {
        double sum = 0;
        for (int[] permutation : permutations) {
            sum += kernel(distance(point, point, permutation));
        }
        return sum;
    }

    /**
     * Fills a row with the covariances of a geometry's energy and all training forces, −(c²/3)(1 + cd)e^(−cd) J′ᵀΔ.
     *
     * @return the mean covariance with the training energies
     */
    private double covariances(double[] point, double[] row) {
        int stride = 3 * descriptor.atoms();
        double[] ofPairs = new double[descriptor.pairs()];
        double mean = 0;
        for (int j = 0; j < points.length; j++) {
            Arrays.fill(ofPairs, 0);
            for (int[] permutation : permutations) {
                double distance = distance(point, points[j], permutation);
                mean += kernel(distance) / points.length;
                double slope = -scale * scale / 3 * (1 + distance) * Math.exp(-distance);
                for (int k = 0; k < permutation.length; k++) {
                    ofPairs[permutation[k]] += slope * (point[k] - points[j][permutation[k]]);
                }
            }
            descriptor.toAtoms(gradients[j], ofPairs, 0, row, j * stride);
        }
        return mean;
    }

    private double distance(double[] a, double[] b, int[] permutation) {
        double sum = 0;
        for (int k = 0; k < permutation.length; k++) {
            double difference = a[k] - b[permutation[k]];
            sum += difference * difference;
        }
        return scale * Math.sqrt(sum);
    }

    /** Matérn 5/2 at a distance in units of σ/√5. */
    private static double kernel(double distance) {
        return (1 + distance + distance * distance / 3) * Math.exp(-distance);
    }
}
