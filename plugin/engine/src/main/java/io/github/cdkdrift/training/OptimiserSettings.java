package io.github.cdkdrift.training;

/**
 * How the generator is trained.
 *
 * @param steps training steps, at least 1
 * @param batch generated samples a step, at least 2
 * @param positives frames a step, at least 1
 * @param learningRate Adam's initial rate, above 0; it falls to 0 along half a cosine
 * @param averagingDecay decay a step of the moving average of the parameters that becomes the model, 0 (off) to below 1
 */
public record OptimiserSettings(int steps, int batch, int positives, double learningRate, double averagingDecay) {
    /** Checks the ranges. */
    public OptimiserSettings {
        if (steps < 1 || batch < 2 || positives < 1) {
            throw new IllegalArgumentException(
                    "steps must be at least 1, batch 2, positives 1; are " + steps + ", " + batch + ", " + positives);
        }
        if (!(learningRate > 0) || Double.isInfinite(learningRate)) {
            throw new IllegalArgumentException("learning rate must be above 0, is " + learningRate);
        }
        if (!(averagingDecay >= 0 && averagingDecay < 1)) {
            throw new IllegalArgumentException("averaging decay must be at least 0 and below 1, is " + averagingDecay);
        }
    }

    /** The same with another number of steps. */
    public OptimiserSettings withSteps(int newSteps) {
        return new OptimiserSettings(newSteps, batch, positives, learningRate, averagingDecay);
    }
}
