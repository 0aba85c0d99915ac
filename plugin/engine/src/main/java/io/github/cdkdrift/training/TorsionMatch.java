package io.github.cdkdrift.training;

import io.github.cdkdrift.backend.Kernels;
import io.github.cdkdrift.density.ConformerDensity;
import io.github.cdkdrift.generator.CouplingFlow;
import io.github.cdkdrift.generator.CouplingPass;
import io.github.cdkdrift.generator.DensityGenerator;
import io.github.cdkdrift.generator.DensitySource;
import io.github.cdkdrift.molecule.PhysicalConstants;
import io.github.cdkdrift.positives.Positives;
import io.github.cdkdrift.random.Noise;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Gives torsions of draws their distributions among the positives by other quantile functions, as far as the energies of the draws, where these are known, allow. A
 * reverse divergence makes what it fits too narrow where the map cannot bend enough (Bishop 2006, Pattern Recognition and Machine Learning, section 10.1.2), and
 * draws of wider torsions may then be too hot.
 */
final class TorsionMatch {
    /** Parts of the way that are tried. */
    private static final double[] PARTS = {1, 0.5, 0.25};

    /** By how much draws may be hotter than positives, in k_BT of their median energy. */
    private static final double HOTTER = 0.5;

    /** 64 MB. Few draws would add their noise to the positives'. */
    private static final int MOST_SCORES = 1 << 23;

    private static final int BATCH = 2048;
    private static final int FEWEST_BATCHES = 8;
    private static final int MOST_BATCHES = 64;
    private static final long STREAM = 0;

    private final ConformerDensity density;
    private final Kernels kernels;
    private final Positives positives;
    private final TrainingSettings settings;

    /** @param density as it was fitted to the positives */
    TorsionMatch(ConformerDensity density, Kernels kernels, Positives positives, TrainingSettings settings) {
        this.density = density;
        this.kernels = kernels;
        this.positives = positives;
        this.settings = settings;
    }

    /**
     * The density for the draws of a map.
     *
     * @param energies whether these are known and have to agree
     */
    ConformerDensity of(CouplingFlow trained, boolean energies) {
        int batches = MOST_SCORES / BATCH / density.dimensions();
        int[] statesOf = new int[BATCH * Math.max(FEWEST_BATCHES, Math.min(MOST_BATCHES, batches))];
        double[] scores = scores(trained, statesOf);
        for (double part : PARTS) {
            ConformerDensity matched = density.withMarginalsOf(scores, statesOf, part);
            if (!energies || isCool(new DensityGenerator(matched, trained, null, null, null))) {
                return matched;
            }
        }
        return density;
    }

    /** What the map makes of normal numbers in states drawn by their shares, [draws · dimensions]. */
    private double[] scores(CouplingFlow trained, int[] statesOf) {
        CouplingPass draws = CouplingPass.forSampling(trained, kernels, BATCH);
        RandomGenerator random = Noise.stream(settings.seed(), STREAM);
        double[] cumulative = density.shares();
        Arrays.parallelPrefix(cumulative, Double::sum);
        double[] scores = new double[statesOf.length * density.dimensions()];
        double[] batch = new double[BATCH * density.dimensions()];
        float[] codes = new float[BATCH * density.basins()];
        ConformerDensity.Workspace workspace = density.workspace();
        for (int from = 0; from < statesOf.length; from += BATCH) {
            for (int i = 0; i < BATCH; i++) {
                int at = Arrays.binarySearch(cumulative, random.nextDouble());
                statesOf[from + i] = Math.min(cumulative.length - 1, at < 0 ? -at - 1 : at);
                workspace.choose(statesOf[from + i]);
                workspace.code(codes, i * density.basins());
            }
            Arrays.setAll(batch, k -> random.nextGaussian());
            draws.forward(batch, codes, new double[BATCH]);
            System.arraycopy(batch, 0, scores, from * density.dimensions(), batch.length);
        }
        return scores;
    }

    private boolean isCool(DensityGenerator generator) {
        int stride = 3 * density.atoms();
        double[] geometries = new double[BATCH * stride];
        double[] logShares = Arrays.stream(density.shares()).map(Math::log).toArray();
        int count = new DensitySource(generator, logShares, kernels, BATCH)
                .draw(Noise.stream(settings.seed(), STREAM), geometries);
        if (count == 0) {
            return false;
        }
        double[] energies = new double[count];
        positives.sampled().evaluate(geometries, count, energies, new double[count * stride]);
        double above = median(energies) - median(positives.energies());
        return above <= HOTTER * PhysicalConstants.BOLTZMANN * settings.temperature();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
