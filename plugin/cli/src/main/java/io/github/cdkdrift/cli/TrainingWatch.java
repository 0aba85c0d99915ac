package io.github.cdkdrift.cli;

import io.github.cdkdrift.training.TrainingListener;
import io.github.cdkdrift.training.TrainingProgress;
import java.util.Locale;

/** Shows the progress of sampling and training, whose clock begins when the samples are there. */
final class TrainingWatch implements TrainingListener, AutoCloseable {
    private final Console console;
    private final String name;
    private final StageProgress stages;
    private Progress progress;

    TrainingWatch(Console console, String name) {
        this.console = console;
        this.name = name;
        stages = new StageProgress(console, "  ");
    }

    @Override
    public void onProgress(TrainingProgress report) {
        if (progress == null) {
            stages.end();
            progress = new Progress(console, name, report.step(), report.steps());
        }
        progress.at(report.step(), String.format(Locale.ROOT, "loss %.4g", report.loss()));
    }

    @Override
    public void onStage(String stage) {
        stages.onStage(stage);
    }

    @Override
    public void onPart(double part, String note) {
        stages.onPart(part, note);
    }

    @Override
    public void close() {
        stages.close();
        if (progress != null) {
            progress.close();
        }
    }
}
