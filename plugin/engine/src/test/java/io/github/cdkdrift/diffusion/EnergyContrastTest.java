package io.github.cdkdrift.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.backend.HostTransfer;
import io.github.cdkdrift.random.Noise;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class EnergyContrastTest {
    private static final int SIZE = 5;

    /** A normal distribution of width 2. */
    private static final KnownDensity WIDE = new KnownDensity() {
        @Override
        public void draw(RandomGenerator random, double[] points, double[] logDensities) {
            for (int i = 0; i < points.length; i++) {
                points[i] = 2 * random.nextGaussian();
                logDensities[i] = logDensity(points, i);
            }
        }

        @Override
        public double logDensity(double[] points, int at) {
            return -points[at] * points[at] / 8;
        }
    };

    /** Four fifths about −1.5, one fifth about 1.5, both of width 0.3. */
    private static double[] wells(int count) {
        RandomGenerator random = Noise.stream(5, 0);
        double[] points = new double[count];
        Arrays.setAll(points, i -> (i % 5 == 0 ? 1.5 : -1.5) + 0.3 * random.nextGaussian());
        return points;
    }

    @Test
    void theLogisticLossHasTheGradientOfCentralDifferences() {
        ReferenceEnergy energy = ReferenceEnergy.ofPoints(3, new ExpertSettings(0, 0.5, 0.1, 6, 2, 1, false));
        RandomGenerator random = Noise.stream(4, 0);
        double[][] sets = {new double[3 * SIZE], new double[3 * SIZE]};
        double[][] densities = {new double[SIZE], new double[SIZE]};
        for (int set = 0; set < 2; set++) {
            Arrays.setAll(sets[set], i -> random.nextGaussian());
            Arrays.setAll(densities[set], i -> 5 + random.nextGaussian());
        }
        LogisticObjective objective = new LogisticObjective(energy.expert(), SIZE);
        float[] found = new float[energy.parameters().length];
        HostTransfer.download(
                objective.gradient(sets[0], densities[0], sets[1], densities[1]).gradient(), found);
        double[] parameters = energy.parameters();
        assertThat(objective.loss()).isCloseTo(loss(energy, parameters, sets, densities), within(1e-4));
        for (int k = 0; k < found.length; k++) {
            double[] moved = parameters.clone();
            moved[k] += 1e-4;
            double up = loss(energy, moved, sets, densities);
            moved[k] -= 2e-4;
            assertThat((double) found[k]).isCloseTo((up - loss(energy, moved, sets, densities)) / 2e-4, within(2e-4));
        }
    }

    /** The least over c, by thirds. */
    private static double loss(ReferenceEnergy energy, double[] parameters, double[][] sets, double[][] densities) {
        double[] ratios = new double[2 * SIZE];
        Arrays.setAll(
                ratios,
                i -> energy.logDensity(
                                parameters, Arrays.copyOfRange(sets[i / SIZE], 3 * (i % SIZE), 3 * (i % SIZE) + 3), 0)
                        - densities[i / SIZE][i % SIZE]);
        double low = -50;
        double high = 50;
        for (int round = 0; round < 200; round++) {
            double first = low + (high - low) / 3;
            double second = high - (high - low) / 3;
            if (loss(ratios, first) < loss(ratios, second)) {
                high = second;
            } else {
                low = first;
            }
        }
        return loss(ratios, low);
    }

    private static double loss(double[] ratios, double c) {
        double sum = 0;
        for (int i = 0; i < ratios.length; i++) {
            sum += Math.log1p(Math.exp(i < SIZE ? -ratios[i] - c : ratios[i] + c));
        }
        return sum / SIZE;
    }

    @Test
    void anEnergyGetsTheSharesAndWidthsOfTheData() {
        double[] data = wells(5000);
        DiffusionSettings quick = DiffusionSettings.defaults()
                .withExperts(List.of(new ExpertSettings(0, 1, 0.3, 24, 2, 150, false)))
                .withBatch(64)
                .withRates(3e-3, 1e-4, 0.98);
        EnergyDiffusion model =
                DiffusionTrainer.ofPoints(PointSource.of(data, 1), 1, quick).run(DiffusionListener.NONE);
        ContrastSettings settings = ContrastSettings.defaults()
                .withIterations(1200)
                .withLearningRate(3e-3)
                .withSeed(3);
        double[] wells = integrals(EnergyContrast.contrast(model, data, WIDE, settings, () -> false));
        // 0.2 of 5,000 points, an error of 0.006; the width of a normal distribution.
        assertThat(wells[0]).isCloseTo(0.2, within(0.02));
        assertThat(wells[1]).isCloseTo(0.3, within(0.03));
        assertThat(Math.abs(integrals(model)[0] - 0.2)).isGreaterThan(Math.abs(wells[0] - 0.2));
    }

    /** Share of the upper well, and its width, by sums over a grid. */
    private static double[] integrals(EnergyDiffusion model) {
        int count = 1000;
        double[] points = new double[count];
        Arrays.setAll(points, i -> -5 + 10 * (i + 0.5) / count);
        double[] energies = new double[count];
        model.energy(count).evaluate(points, count, energies, null);
        double lowest = Arrays.stream(energies).min().orElseThrow();
        double[] sums = new double[4];
        for (int i = 0; i < count; i++) {
            double weight = Math.exp(lowest - energies[i]);
            sums[0] += weight;
            if (points[i] > 0) {
                sums[1] += weight;
                sums[2] += weight * points[i];
                sums[3] += weight * points[i] * points[i];
            }
        }
        double mean = sums[2] / sums[1];
        return new double[] {sums[1] / sums[0], Math.sqrt(sums[3] / sums[1] - mean * mean)};
    }

    @Test
    void itCanBeCancelledAndWrongSettingsAreRefused() {
        EnergyDiffusion model = DiffusionTrainer.ofPoints(
                        PointSource.of(wells(100), 1),
                        1,
                        DiffusionSettings.defaults()
                                .withExperts(List.of(new ExpertSettings(0, 1, 0.3, 2, 1, 1, false)))
                                .withBatch(2))
                .run(DiffusionListener.NONE);
        assertThatThrownBy(
                        () -> EnergyContrast.contrast(model, wells(100), WIDE, ContrastSettings.defaults(), () -> true))
                .isInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> ContrastSettings.defaults().withIterations(0)).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> ContrastSettings.defaults().withLearningRate(0))
                .hasMessageContaining("learning rate 0");
    }
}
