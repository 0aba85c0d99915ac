package io.github.cdkdrift.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.drift.EnergyDriftSettings;
import io.github.cdkdrift.drift.ReducedEnergy;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

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
            .withNetwork(new NetworkSettings(2, 32, 2), 1)
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
