package io.github.cdkdrift.training;

import io.github.cdkdrift.drift.DriftSettings;
import io.github.cdkdrift.drift.ForceAlignment;
import io.github.cdkdrift.drift.Kernel;
import io.github.cdkdrift.drift.Normalisation;
import io.github.cdkdrift.drift.TransportSettings;
import io.github.cdkdrift.dynamics.Tempering;
import io.github.cdkdrift.feature.FeatureScaling;
import io.github.cdkdrift.positives.EquilibriumSettings;
import io.github.cdkdrift.potential.FitPrior;
import io.github.cdkdrift.potential.FitSettings;
import io.github.cdkdrift.sampler.EnsembleSettings;
import java.util.List;

/** The one source of default settings. */
final class Recipes {
    /** k_BT = 0.99 kcal/mol: the temperature that MD17 states for its trajectories. */
    private static final double TEMPERATURE = 500;

    /** In median distances between frames: one below, one near the spacing of neighbours. */
    private static final List<Double> BANDWIDTHS = List.of(0.15, 0.4);

    /** More broadens stiff bonds: forces move single coordinates, but turn distances together. */
    private static final double ALPHA_CARTESIAN = 0.03;

    private static final double ALPHA_DISTANCE = 0.1;
    private static final double BETA = 0.2;
    private static final NetworkSettings NETWORK = new NetworkSettings(64, 512, 6, 1, false);
    private static final OptimiserSettings OPTIMISER = new OptimiserSettings(3000, 256, 512, 1e-3, 0.995);

    private Recipes() {}

    /**
     * Of frames: by a force field that they correct, sampled until walkers agree, and where there is none by a fit from nothing, 20,480 samples of 128 walkers, with
     * 1 fs: BAOAB's configurations hardly depend on it.
     */
    private static final EquilibriumSettings EQUILIBRIUM = new EquilibriumSettings(
                    FitSettings.defaults().withPrior(FitPrior.AUTOMATIC), 128, 1, 10, 500, 4000, 25, 10, Tempering.NONE)
            .withEnsemble(EnsembleSettings.defaults());

    /**
     * Of a potential that is known everywhere: 20,480 samples once independent walkers agree, by proposals from a density or, where
     * they need it, on ladders of eight temperatures. At the highest, four times the lowest, rotamers and rings change within
     * picoseconds.
     */
    private static final EquilibriumSettings TEMPERED = new EquilibriumSettings(
                    FitSettings.defaults(), 128, 1, 10, 2000, 16_640, 13, 5, new Tempering(8, 4, 10))
            .withEnsemble(EnsembleSettings.defaults());

    /** Of a fit to labels from all rotamers: a cooler ladder, since the fit knows little beyond its labels. */
    private static final EquilibriumSettings ON_LABELS =
            new EquilibriumSettings(FitSettings.defaults(), 128, 1, 10, 1000, 8320, 13, 5, new Tempering(4, 1.8, 10));

    private static final double ROOM_TEMPERATURE = 300;

    private static final TransportSettings TRANSPORT = new TransportSettings(128, 512, 8, 0.3, 0.3, 0.3, 2);
    private static final NetworkSettings TRANSPORT_NETWORK = new NetworkSettings(64, 256, 3, 15, true);
    private static final OptimiserSettings TRANSPORT_OPTIMISER = new OptimiserSettings(5000, 256, 256, 4e-3, 0.995);

    private static final FlowSettings FLOW = new FlowSettings(8, 0.7);
    private static final NetworkSettings FLOW_NETWORK = new NetworkSettings(3, 48, 1, 1, false);
    private static final OptimiserSettings FLOW_OPTIMISER = new OptimiserSettings(400, 128, 128, 5e-3, 0.99);

    static EquilibriumSettings equilibrium() {
        return EQUILIBRIUM;
    }

    /** For positives of a potential that is given. */
    static TrainingSettings ofPotential() {
        return recipe(Field.DENSITY, Space.DISTANCE).withEquilibrium(TEMPERED).withTemperature(ROOM_TEMPERATURE);
    }

    /** The noise of the network is replaced by one of the molecule's size. */
    static TrainingSettings ofEnergies() {
        EnergyTrainingSettings one = EnergyTrainingSettings.molecular(1);
        return new TrainingSettings(
                ROOM_TEMPERATURE, null, new EnergyPlan(one.drift()), one.network(), one.optimiser(), one.seed());
    }

    static EquilibriumSettings onLabels() {
        return ON_LABELS;
    }

    static TrainingSettings recipe(Field field, Space space) {
        if (field == Field.TRANSPORT) {
            return new TrainingSettings(
                    TEMPERATURE, EQUILIBRIUM, new TransportPlan(TRANSPORT), TRANSPORT_NETWORK, TRANSPORT_OPTIMISER, 0);
        }
        if (field == Field.DENSITY) {
            return new TrainingSettings(
                    TEMPERATURE, EQUILIBRIUM, new DensityPlan(FLOW), FLOW_NETWORK, FLOW_OPTIMISER, 0);
        }
        double alpha = space == Space.DISTANCE ? ALPHA_DISTANCE : ALPHA_CARTESIAN;
        DriftSettings drift = new DriftSettings(
                Kernel.GAUSSIAN,
                Normalisation.DOUBLE,
                3,
                BANDWIDTHS,
                true,
                true,
                field == Field.FI || field == Field.FI_FK ? alpha : 0,
                true,
                field == Field.FK || field == Field.FI_FK ? BETA : 0,
                ForceAlignment.DERIVED,
                true);
        return new TrainingSettings(
                TEMPERATURE, null, new KernelPlan(space, FeatureScaling.HALF_WHITENED, drift), NETWORK, OPTIMISER, 0);
    }
}
