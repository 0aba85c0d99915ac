package io.github.cdkdrift.samples.energyonly;

/**
 * The figures of one sampler of one target with one seed; what is not measured is NaN.
 *
 * @param target the target
 * @param sampler what drew the samples
 * @param seed of the training or of the exact sampler
 * @param trainingSeconds on a machine that did other work as well
 * @param meanError of the four modes
 * @param covarianceError of the four modes
 * @param squaredMmd to the four modes
 * @param shareError largest difference of a mode's share from its own
 * @param tvd on the coarser grid
 * @param fineTvd on the finer grid
 */
record ToyRun(
        ToyTarget target,
        String sampler,
        long seed,
        double trainingSeconds,
        double meanError,
        double covarianceError,
        double squaredMmd,
        double shareError,
        double tvd,
        double fineTvd) {
    static final String IMPORTANCE = "one step";
    static final String SECOND_ORDER = "one step, second order";
    static final String POLISHED = "one step, then polished";
    static final String EXACT = "exact sampler";
    static final int BINS = 24;
    static final int FINE_BINS = 48;

    static ToyRun of(ToyTarget target, String sampler, long seed, double seconds, double[] points) {
        boolean modes = target == ToyTarget.FOUR_MODES;
        return new ToyRun(
                target,
                sampler,
                seed,
                seconds,
                modes ? ToyMetrics.meanError(points) : Double.NaN,
                modes ? ToyMetrics.covarianceError(points) : Double.NaN,
                modes ? ToyMetrics.squaredMmd(points, ToyTargets.MMD_SAMPLES) : Double.NaN,
                modes ? ToyMetrics.shareError(points) : Double.NaN,
                ToyMetrics.tvd(target, points, BINS),
                ToyMetrics.tvd(target, points, FINE_BINS));
    }
}
