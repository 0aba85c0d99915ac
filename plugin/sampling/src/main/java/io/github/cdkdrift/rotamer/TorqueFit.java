package io.github.cdkdrift.rotamer;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;

/**
 * The coefficients of a free energy: the most likely ones under normal noise of the torques and the normal prior of {@link
 * TorqueSettings}, which is ridge regression. Each rotor's noise is the variance of what its torques leave unexplained, times
 * the number of consecutive frames that are worth one.
 */
final class TorqueFit {
    /** Keeps noiseless torques from infinite weights, (kcal/mol)². */
    private static final double SMALLEST_NOISE = 1e-6;

    private final double[] deviations;
    private final TorqueEquations[][] equations;
    private final int images;
    private final double[] weights;

    /**
     * @param deviations expected of the coefficients, [functions] kcal/mol
     * @param equations [rotors][blocks of frames]
     * @param images of each frame
     */
    TorqueFit(double[] deviations, TorqueEquations[][] equations, int images) {
        this.deviations = deviations;
        this.equations = equations;
        this.images = images;
        weights = new double[equations.length];
        Arrays.setAll(weights, rotor -> weight(meanSquare(rotor, new double[deviations.length])));
        double[] first = best();
        Arrays.setAll(weights, rotor -> weight(meanSquare(rotor, first) * correlation(rotor, first)));
    }

    private double weight(double noise) {
        return 1 / (Math.max(SMALLEST_NOISE, noise) * images);
    }

    private double meanSquare(int rotor, double[] coefficients) {
        double sum = 0;
        int frames = 0;
        for (TorqueEquations block : equations[rotor]) {
            sum += block.squaredResiduals(coefficients);
            frames += block.frames();
        }
        return sum / ((double) frames * images);
    }

    /** How much larger the variance of a block's mean is than were its frames independent; at least 1. */
    private double correlation(int rotor, double[] coefficients) {
        TorqueEquations[] blocks = equations[rotor];
        double mean = 0;
        int frames = 0;
        for (TorqueEquations block : blocks) {
            mean += block.residual(coefficients);
            frames += block.frames();
        }
        mean /= frames;
        double variance = 0;
        for (TorqueEquations block : blocks) {
            double deviation = block.residual(coefficients) / block.frames() - mean;
            variance += deviation * deviation * block.frames() / (blocks.length - 1);
        }
        return Math.max(1, variance / Math.max(SMALLEST_NOISE, meanSquare(rotor, coefficients)));
    }

    /** The most likely coefficients, [functions] kcal/mol. */
    double[] best() {
        double[] equal = new double[equations[0].length];
        Arrays.fill(equal, 1);
        return solve(equal, new double[deviations.length]);
    }

    /**
     * Coefficients as likely as the data and the prior allow: blocks of frames with random weights (the Bayesian bootstrap, Rubin
     * 1981, doi:10.1214/aos/1176345338) and a prior about a draw from itself, which for normal noise samples the posterior
     * (Bardsley et al. 2014, doi:10.1137/140964023, section 2).
     */
    double[] replicate(RandomGenerator random) {
        double[] shares = new double[equations[0].length];
        Arrays.setAll(shares, block -> random.nextExponential());
        double mean = Arrays.stream(shares).average().orElseThrow();
        Arrays.setAll(shares, block -> shares[block] / mean);
        double[] centre = new double[deviations.length];
        Arrays.setAll(centre, i -> deviations[i] * random.nextGaussian());
        return solve(shares, centre);
    }

    /** Replicates, [replicates][functions] kcal/mol. */
    double[][] replicates(TorqueSettings settings) {
        RandomGenerator random = new SplittableRandom(settings.seed());
        double[][] replicates = new double[settings.replicates()][];
        for (int i = 0; i < replicates.length; i++) {
            replicates[i] = replicate(random);
        }
        return replicates;
    }

    private double[] solve(double[] shares, double[] centre) {
        int size = deviations.length;
        double[][] matrix = new double[size][size];
        double[] side = new double[size];
        for (int rotor = 0; rotor < equations.length; rotor++) {
            for (int block = 0; block < shares.length; block++) {
                equations[rotor][block].addTo(matrix, side, shares[block] * weights[rotor]);
            }
        }
        for (int i = 0; i < size; i++) {
            double stiffness = 1 / (deviations[i] * deviations[i]);
            matrix[i][i] += stiffness;
            side[i] += stiffness * centre[i];
            for (int j = 0; j < i; j++) {
                matrix[i][j] = matrix[j][i];
            }
        }
        return new CholeskyDecomposition(new Array2DRowRealMatrix(matrix, false))
                .getSolver()
                .solve(new ArrayRealVector(side, false))
                .toArray();
    }
}
