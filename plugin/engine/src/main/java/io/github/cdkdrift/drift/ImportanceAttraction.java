package io.github.cdkdrift.drift;

import java.util.random.RandomGenerator;

/**
 * Self-normalised importance sampling (Cao et al. 2026, the local mean-shift estimator): neighbours y = x ± σε in antithetic pairs,
 * weights w ∝ exp(−u(y)), V⁺ = Σ w (y − x). Normalised by their own sum, the weights make V⁺ too short by a part of the order of
 * 1/K with K neighbours, and samples too wide; the estimates of both halves of the pairs are too short by twice that, and so correct
 * it (Quenouille 1956, doi:10.1093/biomet/43.3-4.353). The error falls as 1/√K and grows with the variance of u over the
 * neighbours. Where no neighbour has a finite energy the displacement is 0. Costs K energies a point,
 * no gradients. Choose it wherever energies are cheap: it needs no quadratic.
 */
final class ImportanceAttraction implements Attraction {
    /** Numbers of a chunk: 1 MiB. */
    private static final int CHUNK = 1 << 17;

    private final ReducedEnergy energy;
    private final int dimensions;
    private final int probes;
    private final int capacity;
    private final double[] steps;
    private final double[] neighbours;
    private final double[] energies;

    /** @param probes K, even */
    ImportanceAttraction(ReducedEnergy energy, int probes) {
        this.energy = energy;
        this.probes = probes;
        dimensions = energy.dimensions();
        capacity = Math.max(1, CHUNK / (probes * dimensions));
        steps = new double[capacity * probes / 2 * dimensions];
        neighbours = new double[capacity * probes * dimensions];
        energies = new double[capacity * probes];
    }

    @Override
    public void add(double[] points, int count, double width, RandomGenerator random, double[] displacements) {
        for (int from = 0; from < count; from += capacity) {
            int part = Math.min(capacity, count - from);
            place(points, from, part, width, random);
            energy.evaluate(neighbours, part * probes, energies, null);
            for (int i = 0; i < part; i++) {
                weigh(i, displacements, (from + i) * dimensions);
            }
        }
    }

    /** The first half of a point's neighbours are x + σε, the second half x − σε. */
    private void place(double[] points, int from, int count, double width, RandomGenerator random) {
        int half = probes / 2 * dimensions;
        for (int i = 0; i < count; i++) {
            int step = i * half;
            int plus = 2 * step;
            int x = (from + i) * dimensions;
            for (int j = 0; j < half; j++) {
                double move = width * random.nextGaussian();
                steps[step + j] = move;
                neighbours[plus + j] = points[x + j % dimensions] + move;
                neighbours[plus + half + j] = points[x + j % dimensions] - move;
            }
        }
    }

    /** Adds 2V − (V₁ + V₂)/2, where V₁ and V₂ are the estimates of either half of the pairs alone. */
    private void weigh(int index, double[] displacements, int to) {
        int first = index * probes;
        if (!weigh(first)) {
            return;
        }
        int pairs = probes / 2;
        double firstMass = mass(first, 0, pairs / 2);
        double secondMass = mass(first, pairs / 2, pairs);
        double whole = 2 / (firstMass + secondMass);
        double ofFirst = firstMass > 0 && secondMass > 0 ? whole - 0.5 / firstMass : whole / 2;
        double ofSecond = firstMass > 0 && secondMass > 0 ? whole - 0.5 / secondMass : whole / 2;
        for (int pair = 0; pair < pairs; pair++) {
            double weight =
                    (energies[first + pair] - energies[first + pairs + pair]) * (pair < pairs / 2 ? ofFirst : ofSecond);
            int step = (index * pairs + pair) * dimensions;
            for (int j = 0; j < dimensions; j++) {
                displacements[to + j] += weight * steps[step + j];
            }
        }
    }

    private double mass(int first, int from, int to) {
        double mass = 0;
        for (int pair = from; pair < to; pair++) {
            mass += energies[first + pair] + energies[first + probes / 2 + pair];
        }
        return mass;
    }

    /** Turns the energies of a point's neighbours into weights; false where no energy is finite. */
    private boolean weigh(int first) {
        double lowest = Double.POSITIVE_INFINITY;
        for (int k = first; k < first + probes; k++) {
            lowest = energies[k] < lowest ? energies[k] : lowest;
        }
        if (Double.isInfinite(lowest)) {
            return false;
        }
        for (int k = first; k < first + probes; k++) {
            double weight = Math.exp(lowest - energies[k]);
            energies[k] = weight > 0 ? weight : 0;
        }
        return true;
    }
}
