package io.github.cdkdrift.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.backend.HostTransfer;
import io.github.cdkdrift.drift.ReducedEnergy;
import io.github.cdkdrift.network.TaylorPass;
import io.github.cdkdrift.random.Noise;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Force matching against central differences in double precision, and against a normal distribution whose forces are known. */
class ForceObjectiveTest {
    private static final int BATCH = 4;
    private static final ExpertSettings RANGE = new ExpertSettings(0, 0.5, 0.1, 6, 2, 1, false);

    @ParameterizedTest
    @ValueSource(strings = {"points", "beads"})
    void itsGradientIsThatOfCentralDifferences(String kind) {
        ReferenceEnergy energy =
                kind.equals("points") ? ReferenceEnergy.ofPoints(3, RANGE) : ReferenceEnergy.ofBeads(5, RANGE);
        int dimensions = energy.inputs().dimensions();
        double[] points = new double[20 * dimensions];
        energy.data().draw(Noise.stream(1, 1), points);
        double[] gradients = new double[points.length];
        RandomGenerator random = Noise.stream(1, 2);
        Arrays.setAll(gradients, i -> random.nextGaussian());
        energy.inputs().project(gradients);
        ForceObjective objective = new ForceObjective(energy.expert(), new ForceLabels(points, gradients, 0.7), BATCH);
        TaylorPass pass = objective.gradient(Noise.stream(3, 5));
        float[] found = new float[energy.parameters().length];
        HostTransfer.download(pass.gradient(), found);
        double[] parameters = energy.parameters();
        assertThat(objective.loss()).isCloseTo(loss(energy, parameters, points, gradients), within(1e-4));
        double error = 0;
        double size = 0;
        for (int k = 0; k < found.length; k++) {
            double[] moved = parameters.clone();
            moved[k] += 1e-4;
            double up = loss(energy, moved, points, gradients);
            moved[k] -= 2e-4;
            double expected = (up - loss(energy, moved, points, gradients)) / 2e-4;
            error += (found[k] - expected) * (found[k] - expected);
            size += expected * expected;
        }
        assertThat(Math.sqrt(error)).isLessThan(2e-3 * Math.sqrt(size));
    }

    /** Of the labels that the stream chooses, by the definition. */
    private static double loss(ReferenceEnergy energy, double[] parameters, double[] points, double[] gradients) {
        int dimensions = energy.inputs().dimensions();
        double mean = Arrays.stream(gradients).map(g -> g * g).average().orElseThrow();
        RandomGenerator random = Noise.stream(3, 5);
        double loss = 0;
        for (int i = 0; i < BATCH; i++) {
            int at = random.nextInt(points.length / dimensions) * dimensions;
            double[] score = energy.score(parameters, Arrays.copyOfRange(points, at, at + dimensions), 0);
            for (int d = 0; d < dimensions; d++) {
                loss += 0.7 / mean * Math.pow(score[d] - gradients[at + d], 2) / (BATCH * dimensions);
            }
        }
        return loss;
    }

    @Test
    void withForcesFewPointsTellTheEnergy() {
        // A normal distribution of deviations 1 and 0.3: −ln q = x²/2 + y²/0.18.
        double[] points = new double[2 * 60];
        double[] forces = new double[points.length];
        RandomGenerator random = Noise.stream(2, 0);
        for (int i = 0; i < points.length; i += 2) {
            points[i] = random.nextGaussian();
            points[i + 1] = 0.3 * random.nextGaussian();
            forces[i] = -points[i];
            forces[i + 1] = -points[i + 1] / 0.09;
        }
        DiffusionSettings settings = DiffusionSettings.defaults()
                .withExperts(List.of(
                        new ExpertSettings(0.3, 1, 0.5, 16, 2, 100, false),
                        new ExpertSettings(0, 0.3, 0.1, 32, 2, 800, false)))
                .withBatch(64)
                .withRates(3e-3, 1e-5, 0.99);
        DiffusionTrainer trainer = DiffusionTrainer.ofPoints(PointSource.of(points, 2), 2, settings);
        double without = error(trainer.run(DiffusionListener.NONE));
        double with =
                error(trainer.withForces(new ForceLabels(points, forces, 1)).run(DiffusionListener.NONE));
        assertThat(with).isLessThan(0.15);
        assertThat(with).isLessThan(0.5 * without);
    }

    /** Root mean square error of energies over k_BT at 200 fresh points, but for a constant. */
    private static double error(EnergyDiffusion model) {
        int count = 200;
        double[] points = new double[2 * count];
        RandomGenerator random = Noise.stream(4, 0);
        for (int i = 0; i < points.length; i += 2) {
            points[i] = random.nextGaussian();
            points[i + 1] = 0.3 * random.nextGaussian();
        }
        ReducedEnergy energy = model.energy(count);
        double[] energies = new double[count];
        energy.evaluate(points, count, energies, null);
        double mean = 0;
        for (int i = 0; i < count; i++) {
            energies[i] -= points[2 * i] * points[2 * i] / 2 + points[2 * i + 1] * points[2 * i + 1] / 0.18;
            mean += energies[i] / count;
        }
        double square = 0;
        for (double miss : energies) {
            square += (miss - mean) * (miss - mean) / count;
        }
        return Math.sqrt(square);
    }

    @Test
    void labelsThatAreNoneAreRefused() {
        assertThatThrownBy(() -> new ForceLabels(new double[4], new double[3], 1))
                .hasMessageContaining("3 numbers of forces for 4");
        assertThatThrownBy(() -> new ForceLabels(new double[4], new double[4], 1))
                .hasMessageContaining("are 0");
        double[] ones = {1, 1, 1, 1};
        assertThatThrownBy(() -> new ForceLabels(ones, ones, 0)).hasMessageContaining("above 0");
        DiffusionTrainer trainer = DiffusionTrainer.ofPoints(
                PointSource.of(new double[] {0, 1, 2, 3}, 2), 2, DiffusionSettings.defaults());
        assertThatThrownBy(() -> trainer.withForces(new ForceLabels(new double[] {1, 2, 3}, new double[] {1, 2, 3}, 1)))
                .hasMessageContaining("no points of 2");
    }
}
