package io.github.cdkdrift.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.backend.HostThreads;
import io.github.cdkdrift.drift.TestEnergies.Harmonic;
import io.github.cdkdrift.drift.TestEnergies.Mixture;
import io.github.cdkdrift.random.Noise;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnergyDriftFieldTest {
    private static final EnergyDriftSettings ONE_WIDTH =
            EnergyDriftSettings.defaults().withWidths(0.7, 0.7, 1, 0).withProbes(256);

    /** The definition, sample by sample in double precision, over this batch and the one before it. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 1})
    void theMeanShiftIsItsDefinition(double own) {
        int samples = 12;
        float[] first = Mixture.THREE.sample(samples, new Random(1));
        float[] second = Mixture.THREE.sample(samples, new Random(2));
        MeanShift shift = new MeanShift(2, samples, samples, own, new HostThreads(2));
        shift.take(Mixture.THREE.sample(samples, new Random(3))); // no longer kept
        shift.take(first);
        shift.take(second);
        double[] moves = new double[2 * samples];
        shift.add(0.6, moves);
        for (int i = 0; i < samples; i++) {
            double[] sum = new double[3];
            for (int k = 0; k < 2 * samples; k++) {
                float[] from = k < samples ? first : second;
                int key = k % samples;
                double dx = from[2 * key] - second[2 * i];
                double dy = from[2 * key + 1] - second[2 * i + 1];
                double weight = (k == samples + i ? own : 1) * Math.exp(-(dx * dx + dy * dy) / (2 * 0.36));
                sum[0] += weight * dx;
                sum[1] += weight * dy;
                sum[2] += weight;
            }
            assertThat(moves[2 * i]).isCloseTo(sum[0] / sum[2], within(1e-5));
            assertThat(moves[2 * i + 1]).isCloseTo(sum[1] / sum[2], within(1e-5));
        }
    }

    /** Samples of the target itself: each displacement is noise, and their mean along any smooth test function is 0. */
    @ParameterizedTest
    @EnumSource(EnergyEstimator.class)
    void thereIsNoDriftAtEquilibrium(EnergyEstimator estimator) {
        int samples = 2000;
        boolean exact = estimator == EnergyEstimator.IMPORTANCE;
        // Second order has an error that does not vanish where the energy is not harmonic over σ.
        double width = exact ? 0.7 : 0.25;
        EnergyDriftField field = new EnergyDriftField(
                Mixture.THREE,
                ONE_WIDTH
                        .withEstimator(estimator)
                        .withWidths(width, width, 1, 0)
                        .withRepulsion(4000, 0),
                samples);
        double[] projections = new double[4];
        double size = 0;
        double attraction = 0;
        int repeats = 5;
        for (int repeat = 0; repeat < repeats; repeat++) {
            float[] batch = Mixture.THREE.sample(samples, new Random(repeat));
            float[] drift = new float[2 * samples];
            field.drift(batch, 1, Noise.stream(9, repeat), drift);
            for (int i = 0; i < samples; i++) {
                double x = batch[2 * i];
                double y = batch[2 * i + 1];
                projections[0] += drift[2 * i] / (double) (samples * repeats);
                projections[1] += drift[2 * i + 1] / (double) (samples * repeats);
                projections[2] += (x * drift[2 * i] + y * drift[2 * i + 1]) / (samples * repeats);
                projections[3] += (y * drift[2 * i] - x * drift[2 * i + 1]) / (samples * repeats);
                double[] score = Mixture.THREE.smoothedScore(x, y, width);
                attraction += Math.pow(width, 4) * (score[0] * score[0] + score[1] * score[1]) / (samples * repeats);
                size += (drift[2 * i] * drift[2 * i] + drift[2 * i + 1] * drift[2 * i + 1]) / (samples * repeats);
            }
        }
        assertThat(size).isLessThan((exact ? 0.05 : 0.2) * attraction);
        assertThat(projections).containsExactly(new double[4], within(0.01));
        assertThat(field.widthRatio()).isCloseTo(1, within(0.03));
    }

    /** Gaussian samples of another mean and width: V = σ²(x/(s+σ²)·… ) is linear and known. */
    @Test
    void awayFromEquilibriumTheDriftIsTheDifferenceOfSmoothedScores() {
        int samples = 3000;
        EnergyDriftField field = new EnergyDriftField(
                new Harmonic(new double[] {1}, new double[][] {{4}}), ONE_WIDTH.withRepulsion(9000, 0), samples);
        float[] batch = new float[samples];
        float[] drift = new float[samples];
        for (int repeat = 0; repeat < 4; repeat++) {
            Random random = new Random(repeat);
            for (int i = 0; i < samples; i++) {
                batch[i] = (float) (0.5 + random.nextGaussian());
            }
            field.drift(batch, 1, Noise.stream(2, repeat), drift);
        }
        double error = 0;
        double size = 0;
        for (int i = 0; i < samples; i++) {
            double expected = -0.49 * (batch[i] - 1) / (0.25 + 0.49) + 0.49 * (batch[i] - 0.5) / (1 + 0.49);
            error += (drift[i] - expected) * (drift[i] - expected);
            size += expected * expected;
        }
        assertThat(Math.sqrt(error / size)).isLessThan(0.2);
        assertThat(field.widthRatio()).isCloseTo(Math.sqrt((1 + 0.49) / (0.25 + 0.49)), within(0.05));
    }

    /** A sample that counts as its own neighbour is repelled too little, so that samples of the target would contract. */
    @Test
    void withTheOwnIndexTheRepulsionIsTooShort() {
        int samples = 60;
        float[] batch = Mixture.THREE.sample(samples, new Random(4));
        double[] projections = new double[2];
        for (int own = 0; own < 2; own++) {
            MeanShift shift = new MeanShift(2, samples, 0, 1 - own, new HostThreads(1));
            shift.take(batch);
            double[] moves = new double[2 * samples];
            shift.add(0.3, moves);
            for (int i = 0; i < samples; i++) {
                double[] score = Mixture.THREE.smoothedScore(batch[2 * i], batch[2 * i + 1], 0.3);
                projections[own] += moves[2 * i] * score[0] + moves[2 * i + 1] * score[1];
            }
        }
        assertThat(projections[0]).isPositive().isLessThan(0.8 * projections[1]);
    }

    /** Far from all others, leave-one-out would carry a sample over to them, and the drift away from them as far. */
    @Test
    void aLoneSampleIsNotDrivenAwayByTheOthers() {
        float[] batch = {0, 0.1f, -0.1f, 0.05f, 5};
        for (double own : new double[] {0, 0.05}) {
            MeanShift shift = new MeanShift(1, 5, 0, own, new HostThreads(1));
            shift.take(batch);
            double[] moves = new double[5];
            shift.add(0.5, moves);
            assertThat(moves[4]).isCloseTo(own == 0 ? -4.9 : 0, within(0.05));
        }
    }

    /** A normal distribution with covariances: V⁻ = −σ² (C + σ²)⁻¹ (x − m), known in closed form. */
    @Test
    void marginalsAndMomentsGiveTheScoreOfANormalDistribution() {
        MarginalRepulsion repulsion = new MarginalRepulsion(2, 4000);
        Random random = new Random(6);
        float[] batch = new float[8000];
        for (int repeat = 0; repeat < 40; repeat++) {
            for (int i = 0; i < batch.length; i += 2) {
                double a = random.nextGaussian();
                batch[i] = (float) (0.4 + a);
                batch[i + 1] = (float) (0.6 * a + 0.5 * random.nextGaussian());
            }
            repulsion.take(batch);
        }
        double[] moves = new double[batch.length];
        repulsion.add(0.5, moves);
        // C = (1, 0.6; 0.6, 0.61), σ² = 0.25
        double determinant = 1.25 * 0.86 - 0.36;
        double error = 0;
        for (int i = 0; i < batch.length; i += 2) {
            double x = batch[i] - 0.4;
            double y = batch[i + 1];
            error += Math.abs(moves[i] + 0.25 * (0.86 * x - 0.6 * y) / determinant) / batch.length;
            error += Math.abs(moves[i + 1] + 0.25 * (-0.6 * x + 1.25 * y) / determinant) / batch.length;
        }
        assertThat(error).isLessThan(0.01);
    }

    /** Independent coordinates, one of two peaks: exact too, but for the few points that fill the histogram up. */
    @Test
    void marginalsSeeWhatMomentsDoNot() {
        MarginalRepulsion repulsion = new MarginalRepulsion(2, 4000);
        Random random = new Random(7);
        float[] batch = new float[8000];
        for (int repeat = 0; repeat < 40; repeat++) {
            for (int i = 0; i < batch.length; i += 2) {
                batch[i] = (float) ((random.nextBoolean() ? 1 : -1) + 0.4 * random.nextGaussian());
                batch[i + 1] = (float) random.nextGaussian();
            }
            repulsion.take(batch);
        }
        double[] moves = new double[batch.length];
        repulsion.add(0.3, moves);
        double error = 0;
        double v = 0.16 + 0.09;
        for (int i = 0; i < batch.length; i += 2) {
            double x = batch[i];
            double score = (Math.tanh(x / v) - x) / v; // of N(1, v) and N(−1, v) in equal parts
            error += Math.abs(moves[i] - 0.09 * score) / (batch.length / 2);
        }
        assertThat(error).isLessThan(0.01);
    }

    @Test
    void theWidthsFallFromTheWidestToTheNarrowest() {
        EnergyDriftSettings settings = EnergyDriftSettings.defaults().withWidths(2, 0.5, 3, 0.5);
        assertThat(settings.width(2, 0)).isEqualTo(2);
        assertThat(settings.width(2, 0.25)).isCloseTo(1, within(1e-12));
        assertThat(settings.width(2, 0.5)).isCloseTo(0.5, within(1e-12));
        assertThat(settings.width(2, 1)).isCloseTo(0.5, within(1e-12));
        assertThat(settings.width(1, 1)).isCloseTo(1, within(1e-12));
        assertThat(settings.width(0, 1)).isEqualTo(2);
        assertThatThrownBy(() -> settings.withProbes(6)).hasMessageContaining("multiple of 4");
        assertThatThrownBy(() -> settings.withWidths(1, 2, 1, 0)).hasMessageContaining("widest");
    }

    @Test
    void theMemoryBringsTheNextDriftBack() {
        int samples = 20;
        EnergyDriftSettings settings = ONE_WIDTH.withRepulsion(40, 0.1);
        EnergyDriftField whole = new EnergyDriftField(Mixture.THREE, settings, samples);
        EnergyDriftField resumed = new EnergyDriftField(Mixture.THREE, settings, samples);
        float[] expected = new float[2 * samples];
        float[] drift = new float[2 * samples];
        whole.drift(Mixture.THREE.sample(samples, new Random(1)), 0, Noise.stream(0, 1), expected);
        resumed.restore(whole.state());
        whole.drift(Mixture.THREE.sample(samples, new Random(2)), 0, Noise.stream(0, 2), expected);
        resumed.drift(Mixture.THREE.sample(samples, new Random(2)), 0, Noise.stream(0, 2), drift);
        assertThat(drift).isEqualTo(expected);
    }
}
