package io.github.cdkdrift.sampler;

import io.github.cdkdrift.dynamics.SampleListener;
import io.github.cdkdrift.dynamics.StageListener;

/** How far a stage of several runs of dynamics is, in steps of those that are expected. */
final class StageSteps {
    /** A stage that lasts longer than was expected has not ended yet. */
    private static final double NEARLY = 0.99;

    private final StageListener listener;
    private double before;
    private double expected = 1;
    private String note = "";

    StageSteps(StageListener listener) {
        this.listener = listener;
    }

    void begin(String stage, double steps) {
        listener.onStage(stage);
        before = 0;
        expect(steps, "");
    }

    /** From what is known by now. */
    void expect(double steps, String newNote) {
        expected = Math.max(1, steps);
        note = newNote;
    }

    /** Told what part of the stage is done. */
    StageListener parts() {
        return new StageListener() {
            @Override
            public void onStage(String stage) {
                listener.onStage(stage);
            }

            @Override
            public void onPart(double part, String newNote) {
                listener.onPart(Math.min(NEARLY, part), newNote);
            }
        };
    }

    /** Watches a run of the stage. */
    SampleListener watch() {
        double start = before;
        return SampleListener.ofSteps(step -> {
            before = start + step;
            listener.onPart(Math.min(NEARLY, before / expected), note);
        });
    }
}
