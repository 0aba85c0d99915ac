package io.github.cdkdrift.model;

import io.github.cdkdrift.diffusion.ContrastSettings;
import io.github.cdkdrift.diffusion.DiffusionSettings;
import io.github.cdkdrift.diffusion.ExpertSettings;
import io.github.cdkdrift.diffusion.ResidualForm;
import io.github.cdkdrift.diffusion.ResidualSettings;
import java.util.List;

/**
 * How a coarse-grained model is trained. Immutable.
 *
 * @param temperature of the frames in kelvin, above 0; the model's potential of mean force belongs to it
 * @param steps of the network of the smallest times, at least 10; that of the middle times makes four fifths as many
 * @param width units in each hidden layer of that network, at least 2; those of the middle and latest times have three quarters and half of it
 * @param drawSteps of the backward diffusion that draws; 0 for a generator that draws in one pass, trained on samples of the potential of
 *     mean force
 * @param forceWeight of the frames' forces in the loss, beside a denoising loss of about 1; 0 for none. The page on energies by diffusion says what they bring
 * @param seed seed of all random numbers
 */
public record BeadTrainingSettings(
        double temperature, int steps, int width, int drawSteps, double forceWeight, long seed) {
    /** The least steps: a tenth of them are the latest times' network's. */
    public static final int FEWEST_STEPS = 10;

    private static final int STEPS = 20_000;
    private static final int WIDTH = 128;

    /** Checks the ranges. */
    public BeadTrainingSettings {
        if (!(temperature > 0 && Double.isFinite(temperature))) {
            throw new IllegalArgumentException("the temperature must be above 0 K, is " + temperature);
        }
        if (!(forceWeight >= 0 && forceWeight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the weight of forces must be at least 0, is " + forceWeight);
        }
        if (steps < FEWEST_STEPS || width < 2 || drawSteps < 0) {
            throw new IllegalArgumentException("steps, width and steps of drawing must be at least " + FEWEST_STEPS
                    + ", 2 and 0, are " + steps + ", " + width + " and " + drawSteps);
        }
    }

    /** 20,000 steps, a width of 128, draws in one pass, from positions alone, seed 0. */
    public static BeadTrainingSettings at(double kelvin) {
        return new BeadTrainingSettings(kelvin, STEPS, WIDTH, 0, 0, 0);
    }

    /** The same with other steps of training. */
    public BeadTrainingSettings withSteps(int newSteps) {
        return new BeadTrainingSettings(temperature, newSteps, width, drawSteps, forceWeight, seed);
    }

    /** The same with the diffusion's own draws, in so many steps, or with 0 in one pass. */
    public BeadTrainingSettings withDrawSteps(int newSteps) {
        return new BeadTrainingSettings(temperature, steps, width, newSteps, forceWeight, seed);
    }

    /** The same from the frames' forces, too, with a weight, or with 0 from positions alone. */
    public BeadTrainingSettings withForceWeight(double newWeight) {
        return new BeadTrainingSettings(temperature, steps, width, drawSteps, newWeight, seed);
    }

    /** The same with another seed. */
    public BeadTrainingSettings withSeed(long newSeed) {
        return new BeadTrainingSettings(temperature, steps, width, drawSteps, forceWeight, newSeed);
    }

    /** The same with other networks. */
    public BeadTrainingSettings withWidth(int newWidth) {
        return new BeadTrainingSettings(temperature, steps, newWidth, drawSteps, forceWeight, seed);
    }

    /** The same for frames of another temperature, in kelvin. */
    public BeadTrainingSettings withTemperature(double kelvin) {
        return new BeadTrainingSettings(kelvin, steps, width, drawSteps, forceWeight, seed);
    }

    /** Three networks for ranges of times, the last of them with the Fokker–Planck residual in the last three fifths of its steps. */
    public DiffusionSettings diffusion() {
        return DiffusionSettings.defaults()
                .withExperts(List.of(
                        new ExpertSettings(0.6, 1, 0.8, width / 2, 2, steps / 10, false),
                        new ExpertSettings(0.1, 0.6, 0.3, 3 * width / 4, 3, 4 * steps / 5, false),
                        new ExpertSettings(0, 0.1, 0.03, width, 3, steps, true)))
                .withResidual(new ResidualSettings(ResidualForm.TWO_PROBES, 1e-3, 1e-2).withBegin(0.4))
                .withSeed(seed);
    }

    /** The contrast of the energy with a density in closed form: 3 steps for every 40 of the last network. */
    ContrastSettings contrast() {
        return ContrastSettings.defaults()
                .withIterations(Math.max(1, 3 * steps / 40))
                .withSeed(seed);
    }
}
