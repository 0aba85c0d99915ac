package io.github.cdkdrift.conformer;

import io.github.cdkdrift.cluster.ConformerProperties;
import io.github.cdkdrift.cluster.EnsembleUncertainty;
import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.SymmetryGroup;
import io.github.cdkdrift.positives.EquilibriumReport;
import io.github.cdkdrift.positives.Positives;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.potential.PotentialCalls;
import io.github.cdkdrift.random.Noise;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Conformers as the sampler of a potential gives them, without a network: Boltzmann-distributed as far as {@code report} says that its
 * walkers agree. Up to some thousand independent ones they come sooner than a network is trained.
 *
 * @param ensemble all samples, walker after walker, each with its energy in kcal/mol
 * @param potential that they were sampled on, or the fit that stood for it; whoever has them closes it
 * @param report how far the walkers agree
 * @param calls of the potential
 */
public record SampledConformers(
        ConformerEnsemble ensemble, Potential potential, EquilibriumReport report, PotentialCalls calls) {
    private static final long IMAGES_STREAM = Long.MIN_VALUE / 3;

    /**
     * Of positives that have a potential. Walkers keep equal hydrogen atoms of terminal groups in one order, so that each sample is
     * replaced by one of its symmetric copies, all equally likely.
     *
     * @param held atoms that a restraint holds, which no copy may exchange
     */
    public static SampledConformers of(
            MolecularGraph graph,
            Positives positives,
            Potential potential,
            PotentialCalls calls,
            Set<Integer> held,
            long seed) {
        RandomGenerator random = Noise.stream(seed, IMAGES_STREAM);
        SymmetryGroup symmetry =
                graph.symmetry(positives.geometries().get(0), 1).keeping(held);
        List<double[]> geometries = positives.geometries().stream()
                .map(geometry -> symmetry.image(geometry, random))
                .toList();
        double[] energies = energies(potential, positives);
        List<Conformer> conformers = IntStream.range(0, energies.length)
                .mapToObj(i -> new Conformer(geometries.get(i), Map.of(ConformerProperties.ENERGY, energies[i])))
                .toList();
        return new SampledConformers(new ConformerEnsemble(graph, conformers), potential, positives.report(), calls);
    }

    /** Those of the samples, unless torsions were corrected on the way: energies are the potential's own. */
    private static double[] energies(Potential potential, Positives positives) {
        if (positives.sampled() == positives.potential()) {
            return positives.energies();
        }
        double[] energies = new double[positives.energies().length];
        potential.evaluate(positives.positions(), energies.length, energies, new double[positives.positions().length]);
        return energies;
    }

    /**
     * What leaves averages over these conformers uncertain: how many independent ones there are, and, where the potential is a fit to labels, what these
     * leave open.
     *
     * @param some of them, or all
     */
    public EnsembleUncertainty uncertainty(ConformerEnsemble some) {
        double effective = report.effectiveSamples() == null ? Double.NaN : report.effectiveSamples();
        return FitUncertainty.of(some, potential, report.temperature(), effective);
    }

    /**
     * Some of them, spread evenly over the walkers and the time, in an order that the seed decides.
     *
     * @throws IllegalArgumentException if there are fewer
     */
    public ConformerEnsemble take(int count, long seed) {
        int all = ensemble.size();
        if (count < 1 || count > all) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "found %,d conformers asked for; expected 1 to %,d, the samples that there are: a network draws any number",
                    count,
                    all));
        }
        List<Conformer> taken = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            taken.add(ensemble.conformers().get((int) ((i + 0.5) * all / count)));
        }
        Collections.shuffle(taken, new Random(seed));
        return new ConformerEnsemble(ensemble.graph(), taken);
    }
}
