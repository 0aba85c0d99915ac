package io.github.cdkdrift.cli;

import io.github.cdkdrift.cluster.ConformerClusters;
import io.github.cdkdrift.conformer.ConformerMinima;
import io.github.cdkdrift.dynamics.StageListener;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.potential.CountedPotential;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.superposition.SymmetricSuperposition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openscience.cdk.exception.CDKException;

/**
 * What the conformers drawn of a molecule come to.
 *
 * @param written those that go into the file, with energies, clusters and populations
 * @param states their clusters; null where there are too many conformers to find them unasked
 * @param calls of the potentials that minimised them
 * @param notes what happened on the way
 */
record ConformerAnswer(ConformerEnsemble written, StateShares states, long calls, List<String> notes) {
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
     * @param surface that the conformers were drawn on; not needed where nothing is minimised
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
        if (choice.unique().isEmpty() && drawn.size() > MOST_CLUSTERED) {
            return new ConformerAnswer(choice.select(drawn), null, 0, List.of());
        }
        ConformerClusters clusters = choice.unique().isPresent()
                ? ConformerClusters.byDeviation(
                        drawn,
                        choice.unique().getAsDouble(),
                        choice.atoms().superposition(drawn.graph()),
                        ConformerClusters.Criterion.DEVIATION)
                : ConformerClusters.of(drawn);
        ConformerEnsemble all = choice.unique().isPresent()
                ? clusters.representatives(drawn, effectiveSamples)
                : clusters.annotated(drawn, effectiveSamples);
        return new ConformerAnswer(choice.select(all), StateShares.of(clusters, effectiveSamples), 0, List.of());
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
        long calls = counted.calls();
        Optional<Potential> other = expensive.open();
        if (other.isPresent()) {
            try (CountedPotential opened = new CountedPotential(other.get())) {
                minima = minima.refined(opened, rmsd, superposition, listener);
                calls = opened.calls();
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
        ConformerEnsemble all = minima.ensemble(settings.training().temperature(), effectiveSamples);
        return new ConformerAnswer(
                choice.select(all), StateShares.of(minima.clusters(), effectiveSamples), calls, List.copyOf(notes));
    }
}
