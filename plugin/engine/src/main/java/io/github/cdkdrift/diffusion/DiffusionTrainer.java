package io.github.cdkdrift.diffusion;

import io.github.cdkdrift.backend.Kernels;
import io.github.cdkdrift.network.AdamOptimiser;
import io.github.cdkdrift.network.TaylorPass;
import io.github.cdkdrift.random.Noise;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;

/**
 * Trains an {@link EnergyDiffusion} on points: one network after the other, by denoising score matching and, where asked for, the
 * Fokker–Planck residual (Plainer et al., arXiv:2506.17139). A step costs 6 products of an expert's weights with the batch, 14 with the
 * exact residual in the plane, 16 with two probes. Arrays are allocated before the first step; random numbers depend on the seed and the step
 * alone. Runs on the calling thread.
 */
public final class DiffusionTrainer {
    private static final long STREAMS_OF_EXPERT = 1L << 32;
    private static final TimeFeatures ALL_TIMES = new TimeFeatures(0, 1);

    private final DiffusionSettings settings;
    private final Spread spread;
    private final EnergyInputs inputs;
    private final PointSource data;
    private final Optional<ForceLabels> forces;
    private final Kernels kernels = Kernels.ofBackend();

    private DiffusionTrainer(
            PointSource data,
            Spread spread,
            EnergyInputs inputs,
            DiffusionSettings settings,
            Optional<ForceLabels> forces) {
        this.settings = settings;
        this.spread = spread;
        this.inputs = inputs;
        this.data = data;
        this.forces = forces;
    }

    /**
     * The same run, whose network of the smallest times is to have the gradients of labels at time 0, too: the {@link ForceObjective} of half a batch is
     * added to its loss.
     *
     * @param labels in the units of the data
     * @throws IllegalArgumentException if they are not of points as the data's
     */
    public DiffusionTrainer withForces(ForceLabels labels) {
        if (labels.points().length % inputs.dimensions() != 0) {
            throw new IllegalArgumentException(
                    labels.points().length + " numbers are no points of " + inputs.dimensions());
        }
        return new DiffusionTrainer(data, spread, inputs, settings, Optional.of(labels.entered(spread)));
    }

    /**
     * Prepares a run on points without a symmetry.
     *
     * @param data what to learn to draw, in any units
     * @param dimensions numbers of a point
     */
    public static DiffusionTrainer ofPoints(PointSource data, int dimensions, DiffusionSettings settings) {
        Spread spread = Spread.of(data, dimensions, 0, settings.seed());
        return new DiffusionTrainer(
                spread.entered(data), spread, new PlainInputs(dimensions, ALL_TIMES), settings, Optional.empty());
    }

    /**
     * Prepares a run on chains of beads in space, whose energies do not depend on where they are and how they are turned. The
     * exact residual takes a probe for each number of a frame; two random ones are cheaper.
     *
     * @param data draws frames [beads · 3], in any units
     * @param beads at least 3, in the order of the chain
     */
    public static DiffusionTrainer ofBeads(PointSource data, int beads, DiffusionSettings settings) {
        return ofBeads(data, BeadBonds.chain(beads), settings);
    }

    /**
     * The same of beads that are joined otherwise.
     *
     * @param data draws frames [beads · 3], in any units
     * @param bonds which beads are joined; neighbours and their neighbours are held by harmonic priors
     */
    public static DiffusionTrainer ofBeads(PointSource data, BeadBonds bonds, DiffusionSettings settings) {
        int beads = bonds.beads();
        Spread spread = Spread.of(data, 3 * beads, beads, settings.seed());
        PointSource entered = spread.entered(data);
        double[] frames = Spread.sample(entered, 3 * beads, settings.seed());
        return new DiffusionTrainer(
                entered, spread, BeadInputs.of(frames, bonds, ALL_TIMES), settings, Optional.empty());
    }

    /**
     * Trains all experts.
     *
     * @throws CancellationException if the listener asked for it
     * @throws ArithmeticException if the loss is no longer finite
     */
    public EnergyDiffusion run(DiffusionListener listener) {
        List<Expert> experts = new ArrayList<>();
        for (int number = 0; number < settings.experts().size(); number++) {
            experts.add(train(number, listener));
        }
        return new EnergyDiffusion(experts, experts.get(experts.size() - 1), spread);
    }

    private Expert train(int number, DiffusionListener listener) {
        ExpertSettings range = settings.experts().get(number);
        long streams = number * STREAMS_OF_EXPERT;
        Expert expert = Expert.random(range, inputs, Noise.stream(settings.seed(), streams));
        Expert average = expert.copy();
        DenoisingObjective objective = DenoisingObjective.of(expert, range, settings, isConsistent(range, 1));
        Optional<ForceObjective> matching = range.from() > 0
                ? Optional.empty()
                : forces.map(labels -> new ForceObjective(expert, labels, settings.batch() / 2));
        AdamOptimiser adam = new AdamOptimiser(expert.network(), kernels);
        Losses losses = new Losses();
        for (int step = 1; step <= range.steps(); step++) {
            if (listener.cancelled()) {
                throw new CancellationException("training was cancelled before step " + step);
            }
            if (isConsistent(range, step) && !isConsistent(range, Math.max(1, step - 1))) {
                objective = DenoisingObjective.of(expert, range, settings, true);
            }
            RandomGenerator random = Noise.stream(settings.seed(), streams + step);
            TaylorPass pass = objective.gradient(random, data);
            if (matching.isPresent()) {
                kernels.add(pass.gradient(), matching.get().gradient(random).gradient());
            }
            adam.step(pass.gradient(), rate(step, range.steps()), step);
            double kept = Math.min(settings.averagingDecay(), (1.0 + step) / (10 + step));
            kernels.lerp(average.network().parameters(), expert.network().parameters(), 1 - kept);
            losses.add(objective);
            if (step % DiffusionListener.EVERY == 0 || step == range.steps()) {
                losses.report(listener, number, step);
            }
        }
        return average;
    }

    private boolean isConsistent(ExpertSettings range, int step) {
        return range.consistent() && step > settings.residual().begin() * range.steps();
    }

    private double rate(int step, int steps) {
        double part = 0.5 * (1 + Math.cos(Math.PI * (step - 1) / steps));
        return settings.lastRate() + (settings.learningRate() - settings.lastRate()) * part;
    }

    /** Sums since the last report. */
    private final class Losses {
        private double denoising;
        private double residual;
        private int since;

        void add(DenoisingObjective objective) {
            denoising += objective.denoisingLoss();
            residual += objective.residualLoss();
            since++;
        }

        void report(DiffusionListener listener, int expert, int step) {
            if (!Double.isFinite(denoising + residual)) {
                throw new ArithmeticException("the loss is no longer finite after step " + step
                        + "; a smaller learning rate than " + settings.learningRate() + " may help");
            }
            listener.onProgress(expert, step, denoising / since, residual / since);
            denoising = 0;
            residual = 0;
            since = 0;
        }
    }
}
