package io.github.cdkdrift.cli;

import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.PropertyKeys;
import io.github.cdkdrift.generator.DensityGenerator;
import io.github.cdkdrift.model.ConformerModel;
import io.github.cdkdrift.model.FreeEnergy;
import io.github.cdkdrift.model.ImportanceWeights;
import io.github.cdkdrift.positives.EquilibriumReport;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.rotamer.RotamerStates;
import java.util.List;
import java.util.Locale;

/** Gives conformers weights towards a potential, and says how large their effective sample size is. */
final class Reweighting {
    private final ConformerModel model;
    private final Potential wanted;
    private final Console console;

    Reweighting(ConformerModel model, Potential wanted, Console console) {
        this.model = model;
        this.wanted = wanted;
        this.console = console;
    }

    /** Whether a model knows the density of what it draws, so that weights need no perfect samples. */
    static boolean isExact(ConformerModel model) {
        return model.generator() instanceof DensityGenerator;
    }

    /** Warns where the model's potential is not all that its samples came from. */
    static void warnOfCorrection(ConformerModel model, Potential wanted, Console console) {
        EquilibriumReport report = model.provenance().equilibrium();
        if (wanted == model.potential() && report != null && report.corrected()) {
            console.say(
                    "Warning: plain samples have populations corrected by the torques or energies of the labels; the fitted potential, which"
                            + " this leads to, has its own.");
        }
    }

    /** The conformers with their weights. */
    List<Conformer> of(List<Conformer> conformers) {
        double kelvin = model.settings().temperature();
        warnOfCorrection(model, wanted, console);
        ImportanceWeights weights = ImportanceWeights.of(conformers, wanted, kelvin);
        console.say(String.format(
                Locale.ROOT,
                "weights towards %s at %.0f K: effective sample size %,.1f of %,d conformers, an effective share of %.3f",
                wanted.name(),
                kelvin,
                weights.effectiveSamples(),
                conformers.size(),
                weights.effectiveSamples() / conformers.size()));
        if (weights.effectiveSamples() < ImportanceWeights.FEWEST_EFFECTIVE) {
            console.say(String.format(
                    Locale.ROOT,
                    "Warning: fewer than %.0f effective conformers: the weights are those of a few, and populations by them mean"
                            + " little. More conformers, or --exact, may help.",
                    ImportanceWeights.FEWEST_EFFECTIVE));
        }
        if (conformers.get(0).properties().containsKey(PropertyKeys.STATE)) {
            describe(conformers, weights, kelvin);
        }
        return weights.assignTo(conformers);
    }

    private void describe(List<Conformer> conformers, ImportanceWeights weights, double kelvin) {
        if (model.states().size() > 1) {
            RotamerStates states = weights.populations(conformers, model.states());
            console.say("Rotamer states by weight:\n"
                    + StateTable.of(states, weights.freeEnergies(conformers, states, kelvin)));
        }
        if (model.potential() != null && !model.potential().name().equals(wanted.name())) {
            FreeEnergy difference =
                    ImportanceWeights.of(conformers, model.potential(), kelvin).difference(weights, kelvin);
            console.say(String.format(
                    Locale.ROOT,
                    "Free energy by %s less that by %s: %.3f ± %.3f kcal/mol",
                    wanted.name(),
                    model.potential().name(),
                    difference.value(),
                    difference.standardError()));
        }
    }
}
