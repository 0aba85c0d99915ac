package io.github.cdkdrift.drift;

import io.github.cdkdrift.backend.HostThreads;
import io.github.cdkdrift.backend.HostTransfer;
import io.github.cdkdrift.coordinate.InternalFeatures;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.RealMatrix;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The positives as the transport drift sees them: features centred on their rotamer state and divided by their standard deviation
 * within states, internal coordinates whitened by their covariance within states, and for each state the exact quantiles along
 * every feature's own axis and along each of a bank of random directions of the whitened space.
 */
final class TransportTarget {
    /** Principal components below this part of the mean variance are dropped. */
    private static final double SMALLEST_VARIANCE = 1e-2;

    private static final long DIRECTION_SEED = 0x7472616e73706f72L;

    private final InternalFeatures features;
    private final int states;
    private final int samples;
    private final int directionBank;
    private final float[][] means;
    private final float[] inverseDeviations;
    private final INDArray whitening;
    private final INDArray directions;
    private final int whitened;
    private final float[][] axisQuantiles;
    private final float[][] directionQuantiles;
    private final GaussianTransport[] moments;

    /**
     * @param positions [points · atoms · 3] Å
     * @param state of each point, each of them at least twice, [points]
     * @param samples generated samples of one state that are compared at once
     */
    TransportTarget(
            InternalFeatures features,
            float[] positions,
            int[] state,
            int states,
            int samples,
            int directionBank,
            HostThreads threads) {
        this.features = features;
        this.states = states;
        this.samples = samples;
        this.directionBank = directionBank;
        int size = features.size();
        int points = state.length;
        int stride = positions.length / points;
        float[] values = new float[points * size];
        threads.share(points, (from, to) -> {
            for (int i = from; i < to; i++) {
                features.map(positions, i * stride, values, i * size);
            }
        });
        means = means(values, state);
        inverseDeviations = standardise(values, state);
        RealMatrix basis = whitening(values);
        whitened = basis.getColumnDimension();
        whitening = Nd4j.create(new long[] {whitened, features.internals()}, 'f');
        HostTransfer.upload(columnMajor(basis), whitening);
        directions = Nd4j.create(new long[] {whitened, directionBank}, 'f');
        HostTransfer.upload(randomUnitVectors(), directions);
        axisQuantiles = new float[states][size * samples];
        directionQuantiles = new float[states][directionBank * samples];
        moments = new GaussianTransport[states];
        GaussianMap map = new GaussianMap(whitened);
        for (int s = 0; s < states; s++) {
            prepare(s, values, state, map, threads);
        }
    }

    private float[][] means(float[] values, int[] state) {
        int size = features.size();
        double[][] sums = new double[states][size];
        int[] counts = new int[states];
        for (int i = 0; i < state.length; i++) {
            counts[state[i]]++;
            for (int f = 0; f < size; f++) {
                sums[state[i]][f] += values[i * size + f];
            }
        }
        float[][] result = new float[states][size];
        for (int s = 0; s < states; s++) {
            for (int f = 0; f < size; f++) {
                result[s][f] = (float) (sums[s][f] / counts[s]);
            }
        }
        return result;
    }

    /** Centres and scales all values in place; returns what they were multiplied with. */
    private float[] standardise(float[] values, int[] state) {
        int size = features.size();
        double[] squares = new double[size];
        for (int i = 0; i < state.length; i++) {
            for (int f = 0; f < size; f++) {
                float centred = values[i * size + f] - means[state[i]][f];
                values[i * size + f] = centred;
                squares[f] += centred * centred;
            }
        }
        float[] inverse = new float[size];
        for (int f = 0; f < size; f++) {
            inverse[f] = (float) (1 / Math.max(1e-4, Math.sqrt(squares[f] / state.length)));
        }
        for (int i = 0; i < values.length; i++) {
            values[i] *= inverse[i % size];
        }
        return inverse;
    }

    /** [internals][components]. */
    private RealMatrix whitening(float[] values) {
        int size = features.size();
        int internals = features.internals();
        int points = values.length / size;
        double[][] covariance = new double[internals][internals];
        for (int i = 0; i < points; i++) {
            for (int f = 0; f < internals; f++) {
                double value = values[i * size + f];
                for (int g = 0; g <= f; g++) {
                    covariance[f][g] += value * values[i * size + g] / points;
                }
            }
        }
        for (int f = 0; f < internals; f++) {
            for (int g = 0; g < f; g++) {
                covariance[g][f] = covariance[f][g];
            }
        }
        EigenDecompositionSymmetric eigen =
                new EigenDecompositionSymmetric(new Array2DRowRealMatrix(covariance, false));
        double[] variances = eigen.getEigenvalues();
        double smallest = SMALLEST_VARIANCE * Arrays.stream(variances).average().orElse(0);
        int kept = (int) Arrays.stream(variances).filter(v -> v > smallest).count();
        RealMatrix basis = new Array2DRowRealMatrix(internals, kept);
        int column = 0;
        for (int k = 0; k < variances.length; k++) {
            if (variances[k] > smallest) {
                basis.setColumnVector(column++, eigen.getEigenvector(k).mapDivide(Math.sqrt(variances[k])));
            }
        }
        return basis;
    }

    /** The transposed matrix, column by column. */
    private static float[] columnMajor(RealMatrix matrix) {
        int rows = matrix.getRowDimension();
        int columns = matrix.getColumnDimension();
        float[] values = new float[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                values[i * columns + j] = (float) matrix.getEntry(i, j);
            }
        }
        return values;
    }

    private float[] randomUnitVectors() {
        SplittableRandom random = new SplittableRandom(DIRECTION_SEED);
        float[] values = new float[whitened * directionBank];
        for (int column = 0; column < directionBank; column++) {
            double squares = 0;
            for (int i = 0; i < whitened; i++) {
                double value = random.nextGaussian();
                squares += value * value;
                values[column * whitened + i] = (float) value;
            }
            float norm = (float) (1 / Math.sqrt(squares));
            for (int i = 0; i < whitened; i++) {
                values[column * whitened + i] *= norm;
            }
        }
        return values;
    }

    private void prepare(int s, float[] values, int[] state, GaussianMap map, HostThreads threads) {
        int size = features.size();
        int internals = features.internals();
        int[] members =
                IntStream.range(0, state.length).filter(i -> state[i] == s).toArray();
        float[] inside = new float[members.length * internals];
        for (int i = 0; i < members.length; i++) {
            System.arraycopy(values, members[i] * size, inside, i * internals, internals);
        }
        INDArray coordinates = Nd4j.create(new long[] {internals, members.length}, 'f');
        INDArray white = Nd4j.create(new long[] {whitened, members.length}, 'f');
        INDArray projected = Nd4j.create(new long[] {members.length, directionBank}, 'f');
        HostTransfer.upload(inside, coordinates);
        Nd4j.gemm(whitening, coordinates, white, false, false, 1, 0);
        Nd4j.gemm(white, directions, projected, true, false, 1, 0);
        float[] along = new float[members.length * directionBank];
        HostTransfer.download(projected, along);
        threads.share(directionBank, (from, to) -> {
            float[] column = new float[members.length];
            float[] quantiles = new float[samples];
            for (int d = from; d < to; d++) {
                System.arraycopy(along, d * members.length, column, 0, members.length);
                quantiles(column, quantiles, directionQuantiles[s], d, directionBank);
            }
        });
        threads.share(size, (from, to) -> {
            float[] column = new float[members.length];
            float[] quantiles = new float[samples];
            for (int f = from; f < to; f++) {
                for (int i = 0; i < members.length; i++) {
                    column[i] = values[members[i] * size + f];
                }
                quantiles(column, quantiles, axisQuantiles[s], f, size);
            }
        });
        float[] points = new float[members.length * whitened];
        HostTransfer.download(white, points);
        moments[s] = moments(points, members.length, map);
    }

    private void quantiles(float[] values, float[] quantiles, float[] table, int column, int columns) {
        Arrays.sort(values);
        Quantiles.of(values, samples, quantiles, 0);
        for (int rank = 0; rank < samples; rank++) {
            table[rank * columns + column] = quantiles[rank];
        }
    }

    private GaussianTransport moments(float[] points, int count, GaussianMap map) {
        double[] mean = new double[whitened];
        for (int i = 0; i < points.length; i++) {
            mean[i % whitened] += points[i] / (double) count;
        }
        double[] products = new double[whitened * whitened];
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < whitened; k++) {
                double value = points[i * whitened + k] - mean[k];
                for (int l = 0; l < whitened; l++) {
                    products[k * whitened + l] += value * (points[i * whitened + l] - mean[l]);
                }
            }
        }
        float[] covariance = new float[products.length];
        for (int i = 0; i < covariance.length; i++) {
            covariance[i] = (float) (products[i] / count);
        }
        return new GaussianTransport(mean, covariance, samples, map);
    }

    int whitened() {
        return whitened;
    }

    int states() {
        return states;
    }

    float[] means(int s) {
        return means[s];
    }

    float[] inverseDeviations() {
        return inverseDeviations;
    }

    /** [components, internals]. */
    INDArray whitening() {
        return whitening;
    }

    /** [components, directionBank]. */
    INDArray directions() {
        return directions;
    }

    /** [samples][features]. */
    float[] axisQuantiles(int s) {
        return axisQuantiles[s];
    }

    /** [samples][directionBank]. */
    float[] directionQuantiles(int s) {
        return directionQuantiles[s];
    }

    GaussianTransport moments(int s) {
        return moments[s];
    }
}
