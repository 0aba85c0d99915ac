package io.github.cdkdrift.cli;

import io.github.cdkdrift.cluster.ConformerClusters;
import io.github.cdkdrift.cluster.ConformerProperties;
import io.github.cdkdrift.cluster.EnsembleUncertainty;
import io.github.cdkdrift.conformer.ConformerMinima;
import io.github.cdkdrift.conformer.FitUncertainty;
import io.github.cdkdrift.dynamics.StageListener;
import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.labelling.RelaxedGeometries;
import io.github.cdkdrift.potential.CountedPotential;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.property.EnsembleAverage;
import io.github.cdkdrift.property.EnsembleProperties;
import io.github.cdkdrift.superposition.SymmetricSuperposition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openscience.cdk.exception.CDKException;

/**
 * What the conformers drawn of a molecule come to.
 *
 * @param written those that go into the file, with energies, clusters and populations
 * @param states their clusters; null where there are too many conformers to find them unasked
 * @param properties averages over all that were drawn
 * @param strain mean energy of what was drawn above the lowest minimum that is known, kcal/mol; NaN where there are no energies
 * @param calls of the potential that they were drawn on, to minimise
 * @param expensiveCalls of the one that it is a fit to
 * @param potential that gives the energies written, where that is the one it is a fit to
 * @param notes what happened on the way
 */
record ConformerAnswer(
        ConformerEnsemble written,
        StateShares states,
        List<EnsembleAverage> properties,
        double strain,
        long calls,
        long expensiveCalls,
        Optional<String> potential,
        List<String> notes) {
    private static final String ENERGY = ConformerProperties.ENERGY;
    /** Of more conformers clusters are found only when they are asked for. */
    static final int MOST_CLUSTERED = 20_000;

    /** Opens the potential that a fit stands for. */
    interface Opening {
        /** Empty where the energies are those of the potential itself. */
        Optional<Potential> open() throws IOException, CDKException;
    }

    /**
     * Finds clusters, or minima, and takes what was asked for.
     *
     * @param surface that the conformers were drawn on
     * @param expensive which that may be a fit to
     * @param effectiveSamples NaN where it was not measured
     */
    static ConformerAnswer of(
            GenerateSettings settings,
            ConformerEnsemble drawn,
            Potential surface,
            Opening expensive,
            double effectiveSamples,
            StageListener listener)
            throws IOException, CDKException {
        ConformerChoice choice = settings.conformers();
        if (choice.minimise()) {
            return minima(settings, drawn, surface, expensive, effectiveSamples, listener);
        }
        CountedPotential counted = new CountedPotential(surface);
        double strain = strain(drawn, counted, listener);
        if (choice.unique().isEmpty()
                && drawn.size() > MOST_CLUSTERED
                && settings.properties().isEmpty()) {
            return new ConformerAnswer(
                    choice.select(drawn), null, List.of(), strain, counted.calls(), 0, Optional.empty(), List.of());
        }
        ConformerClusters clusters = choice.unique().isPresent()
                ? ConformerClusters.byDeviation(
                        drawn,
                        choice.unique().getAsDouble(),
                        choice.atoms().superposition(drawn.graph()),
                        ConformerClusters.Criterion.DEVIATION)
                : ConformerClusters.of(drawn);
        EnsembleUncertainty uncertainty = uncertainty(settings, drawn, surface, effectiveSamples);
        ConformerEnsemble all = choice.unique().isPresent()
                ? clusters.representatives(drawn, uncertainty)
                : clusters.annotated(drawn, uncertainty);
        return new ConformerAnswer(
                choice.select(all),
                StateShares.of(clusters, uncertainty),
                properties(settings, drawn, clusters, uncertainty),
                strain,
                counted.calls(),
                0,
                Optional.empty(),
                List.of());
    }

    private static List<EnsembleAverage> properties(
            GenerateSettings settings,
            ConformerEnsemble drawn,
            ConformerClusters clusters,
            EnsembleUncertainty uncertainty) {
        return settings.properties().of(drawn, clusters, settings.training().temperature(), uncertainty);
    }

    /** Exact conformers are of the potential itself, not of a fit. */
    private static EnsembleUncertainty uncertainty(
            GenerateSettings settings, ConformerEnsemble drawn, Potential surface, double effectiveSamples) {
        return settings.exact()
                ? EnsembleUncertainty.of(effectiveSamples)
                : FitUncertainty.of(drawn, surface, settings.training().temperature(), effectiveSamples);
    }

    /** Above the minimum that the lowest conformer leads to: where all are strained the lowest of them is no measure. */
    private static double strain(ConformerEnsemble drawn, Potential surface, StageListener listener) {
        Conformer lowest = drawn.conformers().stream()
                .filter(conformer -> conformer.properties().containsKey(ENERGY))
                .min(Comparator.comparingDouble(
                        conformer -> conformer.properties().get(ENERGY)))
                .orElse(null);
        return lowest == null
                ? Double.NaN
                : mean(drawn)
                        - RelaxedGeometries.of(drawn.graph(), surface, List.of(lowest.positions()), listener)
                                .energies()[0];
    }

    private static double mean(ConformerEnsemble drawn) {
        return EnsembleProperties.of(drawn)
                .mean("", "", conformer -> conformer.properties().getOrDefault(ENERGY, Double.NaN))
                .value();
    }

    private static ConformerAnswer minima(
            GenerateSettings settings,
            ConformerEnsemble drawn,
            Potential surface,
            Opening expensive,
            double effectiveSamples,
            StageListener listener)
            throws IOException, CDKException {
        ConformerChoice choice = settings.conformers();
        double rmsd = choice.unique().orElse(0);
        SymmetricSuperposition superposition = choice.atoms().superposition(drawn.graph());
        List<String> notes = new ArrayList<>();
        CountedPotential counted = new CountedPotential(surface);
        ConformerMinima minima = ConformerMinima.of(drawn, counted, rmsd, superposition, listener);
        long expensiveCalls = 0;
        Optional<String> potential = Optional.empty();
        double lowest = minima.relaxed().conformers().stream()
                .mapToDouble(conformer -> conformer.properties().get(ENERGY))
                .min()
                .orElseThrow();
        Optional<Potential> other = expensive.open();
        if (other.isPresent()) {
            try (CountedPotential opened = new CountedPotential(other.get())) {
                minima = minima.refined(opened, rmsd, superposition, listener);
                expensiveCalls = opened.calls();
                potential = Optional.of(opened.name());
                notes.add("minima are those of " + opened.name() + " itself, populations those of the fit to it");
            }
        }
        if (minima.left() > 0) {
            notes.add(String.format(
                    Locale.ROOT,
                    "%,d of %,d conformers left out: minimised, they lose a bond or a configuration",
                    minima.left(),
                    drawn.size()));
        }
        EnsembleUncertainty uncertainty = uncertainty(settings, minima.thermal(), surface, effectiveSamples);
        ConformerEnsemble all = minima.ensemble(settings.training().temperature(), uncertainty);
        return new ConformerAnswer(
                choice.select(all),
                StateShares.of(minima.clusters(), uncertainty),
                properties(settings, minima.thermal(), minima.clusters(), uncertainty),
                mean(drawn) - lowest,
                counted.calls(),
                expensiveCalls,
                potential,
                List.copyOf(notes));
    }
}
