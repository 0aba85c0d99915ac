package io.github.cdkdrift.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.backend.Kernels;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The field against a double-precision reference, and against identities with known answers. */
class KernelDriftFieldTest {
    private static final int SAMPLES = 24;
    private static final int POSITIVES = 31;
    private static final int FEATURES = 4;

    private static DriftSettings settings(
            Kernel kernel, Normalisation normalisation, double alpha, double beta, ForceAlignment alignment) {
        boolean flag = normalisation == Normalisation.SINKHORN;
        return new DriftSettings(
                kernel, normalisation, 3, List.of(0.7, 2.0), false, flag, alpha, flag, beta, alignment, flag);
    }

    private static DriftSettings plain(double bandwidth, double alpha, double beta, ForceAlignment alignment) {
        return new DriftSettings(
                Kernel.GAUSSIAN,
                Normalisation.ROW,
                1,
                List.of(bandwidth),
                false,
                false,
                alpha,
                false,
                beta,
                alignment,
                false);
    }

    static Stream<DriftSettings> everyCombination() {
        return Stream.of(Kernel.values()).flatMap(kernel -> Stream.of(Normalisation.values())
                .flatMap(normalisation -> Stream.of(ForceAlignment.values())
                        .flatMap(alignment -> Stream.of(0.0, 0.3).flatMap(alpha -> Stream.of(0.0, 0.4)
                                .map(beta -> settings(kernel, normalisation, alpha, beta, alignment))))));
    }

    @ParameterizedTest
    @MethodSource("everyCombination")
    void equalsTheReferenceInDoublePrecision(DriftSettings settings) {
        double[][] x = gaussian(SAMPLES, FEATURES, 1, 1);
        double[][] y = gaussian(POSITIVES, FEATURES, 1.3, 2);
        double[][] f = gaussian(POSITIVES, FEATURES, 0.8, 3);
        double[] e = gaussian(1, POSITIVES, 2, 4)[0];
        double[] bandwidths = {0.7, 2.0};
        double[][] expected = new ReferenceDrift(settings, bandwidths).drift(x, y, f, e);
        double[][] actual = drift(settings, x, y, f, e);
        for (int i = 0; i < SAMPLES; i++) {
            assertThat(actual[i]).containsExactly(expected[i], within(3e-4));
        }
    }

    /** Swapping what attracts and what repels turns the field around (Hu 2026, section 2.2). */
    @Test
    void isAntiSymmetric() {
        DriftSettings settings = plain(0.9, 0, 0, ForceAlignment.DERIVED);
        double[][] query = gaussian(1, FEATURES, 1, 5);
        double[][] p = gaussian(9, FEATURES, 1, 6);
        double[][] q = gaussian(9, FEATURES, 2, 7);
        double[] forward = drift(settings, concatenate(query, q), p, p, new double[9])[0];
        double[] backward = drift(settings, concatenate(query, p), q, q, new double[9])[0];
        for (int d = 0; d < FEATURES; d++) {
            assertThat(forward[d]).isCloseTo(-backward[d], within(1e-5)).isNotCloseTo(0, within(1e-3));
        }
    }

    /**
     * Drifting score identity (Hu 2026, theorem 3.1): for data from N(0, s²) the attraction at x is −x h²/(h² + s²), whether it
     * is computed from displacements (α = 0) or from forces (α = 1, f/k_BT = −y/s²).
     */
    @Test
    void displacementsAndForcesGiveTheSameAttractionOnAGaussian() {
        int count = 200_000;
        double s = 0.8;
        double h = 0.5;
        double[][] y = gaussian(count, 1, s, 8);
        double[][] f = new double[count][1];
        for (int j = 0; j < count; j++) {
            f[j][0] = -y[j][0] / (s * s);
        }
        double[][] x = {{1.1}, {-0.4}};
        for (double alpha : new double[] {0, 1}) {
            double[][] v = drift(plain(h, alpha, 0, ForceAlignment.DERIVED), x, y, f, new double[count]);
            for (int i = 0; i < 2; i++) {
                double repulsion = x[1 - i][0] - x[i][0];
                double exact = -x[i][0] * h * h / (h * h + s * s);
                // Standard error of a weighted mean of some 10⁵ displacements of 0.4: 2e-3.
                assertThat(v[i][0] + repulsion).isCloseTo(exact, within(8e-3));
            }
        }
    }

    @Test
    void vanishesOnAverageWhereTheBatchHasTheDistributionOfThePositives() {
        double sum = 0;
        double squares = 0;
        DriftSettings settings = new DriftSettings(
                Kernel.GAUSSIAN,
                Normalisation.DOUBLE,
                1,
                List.of(1.0),
                false,
                false,
                0,
                false,
                0,
                ForceAlignment.DERIVED,
                false);
        int batches = 40;
        for (int batch = 0; batch < batches; batch++) {
            double[][] x = gaussian(200, 1, 1, 100 + batch);
            double[][] y = gaussian(200, 1, 1, 900 + batch);
            double[][] v = drift(settings, x, y, y, new double[200]);
            double projected = 0;
            for (int i = 0; i < x.length; i++) {
                projected += v[i][0] * x[i][0] / x.length; // widening or narrowing of the batch
            }
            sum += projected;
            squares += projected * projected;
        }
        double mean = sum / batches;
        double error = Math.sqrt((squares / batches - mean * mean) / batches);
        assertThat(Math.abs(mean)).isLessThan(4 * error + 1e-3);
    }

    /**
     * A double well E = 3(x² − 1)² at k_BT = 1, data from a too hot distribution (E/2). Energy labels reweight exactly; of the
     * two signs of the force alignment only the derived one comes closer to that than no alignment at all.
     */
    @Test
    void theDerivedSignOfForceAlignmentApproachesEnergyReweightingAndTheWordedSignDoesNot() {
        double[] well = hotDoubleWell(4000);
        double[][] y = new double[well.length][];
        double[][] f = new double[well.length][];
        double[] e = new double[well.length];
        for (int j = 0; j < well.length; j++) {
            double q = well[j];
            y[j] = new double[] {q};
            f[j] = new double[] {-12 * q * (q * q - 1)};
            e[j] = 3 * (q * q - 1) * (q * q - 1);
        }
        double[][] x = new double[31][];
        for (int i = 0; i < x.length; i++) {
            x[i] = new double[] {-1.5 + 0.1 * i};
        }
        double h = 0.15;
        double beta = 0.5;
        double[][] exact = drift(plain(h, 0, beta, ForceAlignment.ENERGY), x, y, f, e);
        double none = distance(drift(plain(h, 0, 0, ForceAlignment.DERIVED), x, y, f, e), exact);
        double derived = distance(drift(plain(h, 0, beta, ForceAlignment.DERIVED), x, y, f, e), exact);
        double worded = distance(drift(plain(h, 0, beta, ForceAlignment.AS_WORDED), x, y, f, e), exact);
        assertThat(derived).isLessThan(none / 2);
        assertThat(worded).isGreaterThan(none);
    }

    /** Rejection sampling from exp(−1.5 (x² − 1)²). */
    private static double[] hotDoubleWell(int count) {
        Random random = new Random(12);
        double[] samples = new double[count];
        for (int i = 0; i < count; ) {
            double q = 4 * random.nextDouble() - 2;
            if (random.nextDouble() < Math.exp(-1.5 * (q * q - 1) * (q * q - 1))) {
                samples[i++] = q;
            }
        }
        return samples;
    }

    private static double distance(double[][] a, double[][] b) {
        double squares = 0;
        for (int i = 0; i < a.length; i++) {
            squares += (a[i][0] - b[i][0]) * (a[i][0] - b[i][0]);
        }
        return Math.sqrt(squares / a.length);
    }

    private static double[][] drift(DriftSettings settings, double[][] x, double[][] y, double[][] f, double[] e) {
        int features = x[0].length;
        DriftField field = DriftFields.kernel(settings, 1, features, x.length, y.length, Kernels.ofBackend());
        float[] energies = flat(new double[][] {e});
        float[] drift = new float[x.length * features];
        field.drift(flat(x), new PositiveBatch(y.length, flat(y), flat(f), energies), drift);
        double[][] rows = new double[x.length][features];
        for (int i = 0; i < drift.length; i++) {
            rows[i / features][i % features] = drift[i];
        }
        return rows;
    }

    private static float[] flat(double[][] rows) {
        float[] flat = new float[rows.length * rows[0].length];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = (float) rows[i / rows[0].length][i % rows[0].length];
        }
        return flat;
    }

    private static double[][] gaussian(int rows, int columns, double scale, long seed) {
        Random random = new Random(seed);
        double[][] values = new double[rows][columns];
        for (double[] row : values) {
            for (int i = 0; i < columns; i++) {
                row[i] = (float) (scale * random.nextGaussian());
            }
        }
        return values;
    }

    private static double[][] concatenate(double[][] a, double[][] b) {
        return Stream.concat(Stream.of(a), Stream.of(b)).toArray(double[][]::new);
    }
}
