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

    /** @param frames the frames themselves, for a kernel drift on them; null where the positives have a potential */
    private static Trainer of(
            ForceFrames frames,
            Positives positives,
            MolecularGraph graph,
            double[] reference,
            TrainingSettings settings,
            TrainingListener listener) {
        if (settings.flow() == null) {
            return new NetworkTrainer(frames, positives, graph, reference, settings, listener);
        }
        if (InternalCoordinates.describe(graph)) {
            FlowTrainer trainer = new FlowTrainer(positives, graph, reference, settings, listener);
            if (trainer.isNear()) {
                return trainer;
            }
            listener.onStage(
                    "training a network that draws positions, since a density in closed form is too far from the samples");
        }
        Trainer network = new NetworkTrainer(null, positives, graph, reference, settings.withoutFlow(), listener);
        network.requested = settings;
        return network;
    }

    private static void requirePositives(TrainingSettings settings) {
        if (settings.energy() != null) {
            throw new IllegalArgumentException(
                    "found settings for energies alone; expected a drift towards positives: a potential without frames is trained on"
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
        int steps = settings.optimiser().steps();
        while (step < steps) {
            if (listener.cancelled()) {
                throw new CancellationException("training was cancelled after step " + step + " of " + steps);
            }
            double loss = step();
            if (step == 1 || step == steps || step % TrainingProgress.EVERY == 0) {
                if (!Double.isFinite(loss)) {
                    throw new ArithmeticException("the loss is " + loss + " after step " + step
                            + "; a smaller learning rate than "
                            + settings.optimiser().learningRate() + " may help");
                }
                TrainingProgress progress = new TrainingProgress(step, steps, loss, widthRatio());
                curve.add(progress);
                listener.onProgress(progress);
            }
        }
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

    /** What was asked for: the same, but where the molecule is none for a density. */
    public final TrainingSettings requested() {
        return requested;
    }
}
