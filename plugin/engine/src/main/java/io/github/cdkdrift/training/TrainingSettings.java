package io.github.cdkdrift.training;

import io.github.cdkdrift.drift.DriftSettings;
import io.github.cdkdrift.drift.EnergyDriftSettings;
import io.github.cdkdrift.drift.MetricCorrection;
import io.github.cdkdrift.drift.TransportSettings;
import io.github.cdkdrift.feature.FeatureScaling;
import io.github.cdkdrift.generator.CouplingShape;
import io.github.cdkdrift.positives.EquilibriumSettings;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Everything that decides a training run beside the frames. Immutable; {@link Recipes} holds the defaults.
 *
 * @param temperature in kelvin, above 0: of the conformers where positives are equilibrium samples, and otherwise of the frames;
 *     there it enters only where forces are not scaled and alignments not standardised, or energies align
 * @param equilibrium how positives are made from the frames; null where the frames themselves are the positives
 * @param transport the transport drift; null where the drift is another
 * @param space the features of a kernel drift
 * @param scaling how they are scaled
 * @param drift the kernel drift; null where the drift is another
 * @param energy the drift of a training from a potential's energies alone, which has no positives; null where there are any
 * @param flow of a generator with a density; null where the drift is another
 * @param network the generator
 * @param optimiser the schedule
 * @param seed seed of all random numbers
 */
public record TrainingSettings(
        double temperature,
        EquilibriumSettings equilibrium,
        TransportSettings transport,
        Space space,
        FeatureScaling scaling,
        DriftSettings drift,
        EnergyDriftSettings energy,
        FlowSettings flow,
        NetworkSettings network,
        OptimiserSettings optimiser,
        long seed) {
    /** With a network for generator. */
    public TrainingSettings(
            double temperature,
            EquilibriumSettings equilibrium,
            TransportSettings transport,
            Space space,
            FeatureScaling scaling,
            DriftSettings drift,
            EnergyDriftSettings energy,
            NetworkSettings network,
            OptimiserSettings optimiser,
            long seed) {
        this(temperature, equilibrium, transport, space, scaling, drift, energy, null, network, optimiser, seed);
    }

    /** With positives. */
    public TrainingSettings(
            double temperature,
            EquilibriumSettings equilibrium,
            TransportSettings transport,
            Space space,
            FeatureScaling scaling,
            DriftSettings drift,
            NetworkSettings network,
            OptimiserSettings optimiser,
            long seed) {
        this(temperature, equilibrium, transport, space, scaling, drift, null, network, optimiser, seed);
    }

    /** Checks the temperature. */
    public TrainingSettings {
        Objects.requireNonNull(space, "space");
        Objects.requireNonNull(scaling, "scaling");
        if (Stream.of(drift, transport, energy, flow).filter(Objects::nonNull).count() != 1) {
            throw new IllegalArgumentException(
                    "expected a kernel drift, the transport drift, a density, or a drift from energies alone");
        }
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(optimiser, "optimiser");
        if (drift != null && drift.metric() != MetricCorrection.NONE && space != Space.DISTANCE) {
            throw new IllegalArgumentException("the metric is corrected in distance space, found " + space);
        }
        if (!(temperature > 0) || Double.isInfinite(temperature)) {
            throw new IllegalArgumentException("temperature must be above 0 K, is " + temperature);
        }
    }

    /** The default: equilibrium positives and a generator that knows its density, which come closest to the Boltzmann distribution. */
    public static TrainingSettings defaults() {
        return Recipes.recipe(Field.DENSITY, Space.DISTANCE);
    }

    /** The default where a potential is given instead of frames: positives by replica exchange on it, 300 K. */
    public static TrainingSettings ofPotential() {
        return Recipes.ofPotential();
    }

    /** The default settings for a field in a space: equilibrium positives for a density and the transport drift, frames for all others. */
    public static TrainingSettings of(Field field, Space space) {
        return Recipes.recipe(field, space);
    }

    /** The default where a potential is given and only its energies are asked for: one well of the molecule at 300 K, without positives. */
    public static TrainingSettings ofEnergies() {
        return Recipes.ofEnergies();
    }

    /** The same at another temperature, in kelvin. */
    public TrainingSettings withTemperature(double kelvin) {
        return new TrainingSettings(
                kelvin, equilibrium, transport, space, scaling, drift, energy, flow, network, optimiser, seed);
    }

    /** The same with another field. */
    public TrainingSettings withDrift(DriftSettings newDrift) {
        return new TrainingSettings(temperature, equilibrium, null, space, scaling, newDrift, network, optimiser, seed);
    }

    /** The same with another generator. */
    public TrainingSettings withNetwork(NetworkSettings newNetwork) {
        return new TrainingSettings(
                temperature, equilibrium, transport, space, scaling, drift, energy, flow, newNetwork, optimiser, seed);
    }

    /** The same with another schedule. */
    public TrainingSettings withOptimiser(OptimiserSettings newOptimiser) {
        return new TrainingSettings(
                temperature, equilibrium, transport, space, scaling, drift, energy, flow, network, newOptimiser, seed);
    }

    /** The same with another number of steps. */
    public TrainingSettings withSteps(int steps) {
        return withOptimiser(optimiser.withSteps(steps));
    }

    /** The same with another seed. */
    public TrainingSettings withSeed(long newSeed) {
        return new TrainingSettings(
                temperature, equilibrium, transport, space, scaling, drift, energy, flow, network, optimiser, newSeed);
    }

    /** The same with other feature scaling. */
    public TrainingSettings withScaling(FeatureScaling newScaling) {
        return new TrainingSettings(
                temperature, equilibrium, transport, space, newScaling, drift, energy, flow, network, optimiser, seed);
    }

    /** The same with other positives; null for the frames themselves. */
    public TrainingSettings withEquilibrium(EquilibriumSettings newEquilibrium) {
        return new TrainingSettings(
                temperature, newEquilibrium, transport, space, scaling, drift, energy, flow, network, optimiser, seed);
    }

    /** The same towards a fit to all of so many labels that cover the molecule's rotamers. */
    public TrainingSettings onLabels(int labels) {
        EquilibriumSettings onFit = Recipes.onLabels();
        return withEquilibrium(onFit.withFit(onFit.fit().withFrames(labels)));
    }

    /** The same with the transport drift. */
    public TrainingSettings withTransport(TransportSettings newTransport) {
        return new TrainingSettings(
                temperature, equilibrium, newTransport, space, scaling, null, network, optimiser, seed);
    }

    /** The same with positives from another source, made as is usual. */
    public TrainingSettings withPositives(PositiveSource source) {
        return withEquilibrium(source == PositiveSource.EQUILIBRIUM ? Recipes.equilibrium() : null);
    }

    /** The coupling layers of a generator with a density, of so many coordinates and basins. */
    public CouplingShape couplingShape(int dimensions, int basins) {
        return new CouplingShape(dimensions, basins, flow.layers(), network.width(), network.hiddenLayers());
    }

    /** The same with a generator that knows its density. */
    public TrainingSettings withFlow(FlowSettings newFlow) {
        return new TrainingSettings(
                temperature, equilibrium, null, space, scaling, null, null, newFlow, network, optimiser, seed);
    }

    /** The same with the transport drift and its network, for molecules that have no internal coordinates. */
    TrainingSettings withoutFlow() {
        TrainingSettings recipe = Recipes.recipe(Field.TRANSPORT, space);
        return recipe.withTemperature(temperature).withEquilibrium(equilibrium).withSeed(seed);
    }
}
