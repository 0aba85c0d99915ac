package io.github.cdkdrift.training;

import io.github.cdkdrift.backend.Kernels;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.network.AdamOptimiser;
import io.github.cdkdrift.network.CosineSchedule;
import io.github.cdkdrift.network.Mlp;
import io.github.cdkdrift.network.MlpPass;
import io.github.cdkdrift.network.TorsionHead;
import io.github.cdkdrift.positives.EquilibriumSampling;
import io.github.cdkdrift.positives.Positives;
import io.github.cdkdrift.random.Noise;
import io.github.cdkdrift.rotamer.ConformerSymmetry;
import io.github.cdkdrift.rotamer.RotamerStates;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Trains a generator: noise → network → positions → the gradient of an {@link Objective} → parameters. Every array is
 * allocated before the first step. Random numbers depend on the seed and the step alone, so a run that goes on from a
 * checkpoint ends with the same bytes. Not safe for use by several threads at once.
 */
public final class Trainer {
    /** Fewer frames have no distribution to learn. */
    public static final int FEWEST_FRAMES = 10;

    /** The moving average takes every second step: it lags by hundreds, and each costs a pass over the parameters. */
    private static final int AVERAGING_INTERVAL = 2;

    /** The stream of random numbers that initialises the network; steps count up from 1. */
    private static final long INITIAL_STREAM = 0;

    private final TrainingSettings settings;
    private final OptimiserSettings schedule;
    private final Positives positives;
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
    private final List<TrainingProgress> curve = new ArrayList<>();
    private int step;

    /** Prepares a run that nobody watches. */
    public Trainer(ForceFrames frames, MolecularGraph graph, TrainingSettings settings) {
        this(frames, graph, settings, TrainingListener.NONE);
    }

    /**
     * Prepares a run: fits a potential and samples it where the settings ask for equilibrium positives, and sorts the positives.
     *
     * @param graph the molecule, its atoms in the order of the frames
     * @param listener told of the stages of the preparation
     * @throws IllegalArgumentException if there are fewer than {@value #FEWEST_FRAMES} frames, or energies are asked for that
     *     the frames do not carry
     */
    public Trainer(ForceFrames frames, MolecularGraph graph, TrainingSettings settings, TrainingListener listener) {
        this(frames, positives(frames, graph, settings, listener), graph, frames.positions(0), settings, listener);
    }

    /**
     * Prepares a run on positives of a given potential.
     *
     * @param graph the molecule, its atoms in the order of the positives
     * @param reference a geometry with its stereochemistry, [atoms · 3] Å
     */
    public Trainer(
            Positives positives,
            MolecularGraph graph,
            double[] reference,
            TrainingSettings settings,
            TrainingListener listener) {
        this(null, positives, graph, reference, settings, listener);
    }

    /** @param frames the frames themselves, for a kernel drift on them; null where the positives have a potential */
    private Trainer(
            ForceFrames frames,
            Positives positives,
            MolecularGraph graph,
            double[] reference,
            TrainingSettings settings,
            TrainingListener listener) {
        if (settings.energy() != null) {
            throw new IllegalArgumentException(
                    "found settings for energies alone; expected a drift towards positives: a potential without frames is trained on"
                            + " by ModelTraining");
        }
        this.settings = settings;
        this.positives = positives;
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

    /** @throws IllegalArgumentException if there are fewer than {@value #FEWEST_FRAMES} frames */
    public static void requireEnough(ForceFrames frames) {
        if (frames.size() < FEWEST_FRAMES) {
            throw new IllegalArgumentException(
                    "training needs at least " + FEWEST_FRAMES + " frames, there are " + frames.size());
        }
    }

    private static Positives positives(
            ForceFrames frames, MolecularGraph graph, TrainingSettings settings, TrainingListener listener) {
        requireEnough(frames);
        if (settings.equilibrium() == null) {
            return Positives.of(frames);
        }
        return EquilibriumSampling.of(
                frames,
                graph,
                ConformerSymmetry.ofPotential(graph, frames.positions(0)),
                settings.temperature(),
                settings.equilibrium(),
                settings.seed(),
                listener);
    }

    /**
     * Runs all steps that are left.
     *
     * @throws CancellationException if the listener asked for it; the trainer can go on from there
     * @throws ArithmeticException if the loss is no longer finite
     */
    public void run(TrainingListener listener) {
        while (step < schedule.steps()) {
            if (listener.cancelled()) {
                throw new CancellationException(
                        "training was cancelled after step " + step + " of " + schedule.steps());
            }
            double loss = step();
            if (step == 1 || step == schedule.steps() || step % TrainingProgress.EVERY == 0) {
                if (!Double.isFinite(loss)) {
                    throw new ArithmeticException("the loss is " + loss + " after step " + step
                            + "; a smaller learning rate than " + schedule.learningRate() + " may help");
                }
                TrainingProgress progress = new TrainingProgress(step, schedule.steps(), loss, objective.widthRatio());
                curve.add(progress);
                listener.onProgress(progress);
            }
        }
    }

    /** One step; returns the loss before it. */
    public double step() {
        step++;
        RandomGenerator random = Noise.stream(settings.seed(), step);
        objective.draw(random, inputs);
        pass.forward(inputs, outputs);
        head.positions(outputs, positions);
        double loss = objective.gradient(step, positions, positionGradients);
        head.pullBack(outputs, positions, positionGradients, outputGradients);
        INDArray gradient = pass.backward(outputGradients);
        adam.step(gradient, rates.rate(step), step);
        if (schedule.averagingDecay() > 0 && (step % AVERAGING_INTERVAL == 0 || step == schedule.steps())) {
            kernels.lerp(average.parameters(), network.parameters(), 1 - keptOfAverage());
        }
        return loss;
    }

    /** Less at first: the untrained network must not linger in a short run. */
    private double keptOfAverage() {
        return Math.min(Math.pow(schedule.averagingDecay(), AVERAGING_INTERVAL), (1.0 + step) / (10 + step));
    }

    /** What was reported to listeners so far. */
    public List<TrainingProgress> curve() {
        return List.copyOf(curve);
    }

    /** Steps done so far. */
    public int stepsDone() {
        return step;
    }

    /** A copy of the network as it stands, the moving average where there is one. */
    public Mlp result() {
        return schedule.averagingDecay() > 0 ? average.copy() : network.copy();
    }

    /** The rotamer states that the network draws; one where they are not told apart. */
    public RotamerStates states() {
        return states;
    }

    /** What the network learns to draw from. */
    public Positives positives() {
        return positives;
    }

    /** Everything that changes from step to step. */
    Checkpoint.State state() {
        return new Checkpoint.State(
                step, curve(), objective.memory(), network.toArray(), average.toArray(), adam.moments());
    }

    /** Goes back to a state. */
    void restore(Checkpoint.State state) {
        network.set(state.parameters());
        average.set(state.average());
        adam.restore(state.moments());
        objective.restore(state.memory());
        curve.clear();
        curve.addAll(state.curve());
        step = state.step();
    }

    int parameterCount() {
        return network.shape().parameterCount();
    }

    /** What the run was set up with. */
    public TrainingSettings settings() {
        return settings;
    }
}
