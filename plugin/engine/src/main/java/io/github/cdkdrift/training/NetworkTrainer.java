package io.github.cdkdrift.training;

import io.github.cdkdrift.backend.Kernels;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.generator.Generator;
import io.github.cdkdrift.generator.PositionNetwork;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.network.AdamOptimiser;
import io.github.cdkdrift.network.CosineSchedule;
import io.github.cdkdrift.network.Mlp;
import io.github.cdkdrift.network.MlpPass;
import io.github.cdkdrift.network.TorsionHead;
import io.github.cdkdrift.positives.Positives;
import io.github.cdkdrift.random.Noise;
import io.github.cdkdrift.rotamer.ConformerSymmetry;
import io.github.cdkdrift.rotamer.RotamerStates;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Trains a network: noise → network → positions → the gradient of an {@link Objective} → parameters.
 */
final class NetworkTrainer extends Trainer {
    /** The moving average takes every second step: it lags by hundreds, and each costs a pass over the parameters. */
    private static final int AVERAGING_INTERVAL = 2;

    /** The stream of random numbers that initialises the network; steps count up from 1. */
    private static final long INITIAL_STREAM = 0;

    private final OptimiserSettings schedule;
    private final RotamerStates states;
    private final Objective objective;
    private final Kernels kernels;
    private final Mlp network;
    private final Mlp average;
    private final MlpPass pass;
    private final TorsionHead head;
    private final AdamOptimiser adam;
    private final CosineSchedule rates;
    private final float[] inputs;
    private final float[] outputs;
    private final float[] outputGradients;
    private final float[] positions;
    private final float[] positionGradients;

    /** @param frames the frames themselves, for a kernel drift on them; null where the positives have a potential */
    NetworkTrainer(
            ForceFrames frames,
            Positives positives,
            MolecularGraph graph,
            double[] reference,
            TrainingSettings settings,
            TrainingListener listener) {
        super(settings, positives);
        schedule = settings.optimiser();
        kernels = Kernels.ofBackend();
        if (settings.transport() != null) {
            listener.onStage("sorting the positives by symmetry and rotamer state");
            TransportObjective transport =
                    new TransportObjective(positives, graph, ConformerSymmetry.of(graph, reference), settings);
            objective = transport;
            states = transport.states();
        } else {
            ForceFrames labelled = positives.sampled() == null ? frames : positives.withForces(graph.atomicNumbers());
            objective = new KernelObjective(labelled, settings, kernels);
            states = RotamerStates.single();
        }
        RandomGenerator random = Noise.stream(settings.seed(), INITIAL_STREAM);
        head = settings.network().head(graph);
        network = Mlp.random(
                settings.network().shape(graph, states.size()),
                Arrays.copyOf(objective.start(), head.outputs()),
                random);
        average = network.copy();
        pass = MlpPass.forTraining(network, kernels, schedule.batch());
        adam = new AdamOptimiser(network, kernels);
        rates = new CosineSchedule(schedule.learningRate(), schedule.steps());
        inputs = new float[schedule.batch() * objective.inputs()];
        outputs = new float[schedule.batch() * head.outputs()];
        outputGradients = new float[outputs.length];
        positions = new float[schedule.batch() * objective.start().length];
        positionGradients = new float[positions.length];
    }

    @Override
    double step(int step) {
        RandomGenerator random = Noise.stream(settings().seed(), step);
        objective.draw(random, inputs);
        pass.forward(inputs, outputs);
        head.positions(outputs, positions);
        double loss = objective.gradient(step, positions, positionGradients);
        head.pullBack(outputs, positions, positionGradients, outputGradients);
        INDArray gradient = pass.backward(outputGradients);
        adam.step(gradient, rates.rate(step), step);
        if (schedule.averagingDecay() > 0 && (step % AVERAGING_INTERVAL == 0 || step == schedule.steps())) {
            kernels.lerp(
                    average.parameters(),
                    network.parameters(),
                    1 - kept(Math.pow(schedule.averagingDecay(), AVERAGING_INTERVAL), step));
        }
        return loss;
    }

    @Override
    double widthRatio() {
        return objective.widthRatio();
    }

    @Override
    public Generator generator() {
        return new PositionNetwork(schedule.averagingDecay() > 0 ? average.copy() : network.copy());
    }

    @Override
    public RotamerStates states() {
        return states;
    }

    @Override
    Checkpoint.State state() {
        return new Checkpoint.State(
                stepsDone(), curve(), objective.memory(), network.toArray(), average.toArray(), adam.moments());
    }

    @Override
    void restoreParameters(Checkpoint.State state) {
        network.set(state.parameters());
        average.set(state.average());
        adam.restore(state.moments());
        objective.restore(state.memory());
    }

    @Override
    int parameterCount() {
        return network.shape().parameterCount();
    }
}
