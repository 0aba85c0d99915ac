package io.github.cdkdrift.drift;

import io.github.cdkdrift.backend.HostThreads;
import io.github.cdkdrift.backend.VectorMath;
import java.util.Arrays;

/**
 * The Gaussian mean shift of a batch (Cao et al. 2026): V⁻(x) = Σ w (x_k − x) with w ∝ exp(−|x − x_k|²/2σ²) over the batch and
 * earlier samples that are kept: σ² times the score of the samples' distribution smoothed with σ.
 *
 * <p>A sample's own weight, 1 by the formula, makes every shift too short by its share of all weights, so that samples of the target
 * contract. With none, the leave-one-out estimate has no such bias, but a sample far from all others is shifted the whole way to
 * the nearest of them, further than any attraction reaches, and flies away. A small own weight stops that and costs a small bias.
 *
 * <p>Cost: (B + M) × B × d operations for the distances, and for each width as many and (B + M) × B exponentials, for B samples
 * and M earlier ones.
 */
final class MeanShift implements Repulsion {
    /** The squared distance of a sample from itself, which counts apart. */
    private static final float FAR = 1e30f;

    private final int features;
    private final int samples;
    private final int capacity;
    private final double ownWeight;
    private final HostThreads threads;
    private final float[][] keys;
    private final float[] distances;
    private final float[] nearest;
    private final float[] weights;
    private final float[] mass;
    private final float[] sums;
    private int filled;
    private int next;
    private int newest;

    /**
     * @param features d
     * @param samples B, of a batch
     * @param bank M, earlier samples that are kept; whole batches of them
     * @param ownWeight of a sample among its neighbours, 0 to 1
     */
    MeanShift(int features, int samples, int bank, double ownWeight, HostThreads threads) {
        this.features = features;
        this.samples = samples;
        this.ownWeight = ownWeight;
        this.threads = threads;
        capacity = samples * (1 + bank / samples);
        keys = new float[features][capacity];
        distances = new float[capacity * samples];
        nearest = new float[samples];
        weights = new float[samples];
        mass = new float[samples];
        sums = new float[features * samples];
    }

    @Override
    public void take(float[] batch) {
        newest = next * samples;
        for (int f = 0; f < features; f++) {
            for (int k = 0; k < samples; k++) {
                keys[f][newest + k] = batch[k * features + f];
            }
        }
        next = (next + 1) % (capacity / samples);
        filled = Math.min(capacity, filled + samples);
        threads.share(samples, this::measure);
    }

    private void measure(int from, int to) {
        Arrays.fill(nearest, from, to, FAR);
        for (int key = 0; key < filled; key++) {
            int row = key * samples;
            Arrays.fill(distances, row + from, row + to, 0);
            for (int f = 0; f < features; f++) {
                addSquares(keys[f], keys[f][key], row, from, to);
            }
            int own = key - newest;
            if (own >= from && own < to) {
                distances[row + own] = FAR;
            }
            for (int i = from; i < to; i++) {
                nearest[i] = Math.min(nearest[i], distances[row + i]);
            }
        }
    }

    private void addSquares(float[] coordinates, float key, int row, int from, int to) {
        for (int i = from; i < to; i++) {
            float difference = coordinates[newest + i] - key;
            distances[row + i] += difference * difference;
        }
    }

    @Override
    public void add(double width, double[] displacements) {
        threads.share(samples, (from, to) -> add(width, displacements, from, to));
    }

    private void add(double width, double[] displacements, int from, int to) {
        float factor = (float) (-0.5 / (width * width));
        Arrays.fill(mass, from, to, 0);
        for (int f = 0; f < features; f++) {
            Arrays.fill(sums, f * samples + from, f * samples + to, 0);
        }
        for (int key = 0; key < filled; key++) {
            int row = key * samples;
            for (int i = from; i < to; i++) {
                weights[i] = factor * (distances[row + i] - nearest[i]);
            }
            VectorMath.exp(weights, from, to - from);
            for (int i = from; i < to; i++) {
                mass[i] += weights[i];
            }
            for (int f = 0; f < features; f++) {
                addWeighted(keys[f][key], f * samples, from, to);
            }
        }
        for (int i = from; i < to; i++) {
            double whole = mass[i] + (ownWeight > 0 ? ownWeight * Math.exp(-factor * nearest[i]) : 0);
            for (int f = 0; f < features; f++) {
                displacements[i * features + f] += (sums[f * samples + i] - mass[i] * keys[f][newest + i]) / whole;
            }
        }
    }

    private void addWeighted(float key, int row, int from, int to) {
        for (int i = from; i < to; i++) {
            sums[row + i] += weights[i] * key;
        }
    }

    @Override
    public int stateSize() {
        return 2 + features * capacity;
    }

    @Override
    public void save(double[] memory, int from) {
        memory[from] = filled;
        memory[from + 1] = next;
        for (int i = 0; i < features * capacity; i++) {
            memory[from + 2 + i] = keys[i / capacity][i % capacity];
        }
    }

    @Override
    public void restore(double[] memory, int from) {
        filled = (int) memory[from];
        next = (int) memory[from + 1];
        for (int i = 0; i < features * capacity; i++) {
            keys[i / capacity][i % capacity] = (float) memory[from + 2 + i];
        }
    }
}
