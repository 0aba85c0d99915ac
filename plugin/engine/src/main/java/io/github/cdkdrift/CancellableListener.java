package io.github.cdkdrift;

import io.github.cdkdrift.training.TrainingListener;
import io.github.cdkdrift.training.TrainingProgress;
import java.util.concurrent.CancellationException;

/** Ends the work of any stage with a {@link CancellationException} once the listener that it tells of the progress asks for that. */
final class CancellableListener implements TrainingListener {
    private final TrainingListener listener;

    CancellableListener(TrainingListener listener) {
        this.listener = listener;
    }

    @Override
    public void onProgress(TrainingProgress progress) {
        listener.onProgress(progress);
    }

    @Override
    public void onStage(String stage) {
        listener.onStage(stage);
        requireWanted(stage);
    }

    @Override
    public void onPart(double part, String note) {
        listener.onPart(part, note);
        requireWanted("in the middle of a stage");
    }

    @Override
    public boolean cancelled() {
        return listener.cancelled();
    }

    private void requireWanted(String where) {
        if (listener.cancelled()) {
            throw new CancellationException("cancelled: " + where);
        }
    }
}
