package io.github.cdkdrift.cli;

import static io.github.cdkdrift.cli.CommonOptions.valued;

import io.github.cdkdrift.diffusion.BeadPotential;
import io.github.cdkdrift.dynamics.ConfigurationalTemperature;
import io.github.cdkdrift.dynamics.SimulationSettings;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.frames.UnitCheck;
import io.github.cdkdrift.model.BeadTraining;
import io.github.cdkdrift.model.BeadTrainingSettings;
import io.github.cdkdrift.model.ConformerModel;
import io.github.cdkdrift.molecule.Beads;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.simulation.ModelSimulation;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.apache.commons.cli.Option;
import org.openscience.cdk.exception.CDKException;

/** {@code cdkdrift train --beads}. */
final class BeadRun {
    static final String BEADS = "beads";

    private static final BeadTrainingSettings DEFAULTS = BeadTrainingSettings.at(300);

    private final Arguments arguments;
    private final Console console;

    BeadRun(Arguments arguments, Console console) {
        this.arguments = arguments;
        this.console = console;
    }

    static Option option() {
        return valued(
                BEADS,
                "ATOMS",
                Beads.BACKBONE + ", " + Beads.HEAVY
                        + " or a SMARTS pattern: a coarse-grained model of these atoms alone, joined by bonds,"
                        + " whose potential of mean force is learnt from their positions (--steps "
                        + DEFAULTS.steps() + ", --width " + DEFAULTS.width() + ")");
    }

    /**
     * Checks the options, before any work.
     *
     * @param others options of which none but temperature, steps, width and seed play a part
     */
    BeadTrainingSettings settings(Collection<Option> others) throws UsageException {
        List<String> used =
                List.of(TrainingOptions.TEMPERATURE, TrainingOptions.STEPS, TrainingOptions.WIDTH, CommonOptions.SEED);
        for (Option option : others) {
            if (arguments.has(option.getLongOpt()) && !used.contains(option.getLongOpt())) {
                throw new UsageException("option --" + option.getLongOpt() + ": found beside --" + BEADS
                        + ", where it plays no part; expected --" + String.join(", --", used));
            }
        }
        TrainingOptions.temperature(arguments, DEFAULTS.temperature());
        return DEFAULTS.withSteps(
                        arguments.integer(TrainingOptions.STEPS, DEFAULTS.steps(), BeadTrainingSettings.FEWEST_STEPS))
                .withWidth(arguments.integer(TrainingOptions.WIDTH, DEFAULTS.width(), 2, TrainingOptions.MOST_UNITS))
                .withSeed(arguments.seed(DEFAULTS.seed()));
    }

    /** At another temperature a potential of mean force is another one. */
    static void warnOfTemperature(ConformerModel model, SimulationSettings settings, Console console) {
        if (model.potential() instanceof BeadPotential && !ModelSimulation.isAtModelTemperature(model, settings)) {
            console.say(String.format(
                    Locale.ROOT,
                    "Warning: the beads' potential of mean force is that of %.0f K; that of %.0f K is another one.",
                    model.settings().temperature(),
                    settings.temperature()));
        }
    }

    /** The beads that are asked for. */
    Beads beads(MolecularGraph graph) throws CDKException {
        try {
            return Beads.of(graph, arguments.text(BEADS).orElseThrow());
        } catch (CDKException e) {
            throw new CDKException("option --" + BEADS + ": " + e.getMessage(), e);
        }
    }

    /** Trains, at the temperature that is stated or that the frames have by their forces. */
    ConformerModel run(ForceFrames frames, Beads beads, BeadTrainingSettings settings)
            throws UsageException, CDKException {
        BeadTrainingSettings warm = settings.withTemperature(temperature(frames));
        try (StageProgress stages = new StageProgress(console, "")) {
            return BeadTraining.train(frames, beads, warm, TrainingRun.stages(stages));
        } catch (ArithmeticException e) {
            throw new CDKException("training failed: " + e.getMessage(), e);
        }
    }

    private double temperature(ForceFrames frames) throws UsageException, CDKException {
        boolean stated = !TrainingOptions.asksForThatOfFrames(arguments);
        double kelvin = TrainingOptions.temperature(arguments, DEFAULTS.temperature());
        ConfigurationalTemperature measured;
        try {
            measured = ConfigurationalTemperature.of(frames);
        } catch (CDKException e) {
            if (stated) {
                return kelvin;
            }
            throw new CDKException(
                    e.getMessage() + "; state the frames' temperature with --" + TrainingOptions.TEMPERATURE, e);
        }
        if (!stated) {
            UnitCheck.requirePlausible(frames, measured.kelvin());
            kelvin = measured.kelvin();
        }
        console.say(String.format(
                Locale.ROOT,
                "The frames have %.0f ± %.0f K by their forces; the beads' potential of mean force is that of %.0f K.",
                measured.kelvin(),
                measured.standardError(),
                kelvin));
        return kelvin;
    }
}
