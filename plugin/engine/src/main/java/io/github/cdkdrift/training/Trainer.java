package io.github.cdkdrift.training;

import io.github.cdkdrift.coordinate.InternalCoordinates;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.generator.Generator;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.positives.EquilibriumSampling;
import io.github.cdkdrift.positives.Positives;
import io.github.cdkdrift.rotamer.ConformerSymmetry;
import io.github.cdkdrift.rotamer.RotamerStates;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * Trains a generator, step by step. Every array is allocated before the first step. Random numbers depend on the seed and the step alone,
 * so a run that goes on from a checkpoint ends with the same bytes. Not safe for use by several threads at once.
 */
public abstract sealed class Trainer permits NetworkTrainer, FlowTrainer {
    /** Fewer frames have no distribution to learn. */
    public static final int FEWEST_FRAMES = 10;

    private final TrainingSettings settings;
    private TrainingSettings requested;
    private boolean own;
    private final Positives positives;
    private final List<TrainingProgress> curve = new ArrayList<>();
    private int step;

    Trainer(TrainingSettings settings, Positives positives) {
        this.settings = settings;
        requested = settings;
        this.positives = positives;
    }

    /** Prepares a run that nobody watches. */
    public static Trainer of(ForceFrames frames, MolecularGraph graph, TrainingSettings settings) {
        return of(frames, graph, settings, TrainingListener.NONE);
    }

    /**
     * Prepares a run: fits a potential and samples it where the settings ask for equilibrium positives, and sorts the positives.
     *
     * @param graph the molecule, its atoms in the order of the frames
     * @param listener told of the stages of the preparation
     * @throws IllegalArgumentException if there are fewer than {@value #FEWEST_FRAMES} frames, or energies are asked for that
     *     the frames do not carry
     */
    public static Trainer of(
            ForceFrames frames, MolecularGraph graph, TrainingSettings settings, TrainingListener listener) {
        requirePositives(settings);
        return of(frames, positives(frames, graph, settings, listener), graph, frames.positions(0), settings, listener);
    }

    /**
     * Prepares a run on positives of a given potential.
     *
     * @param graph the molecule, its atoms in the order of the positives
     * @param reference a geometry with its stereochemistry, [atoms · 3] Å
     */
    public static Trainer of(
            Positives positives,
            MolecularGraph graph,
            double[] reference,
            TrainingSettings settings,
            TrainingListener listener) {
        requirePositives(settings);
        return of(null, positives, graph, reference, settings, listener);
    }

    /**
     * Prepares a run towards an objective of one's own. Checkpoints cannot hold it.
     *
     * @param frames of the molecule, from which the model keeps a geometry and the lengths of its bonds
     * @param graph the molecule, its atoms in the order of the frames
     * @param settings network, schedule and seed, with a {@link KernelPlan}, by which conformers are taken as the network draws them
     * @throws IllegalArgumentException if the plan is another, or the objective is of another molecule or network
     */
    public static Trainer of(Objective own, ForceFrames frames, MolecularGraph graph, TrainingSettings settings) {
        if (!(settings.plan() instanceof KernelPlan)) {
            throw new IllegalArgumentException(
                    "found a plan of target samples; expected a kernel plan beside an objective of one's own");
        }
        Trainer trainer = NetworkTrainer.of(own, Positives.of(frames), graph, settings);
        trainer.own = true;
        return trainer;
    }

    /** @param frames the frames themselves, for a kernel drift on them; null where the positives have a potential */
    private static Trainer of(
            ForceFrames frames,
            Positives positives,
            MolecularGraph graph,
            double[] reference,
            TrainingSettings settings,
            TrainingListener listener) {
        if (!(settings.plan() instanceof DensityPlan plan)) {
            return NetworkTrainer.of(frames, positives, graph, reference, settings, listener);
        }
        if (InternalCoordinates.describe(graph)) {
            FlowTrainer trainer = new FlowTrainer(positives, graph, reference, plan, settings, listener);
            if (trainer.isNear()) {
                return trainer;
            }
            listener.onStage(
                    "training a network that draws positions, since a density in closed form is too far from the samples");
        }
        Trainer network = NetworkTrainer.of(null, positives, graph, reference, settings.withoutFlow(), listener);
        network.requested = settings;
        return network;
    }

    private static void requirePositives(TrainingSettings settings) {
        if (settings.plan() instanceof EnergyPlan) {
            throw new IllegalArgumentException(
                    "found settings for energies alone; expected a drift towards target samples: a potential without frames is trained on"
                            + " by ModelTraining");
        }
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
    public final void run(TrainingListener listener) {
        new StepLoop(settings.optimiser(), this::stepsDone, this::step, this::widthRatio).run(listener, progress -> {
            curve.add(progress);
            listener.onProgress(progress);
        });
    }

    /** One step; returns the loss before it. */
    public final double step() {
        step++;
        return step(step);
    }

    /** One step, numbered from 1; returns the loss before it. */
    abstract double step(int number);

    /** Generated over true width in the last batch. */
    abstract double widthRatio();

    /** A copy of the generator as it stands, the moving average of its parameters where there is one. */
    public abstract Generator generator();

    /** The rotamer states that the generator draws; one where they are not told apart. */
    public abstract RotamerStates states();

    /** Numbers of parameters. */
    abstract int parameterCount();

    /** Everything that changes from step to step. */
    abstract Checkpoint.State state();

    abstract void restoreParameters(Checkpoint.State state);

    /** Goes back to a state. */
    final void restore(Checkpoint.State state) {
        restoreParameters(state);
        curve.clear();
        curve.addAll(state.curve());
        step = state.step();
    }

    /** How much of the moving average stays; less at first: the untrained network must not linger in a short run. */
    static double kept(double decay, int number) {
        return Math.min(decay, (1.0 + number) / (10 + number));
    }

    /** What was reported to listeners so far. */
    public final List<TrainingProgress> curve() {
        return List.copyOf(curve);
    }

    /** Steps done so far. */
    public final int stepsDone() {
        return step;
    }

    /** What the generator learns to draw from. */
    public final Positives positives() {
        return positives;
    }

    /** What the generator is trained with. */
    public final TrainingSettings settings() {
        return settings;
    }

    /** Whether the objective is a user's own. */
    final boolean hasOwnObjective() {
        return own;
    }

    /** What was asked for: the same, but where the molecule is none for a density. */
    public final TrainingSettings requested() {
        return requested;
    }
}
