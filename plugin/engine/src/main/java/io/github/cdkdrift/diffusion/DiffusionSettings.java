package io.github.cdkdrift.diffusion;

import java.util.List;
import java.util.Objects;

/**
 * Everything that decides the training of an {@link EnergyDiffusion}. Immutable.
 *
 * @param experts networks for ranges of times, from the end (time 1) to the beginning (time 0), each beginning where the next ends
 * @param residual the Fokker–Planck residual of those experts that have one
 * @param batch points a step, even: they come in pairs with opposite noise
 * @param learningRate Adam's first rate; it falls along half a cosine to {@code lastRate}
 * @param lastRate Adam's last rate
 * @param averagingDecay decay a step of the moving average of the parameters that becomes the model
 * @param seed seed of all random numbers
 */
public record DiffusionSettings(
        List<ExpertSettings> experts,
        ResidualSettings residual,
        int batch,
        double learningRate,
        double lastRate,
        double averagingDecay,
        long seed) {
    private static final ResidualSettings RESIDUAL = new ResidualSettings(ResidualForm.EXACT, 5e-4, 1e-2);
    private static final DiffusionSettings DEFAULTS = new DiffusionSettings(
            List.of(new ExpertSettings(0, 1, 0.5, 92, 3, 30_000, false)), RESIDUAL, 512, 1e-3, 1e-5, 0.999, 0);

    /** Checks the ranges. */
    public DiffusionSettings {
        experts = List.copyOf(experts);
        Objects.requireNonNull(residual, "residual");
        double end = 1;
        for (ExpertSettings expert : experts) {
            if (expert.to() != end) {
                throw new IllegalArgumentException(
                        "a range of times ends at " + expert.to() + " where the one after it begins at " + end);
            }
            end = expert.from();
        }
        if (end != 0) {
            throw new IllegalArgumentException("the ranges of times begin at " + end + " instead of 0");
        }
        if (batch < 2 || batch % 2 != 0) {
            throw new IllegalArgumentException("the batch must be even, is " + batch);
        }
        if (!(learningRate > 0 && lastRate >= 0 && averagingDecay >= 0 && averagingDecay < 1)) {
            throw new IllegalArgumentException(
                    "rates " + learningRate + " and " + lastRate + ", averaging decay " + averagingDecay);
        }
    }

    /** One network for all times, without the residual. */
    public static DiffusionSettings defaults() {
        return DEFAULTS;
    }

    /** The same with other networks. */
    public DiffusionSettings withExperts(List<ExpertSettings> newExperts) {
        return new DiffusionSettings(newExperts, residual, batch, learningRate, lastRate, averagingDecay, seed);
    }

    /** The same with another residual. */
    public DiffusionSettings withResidual(ResidualSettings newResidual) {
        return new DiffusionSettings(experts, newResidual, batch, learningRate, lastRate, averagingDecay, seed);
    }

    /** The same with another batch. */
    public DiffusionSettings withBatch(int newBatch) {
        return new DiffusionSettings(experts, residual, newBatch, learningRate, lastRate, averagingDecay, seed);
    }

    /** The same with other rates. */
    public DiffusionSettings withRates(double first, double last, double averaging) {
        return new DiffusionSettings(experts, residual, batch, first, last, averaging, seed);
    }

    /** The same with another seed. */
    public DiffusionSettings withSeed(long newSeed) {
        return new DiffusionSettings(experts, residual, batch, learningRate, lastRate, averagingDecay, newSeed);
    }
}
