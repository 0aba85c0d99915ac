package io.github.cdkdrift.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.backend.HostTransfer;
import io.github.cdkdrift.network.TaylorPass;
import io.github.cdkdrift.random.Noise;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Losses and their gradients against ln q in double precision, all of whose derivatives are central differences. */
class DenoisingObjectiveTest {
    private static final int BATCH = 4;
    private static final double DISPLACEMENT = 0.05;
    private static final ExpertSettings RANGE = new ExpertSettings(0, 0.5, 0.1, 6, 2, 1, true);

    private interface Loss {
        double of(double[] parameters);
    }

    private static ReferenceEnergy energy(String kind) {
        return kind.equals("points") ? ReferenceEnergy.ofPoints(3, RANGE) : ReferenceEnergy.ofBeads(5, RANGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"points", "beads"})
    void denoisingScoreMatchingHasTheGradientOfCentralDifferences(String kind) {
        ReferenceEnergy energy = energy(kind);
        Batch batch = new Batch(energy, null);
        batch.check(parameters -> batch.denoising(parameters));
    }

    @ParameterizedTest
    @EnumSource(ResidualForm.class)
    void soHasTheResidualOfPointsInEveryForm(ResidualForm form) {
        checkResidual(energy("points"), form);
    }

    @ParameterizedTest
    @CsvSource({"TWO_PROBES", "WEAK"})
    void soHasTheResidualOfBeads(ResidualForm form) {
        checkResidual(energy("beads"), form);
    }

    private static void checkResidual(ReferenceEnergy energy, ResidualForm form) {
        ResidualSettings settings = new ResidualSettings(form, 0.7, DISPLACEMENT);
        Batch batch = new Batch(energy, FokkerPlanckResidual.of(settings, energy.inputs(), BATCH));
        int freedoms = energy.inputs().freedoms();
        batch.check(parameters -> {
            double loss = 0;
            for (int i = 0; i < BATCH; i++) {
                loss += form == ResidualForm.WEAK
                        ? batch.displaced(parameters, 0, i) * batch.displaced(parameters, 1, i)
                        : batch.residual(parameters, 0, i, form) * batch.residual(parameters, 1, i, form);
            }
            return batch.denoising(parameters) + 0.7 / (freedoms * freedoms * BATCH) * loss;
        });
    }

    /** The batch, displacements and probes of one stream, drawn once more. */
    private static final class Batch {
        private final ReferenceEnergy energy;
        private final FokkerPlanckResidual residual;
        private final NoisedBatch batch;
        private final int dimensions;
        private final double[] points;
        private final double[][] probes;

        Batch(ReferenceEnergy energy, FokkerPlanckResidual residual) {
            this.energy = energy;
            this.residual = residual;
            dimensions = energy.inputs().dimensions();
            batch = new NoisedBatch(RANGE, energy.inputs(), BATCH);
            points = new double[5 * BATCH * dimensions];
            RandomGenerator random = Noise.stream(3, 5);
            batch.draw(random, energy.data(), points);
            probes = new double[residual == null ? 0 : residual.probes()][BATCH * dimensions];
            if (residual != null) {
                residual.displace(batch, random, points);
                for (int k = 0; k < probes.length; k++) {
                    residual.probe(batch, random, k, probes[k]);
                }
            }
        }

        void check(Loss loss) {
            DenoisingObjective objective =
                    new DenoisingObjective(energy.expert(), new NoisedBatch(RANGE, energy.inputs(), BATCH), residual);
            TaylorPass pass = objective.gradient(Noise.stream(3, 5), energy.data());
            double[] parameters = energy.parameters();
            float[] found = new float[parameters.length];
            HostTransfer.download(pass.gradient(), found);
            double expectedLoss = loss.of(parameters);
            assertThat(objective.denoisingLoss() + objective.residualLoss())
                    .isCloseTo(expectedLoss, within(1e-3 * Math.abs(expectedLoss)));
            double error = 0;
            double size = 0;
            for (int k = 0; k < found.length; k++) {
                double[] moved = parameters.clone();
                moved[k] += 1e-4;
                double up = loss.of(moved);
                moved[k] -= 2e-4;
                double expected = (up - loss.of(moved)) / 2e-4;
                error += (found[k] - expected) * (found[k] - expected);
                size += expected * expected;
            }
            assertThat(Math.sqrt(error)).isLessThan(2e-3 * Math.sqrt(size));
        }

        private double[] point(int copy, int i) {
            int at = (copy * BATCH + i) * dimensions;
            return Arrays.copyOfRange(points, at, at + dimensions);
        }

        double denoising(double[] parameters) {
            double loss = 0;
            for (int i = 0; i < BATCH; i++) {
                double t = batch.time(i);
                double sigma = Math.sqrt(1 - Math.pow(NoiseSchedule.kept(t), 2));
                double[] score = energy.score(parameters, point(0, i), t);
                for (int d = 0; d < dimensions; d++) {
                    double error = batch.noise()[i * dimensions + d] + sigma * score[d];
                    loss += error * error / (BATCH * energy.inputs().freedoms());
                }
            }
            return loss;
        }

        /** β/2 (∇·s + |s|² + x·s + d) − ∂ ln q/∂t with the divergence of all or along one probe. */
        double residual(double[] parameters, int k, int i, ResidualForm form) {
            double[] x = point(0, i);
            double t = batch.time(i);
            double divergence = 0;
            for (int probe = 0; probe < probes.length; probe++) {
                if (form == ResidualForm.EXACT || probe == k) {
                    double[] v = Arrays.copyOfRange(probes[probe], i * dimensions, (i + 1) * dimensions);
                    divergence += energy.curvature(parameters, x, v, t);
                }
            }
            return value(parameters, x, t, divergence);
        }

        /** The same where the point is displaced, the divergence by differences of scores. */
        double displaced(double[] parameters, int k, int i) {
            double[] up = point(1 + 2 * k, i);
            double[] down = point(2 + 2 * k, i);
            double t = batch.time(i);
            double[] above = energy.score(parameters, up, t);
            double[] below = energy.score(parameters, down, t);
            double divergence = 0;
            for (int d = 0; d < dimensions; d++) {
                divergence += (up[d] - down[d]) / 2 * (above[d] - below[d]) / (2 * DISPLACEMENT * DISPLACEMENT);
            }
            return value(parameters, up, t, divergence);
        }

        private double value(double[] parameters, double[] x, double t, double divergence) {
            double sum = divergence + energy.inputs().freedoms();
            double[] score = energy.score(parameters, x, t);
            for (int d = 0; d < dimensions; d++) {
                sum += score[d] * (score[d] + x[d]);
            }
            return NoiseSchedule.beta(t) / 2 * sum - energy.pace(parameters, x, t);
        }
    }
}
