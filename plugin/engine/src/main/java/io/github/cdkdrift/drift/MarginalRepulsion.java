package io.github.cdkdrift.drift;

import java.util.Arrays;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.RealMatrix;

/**
 * The score of a distribution near a normal one, in many dimensions: q is taken as N(m, C) Π qᵢ(xᵢ)/N(xᵢ; mᵢ, Cᵢᵢ), the normal
 * distribution with its covariances, each coordinate corrected to its own marginal; so smoothed,
 *
 * <pre>
 *   V⁻(x) = −σ² (C + σ²)⁻¹ (x − m) + Σᵢ eᵢ [ mean shift of xᵢ within qᵢ + σ² (xᵢ − mᵢ)/(Cᵢᵢ + σ²) ]
 * </pre>
 *
 * <p>Exact where coordinates are independent, and where q is normal; curved dependences between coordinates are not seen. A mean
 * shift in d dimensions would need a number of samples that grows exponentially with d. Moments and marginals (histograms of cells of
 * {@value #CELL}, for points of widths near 1) are running averages over some {@value #MEMORY} batches. Cost: d² a sample, d³/3 a
 * batch.
 */
final class MarginalRepulsion implements Repulsion {
    private static final int MEMORY = 40;
    private static final double CELL = 0.05;
    private static final int CELLS = 320;
    private static final double LOWEST = -CELL * CELLS / 2;

    /** Samples of N(mᵢ, Cᵢᵢ) that each histogram is filled up with: in its tails the correction fades. */
    private static final double FILLING = 5;

    private static final double SMALLEST_VARIANCE = 1e-4;

    private final int features;
    private final int samples;
    private final float[] batch;
    private final double[] mean;
    private final double[] covariance;
    private final double[][] counts;
    private final double[] kernel;
    private final double[] correction;
    private final double[] batchMean;
    private int batches;

    MarginalRepulsion(int features, int samples) {
        this.features = features;
        this.samples = samples;
        batch = new float[samples * features];
        mean = new double[features];
        covariance = new double[features * features];
        counts = new double[features][CELLS];
        kernel = new double[2 * CELLS + 1];
        correction = new double[CELLS + 1];
        batchMean = new double[features];
    }

    @Override
    public void take(float[] newest) {
        System.arraycopy(newest, 0, batch, 0, batch.length);
        batches++;
        double rate = Math.max(1.0 / MEMORY, 1.0 / batches);
        takeMoments(rate);
        double kept = 1 - 1.0 / MEMORY;
        for (int f = 0; f < features; f++) {
            for (int cell = 0; cell < CELLS; cell++) {
                counts[f][cell] *= kept;
            }
            for (int i = f; i < batch.length; i += features) {
                int cell = (int) Math.floor((batch[i] - LOWEST) / CELL);
                if (cell >= 0 && cell < CELLS) {
                    counts[f][cell]++;
                }
            }
        }
    }

    private void takeMoments(double rate) {
        Arrays.fill(batchMean, 0);
        for (int i = 0; i < batch.length; i++) {
            batchMean[i % features] += batch[i] / (double) samples;
        }
        for (int f = 0; f < features; f++) {
            for (int g = 0; g <= f; g++) {
                double sum = 0;
                for (int from = 0; from < batch.length; from += features) {
                    sum += (batch[from + f] - mean[f]) * (batch[from + g] - mean[g]);
                }
                // Exact for exponentially weighted samples whose mean moves by rate · (batch mean − mean).
                double shift = rate * (batchMean[f] - mean[f]) * (batchMean[g] - mean[g]);
                int at = f * features + g;
                covariance[at] = (1 - rate) * covariance[at] + rate * (sum / samples - shift);
                covariance[g * features + f] = covariance[at];
            }
        }
        for (int f = 0; f < features; f++) {
            mean[f] += rate * (batchMean[f] - mean[f]);
        }
    }

    @Override
    public void add(double width, double[] displacements) {
        double variance = width * width;
        RealMatrix smoothed = new Array2DRowRealMatrix(features, features);
        for (int i = 0; i < covariance.length; i++) {
            double own = i % (features + 1) == 0 ? variance + SMALLEST_VARIANCE : 0;
            smoothed.setEntry(i / features, i % features, covariance[i] + own);
        }
        double[][] inverse =
                new CholeskyDecomposition(smoothed).getSolver().getInverse().getData();
        for (int from = 0; from < batch.length; from += features) {
            for (int f = 0; f < features; f++) {
                double sum = 0;
                for (int g = 0; g < features; g++) {
                    sum += inverse[f][g] * (batch[from + g] - mean[g]);
                }
                displacements[from + f] -= variance * sum;
            }
        }
        for (int cell = 0; cell < kernel.length; cell++) {
            double distance = (cell - CELLS) * CELL;
            kernel[cell] = Math.exp(-distance * distance / (2 * variance));
        }
        for (int f = 0; f < features; f++) {
            correct(f, variance);
            for (int i = f; i < batch.length; i += features) {
                double place = (batch[i] - LOWEST) / CELL;
                int cell = (int) Math.floor(place);
                if (cell >= 0 && cell < CELLS) {
                    double part = place - cell;
                    displacements[i] += (1 - part) * correction[cell] + part * correction[cell + 1];
                }
            }
        }
    }

    /** The correction of one coordinate at the cells' edges. */
    private void correct(int f, double variance) {
        double own = covariance[f * features + f] + SMALLEST_VARIANCE;
        double peak = FILLING * CELL / Math.sqrt(2 * Math.PI * own);
        for (int edge = 0; edge <= CELLS; edge++) {
            double mass = 0;
            double shift = 0;
            double x = LOWEST + edge * CELL;
            for (int cell = 0; cell < CELLS; cell++) {
                double weight = (kernel[CELLS + edge - cell] + kernel[CELLS - 1 + edge - cell]) / 2;
                if (weight > 1e-12) {
                    double centre = LOWEST + (cell + 0.5) * CELL;
                    double count =
                            counts[f][cell] + peak * Math.exp(-(centre - mean[f]) * (centre - mean[f]) / (2 * own));
                    mass += weight * count;
                    shift += weight * count * (centre - x);
                }
            }
            double normal = -variance * (x - mean[f]) / (own + variance);
            correction[edge] = mass > 1e-9 ? shift / mass - normal : 0;
        }
    }

    @Override
    public int stateSize() {
        return 1 + features + covariance.length + features * CELLS;
    }

    @Override
    public void save(double[] memory, int from) {
        memory[from] = batches;
        System.arraycopy(mean, 0, memory, from + 1, features);
        System.arraycopy(covariance, 0, memory, from + 1 + features, covariance.length);
        for (int f = 0; f < features; f++) {
            System.arraycopy(counts[f], 0, memory, from + 1 + features + covariance.length + f * CELLS, CELLS);
        }
    }

    @Override
    public void restore(double[] memory, int from) {
        batches = (int) memory[from];
        System.arraycopy(memory, from + 1, mean, 0, features);
        System.arraycopy(memory, from + 1 + features, covariance, 0, covariance.length);
        for (int f = 0; f < features; f++) {
            System.arraycopy(memory, from + 1 + features + covariance.length + f * CELLS, counts[f], 0, CELLS);
        }
    }
}
