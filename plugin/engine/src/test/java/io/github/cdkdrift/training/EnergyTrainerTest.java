package io.github.cdkdrift.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.drift.EnergyDriftSettings;
import io.github.cdkdrift.drift.ReducedEnergy;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class EnergyTrainerTest {
    /** A Gaussian in the plane with mean (1, −0.5), variances 1 and 0.25 and covariance 0.3. */
    private static final ReducedEnergy GAUSSIAN = new ReducedEnergy() {
        @Override
        public int dimensions() {
            return 2;
        }

        @Override
        public void evaluate(double[] points, int count, double[] energies, double[] gradients) {
            double determinant = 0.25 - 0.09;
            for (int i = 0; i < count; i++) {
                double x = points[2 * i] - 1;
                double y = points[2 * i + 1] + 0.5;
                energies[i] = (0.25 * x * x - 0.6 * x * y + y * y) / (2 * determinant);
            }
        }
    };

    private static final EnergyTrainingSettings SHORT = EnergyTrainingSettings.defaults()
            .withDrift(EnergyDriftSettings.defaults().withProbes(32).withWidths(1, 0.3, 2, 0.3))
            .withNetwork(new NetworkSettings(2, 32, 2, 6, false), 1)
            .withSteps(800);

    @Test
    void aShortRunReachesMeanAndCovarianceOfAGaussian() {
        double[] points = new EnergyTrainer(GAUSSIAN, new float[2], SHORT)
                .run(TrainingListener.NONE)
                .draw(20_000, 1);
        double[] moments = new double[5];
        for (int i = 0; i < points.length; i += 2) {
            double x = points[i] - 1;
            double y = points[i + 1] + 0.5;
            double[] terms = {x, y, x * x, x * y, y * y};
            for (int k = 0; k < 5; k++) {
                moments[k] += terms[k] / 20_000;
            }
        }
        assertThat(moments).containsExactly(new double[] {0, 0, 1, 0.3, 0.25}, within(0.06));
    }

    @Test
    void theSameSeedGivesTheSamePointsAndAnotherSeedOthers() {
        EnergyTrainingSettings settings = SHORT.withSteps(20);
        double[] points = trained(settings, 5);
        assertThat(trained(settings, 5)).isEqualTo(points);
        assertThat(trained(settings.withSeed(1), 5)).isNotEqualTo(points);
        assertThat(trained(settings, 6)).isNotEqualTo(points);
    }

    private static double[] trained(EnergyTrainingSettings settings, long drawingSeed) {
        return new EnergyTrainer(GAUSSIAN, new float[2], settings)
                .run(TrainingListener.NONE)
                .draw(1500, drawingSeed);
    }

    @Test
    void aStartOfOtherDimensionsIsRefused() {
        assertThatThrownBy(() -> new EnergyTrainer(GAUSSIAN, new float[3], SHORT))
                .hasMessageContaining("2 dimensions, the start 3");
    }

    /** A target that the start already is: a residual network must leave it alone, drawn points still being those of its noise. */
    @Test
    void aResidualNetworkStartsFromTheNormalDistribution() {
        EnergyTrainingSettings settings = EnergyTrainingSettings.molecular(2).withSteps(1);
        double[] points =
                new EnergyTrainer(GAUSSIAN, new float[2], settings).sampler().draw(20_000, 1);
        double square = 0;
        for (double value : points) {
            square += value * value / points.length;
        }
        assertThat(square).isCloseTo(1, within(0.1));
        EnergyTrainingSettings tooFew = settings.withNetwork(new NetworkSettings(1, 8, 1, 6, false), 1);
        assertThatThrownBy(() -> new EnergyTrainer(GAUSSIAN, new float[2], tooFew))
                .hasMessageContaining("needs as many Gaussian numbers, has 1");
    }

    /** One well of a molecule in small: nearly normal, one coordinate lopsided; exp(−u) is integrated on a grid. */
    @Test
    void marginalRepulsionTrainsAWellThatIsNotQuiteHarmonic() {
        ReducedEnergy lopsided = new ReducedEnergy() {
            @Override
            public int dimensions() {
                return 3;
            }

            @Override
            public void evaluate(double[] points, int count, double[] energies, double[] gradients) {
                for (int i = 0; i < count; i++) {
                    double x = points[3 * i];
                    double y = points[3 * i + 1];
                    double z = points[3 * i + 2];
                    energies[i] = well(x) + (y * y + z * z + 0.8 * y * z) / 2;
                }
            }
        };
        double[] points = new EnergyTrainer(
                        lopsided,
                        new float[3],
                        EnergyTrainingSettings.molecular(3).withSteps(500))
                .run(TrainingListener.NONE)
                .draw(20_000, 1);
        double[] found = new double[4];
        for (int i = 0; i < points.length; i += 3) {
            found[0] += points[i] / 20_000;
            found[1] += points[i] * points[i] / 20_000;
            found[2] += points[i + 1] * points[i + 1] / 20_000;
            found[3] += points[i + 1] * points[i + 2] / 20_000;
        }
        double[] integral = new double[3];
        for (double x = -20; x < 8; x += 0.01) {
            double density = Math.exp(-well(x));
            integral[0] += density;
            integral[1] += x * density;
            integral[2] += x * x * density;
        }
        // The inverse of (1, 0.4; 0.4, 1) is (1, −0.4; −0.4, 1)/0.84.
        double[] expected = {integral[1] / integral[0], integral[2] / integral[0], 1 / 0.84, -0.4 / 0.84};
        assertThat(found).containsExactly(expected, within(0.06));
        assertThat(expected[0]).isLessThan(-0.2); // far from harmonic
    }

    /** Curvature 1 at its minimum; steep to the right, a straight slope to the left. */
    private static double well(double x) {
        return 4 * (Math.exp(x / 2) - 1 - x / 2);
    }

    @Test
    void aListenerEndsTheRun() {
        EnergyTrainer trainer = new EnergyTrainer(GAUSSIAN, new float[2], SHORT.withSteps(10));
        TrainingListener impatient = new TrainingListener() {
            @Override
            public void onProgress(TrainingProgress progress) {}

            @Override
            public boolean cancelled() {
                return true;
            }
        };
        assertThatThrownBy(() -> trainer.run(impatient))
                .isInstanceOf(CancellationException.class)
                .hasMessageContaining("step 0 of 10");
    }
}
