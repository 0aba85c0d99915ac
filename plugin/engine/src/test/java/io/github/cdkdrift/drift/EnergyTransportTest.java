package io.github.cdkdrift.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.potential.Potential;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EnergyTransportTest {
    private static final int SAMPLES = 6;
    private static final double WEIGHT = 0.7;
    private static final int[] ONE_GROUP = {0};

    /** One atom on springs of different strength: E = ½ Σ k x², steep beyond a wall, and undefined where x is 99. */
    private static final class Springs implements Potential {
        private static final double[] SPRINGS = {3, 5, 8};
        private final double undefined;

        Springs(double undefined) {
            this.undefined = undefined;
        }

        @Override
        public int atoms() {
            return 1;
        }

        @Override
        public String name() {
            return "springs";
        }

        @Override
        public void evaluate(double[] positions, int frames, double[] energies, double[] forces) {
            for (int frame = 0; frame < frames; frame++) {
                energies[frame] = 0;
                for (int i = 3 * frame; i < 3 * frame + 3; i++) {
                    energies[frame] += 0.5 * SPRINGS[i % 3] * positions[i] * positions[i];
                    forces[i] = -SPRINGS[i % 3] * positions[i];
                }
                if (positions[3 * frame] == 99) {
                    energies[frame] = undefined;
                    forces[3 * frame] = undefined;
                }
            }
        }
    }

    private static final Springs SPRINGS = new Springs(Double.NaN);

    private static double[] energies(float[] positions) {
        double[] wide = new double[positions.length];
        Arrays.setAll(wide, i -> positions[i]);
        double[] energies = new double[positions.length / 3];
        SPRINGS.evaluate(wide, energies.length, energies, new double[wide.length]);
        return energies;
    }

    private static float[] positions(int count, double width, long seed) {
        Random random = new Random(seed);
        float[] positions = new float[3 * count];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = (float) (width * random.nextGaussian());
        }
        return positions;
    }

    private static double deviation(double[] energies) {
        double mean = Arrays.stream(energies).average().orElseThrow();
        return Math.sqrt(Arrays.stream(energies)
                .map(e -> (e - mean) * (e - mean))
                .average()
                .orElseThrow());
    }

    /** weight · mean ((T(E) − E)/σ)² with the quantiles of one state, by sorting. */
    private static double loss(float[] batch, double[] positiveEnergies) {
        float[] sorted = new float[positiveEnergies.length];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = (float) positiveEnergies[i];
        }
        Arrays.sort(sorted);
        float[] quantiles = new float[batch.length / 3];
        Quantiles.of(sorted, quantiles.length, quantiles, 0);
        double[] energies = energies(batch);
        Arrays.sort(energies);
        double sum = 0;
        for (int k = 0; k < energies.length; k++) {
            sum += Math.pow((energies[k] - quantiles[k]) / deviation(positiveEnergies), 2) / energies.length;
        }
        return WEIGHT * sum;
    }

    private static EnergyTransport ofOneState(Potential potential, double[] positiveEnergies) {
        return new EnergyTransport(potential, positiveEnergies, new int[positiveEnergies.length], 1, 1, SAMPLES);
    }

    @Test
    void addsTheGradientOfTheMeanSquaredDistanceFromTheQuantiles() {
        double[] positives = energies(positions(400, 0.4, 1));
        float[] batch = positions(SAMPLES, 0.45, 2);
        float[] gradients = new float[batch.length];
        Arrays.fill(gradients, 1);
        ofOneState(SPRINGS, positives).addGradient(batch, ONE_GROUP, WEIGHT, gradients);
        float step = 1e-3f;
        for (int i = 0; i < batch.length; i++) {
            float[] up = batch.clone();
            float[] down = batch.clone();
            up[i] += step;
            down[i] -= step;
            double slope = (loss(up, positives) - loss(down, positives)) / ((double) up[i] - down[i]);
            assertThat(gradients[i] - 1.0).isCloseTo(slope, within(2e-4 + 2e-3 * Math.abs(slope)));
        }
        assertThat(gradients[0]).isNotCloseTo(1, within(1e-2f));
    }

    /** Of two states, one 50 kcal/mol higher; σ is that within states, and a group of three counts as in one state alone. */
    @Test
    void comparesEachStateWithItsOwnEnergies() {
        double[] low = energies(positions(200, 0.3, 3));
        double[] high =
                Arrays.stream(energies(positions(200, 0.3, 4))).map(e -> e + 50).toArray();
        double[] both = IntStream.range(0, 400)
                .mapToDouble(i -> i % 2 == 0 ? low[i / 2] : high[i / 2])
                .toArray();
        int[] state = IntStream.range(0, 400).map(i -> i % 2).toArray();
        EnergyTransport transport = new EnergyTransport(SPRINGS, both, state, 2, 2, 3);
        float[] batch = positions(8, 0.3, 5); // two groups of four, of each the first three count
        float[] gradients = new float[24];
        transport.addGradient(batch, new int[] {1, 0}, WEIGHT, gradients);
        for (int i = 0; i < 24; i++) {
            boolean counts = i % 12 < 9;
            if (!counts) {
                assertThat(gradients[i]).isZero();
            } else if (i < 12) { // state 1 lies 50 higher: up in energy, by the largest displacement
                double slope = Springs.SPRINGS[i % 3] * batch[i];
                assertThat(Math.signum(gradients[i])).isEqualTo((float) -Math.signum(slope));
            }
        }
        float[] alone = new float[9];
        new EnergyTransport(SPRINGS, low, new int[200], 1, 1, 3)
                .addGradient(Arrays.copyOfRange(batch, 12, 21), ONE_GROUP, WEIGHT, alone);
        // Half the samples: half the gradient; σ² the mean of both.
        double within = 0.5 * (Math.pow(deviation(low), 2) + Math.pow(deviation(high), 2));
        double ratio = 0.5 * Math.pow(deviation(low), 2) / within;
        for (int i = 0; i < 9; i++) {
            assertThat((double) gradients[12 + i])
                    .isCloseTo(alone[i] * ratio, within(1e-4 + 1e-3 * Math.abs(alone[i])));
        }
    }

    /** Displacements end at 3 σ, gradients of a sample at 20/Å. */
    @Test
    void cutsDisplacementsAndExplodingForces() {
        double[] positives = energies(positions(400, 0.4, 1));
        float[] batch = positions(SAMPLES, 0.4, 6);
        batch[0] = 2;
        batch[1] = 0;
        batch[2] = 0;
        float[] gradients = new float[batch.length];
        EnergyTransport transport = ofOneState(SPRINGS, positives);
        transport.addGradient(batch, ONE_GROUP, WEIGHT, gradients);
        double expected = 2 * WEIGHT / SAMPLES * 3 / deviation(positives) * 6;
        assertThat((double) gradients[0]).isCloseTo(expected, within(1e-4 * expected));
        batch[0] = 1e5f;
        Arrays.fill(gradients, 0);
        transport.addGradient(batch, ONE_GROUP, WEIGHT, gradients);
        assertThat((double) gradients[0]).isCloseTo(2 * WEIGHT / SAMPLES * 20, within(1e-4));
    }

    /** NaN in either sign, or infinite: no gradient there, and for the others as if that energy were the highest. */
    @Test
    void undefinedEnergiesDoNoHarm() {
        double[] positives = energies(positions(400, 0.4, 1));
        float[] high = positions(SAMPLES, 0.4, 7);
        high[6] = 1e4f;
        float[] expected = new float[high.length];
        ofOneState(SPRINGS, positives).addGradient(high, ONE_GROUP, WEIGHT, expected);
        Arrays.fill(expected, 6, 9, 0);
        float[] undefined = high.clone();
        undefined[6] = 99;
        double negative = Double.longBitsToDouble(0xfff8000000000000L);
        for (double energy : new double[] {Double.NaN, negative, Double.POSITIVE_INFINITY}) {
            float[] gradients = new float[high.length];
            ofOneState(new Springs(energy), positives).addGradient(undefined, ONE_GROUP, WEIGHT, gradients);
            assertThat(gradients).containsExactly(expected);
        }
    }
}
