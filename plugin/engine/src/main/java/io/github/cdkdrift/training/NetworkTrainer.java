package io.github.cdkdrift.training;

import io.github.cdkdrift.backend.Kernels;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.generator.Generator;
import io.github.cdkdrift.generator.PositionNetwork;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.network.Mlp;
import io.github.cdkdrift.network.MlpShape;
import io.github.cdkdrift.network.TorsionHead;
import io.github.cdkdrift.positives.Positives;
import io.github.cdkdrift.random.Noise;
import io.github.cdkdrift.rotamer.ConformerSymmetry;
import io.github.cdkdrift.rotamer.RotamerStates;
import java.util.Arrays;

/**
 * Trains a network: noise → network → positions → the gradient of an {@link Objective} → parameters.
 */
final class NetworkTrainer extends Trainer {
    /** The stream of random numbers that initialises the network; steps count up from 1. */
    private static final long INITIAL_STREAM = 0;

    private final RotamerStates states;
    private final Objective objective;
    private final NetworkRun run;
    private final TorsionHead head;
    private final float[] positions;
    private final float[] positionGradients;

    /** @param states that the objective draws from */
    private NetworkTrainer(
            Objective objective,
            RotamerStates states,
            Positives positives,
            MolecularGraph graph,
            TrainingSettings settings,
            Kernels kernels) {
        super(settings, positives);
        this.objective = objective;
        this.states = states;
        head = settings.network().head(graph);
        Mlp network = Mlp.random(
                settings.network().shape(graph, states.size()),
                Arrays.copyOf(objective.start(), head.outputs()),
                Noise.stream(settings.seed(), INITIAL_STREAM));
        run = new NetworkRun(network, settings.optimiser(), kernels);
        positions = new float[settings.optimiser().batch() * objective.start().length];
        positionGradients = new float[positions.length];
    }

    /** @param frames the frames themselves, for a kernel drift on them; null where the positives have a potential */
    static NetworkTrainer of(
            ForceFrames frames,
            Positives positives,
            MolecularGraph graph,
            double[] reference,
            TrainingSettings settings,
            TrainingListener listener) {
        Kernels kernels = Kernels.ofBackend();
        if (settings.plan() instanceof TransportPlan plan) {
            listener.onStage("sorting the target samples by symmetry and rotamer state");
            TransportObjective transport = new TransportObjective(
                    positives, graph, ConformerSymmetry.of(graph, reference), plan.transport(), settings);
            return new NetworkTrainer(transport, transport.states(), positives, graph, settings, kernels);
        }
        ForceFrames labelled = positives.sampled() == null ? frames : positives.withForces(graph.atomicNumbers());
        Objective kernel = new KernelObjective(labelled, (KernelPlan) settings.plan(), settings, kernels);
        return new NetworkTrainer(kernel, RotamerStates.single(), positives, graph, settings, kernels);
    }

    /** Towards an objective of a user's own. */
    static NetworkTrainer of(Objective own, Positives positives, MolecularGraph graph, TrainingSettings settings) {
        MlpShape shape = settings.network().shape(graph, 1);
        if (own.inputs() != shape.inputs() || own.start().length != 3 * graph.atoms()) {
            throw new IllegalArgumentException("found an objective of " + own.inputs() + " numbers in and "
                    + own.start().length + " coordinates; expected " + shape.inputs() + " and " + 3 * graph.atoms());
        }
        return new NetworkTrainer(own, RotamerStates.single(), positives, graph, settings, Kernels.ofBackend());
    }

    @Override
    double step(int step) {
        objective.draw(Noise.stream(settings().seed(), step), run.inputs());
        return run.step(step, (outputs, gradients) -> {
            head.positions(outputs, positions);
            double loss = objective.gradient(step, positions, positionGradients);
            head.pullBack(outputs, positions, positionGradients, gradients);
            return loss;
        });
    }

    @Override
    double widthRatio() {
        return objective.widthRatio();
    }

    @Override
    public Generator generator() {
        return new PositionNetwork(run.trained());
    }

    @Override
    public RotamerStates states() {
        return states;
    }

    @Override
    Checkpoint.State state() {
        return new Checkpoint.State(
                stepsDone(), curve(), objective.state(), run.parameters(), run.averages(), run.moments());
    }

    @Override
    void restoreParameters(Checkpoint.State state) {
        run.restore(state);
        objective.restore(state.drift());
    }

    @Override
    int parameterCount() {
        return run.parameterCount();
    }
}
