package io.github.cdkdrift.cli;

import io.github.cdkdrift.dynamics.Convergence;
import io.github.cdkdrift.model.ConformerModel;
import io.github.cdkdrift.model.ExactEnsemble;
import io.github.cdkdrift.model.ExactSampler;
import io.github.cdkdrift.model.ExactSettings;
import io.github.cdkdrift.model.ImportanceWeights;
import io.github.cdkdrift.model.ModelFile;
import io.github.cdkdrift.potential.Potential;
import java.util.Locale;
import java.util.Optional;

/** Draws exact samples, and says what their chains tell. */
final class ExactDraw {
    private ExactDraw() {}

    static ExactEnsemble of(ConformerModel model, Potential potential, long seed, int count) {
        ExactSettings settings =
                ModelFile.canHold(potential) ? ExactSettings.cheap(seed) : ExactSettings.expensive(seed);
        return new ExactSampler(model, potential, settings.forCount(count)).sample(count);
    }

    static String describe(ExactEnsemble exact, String potential, double kelvin) {
        String chains = Double.isNaN(exact.effectiveSamples())
                ? "autocorrelation and agreement of the chains not measured: they have fewer than four conformers each"
                : String.format(
                        Locale.ROOT,
                        "about %,.0f effective conformers (autocorrelation time %.1f, split-R\u0302 %.3f)",
                        exact.effectiveSamples(),
                        exact.autocorrelationTime(),
                        exact.splitRhat());
        return String.format(
                Locale.ROOT,
                "exact samples of %s at %.0f K: %.1f %% of the draws accepted, %d draws of a chain for each conformer; %s; %,d energies",
                potential,
                kelvin,
                100 * exact.acceptance(),
                exact.rounds(),
                chains,
                exact.calls());
    }

    /** Why they may not be what they should; empty where nothing speaks against it. */
    static Optional<String> doubt(ExactEnsemble exact) {
        if (Double.isNaN(exact.effectiveSamples())) {
            return Optional.of("whether the chains agree was not measured: ask for more conformers");
        }
        if (exact.splitRhat() > Convergence.AGREED || exact.effectiveSamples() < ImportanceWeights.FEWEST_EFFECTIVE) {
            return Optional.of("the chains do not agree yet, or have few effective samples: ask for more conformers");
        }
        return Optional.empty();
    }
}
