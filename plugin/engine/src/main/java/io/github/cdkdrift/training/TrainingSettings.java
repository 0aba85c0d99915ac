package io.github.cdkdrift.training;

import io.github.cdkdrift.drift.DriftSettings;
import io.github.cdkdrift.feature.FeatureScaling;
import java.util.Objects;

/**
 * Everything that decides a training run beside the frames. Immutable; {@link Recipes} holds the defaults.
 *
 * @param temperature temperature of the frames in kelvin, above 0; it enters where forces are not scaled and alignments not
 *     standardised, or energies align: with the defaults it cancels, and conformers have the temperature of the frames
 * @param space the features
 * @param scaling how the features are scaled
 * @param drift the field
 * @param network the generator
 * @param optimiser the schedule
 * @param seed seed of all random numbers
 */
public record TrainingSettings(
        double temperature,
        Space space,
        FeatureScaling scaling,
        DriftSettings drift,
        NetworkSettings network,
        OptimiserSettings optimiser,
        long seed) {
    /** Checks the temperature. */
    public TrainingSettings {
        Objects.requireNonNull(space, "space");
        Objects.requireNonNull(scaling, "scaling");
        Objects.requireNonNull(drift, "drift");
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(optimiser, "optimiser");
        if (!(temperature > 0) || Double.isInfinite(temperature)) {
            throw new IllegalArgumentException("temperature must be above 0 K, is " + temperature);
        }
    }

    /** The default: what has been found to come closest to the Boltzmann distribution. */
    public static TrainingSettings defaults() {
        return Recipes.recipe(Field.FI, Space.DISTANCE);
    }

    /** The default settings for a field in a space. */
    public static TrainingSettings of(Field field, Space space) {
        return Recipes.recipe(field, space);
    }

    /** The same at another temperature, in kelvin. */
    public TrainingSettings withTemperature(double kelvin) {
        return new TrainingSettings(kelvin, space, scaling, drift, network, optimiser, seed);
    }

    /** The same with another field. */
    public TrainingSettings withDrift(DriftSettings newDrift) {
        return new TrainingSettings(temperature, space, scaling, newDrift, network, optimiser, seed);
    }

    /** The same with another generator. */
    public TrainingSettings withNetwork(NetworkSettings newNetwork) {
        return new TrainingSettings(temperature, space, scaling, drift, newNetwork, optimiser, seed);
    }

    /** The same with another schedule. */
    public TrainingSettings withOptimiser(OptimiserSettings newOptimiser) {
        return new TrainingSettings(temperature, space, scaling, drift, network, newOptimiser, seed);
    }

    /** The same with another number of steps. */
    public TrainingSettings withSteps(int steps) {
        return withOptimiser(optimiser.withSteps(steps));
    }

    /** The same with another seed. */
    public TrainingSettings withSeed(long newSeed) {
        return new TrainingSettings(temperature, space, scaling, drift, network, optimiser, newSeed);
    }

    /** The same with other feature scaling. */
    public TrainingSettings withScaling(FeatureScaling newScaling) {
        return new TrainingSettings(temperature, space, newScaling, drift, network, optimiser, seed);
    }
}
