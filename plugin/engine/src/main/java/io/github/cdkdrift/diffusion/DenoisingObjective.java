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
    private final Expert expert;
    private final NoisedBatch batch;
    private final FokkerPlanckResidual residual;
    private final TaylorPass pass;
    private final float[] stack;
    private final float[] directions;
    private final float[] curvatures;
    private double denoisingLoss;
    private double residualLoss;

    /** @param residual null for none */
    DenoisingObjective(Expert expert, NoisedBatch batch, FokkerPlanckResidual residual) {
        this.expert = expert;
        this.batch = batch;
        this.residual = residual;
        int copies = residual == null ? 1 : residual.copies();
        int probes = residual == null ? 0 : residual.probes();
        int groups = residual == null ? 0 : residual.groups();
        int columns = copies * batch.size();
        pass = TaylorPass.forTraining(expert.network(), columns, probes, groups);
        int inputs = batch.dimensions() + TimeFeatures.COUNT;
        stack = new float[inputs * columns * (1 + probes + groups)];
        directions = new float[inputs * columns];
        curvatures = new float[groups * columns];
    }

    static DenoisingObjective of(Expert expert, ExpertSettings range, DiffusionSettings settings) {
        FokkerPlanckResidual residual = range.consistent()
                ? FokkerPlanckResidual.of(settings.residual(), expert.time(), settings.batch(), expert.dimensions())
                : null;
        return new DenoisingObjective(
                expert,
                new NoisedBatch(range, settings.batch(), expert.dimensions()),
                residual);
    }

    /** Draws a batch and leaves the gradient of its loss in the pass. */
    TaylorPass gradient(RandomGenerator random, PointSource data) {
        batch.draw(random, data);
        place();
        if (residual != null) {
            residual.place(batch, random, stack);
        }
        pass.forward(stack);
        expert.addPrior(pass.gradients(), stack, directions.length / (batch.dimensions() + TimeFeatures.COUNT));
        Arrays.fill(directions, 0);
        denoisingLoss = denoise();
        residualLoss = residual == null ? 0 : residual.add(batch, pass, directions, curvatures);
        pass.backward(directions, curvatures, null);
        return pass;
    }

    double denoisingLoss() {
        return denoisingLoss;
    }

    double residualLoss() {
        return residualLoss;
    }

    private void place() {
        int dimensions = batch.dimensions();
        int size = dimensions + TimeFeatures.COUNT;
        for (int i = 0; i < batch.size(); i++) {
            for (int d = 0; d < dimensions; d++) {
                stack[i * size + d] = (float) batch.point(i, d);
            }
            if (i % 2 == 0) {
                expert.time().values(batch.time(i), stack, i * size + dimensions);
            } else {
                System.arraycopy(
                        stack, (i - 1) * size + dimensions, stack, i * size + dimensions, TimeFeatures.COUNT);
            }
        }
    }

    private double denoise() {
        int dimensions = batch.dimensions();
        int size = dimensions + TimeFeatures.COUNT;
        float[] gradients = pass.gradients();
        double loss = 0;
        double share = 1.0 / (dimensions * batch.size());
        for (int i = 0; i < batch.size(); i++) {
            double sigma = Math.sqrt(NoiseSchedule.variance(batch.time(i)));
            for (int d = 0; d < dimensions; d++) {
                double error = batch.noise(i, d) + sigma * gradients[i * size + d];
                loss += share * error * error;
                directions[i * size + d] = (float) (2 * share * sigma * error);
            }
        }
        return loss;
    }
}
