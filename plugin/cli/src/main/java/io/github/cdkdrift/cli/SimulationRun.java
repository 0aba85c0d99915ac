package io.github.cdkdrift.cli;

import io.github.cdkdrift.dynamics.SimulationSettings;
import io.github.cdkdrift.journal.TrajectoryJournal;
import io.github.cdkdrift.potential.EvaluationException;
import io.github.cdkdrift.simulation.ModelSimulation;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import org.openscience.cdk.exception.CDKException;

/** Simulates while the user watches. */
final class SimulationRun {
    private final ModelSimulation simulation;
    private final Console console;

    SimulationRun(ModelSimulation simulation, Console console) {
        this.simulation = simulation;
        this.console = console;
    }

    /**
     * Simulates to the end.
     *
     * @param resumes whether an earlier part is in the journal
     * @param place where the journal is, for people
     * @throws CancellationException after Ctrl-C
     */
    void of(TrajectoryJournal journal, boolean resumes, String place) throws CDKException {
        SimulationSettings settings = simulation.settings();
        int before = journal.size();
        if (resumes) {
            console.say(String.format(
                    Locale.ROOT,
                    "going on from %,d frames of each walker in %s%s",
                    Math.max(0, before - 1),
                    place,
                    journal.cut() > 0 ? "; one that was half written is cut off" : ""));
        }
        long from = before == 0 ? 0 : settings.equilibration() + (before - 1L) * settings.frameSteps();
        try (Interruption interruption = new Interruption();
                Progress progress = new Progress(console, "simulating", from, settings.steps())) {
            try {
                simulation.run(journal, step -> {
                    if (interruption.requested()) {
                        throw new CancellationException();
                    }
                    progress.at(step, String.format(Locale.ROOT, "%,d frames", Math.max(0, journal.size() - 1)));
                });
            } catch (UncheckedIOException e) {
                throw new CDKException(e.getMessage() + "; --resume goes on from the frames that were written", e);
            } catch (CancellationException | EvaluationException e) {
                if (!interruption.requested()) {
                    throw e;
                }
                console.say(String.format(
                        Locale.ROOT,
                        "interrupted with %,d of %,d frames of each walker in %s; to go on from there, give the same command with --resume",
                        Math.max(0, journal.size() - 1),
                        settings.frames(),
                        place));
                throw new CancellationException();
            }
        }
    }
}
