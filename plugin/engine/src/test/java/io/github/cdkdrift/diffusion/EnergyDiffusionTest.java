package io.github.cdkdrift.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.backend.HostTransfer;
import io.github.cdkdrift.drift.ReducedEnergy;
import io.github.cdkdrift.network.ReferenceTaylor;
import io.github.cdkdrift.random.Noise;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Small diffusions of a Gaussian in the plane, of which everything is known. */
@Tag("slow")
class EnergyDiffusionTest {
    private static final double[] MEAN = {3, -1};
    private static final double[] DEVIATION = {0.5, 1.5};
    private static final PointSource GAUSSIAN =
            (random, points) -> Arrays.setAll(points, i -> MEAN[i % 2] + DEVIATION[i % 2] * random.nextGaussian());
    private static final DiffusionSettings SETTINGS = DiffusionSettings.defaults()
            .withExperts(List.of(
                    new ExpertSettings(0.2, 1, 0.5, 32, 2, 700, false),
                    new ExpertSettings(0, 0.2, 0.05, 32, 2, 1000, true)))
            .withBatch(128)
            .withRates(4e-3, 1e-5, 0.99);
    private static final LangevinSettings DYNAMICS = new LangevinSettings(1, 1, 1, 0.1);

    private static final EnergyDiffusion TRAINED =
            DiffusionTrainer.ofPoints(GAUSSIAN, 2, SETTINGS).run(DiffusionListener.NONE);

    private static double[] moments(double[] points) {
        double[] moments = new double[4];
        int count = points.length / 2;
        for (int i = 0; i < points.length; i++) {
            moments[i % 2] += points[i] / count;
        }
        for (int i = 0; i < points.length; i++) {
            moments[2 + i % 2] += Math.pow(points[i] - moments[i % 2], 2) / count;
        }
        for (int d = 0; d < 2; d++) {
            moments[2 + d] = Math.sqrt(moments[2 + d]);
        }
        return moments;
    }

    private static void isTheGaussian(double[] points, double tolerance) {
        double[] moments = moments(points);
        for (int d = 0; d < 2; d++) {
            assertThat(moments[d]).isCloseTo(MEAN[d], within(tolerance * DEVIATION[d]));
            assertThat(moments[2 + d]).isCloseTo(DEVIATION[d], within(tolerance * DEVIATION[d]));
        }
    }

    @Test
    void whatItDrawsAndWhatItSimulatesIsTheGaussianThatItLearnt() {
        EnergyDiffusion model = TRAINED;
        isTheGaussian(model.draw(10_000, 200, 1), 0.1);
        LangevinWalkers walkers = new LangevinWalkers(model.energy(1000), DYNAMICS, model.draw(1000, 100, 2), 3);
        double[] simulated = new double[20 * 2000];
        for (int sample = 0; sample < 20; sample++) {
            walkers.advance(50);
            System.arraycopy(walkers.positions(), 0, simulated, sample * 2000, 2000);
        }
        isTheGaussian(simulated, 0.12);
    }

    @Test
    void theSameSeedGivesTheSamePoints() {
        DiffusionSettings few = SETTINGS.withExperts(List.of(new ExpertSettings(0, 1, 0.5, 8, 1, 5, false)));
        EnergyDiffusion first = DiffusionTrainer.ofPoints(GAUSSIAN, 2, few).run(DiffusionListener.NONE);
        EnergyDiffusion second = DiffusionTrainer.ofPoints(GAUSSIAN, 2, few).run(DiffusionListener.NONE);
        assertThat(first.draw(10, 20, 6)).containsExactly(second.draw(10, 20, 6));
        assertThat(first.draw(10, 20, 6)).isNotEqualTo(first.draw(10, 20, 7));
        EnergyDiffusion other =
                DiffusionTrainer.ofPoints(GAUSSIAN, 2, few.withSeed(1)).run(DiffusionListener.NONE);
        assertThat(first.draw(10, 20, 6)).isNotEqualTo(other.draw(10, 20, 6));
    }

    @Test
    void forcesAreDifferencesOfEnergies() {
        DiffusionSettings few = SETTINGS.withExperts(List.of(new ExpertSettings(0, 1, 0.5, 16, 2, 50, false)));
        ReducedEnergy energy = DiffusionTrainer.ofPoints(GAUSSIAN, 2, few)
                .run(DiffusionListener.NONE)
                .energy(3);
        double[] points = {3.1, -1.2, 3.1 + 0.05, -1.2, 3.1 - 0.05, -1.2, 3.1, -1.15, 3.1, -1.25};
        double[] energies = new double[5];
        double[] gradients = new double[10];
        energy.evaluate(points, 5, energies, gradients);
        assertThat(gradients[0]).isCloseTo((energies[1] - energies[2]) / 0.1, within(5e-3));
        assertThat(gradients[1]).isCloseTo((energies[3] - energies[4]) / 0.1, within(5e-3));
    }

    @Test
    void expertsTakeOverWhereTheirRangesJoin() {
        EnergyDiffusion model = DiffusionTrainer.ofPoints(
                        GAUSSIAN,
                        2,
                        SETTINGS.withExperts(List.of(
                                new ExpertSettings(0.6, 1, 0.8, 4, 1, 1, false),
                                new ExpertSettings(0.1, 0.6, 0.3, 4, 1, 1, false),
                                new ExpertSettings(0, 0.1, 0.05, 4, 1, 1, false))))
                .run(DiffusionListener.NONE);
        assertThat(List.of(model.expertAt(1), model.expertAt(0.61), model.expertAt(0.6), model.expertAt(0.11)))
                .containsExactly(0, 0, 1, 1);
        assertThat(List.of(model.expertAt(0.1), model.expertAt(0))).containsExactly(2, 2);
        assertThat(model.still()).isSameAs(model.experts().get(2));
    }

    @Test
    void rangesThatDoNotJoinAreRefused() {
        ExpertSettings late = new ExpertSettings(0.5, 1, 0.7, 4, 1, 1, false);
        ExpertSettings early = new ExpertSettings(0, 0.4, 0.2, 4, 1, 1, false);
        assertThatThrownBy(() -> SETTINGS.withExperts(List.of(late, early)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0.4")
                .hasMessageContaining("0.5");
        assertThatThrownBy(() -> SETTINGS.withExperts(List.of(late))).hasMessageContaining("0.5");
        assertThatThrownBy(() -> new ExpertSettings(0, 0.4, 0.5, 4, 1, 1, false))
                .hasMessageContaining("middle");
    }

    @Test
    void aTrainingThatIsCancelledSaysSo() {
        DiffusionListener impatient = new DiffusionListener() {
            @Override
            public void onProgress(int expert, int step, double denoising, double residual) {}

            @Override
            public boolean cancelled() {
                return true;
            }
        };
        assertThatThrownBy(
                        () -> DiffusionTrainer.ofPoints(GAUSSIAN, 2, SETTINGS).run(impatient))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void theTieHasTheGradientOfCentralDifferences() {
        ExpertSettings range = new ExpertSettings(0, 1, 0.5, 6, 2, 1, false);
        Expert expert = Expert.random(range, new PlainInputs(2, new TimeFeatures(0, 1)), Noise.stream(9, 0));
        double[] positives = {0.3, -0.2, 1.1, 0.4, -0.5, 0.9};
        double[] negatives = {-1.3, 0.6, 0.2, 0.1};
        ContrastiveObjective objective = new ContrastiveObjective(expert, 3, 2);
        float[] found = new float[expert.network().shape().parameterCount()];
        HostTransfer.download(objective.gradient(positives, negatives).gradient(), found);
        double[] parameters = new double[found.length];
        float[] live = expert.network().toArray();
        Arrays.setAll(parameters, k -> live[k]);
        assertThat(objective.loss()).isCloseTo(contrast(expert, parameters, positives, negatives), within(1e-5));
        for (int k = 0; k < found.length; k++) {
            double[] moved = parameters.clone();
            moved[k] += 1e-5;
            double up = contrast(expert, moved, positives, negatives);
            moved[k] -= 2e-5;
            double expected = (up - contrast(expert, moved, positives, negatives)) / 2e-5;
            assertThat((double) found[k]).isCloseTo(expected, within(1e-5));
        }
        assertThat(found[0]).isNotZero();
    }

    private static double contrast(Expert expert, double[] parameters, double[] positives, double[] negatives) {
        return mean(expert, parameters, negatives) - mean(expert, parameters, positives);
    }

    private static double mean(Expert expert, double[] parameters, double[] points) {
        ReferenceTaylor reference = new ReferenceTaylor(expert.network().shape());
        float[] time = new float[TimeFeatures.COUNT];
        expert.inputs().time().values(0, time, 0);
        double sum = 0;
        for (int i = 0; i < points.length; i += 2) {
            double[] input = new double[2 + time.length];
            input[0] = points[i];
            input[1] = points[i + 1];
            for (int k = 0; k < time.length; k++) {
                input[2 + k] = time[k];
            }
            sum += reference.along(parameters, input, new double[input.length], new double[input.length])[0];
        }
        return 2 * sum / points.length;
    }

    @Test
    void anEnergyThatIsTiedToAnotherGeneratorSimulatesWhatThatDraws() {
        EnergyDiffusion model = TRAINED;
        PointSource elsewhere = (random, points) ->
                Arrays.setAll(points, i -> MEAN[i % 2] + DEVIATION[i % 2] * (0.5 + 0.6 * random.nextGaussian()));
        TieSettings settings = new TieSettings(300, 300, 200, 10, DYNAMICS, 1e-2, 0.97, 10, 1);
        EnergyDiffusion tied = EnergyTie.tie(model, elsewhere, settings);
        assertThat(tied.draw(100, 20, 1)).containsExactly(model.draw(100, 20, 1));
        LangevinWalkers walkers = new LangevinWalkers(tied.energy(1000), DYNAMICS, model.draw(1000, 100, 2), 3);
        double[] simulated = new double[20 * 2000];
        walkers.advance(300);
        for (int sample = 0; sample < 20; sample++) {
            walkers.advance(50);
            System.arraycopy(walkers.positions(), 0, simulated, sample * 2000, 2000);
        }
        double[] moments = moments(simulated);
        for (int d = 0; d < 2; d++) {
            assertThat(moments[d]).isCloseTo(MEAN[d] + 0.5 * DEVIATION[d], within(0.1 * DEVIATION[d]));
            assertThat(moments[2 + d]).isCloseTo(0.6 * DEVIATION[d], within(0.07 * DEVIATION[d]));
        }
    }
}
