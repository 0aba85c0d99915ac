package io.github.cdkdrift.cli;

import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.model.ConformerModel;
import io.github.cdkdrift.model.ModelTraining;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.positives.EquilibriumReport;
import io.github.cdkdrift.training.Checkpoint;
import io.github.cdkdrift.training.Trainer;
import io.github.cdkdrift.training.TrainingListener;
import io.github.cdkdrift.training.TrainingProgress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;

/** Trains while the user watches. */
final class TrainingRun {
    /** Fewer samples may be extrapolated without a word. */
    private static final double LARGEST_EXTRAPOLATED = 0.01;

    private static final double LARGEST_UNVISITED = 0.02;

    private static final double LEAST_WIDTH = 0.7;
    private static final double MOST_WIDTH = 1.4;

    private final Trainer trainer;
    private final ForceFrames frames;
    private final MolecularGraph graph;
    private final Console console;

    TrainingRun(Trainer trainer, ForceFrames frames, MolecularGraph graph, Console console) {
        this.trainer = trainer;
        this.frames = frames;
        this.graph = graph;
        this.console = console;
    }

    /** Says how far the preparation of a run is. */
    static TrainingListener stages(StageProgress stages) {
        return new TrainingListener() {
            @Override
            public void onProgress(TrainingProgress progress) {}

            @Override
            public void onStage(String stage) {
                stages.onStage(stage);
            }

            @Override
            public void onPart(double part, String note) {
                stages.onPart(part, note);
            }
        };
    }

    /** Says what a prepared run learns to draw from. */
    static void describe(Trainer trainer, Console console) {
        EquilibriumReport report = trainer.positives().report();
        if (report == null) {
            return;
        }
        console.say(String.format(
                Locale.ROOT,
                "%,d equilibrium samples at %.0f K; %s.",
                report.samples(),
                report.temperature(),
                report.agreement()));
        if (report.unvisited() > LARGEST_UNVISITED) {
            console.say(String.format(
                    Locale.ROOT,
                    "Warning: the frames never visit rotamers that hold about %.0f %% of a rotor's conformers by their torques; their %s."
                            + " Frames from there would make it sure.",
                    100 * report.unvisited(),
                    report.corrected()
                            ? "share is extrapolated from these"
                            : "energies are a force field's with what other frames correct of it"));
        }
        if (report.extrapolated() > LARGEST_EXTRAPOLATED) {
            console.say(String.format(
                    Locale.ROOT,
                    "Warning: at %.1f %% of the samples the fitted potential extrapolates: the frames leave their energies"
                            + " uncertain by more than k_BT. More labels, or labels from there, would make them sure.",
                    100 * report.extrapolated()));
        }
        if (report.disagree()) {
            console.say("Warning: independent walkers do not agree on the slow motions (" + report.agreement()
                    + "): populations are uncertain.");
        }
        if (report.broken() > 0) {
            console.say(String.format(
                    Locale.ROOT,
                    "Warning: %,d times a walker left the molecule where the potential is unsure, and began again.",
                    report.broken()));
        }
        if (trainer.states().size() > 1) {
            console.say("Rotamer states, symmetry-equivalent ones together:\n" + StateTable.of(trainer.states()));
        }
    }

    /** Whether what the model draws can be trusted, in a sentence. */
    static String verdict(ConformerModel model) {
        List<TrainingProgress> curve = model.provenance().progress();
        double width =
                curve.isEmpty() ? Double.NaN : curve.get(curve.size() - 1).widthRatio();
        Verdict verdict = new Verdict();
        if (width < LEAST_WIDTH || width > MOST_WIDTH) {
            verdict.withDoubt(String.format(
                    Locale.ROOT,
                    "bonds vary %.2f times as much as in the training samples (more steps may help)",
                    width));
        }
        EquilibriumReport report = model.provenance().equilibrium();
        if (report == null) {
            return verdict.withConvergence(null, false, "").sentence("the model");
        }
        return verdict.withConvergence(report.converged(), report.disagree(), report.agreement())
                .withEffectiveSamples(report.effectiveSamples() == null ? Double.NaN : report.effectiveSamples())
                .withExtrapolated(report.unvisited(), report.extrapolated())
                .sentence("the model");
    }

    /** Trains to the end. */
    ConformerModel run() {
        try (Progress progress = progress()) {
            return ModelTraining.train(trainer, frames, graph, report -> show(progress, report));
        }
    }

    /**
     * Trains to the end and writes a checkpoint now and then, and when the user presses Ctrl-C.
     *
     * @param interval steps between two checkpoints, rounded up to the next report of progress; 0 for none but the last
     * @throws CancellationException after Ctrl-C, with the checkpoint written
     */
    ConformerModel run(Path checkpoint, int interval) throws IOException {
        try (Interruption interruption = new Interruption();
                Progress progress = progress()) {
            try {
                return ModelTraining.train(
                        trainer,
                        frames,
                        graph,
                        new CheckpointingListener(progress, interruption, checkpoint, interval));
            } catch (UncheckedIOException e) {
                if (interruption.requested()) {
                    writeAtLast(checkpoint);
                }
                throw e.getCause();
            } catch (CancellationException e) {
                writeAtLast(checkpoint);
                throw e;
            }
        }
    }

    /** Files that are unfinished when the program is interrupted are deleted, which may strike the first attempt. */
    private void writeAtLast(Path checkpoint) throws IOException {
        try {
            Checkpoint.write(trainer, frames, checkpoint);
        } catch (IOException first) {
            Checkpoint.write(trainer, frames, checkpoint);
        }
        console.say("interrupted after step " + trainer.stepsDone()
                + "; to go on from there, give the same command with --resume " + Console.quoted(checkpoint));
    }

    private Progress progress() {
        return new Progress(
                console,
                "training",
                trainer.stepsDone(),
                trainer.settings().optimiser().steps());
    }

    private static void show(Progress progress, TrainingProgress report) {
        progress.at(
                report.step(),
                String.format(Locale.ROOT, "loss %.4g, width ratio %.3f", report.loss(), report.widthRatio()));
    }

    private final class CheckpointingListener implements TrainingListener {
        private final Progress progress;
        private final Interruption interruption;
        private final Path checkpoint;
        private final int interval;
        private int lastWritten = trainer.stepsDone();

        CheckpointingListener(Progress progress, Interruption interruption, Path checkpoint, int interval) {
            this.progress = progress;
            this.interruption = interruption;
            this.checkpoint = checkpoint;
            this.interval = interval;
        }

        @Override
        public void onProgress(TrainingProgress report) {
            show(progress, report);
            if (interval > 0 && report.step() - lastWritten >= interval) {
                try {
                    Checkpoint.write(trainer, frames, checkpoint);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                lastWritten = report.step();
            }
        }

        @Override
        public boolean cancelled() {
            return interruption.requested();
        }
    }
}
