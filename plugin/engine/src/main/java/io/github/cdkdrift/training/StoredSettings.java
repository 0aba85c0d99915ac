package io.github.cdkdrift.training;

import com.google.gson.JsonDeserializationContext;
import com.google.gson.JsonDeserializer;
import com.google.gson.JsonElement;
import com.google.gson.JsonSerializationContext;
import com.google.gson.JsonSerializer;
import io.github.cdkdrift.drift.DriftSettings;
import io.github.cdkdrift.drift.EnergyDriftSettings;
import io.github.cdkdrift.drift.TransportSettings;
import io.github.cdkdrift.feature.FeatureScaling;
import io.github.cdkdrift.positives.EquilibriumSettings;
import java.lang.reflect.Type;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Settings as models and checkpoints keep them: the names and the order of the components are those of the files, so that
 * {@link TrainingSettings} can change. One of the four drifts is there.
 *
 * @param temperature K
 * @param equilibrium null where target samples are the frames themselves, or there are none
 * @param transport of a {@link TransportPlan}
 * @param space of a {@link KernelPlan}; distances for all others
 * @param scaling of a {@link KernelPlan}; none for all others
 * @param drift of a {@link KernelPlan}
 * @param energy of an {@link EnergyPlan}
 * @param flow of a {@link DensityPlan}
 * @param network the generator's
 * @param optimiser the schedule
 * @param seed of all random numbers
 */
record StoredSettings(
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
    /** Checks that they are settings of a training. */
    StoredSettings {
        Objects.requireNonNull(space, "space");
        Objects.requireNonNull(scaling, "scaling");
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(optimiser, "optimiser");
        if (Stream.of(drift, transport, energy, flow).filter(Objects::nonNull).count() != 1) {
            throw new IllegalArgumentException(
                    "expected a kernel drift, the transport drift, a density, or a drift from energies alone");
        }
    }

    /** As they are written. */
    static StoredSettings of(TrainingSettings settings) {
        TrainingPlan plan = settings.plan();
        return new StoredSettings(
                settings.temperature(),
                settings.equilibrium(),
                plan instanceof TransportPlan transport ? transport.transport() : null,
                settings.space(),
                settings.scaling(),
                settings.drift(),
                plan instanceof EnergyPlan energy ? energy.drift() : null,
                plan instanceof DensityPlan density ? density.flow() : null,
                settings.network(),
                settings.optimiser(),
                settings.seed());
    }

    /**
     * As they are used.
     *
     * @throws IllegalArgumentException if they contradict each other
     */
    TrainingSettings settings() {
        return new TrainingSettings(temperature, equilibrium, plan(), network, optimiser, seed);
    }

    /** Reads and writes settings in this form, wherever they are part of a file. */
    static final class Format implements JsonSerializer<TrainingSettings>, JsonDeserializer<TrainingSettings> {
        @Override
        public JsonElement serialize(TrainingSettings settings, Type type, JsonSerializationContext context) {
            return context.serialize(of(settings));
        }

        @Override
        public TrainingSettings deserialize(JsonElement json, Type type, JsonDeserializationContext context) {
            StoredSettings stored = context.deserialize(json, StoredSettings.class);
            return stored.settings();
        }
    }

    private TrainingPlan plan() {
        if (transport != null) {
            return new TransportPlan(transport);
        }
        if (flow != null) {
            return new DensityPlan(flow);
        }
        return energy != null ? new EnergyPlan(energy) : new KernelPlan(space, scaling, drift);
    }
}
