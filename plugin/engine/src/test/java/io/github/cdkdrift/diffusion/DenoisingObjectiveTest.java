package io.github.cdkdrift.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.backend.HostTransfer;
import io.github.cdkdrift.network.ReferenceTaylor;
import io.github.cdkdrift.network.TaylorPass;
import io.github.cdkdrift.random.Noise;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Losses and their gradients against a network in double precision and its central differences. */
class DenoisingObjectiveTest {
    private static final int DIMENSIONS = 3;
    private static final int INPUTS = DIMENSIONS + TimeFeatures.COUNT;
    private static final int BATCH = 6;
    private static final ExpertSettings RANGE = new ExpertSettings(0, 0.5, 0.1, 7, 2, 1, true);
    private static final PointSource DATA = (random, points) -> Arrays.setAll(points, i -> random.nextGaussian());

    private final Expert expert = Expert.random(RANGE, DIMENSIONS, Noise.stream(3, 0));
    private final ReferenceTaylor reference = new ReferenceTaylor(expert.network().shape());
    private final NoisedBatch batch = new NoisedBatch(RANGE, BATCH, DIMENSIONS);

    @Test
    void denoisingScoreMatchingHasTheGradientOfCentralDifferences() {
        check(null, this::denoising);
    }

    @ParameterizedTest
    @EnumSource(ResidualForm.class)
    void soHasTheResidualInEveryForm(ResidualForm form) {
        ResidualSettings settings = new ResidualSettings(form, 0.7, 0.05);
        FokkerPlanckResidual residual = FokkerPlanckResidual.of(settings, expert.time(), BATCH, DIMENSIONS);
        int columns = BATCH * residual.copies() * (1 + residual.probes() + residual.groups());
        float[] stack = new float[INPUTS * columns];
        check(residual, parameters -> {
            redraw(residual, stack);
            double loss = 0;
            for (int i = 0; i < BATCH; i++) {
                loss += form == ResidualForm.WEAK
                        ? displaced(parameters, stack, 0, i) * displaced(parameters, stack, 1, i)
                        : residual(parameters, stack, 0, i, form) * residual(parameters, stack, 1, i, form);
            }
            return denoising(parameters) + 0.7 / (9.0 * BATCH) * loss;
        });
    }

    private interface Loss {
        double of(double[] parameters);
    }

    /** The batch and the probes of stream 5, as {@link #check} has them. */
    private void redraw(FokkerPlanckResidual residual, float[] stack) {
        RandomGenerator random = Noise.stream(3, 5);
        batch.draw(random, DATA);
        for (int i = 0; i < BATCH; i++) {
            for (int d = 0; d < DIMENSIONS; d++) {
                stack[i * INPUTS + d] = (float) batch.point(i, d);
            }
            expert.time().values(batch.time(i), stack, i * INPUTS + DIMENSIONS);
        }
        residual.place(batch, random, stack);
    }

    private void check(FokkerPlanckResidual residual, Loss loss) {
        DenoisingObjective objective =
                new DenoisingObjective(expert, new NoisedBatch(RANGE, BATCH, DIMENSIONS), residual);
        TaylorPass pass = objective.gradient(Noise.stream(3, 5), DATA);
        batch.draw(Noise.stream(3, 5), DATA);
        float[] found = new float[expert.network().shape().parameterCount()];
        HostTransfer.download(pass.gradient(), found);
        double[] parameters = widen(expert.network().toArray());
        assertThat(objective.denoisingLoss() + objective.residualLoss())
                .isCloseTo(loss.of(parameters), within(1e-3 * Math.abs(loss.of(parameters))));
        double error = 0;
        double size = 0;
        for (int k = 0; k < found.length; k++) {
            double[] moved = parameters.clone();
            moved[k] += 1e-5;
            double up = loss.of(moved);
            moved[k] -= 2e-5;
            double expected = (up - loss.of(moved)) / 2e-5;
            error += (found[k] - expected) * (found[k] - expected);
            size += expected * expected;
        }
        assertThat(Math.sqrt(error)).isLessThan(1e-3 * Math.sqrt(size));
    }

    private static double[] widen(float[] values) {
        double[] wide = new double[values.length];
        Arrays.setAll(wide, i -> values[i]);
        return wide;
    }

    private static double[] column(float[] stack, int column) {
        return widen(Arrays.copyOfRange(stack, column * INPUTS, (column + 1) * INPUTS));
    }

    private double[] input(int i) {
        float[] input = new float[INPUTS];
        for (int d = 0; d < DIMENSIONS; d++) {
            input[d] = (float) batch.point(i, d);
        }
        expert.time().values(batch.time(i), input, DIMENSIONS);
        return widen(input);
    }

    /** Of −|x|²/2 + network. */
    private double first(double[] parameters, double[] x, double[] direction) {
        double prior = 0;
        for (int d = 0; d < DIMENSIONS; d++) {
            prior -= x[d] * direction[d];
        }
        return prior + reference.along(parameters, x, direction, new double[INPUTS])[1];
    }

    private static double[] axis(int d) {
        double[] axis = new double[INPUTS];
        axis[d] = 1;
        return axis;
    }

    private double denoising(double[] parameters) {
        double loss = 0;
        for (int i = 0; i < BATCH; i++) {
            double variance = 1 - Math.pow(NoiseSchedule.kept(batch.time(i)), 2);
            for (int d = 0; d < DIMENSIONS; d++) {
                double error = batch.noise(i, d) + Math.sqrt(variance) * first(parameters, input(i), axis(d));
                loss += error * error / (BATCH * DIMENSIONS);
            }
        }
        return loss;
    }

    private double paceOf(double[] parameters, double[] x, double t) {
        float[] direction = new float[INPUTS];
        expert.time().derivatives(t, 1, direction, DIMENSIONS);
        return first(parameters, x, widen(direction));
    }

    /** β/2 (∇·s + |s|² + x·s + d) − ∂ ln q/∂t with the divergence of all or along one probe. */
    private double residual(double[] parameters, float[] stack, int k, int i, ResidualForm form) {
        double[] x = column(stack, i);
        double divergence = 0;
        for (int d = 0; d < DIMENSIONS; d++) {
            divergence += reference.along(parameters, x, axis(d), new double[INPUTS])[2] - 1;
        }
        if (form == ResidualForm.TWO_PROBES) {
            double[] probe = column(stack, (1 + k) * BATCH + i);
            divergence = reference.along(parameters, x, probe, new double[INPUTS])[2] - DIMENSIONS;
        }
        return sum(parameters, x, i, divergence);
    }

    /** The same where the point is displaced, the divergence by differences of scores. */
    private double displaced(double[] parameters, float[] stack, int k, int i) {
        double[] up = column(stack, (1 + 2 * k) * BATCH + i);
        double[] down = column(stack, (2 + 2 * k) * BATCH + i);
        double divergence = 0;
        for (int d = 0; d < DIMENSIONS; d++) {
            double v = (up[d] - down[d]) / 2;
            divergence += v * (first(parameters, up, axis(d)) - first(parameters, down, axis(d))) / (2 * 0.05 * 0.05);
        }
        return sum(parameters, up, i, divergence);
    }

    private double sum(double[] parameters, double[] x, int i, double divergence) {
        double sum = divergence + DIMENSIONS;
        for (int d = 0; d < DIMENSIONS; d++) {
            double s = first(parameters, x, axis(d));
            sum += s * s + x[d] * s;
        }
        double t = batch.time(i);
        return NoiseSchedule.beta(t) / 2 * sum - paceOf(parameters, x, t);
    }
}
