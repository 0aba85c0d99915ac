package io.github.cdkdrift.diffusion;

import io.github.cdkdrift.backend.Kernels;
import io.github.cdkdrift.network.AdamOptimiser;
import io.github.cdkdrift.network.TaylorPass;
import io.github.cdkdrift.random.Noise;
import java.util.ArrayList;
import java.util.List;
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

    private final DiffusionSettings settings;
    private final Spread spread;
    private final PointSource data;
    private final Kernels kernels = Kernels.ofBackend();

    /**
     * Prepares a run.
     *
     * @param data what to learn to draw, in any units
     * @param dimensions numbers of a point
     */
    public DiffusionTrainer(PointSource data, int dimensions, DiffusionSettings settings) {
        this.settings = settings;
        spread = Spread.of(data, dimensions, settings.seed());
        this.data = spread.entered(data);
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
        Expert expert = Expert.random(range, spread.dimensions(), Noise.stream(settings.seed(), streams));
        Expert average = expert.copy();
        DenoisingObjective objective = DenoisingObjective.of(expert, range, settings);
        AdamOptimiser adam = new AdamOptimiser(expert.network(), kernels);
        double denoising = 0;
        double residual = 0;
        int since = 0;
        for (int step = 1; step <= range.steps(); step++) {
            if (listener.cancelled()) {
                throw new CancellationException("training was cancelled before step " + step);
            }
            RandomGenerator random = Noise.stream(settings.seed(), streams + step);
            TaylorPass pass = objective.gradient(random, data);
            adam.step(pass.gradient(), rate(step, range.steps()), step);
            double kept = Math.min(settings.averagingDecay(), (1.0 + step) / (10 + step));
            kernels.lerp(average.network().parameters(), expert.network().parameters(), 1 - kept);
            denoising += objective.denoisingLoss();
            residual += objective.residualLoss();
            since++;
            if (step % DiffusionListener.EVERY == 0 || step == range.steps()) {
                if (!Double.isFinite(denoising + residual)) {
                    throw new ArithmeticException("the loss is no longer finite after step " + step
                            + "; a smaller learning rate than " + settings.learningRate() + " may help");
                }
                listener.onProgress(number, step, denoising / since, residual / since);
                denoising = 0;
                residual = 0;
                since = 0;
            }
        }
        return average;
    }

    private double rate(int step, int steps) {
        double part = 0.5 * (1 + Math.cos(Math.PI * (step - 1) / steps));
        return settings.lastRate() + (settings.learningRate() - settings.lastRate()) * part;
    }
}
