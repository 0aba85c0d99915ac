package io.github.cdkdrift.drift;

import java.util.random.RandomGenerator;

/**
 * Self-normalised importance sampling (Cao et al. 2026, the local mean-shift estimator): neighbours y = x ± σε in antithetic pairs,
 * weights w ∝ exp(−u(y)), V⁺ = Σ w (y − x). Normalised by their own sum, the weights make V⁺ too short by a part of the order of
 * 1/K with K neighbours, and samples too wide; the estimates of both halves of the pairs are too short by twice that, and so correct
 * it (Quenouille 1956, doi:10.1093/biomet/43.3-4.353). The error falls as 1/√K and grows with the variance of u over the
 * neighbours.
 *
 * <p>Neighbours may follow another density than N(x, σ²) if the weights are divided by it: in coordinates in which the target is
 * nearly a standard normal distribution they follow exp(−|y|²/2) N(y; x, σ²), and weights exp(−u(y) + |y|²/2) hardly vary, whatever σ
 * and the number of dimensions; plain ones would vary by factors of exp(σ √d). Where no neighbour has a finite energy the displacement is 0. Costs K energies a point,
 * no gradients. Choose it wherever energies are cheap: it needs no quadratic.
 */
final class ImportanceAttraction implements Attraction {
    /** Numbers of a chunk: 1 MiB. */
    private static final int CHUNK = 1 << 17;

    /** The largest weight is 1: where either half of the pairs has less than this it knows nothing. */
    private static final double LEAST_MASS = 1e-12;

    private final ReducedEnergy energy;
    private final int dimensions;
    private final int probes;
    private final int capacity;
    private final boolean harmonic;
    private final double[] neighbours;
    private final double[] energies;

    /**
     * @param probes K, a multiple of 4
     * @param harmonic whether neighbours are drawn where a standard normal target would have them
     */
    ImportanceAttraction(ReducedEnergy energy, int probes, boolean harmonic) {
        this.energy = energy;
        this.probes = probes;
        this.harmonic = harmonic;
        dimensions = energy.dimensions();
        capacity = Math.max(1, CHUNK / (probes * dimensions));
        neighbours = new double[capacity * probes * dimensions];
        energies = new double[capacity * probes];
    }

    @Override
    public void add(double[] points, int count, double width, RandomGenerator random, double[] displacements) {
        for (int from = 0; from < count; from += capacity) {
            int part = Math.min(capacity, count - from);
            place(points, from, part, width, random);
            energy.evaluate(neighbours, part * probes, energies, null);
            if (harmonic) {
                relativeToNormal(part * probes);
            }
            for (int i = 0; i < part; i++) {
                weigh(i, points, displacements, (from + i) * dimensions);
            }
        }
    }

    /**
     * The first half of a point's neighbours are c + sε, the second half c − sε. Around the point itself c = x and s = σ; within a
     * standard normal distribution c = x/(1 + σ²) and s² = σ²/(1 + σ²). Steps are measured from the point.
     */
    private void place(double[] points, int from, int count, double width, RandomGenerator random) {
        int half = probes / 2 * dimensions;
        double part = harmonic ? 1 / (1 + width * width) : 1;
        double size = width * Math.sqrt(part);
        for (int i = 0; i < count; i++) {
            int plus = i * probes * dimensions;
            int x = (from + i) * dimensions;
            for (int j = 0; j < half; j++) {
                double centre = part * points[x + j % dimensions];
                double move = size * random.nextGaussian();
                neighbours[plus + j] = centre + move;
                neighbours[plus + half + j] = centre - move;
            }
        }
    }

    /** u(y) − |y|²/2: the rest that weights are made of where the neighbours follow the normal distribution. */
    private void relativeToNormal(int count) {
        for (int k = 0; k < count; k++) {
            double square = 0;
            for (int j = k * dimensions; j < (k + 1) * dimensions; j++) {
                square += neighbours[j] * neighbours[j];
            }
            energies[k] -= square / 2;
        }
    }

    /** Adds 2V − (V₁ + V₂)/2, where V₁ and V₂ are the estimates of either half of the pairs alone. */
    private void weigh(int index, double[] points, double[] displacements, int to) {
        int first = index * probes;
        if (!weigh(first)) {
            return;
        }
        int pairs = probes / 2;
        double firstMass = mass(first, 0, pairs / 2);
        double secondMass = mass(first, pairs / 2, pairs);
        double whole = 2 / (firstMass + secondMass);
        boolean corrected = Math.min(firstMass, secondMass) > LEAST_MASS;
        double ofFirst = corrected ? whole - 0.5 / firstMass : whole / 2;
        double ofSecond = corrected ? whole - 0.5 / secondMass : whole / 2;
        for (int k = 0; k < probes; k++) {
            double weight = energies[first + k] * (k % pairs < pairs / 2 ? ofFirst : ofSecond);
            for (int j = 0; j < dimensions; j++) {
                displacements[to + j] += weight * (neighbours[(first + k) * dimensions + j] - points[to + j]);
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
