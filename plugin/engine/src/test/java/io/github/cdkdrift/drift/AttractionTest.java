package io.github.cdkdrift.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.drift.TestEnergies.Harmonic;
import io.github.cdkdrift.drift.TestEnergies.Mixture;
import io.github.cdkdrift.random.Noise;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttractionTest {
    private static final double[][] POINTS = {{0.3, 0.4}, {-1.2, 0.8}, {2.5, -0.5}, {0.2, -1}};

    /** σ² times the score of the smoothed mixture is known exactly; 400 estimates of 512 neighbours give their own error. */
    @ParameterizedTest
    @ValueSource(doubles = {0.3, 0.8, 1.5})
    void neighboursWeightedByEnergyGiveTheSmoothedScoreOfAMixture(double width) {
        ImportanceAttraction attraction = new ImportanceAttraction(Mixture.THREE, 512, false);
        int repeats = 400;
        for (double[] point : POINTS) {
            double[] points = new double[2 * repeats];
            Arrays.setAll(points, i -> point[i % 2]);
            double[] moves = new double[points.length];
            attraction.add(points, repeats, width, Noise.stream(7, 1), moves);
            double[] score = Mixture.THREE.smoothedScore(point[0], point[1], width);
            for (int axis = 0; axis < 2; axis++) {
                double mean = 0;
                double square = 0;
                for (int i = axis; i < moves.length; i += 2) {
                    mean += moves[i] / repeats;
                    square += moves[i] * moves[i] / repeats;
                }
                double error = Math.sqrt((square - mean * mean) / (repeats - 1));
                assertThat(error).isBetween(1e-6, 0.02 * width);
                // Four standard errors, and what is left of the bias of self-normalisation.
                assertThat(mean).isCloseTo(width * width * score[axis], within(4 * error + width / 512));
            }
        }
    }

    /** With eight neighbours weights normalised by their sum alone would be short by a tenth. */
    @Test
    void fewNeighboursAreHardlyBiased() {
        int repeats = 100_000;
        double[] points = new double[repeats];
        Arrays.fill(points, 1);
        double[] moves = new double[repeats];
        ReducedEnergy gaussian = new Harmonic(new double[1], new double[][] {{1}});
        new ImportanceAttraction(gaussian, 8, false).add(points, repeats, 1, Noise.stream(11, 1), moves);
        // Half way to the centre, as the target's variance is σ².
        assertThat(Arrays.stream(moves).average().orElseThrow()).isCloseTo(-0.5, within(0.015));
    }

    /** In 30 dimensions plain neighbours would share hardly any weight; these give the score of the smoothed Gaussian. */
    @Test
    void neighboursOfTheNormalDistributionGiveItsScoreInManyDimensions() {
        int d = 30;
        double[][] matrix = new double[d][d];
        double[] point = new double[d];
        for (int i = 0; i < d; i++) {
            matrix[i][i] = i == 0 ? 0.8 : i == 1 ? 1.25 : 1;
            point[i] = Math.sin(i + 1);
        }
        double[] moves = new double[d];
        new ImportanceAttraction(new Harmonic(new double[d], matrix), 40_000, true)
                .add(point, 1, 1, Noise.stream(13, 1), moves);
        for (int i = 0; i < d; i++) {
            assertThat(moves[i]).isCloseTo(-point[i] / (1 + 1 / matrix[i][i]), within(0.02));
        }
    }

    @Test
    void aConstantAddedToTheEnergyChangesNothingAndNoneIsHugeOrTiny() {
        double[] points = {0.3, 0.4, 50, -40};
        double[] expected = new double[4];
        new ImportanceAttraction(Mixture.THREE, 16, false).add(points, 2, 0.5, Noise.stream(1, 1), expected);
        ReducedEnergy shifted = shifted(Mixture.THREE, 5000);
        double[] moves = new double[4];
        new ImportanceAttraction(shifted, 16, false).add(points, 2, 0.5, Noise.stream(1, 1), moves);
        assertThat(moves).containsExactly(expected, within(1e-9));
        assertThat(Arrays.stream(expected).limit(2).map(Math::abs).max().orElseThrow())
                .isPositive();
    }

    /** So steep that all neighbours but one have weights that vanish, down to the smallest numbers there are. */
    @Test
    void aSlopeOfAnyHeightGivesAFiniteDisplacementDownwards() {
        for (double height = 10; height < 1e5; height *= 1.3) {
            ReducedEnergy steep = new Harmonic(new double[1], new double[][] {{height}});
            double[] moves = new double[50];
            double[] points = new double[50];
            Arrays.fill(points, 5);
            new ImportanceAttraction(steep, 8, false).add(points, 50, 0.5, Noise.stream(17, 1), moves);
            assertThat(Arrays.stream(moves).allMatch(move -> move < 0.5 && move > -3))
                    .isTrue();
        }
    }

    @Test
    void neighboursWithoutAnEnergyDoNotCountAndAPointAmongThemStays() {
        ReducedEnergy half = new ReducedEnergy() {
            @Override
            public int dimensions() {
                return 1;
            }

            @Override
            public void evaluate(double[] points, int count, double[] energies, double[] gradients) {
                for (int i = 0; i < count; i++) {
                    energies[i] = points[i] < 0 ? Double.NaN : points[i] > 90 ? Double.POSITIVE_INFINITY : 0;
                }
            }
        };
        double[] moves = new double[2];
        new ImportanceAttraction(half, 20_000, false).add(new double[] {0, 100}, 2, 1, Noise.stream(3, 1), moves);
        // The mean of the positive half of a normal distribution is √(2/π).
        assertThat(moves[0]).isCloseTo(Math.sqrt(2 / Math.PI), within(0.02));
        assertThat(moves[1]).isZero();
    }

    /** A harmonic energy: V⁺ = −σ² (A⁻¹ + σ²)⁻¹ A⁻¹ A (x − c), here with numbers worked out by hand for a diagonal A. */
    @Test
    void secondOrderIsExactForAHarmonicEnergy() {
        CurvatureAttraction attraction = new CurvatureAttraction(
                new Harmonic(new double[] {1, -1, 0}, new double[][] {{4, 0, 0}, {0, 1, 0}, {0, 0, 0.25}}), 4);
        double[] moves = new double[3];
        attraction.add(new double[] {2, 1, 4}, 1, 0.5, Noise.stream(0, 0), moves);
        // −σ²a/(1 + σ²a) (x − c) with σ² = 1/4: −1/2 · 1, −1/5 · 2, −1/17 · 4
        assertThat(moves).containsExactly(new double[] {-0.5, -0.4, -4 / 17.0}, within(1e-9));
    }

    /** Off the diagonal the score of the smoothed Gaussian, −(A⁻¹ + σ²I)⁻¹(x − c), is the independent answer. */
    @Test
    void secondOrderIsExactForACorrelatedHarmonicEnergy() {
        double[][] a = {{3, 1.2}, {1.2, 0.8}};
        double determinant = a[0][0] * a[1][1] - a[0][1] * a[1][0];
        double width = 0.9;
        double p = a[1][1] / determinant + width * width;
        double q = -a[0][1] / determinant;
        double r = a[0][0] / determinant + width * width;
        double x = 0.7;
        double y = -1.9;
        double d = p * r - q * q;
        double[] moves = new double[2];
        new CurvatureAttraction(new Harmonic(new double[2], a), 4)
                .add(new double[] {x, y}, 1, width, Noise.stream(0, 0), moves);
        assertThat(moves[0]).isCloseTo(-width * width * (r * x - q * y) / d, within(1e-8));
        assertThat(moves[1]).isCloseTo(-width * width * (-q * x + p * y) / d, within(1e-8));
    }

    /** Between two modes the energy curves downwards: a quadratic would point away from both, or jump without bound. */
    @Test
    void wherePeaksMeetSecondOrderFallsBackToNeighbours() {
        Mixture two = new Mixture(new double[][] {{1, 0}, {-1, 0}}, new double[] {0.5, 0.5}, 0.2);
        double[] point = {0.1, 0};
        double[] moves = new double[2];
        new CurvatureAttraction(two, 40_000).add(point, 1, 0.6, Noise.stream(5, 1), moves);
        double expected = 0.36 * two.smoothedScore(0.1, 0, 0.6)[0];
        assertThat(expected).isPositive();
        assertThat(moves[0]).isCloseTo(expected, within(0.02));
    }

    @Test
    void bothEstimatorsAgreeAtTheBottomOfAWellWithNarrowSmoothing() {
        double[] point = {1.6, 0.1};
        double width = 0.1;
        double[] second = new double[2];
        new CurvatureAttraction(Mixture.THREE, 4).add(point, 1, width, Noise.stream(0, 0), second);
        double[] score = Mixture.THREE.smoothedScore(1.6, 0.1, width);
        assertThat(second[0]).isCloseTo(width * width * score[0], within(1e-4));
        assertThat(second[1]).isCloseTo(width * width * score[1], within(1e-4));
    }

    private static ReducedEnergy shifted(ReducedEnergy energy, double by) {
        return new ReducedEnergy() {
            @Override
            public int dimensions() {
                return energy.dimensions();
            }

            @Override
            public void evaluate(double[] points, int count, double[] energies, double[] gradients) {
                energy.evaluate(points, count, energies, gradients);
                for (int i = 0; i < count; i++) {
                    energies[i] += by;
                }
            }
        };
    }
}
