package io.github.cdkdrift.cli;

import io.github.cdkdrift.dynamics.SimulationSettings;
import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.model.ConformerModel;
import io.github.cdkdrift.model.ExactEnsemble;
import io.github.cdkdrift.simulation.ModelSimulation;
import io.github.cdkdrift.simulation.SimulationReport.Beside;
import java.util.List;
import java.util.Locale;

/** What a simulation is compared with: draws of the model, and a reference. */
final class SimulationBeside {
    private static final int EXACT = 5000;
    private static final String NONE = "no --reference was given, and ";

    private final ConformerModel model;
    private final SimulationSettings settings;
    private final Console console;

    SimulationBeside(ConformerModel model, SimulationSettings settings, Console console) {
        this.model = model;
        this.settings = settings;
        this.console = console;
    }

    /**
     * Draws.
     *
     * @param reference of a file; null where none was named
     * @param name of that file
     */
    Beside of(ModelSimulation simulation, int samples, List<Conformer> reference, String name) {
        String other = otherTemperature();
        if (other != null) {
            console.say("Warning: " + other + ": they are not compared.");
        }
        try (StageProgress stages = new StageProgress(console, "")) {
            stages.onBriefStage(String.format(Locale.ROOT, "drawing %,d conformers", samples));
            List<Conformer> drawn = other == null ? simulation.samples(samples) : null;
            if (reference != null) {
                return new Beside(
                        drawn,
                        other,
                        reference,
                        String.format(Locale.ROOT, "%,d conformers of %s", reference.size(), name));
            }
            if (other != null) {
                return new Beside(null, other, null, NONE + other);
            }
            if (!ModelSimulation.hasExactReference(model)) {
                return new Beside(
                        drawn,
                        null,
                        null,
                        NONE
                                + "the model does not know the density of its draws, without which exact samples of its potential cannot be had");
            }
            stages.onBriefStage("drawing exact samples as a reference");
            ExactEnsemble exact = ExactDraw.of(model, model.potential(), settings.seed(), EXACT);
            return new Beside(
                    drawn,
                    null,
                    exact.conformers(),
                    String.format(
                            Locale.ROOT,
                            "%,d exact samples of the model's potential, by Metropolis' rule from the model's draws",
                            exact.conformers().size()));
        }
    }

    private String otherTemperature() {
        return ModelSimulation.isAtModelTemperature(model, settings)
                ? null
                : String.format(
                        Locale.ROOT,
                        "the simulation has %s K, the model draws at %s K",
                        settings.temperature(),
                        model.settings().temperature());
    }
}
