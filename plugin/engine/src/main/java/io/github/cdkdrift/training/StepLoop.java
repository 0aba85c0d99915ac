package io.github.cdkdrift.training;

import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;

/**
 * All steps of a run that are left, watched: progress is told every now and then, the run ends where it is cancelled or its loss is no
 * number.
 *
 * @param schedule says how many steps there are
 * @param done steps done so far
 * @param step makes one more, and gives the loss before it
 * @param widthRatio generated over true width in the last batch
 */
record StepLoop(OptimiserSettings schedule, IntSupplier done, DoubleSupplier step, DoubleSupplier widthRatio) {
    /**
     * Runs.
     *
     * @param listener asked whether to go on
     * @param progress told of the progress
     * @throws CancellationException if the listener asked for it; the run can go on from there
     * @throws ArithmeticException if the loss is no longer finite
     */
    void run(TrainingListener listener, Consumer<TrainingProgress> progress) {
        int steps = schedule.steps();
        while (done.getAsInt() < steps) {
            if (listener.cancelled()) {
                throw new CancellationException(
                        "training was cancelled after step " + done.getAsInt() + " of " + steps);
            }
            double loss = step.getAsDouble();
            int number = done.getAsInt();
            if (number == 1 || number == steps || number % TrainingProgress.EVERY == 0) {
                if (!Double.isFinite(loss)) {
                    throw new ArithmeticException("the loss is " + loss + " after step " + number
                            + "; a smaller learning rate than " + schedule.learningRate() + " may help");
                }
                progress.accept(new TrainingProgress(number, steps, loss, widthRatio.getAsDouble()));
            }
        }
    }
}
