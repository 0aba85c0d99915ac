package io.github.cdkdrift.training;

import com.google.gson.annotations.JsonAdapter;
import io.github.cdkdrift.drift.DriftSettings;
import io.github.cdkdrift.drift.EnergyDriftSettings;
import io.github.cdkdrift.drift.TransportSettings;
import io.github.cdkdrift.feature.FeatureScaling;
import io.github.cdkdrift.generator.CouplingShape;
import io.github.cdkdrift.positives.EquilibriumSettings;
import java.util.Objects;

/**
 * Everything that decides a training run beside the frames. Immutable; {@link Recipes} holds the defaults.
 *
 * @param temperature in kelvin, above 0: of the conformers where target samples are drawn from a potential, and otherwise of the frames;
 *     there it enters only where forces are not scaled and alignments not standardised, or energies align
 * @param equilibrium how target samples are made from frames or a potential; null where they are the frames themselves, or there are none
 * @param plan what is trained, and towards what
 * @param network the generator's network, or those of its coupling layers
 * @param optimiser the schedule
 * @param seed seed of all random numbers
 */
@JsonAdapter(StoredSettings.Format.class)
public record TrainingSettings(
        double temperature,
        EquilibriumSettings equilibrium,
        TrainingPlan plan,
        NetworkSettings network,
        OptimiserSettings optimiser,
        long seed) {
    /** Checks the temperature. */
    public TrainingSettings {
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(optimiser, "optimiser");
        if (!(temperature > 0) || Double.isInfinite(temperature)) {
            throw new IllegalArgumentException("temperature must be above 0 K, is " + temperature);
        }
    }

    /** The default: equilibrium samples and a generator that knows its density, which come closest to the Boltzmann distribution. */
    public static TrainingSettings defaults() {
        return Recipes.recipe(Field.DENSITY, Space.DISTANCE);
    }

    /** The default where a potential is given instead of frames: equilibrium samples of it, 300 K. */
    public static TrainingSettings ofPotential() {
        return Recipes.ofPotential();
    }

    /** The default settings for a field in a space: equilibrium samples for a density and the transport drift, frames for all others. */
    public static TrainingSettings of(Field field, Space space) {
        return Recipes.recipe(field, space);
    }

    /** The default where a potential is given and only its energies are asked for: one well of the molecule at 300 K, without samples. */
    public static TrainingSettings ofEnergies() {
        return Recipes.ofEnergies();
    }

    /** The features in which a kernel drift compares; distances for all others. */
    public Space space() {
        return plan instanceof KernelPlan kernel ? kernel.space() : Space.DISTANCE;
    }

    /** How the features of a kernel drift are scaled; not at all for all others. */
    public FeatureScaling scaling() {
        return plan instanceof KernelPlan kernel ? kernel.scaling() : FeatureScaling.NONE;
    }

    /** The kernel drift; null where the plan is another. */
    public DriftSettings drift() {
        return plan instanceof KernelPlan kernel ? kernel.drift() : null;
    }

    /** The drift from energies alone; null where the plan is another. */
    public EnergyDriftSettings energy() {
        return plan instanceof EnergyPlan energy ? energy.drift() : null;
    }

    /** Of a generator with a density; null where the plan is another. */
    public FlowSettings flow() {
        return plan instanceof DensityPlan density ? density.flow() : null;
    }

    /** The same at another temperature, in kelvin. */
    public TrainingSettings withTemperature(double kelvin) {
        return new TrainingSettings(kelvin, equilibrium, plan, network, optimiser, seed);
    }

    /** The same with another plan. */
    public TrainingSettings withPlan(TrainingPlan newPlan) {
        return new TrainingSettings(temperature, equilibrium, newPlan, network, optimiser, seed);
    }

    /** The same with a kernel drift. */
    public TrainingSettings withDrift(DriftSettings newDrift) {
        return withPlan(new KernelPlan(space(), scaling(), newDrift));
    }

    /** The same with the transport drift. */
    public TrainingSettings withTransport(TransportSettings newTransport) {
        return withPlan(new TransportPlan(newTransport));
    }

    /** The same with a generator that knows its density. */
    public TrainingSettings withFlow(FlowSettings newFlow) {
        return withPlan(new DensityPlan(newFlow));
    }

    /** The same with other networks. */
    public TrainingSettings withNetwork(NetworkSettings newNetwork) {
        return new TrainingSettings(temperature, equilibrium, plan, newNetwork, optimiser, seed);
    }

    /** The same with another schedule. */
    public TrainingSettings withOptimiser(OptimiserSettings newOptimiser) {
        return new TrainingSettings(temperature, equilibrium, plan, network, newOptimiser, seed);
    }

    /** The same with another number of steps. */
    public TrainingSettings withSteps(int steps) {
        return withOptimiser(optimiser.withSteps(steps));
    }

    /** The same with another seed. */
    public TrainingSettings withSeed(long newSeed) {
        return new TrainingSettings(temperature, equilibrium, plan, network, optimiser, newSeed);
    }

    /**
     * The same with other feature scaling.
     *
     * @throws IllegalArgumentException if the plan is no kernel drift, which alone has features to scale
     */
    public TrainingSettings withScaling(FeatureScaling newScaling) {
        if (plan instanceof KernelPlan kernel) {
            return withPlan(kernel.withScaling(newScaling));
        }
        if (newScaling != FeatureScaling.NONE) {
            throw new IllegalArgumentException(
                    "found scaling " + newScaling + "; expected a kernel drift, which has features");
        }
        return this;
    }

    /** The same with other target samples; null for the frames themselves. */
    public TrainingSettings withEquilibrium(EquilibriumSettings newEquilibrium) {
        return new TrainingSettings(temperature, newEquilibrium, plan, network, optimiser, seed);
    }

    /** The same towards a fit to all of so many labels that cover the molecule's rotamers. */
    public TrainingSettings onLabels(int labels) {
        EquilibriumSettings onFit = Recipes.onLabels();
        return withEquilibrium(onFit.withFit(onFit.fit().withFrames(labels)));
    }

    /** The same with target samples from another source, made as is usual. */
    public TrainingSettings withPositives(PositiveSource source) {
        return withEquilibrium(source == PositiveSource.EQUILIBRIUM ? Recipes.equilibrium() : null);
    }

    /**
     * The coupling layers of a generator with a density, of so many coordinates and basins.
     *
     * @throws IllegalArgumentException if the plan is another
     */
    public CouplingShape couplingShape(int dimensions, int basins) {
        if (!(plan instanceof DensityPlan density)) {
            throw new IllegalArgumentException("found no plan of a density, which alone has coupling layers");
        }
        return new CouplingShape(dimensions, basins, density.flow().layers(), network.width(), network.hiddenLayers());
    }

    /** The same with the transport drift and its network, for molecules that have no internal coordinates. */
    TrainingSettings withoutFlow() {
        TrainingSettings recipe = Recipes.recipe(Field.TRANSPORT, Space.DISTANCE);
        return recipe.withTemperature(temperature).withEquilibrium(equilibrium).withSeed(seed);
    }
}
