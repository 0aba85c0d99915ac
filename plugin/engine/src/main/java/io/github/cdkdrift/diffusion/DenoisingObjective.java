package io.github.cdkdrift.diffusion;

import io.github.cdkdrift.network.TaylorPass;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Denoising score matching (Vincent, doi:10.1162/NECO_a_00142; weighted as in Song et al., arXiv:2011.13456, section 3.3): the mean over
 * points and dimensions of |n + σ s(x_t, t)|², and the {@link FokkerPlanckResidual} where there is one. A batch costs one {@link
 * TaylorPass}. Not safe for use by several threads at once.
 */
final class DenoisingObjective {
    private final NoisedBatch batch;
    private final EnergyInputs inputs;
    private final FokkerPlanckResidual residual;
    private final int columns;
    private final TaylorPass pass;
    private final ScoredPoints scored;
    private final float[] stack;
    private final float[] directions;
    private final double[] probes;
    private double denoisingLoss;
    private double residualLoss;

    /** @param residual null for none */
    DenoisingObjective(Expert expert, NoisedBatch batch, FokkerPlanckResidual residual) {
        this.batch = batch;
        this.residual = residual;
        inputs = batch.inputs();
        int copies = residual == null ? 1 : residual.copies();
        int perPoint = residual == null ? 0 : residual.probes();
        int groups = residual == null ? 0 : residual.groups();
        columns = copies * batch.size();
        pass = TaylorPass.forTraining(expert.network(), columns, perPoint, groups);
        scored = ScoredPoints.of(batch.size(), copies, groups, inputs.dimensions());
        stack = new float[inputs.size() * columns * (1 + perPoint + groups)];
        directions = new float[inputs.size() * columns];
        probes = new double[batch.size() * inputs.dimensions()];
    }

    /** @param consistent whether the residual is a part of it */
    static DenoisingObjective of(Expert expert, ExpertSettings range, DiffusionSettings settings, boolean consistent) {
        FokkerPlanckResidual residual =
                consistent ? FokkerPlanckResidual.of(settings.residual(), expert.inputs(), settings.batch()) : null;
        return new DenoisingObjective(expert, new NoisedBatch(range, expert.inputs(), settings.batch()), residual);
    }

    /** Draws a batch and leaves the gradient of its loss in the pass. */
    TaylorPass gradient(RandomGenerator random, PointSource data) {
        batch.draw(random, data, scored.points());
        if (residual != null) {
            residual.displace(batch, random, scored.points());
        }
        for (int i = 0; i < columns; i++) {
            inputs.values(scored.points(), i * inputs.dimensions(), time(i), stack, i * inputs.size());
        }
        probe(random);
        pass.forward(stack);
        score();
        Arrays.fill(scored.scorePulls(), 0);
        Arrays.fill(scored.pacePulls(), 0);
        denoisingLoss = denoise();
        residualLoss = residual == null ? 0 : residual.add(batch, scored);
        for (int i = 0; i < columns; i++) {
            inputs.direction(
                    scored.points(),
                    scored.scorePulls(),
                    i * inputs.dimensions(),
                    time(i),
                    scored.pacePulls()[i],
                    directions,
                    i * inputs.size());
        }
        pass.backward(directions, scored.curvaturePulls(), null);
        return pass;
    }

    double denoisingLoss() {
        return denoisingLoss;
    }

    double residualLoss() {
        return residualLoss;
    }

    private double time(int column) {
        return batch.time(column % batch.size());
    }

    /** Probes and their second coefficients in the stack, the prior's part of the curvatures. */
    private void probe(RandomGenerator random) {
        if (residual == null || residual.probes() == 0) {
            return;
        }
        int n = batch.size();
        int block = n * inputs.size();
        Arrays.fill(stack, block, stack.length, 0);
        Arrays.fill(scored.curvatures(), 0);
        for (int k = 0; k < residual.probes(); k++) {
            residual.probe(batch, random, k, probes);
            int group = k * residual.groups() / residual.probes();
            for (int i = 0; i < n; i++) {
                int first = (1 + k) * block + i * inputs.size();
                int second = (1 + residual.probes() + group) * block + i * inputs.size();
                scored.curvatures()[group * n + i] += inputs.probe(
                        scored.points(), probes, i * inputs.dimensions(), batch.time(i), stack, first, second);
            }
        }
    }

    private void score() {
        for (int i = 0; i < columns; i++) {
            int at = i * inputs.dimensions();
            int from = i * inputs.size();
            inputs.score(scored.points(), at, time(i), pass.gradients(), from, scored.scores());
            if (residual != null) {
                scored.paces()[i] = inputs.pace(scored.points(), at, time(i), pass.gradients(), from);
            }
        }
        for (int i = 0; i < scored.curvatures().length; i++) {
            scored.curvatures()[i] += pass.secondDerivative(i / batch.size(), i % batch.size());
        }
    }

    private double denoise() {
        int dimensions = inputs.dimensions();
        double loss = 0;
        double share = 1.0 / (inputs.freedoms() * batch.size());
        for (int i = 0; i < batch.size(); i++) {
            double sigma = Math.sqrt(NoiseSchedule.variance(batch.time(i)));
            for (int at = i * dimensions; at < (i + 1) * dimensions; at++) {
                double error = batch.noise()[at] + sigma * scored.scores()[at];
                loss += share * error * error;
                scored.scorePulls()[at] = 2 * share * sigma * error;
            }
        }
        return loss;
    }
}
