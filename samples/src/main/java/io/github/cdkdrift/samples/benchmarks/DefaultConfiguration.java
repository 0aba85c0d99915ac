package io.github.cdkdrift.samples.benchmarks;

import io.github.cdkdrift.drift.TransportSettings;
import io.github.cdkdrift.training.Field;
import io.github.cdkdrift.training.OptimiserSettings;
import io.github.cdkdrift.training.Space;
import io.github.cdkdrift.training.TrainingSettings;
import io.github.cdkdrift.training.TransportPlan;

/** The transport training of {@code torch_transport.py}: transport drift, and the energy in every second step or in none. */
final class DefaultConfiguration {
    private DefaultConfiguration() {}

    /** @param energy whether it counts, from the first step on */
    static TrainingSettings settings(boolean energy) {
        TrainingSettings settings = TrainingSettings.of(Field.TRANSPORT, Space.DISTANCE);
        TransportSettings transport = ((TransportPlan) settings.plan()).transport();
        OptimiserSettings optimiser = settings.optimiser();
        return settings.withTransport(new TransportSettings(
                        transport.directions(),
                        transport.directionBank(),
                        transport.states(),
                        transport.moments(),
                        energy ? transport.energy() : 0,
                        0,
                        transport.energyInterval()))
                // Far more steps than are run: the learning rate stays where the peer's is.
                .withOptimiser(new OptimiserSettings(
                        100_000_000,
                        optimiser.batch(),
                        optimiser.positives(),
                        optimiser.learningRate(),
                        optimiser.averagingDecay()))
                // A shorter run than the default's gives as many positives: a step's time does not depend on how good
                // they are.
                .withEquilibrium(settings.equilibrium().withSteps(50, 500, 5));
    }
}
