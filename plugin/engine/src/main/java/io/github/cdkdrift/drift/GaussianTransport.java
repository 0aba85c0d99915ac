package io.github.cdkdrift.drift;

import io.github.cdkdrift.backend.HostTransfer;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The map that carries one Gaussian distribution onto another, see {@link GaussianMap}, between running moments of generated points
 * and those of their target. A batch is too small for its second moments to be known, and random
 * directions hardly see single ones.
 */
final class GaussianTransport {
    /** Batches after which the running moments change more slowly. */
    private static final int FIRST_BATCHES = 200;

    private static final double FIRST_RATE = 0.1;
    private static final double RATE = 0.02;

    /** Batches between two solutions for the map; with 20 ethanol comes out 0.001 farther from its reference. */
    private static final int INTERVAL = 5;

    private final int size;
    private final double[] targetMean;
    private final GaussianMap map;
    private final GaussianMap.Target target;
    private final double[] mean;
    private final double[] batchMean;
    private final INDArray covariance;
    private final INDArray stretch;
    private final float[] shifted;
    private final INDArray points;
    private final INDArray displacements;
    private int batches;

    /**
     * @param targetMean [size]
     * @param targetCovariance [size · size]
     * @param most points that come at once
     * @param map of this size; several transports may share it
     */
    GaussianTransport(double[] targetMean, float[] targetCovariance, int most, GaussianMap map) {
        size = targetMean.length;
        this.targetMean = targetMean.clone();
        this.map = map;
        target = map.target(targetCovariance);
        mean = new double[size];
        batchMean = new double[size];
        covariance = Nd4j.create(new long[] {size, size}, 'f');
        stretch = Nd4j.create(new long[] {size, size}, 'f');
        shifted = new float[most * size];
        points = Nd4j.create(new long[] {size, most}, 'f');
        displacements = Nd4j.create(new long[] {size, most}, 'f');
    }

    /**
     * Takes a batch into the running moments; one point alone has no covariance.
     *
     * @param batch points, [count][size] from {@code from} on
     */
    void add(float[] batch, int from, int count) {
        batches++;
        double rate = batches == 1 ? 1 : batches <= FIRST_BATCHES ? FIRST_RATE : RATE;
        Arrays.fill(batchMean, 0);
        for (int i = 0; i < count * size; i++) {
            batchMean[i % size] += batch[from + i] / (double) count;
        }
        for (int i = 0; i < size; i++) {
            mean[i] += rate * (batchMean[i] - mean[i]);
        }
        shift(batch, from, count, batchMean);
        if (count == 1) {
            return;
        }
        Nd4j.gemm(points, points, covariance, false, true, rate / (count - 1), 1 - rate);
        if (batches % INTERVAL == 1) {
            map.solve(target, covariance, stretch);
        }
    }

    /** The points less a mean; zero beyond them. */
    private void shift(float[] batch, int from, int count, double[] by) {
        for (int i = 0; i < count * size; i++) {
            shifted[i] = (float) (batch[from + i] - by[i % size]);
        }
        Arrays.fill(shifted, count * size, shifted.length, 0);
        HostTransfer.upload(shifted, points);
    }

    /**
     * Adds {@code factor} times the displacement (A − I)(z − m) + m′ − m of each point.
     *
     * @param batch points, [count][size] from {@code from} on, not modified
     * @param sums [count][size] from {@code from} on, modified
     */
    void addDisplacement(float[] batch, int from, int count, float factor, float[] sums) {
        shift(batch, from, count, mean);
        Nd4j.gemm(stretch, points, displacements, false, false, 1, 0);
        HostTransfer.download(displacements, shifted);
        for (int i = 0; i < count * size; i++) {
            sums[from + i] += factor * (shifted[i] + (float) (targetMean[i % size] - mean[i % size]));
        }
    }

    /** How many numbers {@link #save} writes. */
    int stateSize() {
        return 1 + size + 2 * size * size;
    }

    /** Writes everything that changes from batch to batch. */
    void save(double[] memory, int from) {
        memory[from] = batches;
        System.arraycopy(mean, 0, memory, from + 1, size);
        write(covariance, memory, from + 1 + size);
        write(stretch, memory, from + 1 + size + size * size);
    }

    private static void write(INDArray matrix, double[] memory, int from) {
        float[] numbers = new float[Math.toIntExact(matrix.length())];
        HostTransfer.download(matrix, numbers);
        for (int i = 0; i < numbers.length; i++) {
            memory[from + i] = numbers[i];
        }
    }

    /** Reads what {@link #save} wrote. */
    void restore(double[] memory, int from) {
        batches = (int) memory[from];
        System.arraycopy(memory, from + 1, mean, 0, size);
        read(memory, from + 1 + size, covariance);
        read(memory, from + 1 + size + size * size, stretch);
    }

    private static void read(double[] memory, int from, INDArray matrix) {
        float[] numbers = new float[Math.toIntExact(matrix.length())];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) memory[from + i];
        }
        HostTransfer.upload(numbers, matrix);
    }
}
