package io.github.cdkdrift.samples.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.samples.energy.PlaneMetrics.Box;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PlaneMetricsTest {
    private static final Box UNIT = new Box(0, 1, 0, 1);

    @Test
    void equalSetsAreNoDistanceApartAndDisjointOnesLnTwo() {
        double[] left = {0.1, 0.1, 0.2, 0.3};
        double[] right = {0.9, 0.9, 0.8, 0.7};
        assertThat(PlaneMetrics.divergence(left, left)).isZero();
        assertThat(PlaneMetrics.divergence(left, right)).isCloseTo(Math.log(2), within(1e-12));
    }

    @Test
    void theDivergenceOfAHalfIsThatOfItsFormula() {
        double[] both = {0.1, 0.1, 0.9, 0.9};
        double[] one = {0.1, 0.1, 0.1, 0.1};
        // p = (1/2, 1/2), q = (1, 0), m = (3/4, 1/4)
        double expected = 0.5 * (0.5 * Math.log(2.0 / 3) + 0.5 * Math.log(2) + Math.log(4.0 / 3));
        assertThat(PlaneMetrics.divergence(both, one, UNIT, 2)).isCloseTo(expected, within(1e-12));
    }

    @Test
    void freeEnergiesDifferByTheLogarithmsOfShares() {
        double[] even = {0.25, 0.25, 0.75, 0.75};
        double[] uneven = {0.25, 0.25, 0.25, 0.25, 0.25, 0.25, 0.75, 0.75};
        // weights 5/8 and 3/8, differences ln(2/3) and ln 2
        double expected = 0.625 * Math.pow(Math.log(2.0 / 3), 2) + 0.375 * Math.pow(Math.log(2), 2);
        assertThat(PlaneMetrics.freeEnergyError(even, uneven, UNIT)).isCloseTo(expected, within(1e-12));
        assertThat(PlaneMetrics.freeEnergyError(even, even, UNIT)).isZero();
    }

    @Test
    void pointsBeyondTheBoxCountInBinsWithoutAnEnd() {
        double[] outside = {-3, 0.5, 7, 0.5};
        double[] farther = {-30, 0.5, 70, 0.5};
        assertThat(PlaneMetrics.freeEnergyError(outside, farther, UNIT)).isZero();
        assertThat(PlaneMetrics.freeEnergyError(outside, new double[] {0.5, 0.5}, UNIT))
                .isGreaterThan(100);
        assertThat(Arrays.stream(PlaneMetrics.shares(outside, UNIT, 4)).sum()).isZero();
    }

    @Test
    void whatIsLostIsLeftOut() {
        assertThat(PlaneMetrics.kept(new double[] {1, 2, Double.NaN, 0, 3, -21, 4, 5}))
                .containsExactly(1, 2, 4, 5);
    }

    @Test
    void theSurfaceHasItsPublishedMinimum() {
        // Müller and Brown 1979: −146.700 at (−0.558, 1.442)
        double[] energies = new double[1];
        double[] gradients = new double[2];
        new MullerBrownSurface().evaluate(MullerBrownSurface.MINIMUM, 1, energies, gradients);
        assertThat(energies[0] * MullerBrownSurface.TEMPERATURE).isCloseTo(-146.700, within(5e-4));
        assertThat(gradients).containsExactly(new double[] {0, 0}, within(1e-2));
    }

    @Test
    void theSurfacesForcesAreDifferencesOfItsEnergies() {
        double[] points = {0.2, 0.4, 0.2 + 1e-5, 0.4, 0.2 - 1e-5, 0.4, 0.2, 0.4 + 1e-5, 0.2, 0.4 - 1e-5};
        double[] energies = new double[5];
        double[] gradients = new double[10];
        new MullerBrownSurface().evaluate(points, 5, energies, gradients);
        assertThat(gradients[0]).isCloseTo((energies[1] - energies[2]) / 2e-5, within(1e-5));
        assertThat(gradients[1]).isCloseTo((energies[3] - energies[4]) / 2e-5, within(1e-5));
    }

    @Test
    void aPictureShowsEveryMap() {
        EnergyPicture picture = new EnergyPicture();
        double[] shares = new double[EnergyPicture.BINS * EnergyPicture.BINS];
        SplittableRandom random = new SplittableRandom(1);
        Arrays.setAll(shares, i -> i % 3 == 0 ? 0 : random.nextDouble());
        double[] map = EnergyPicture.freeEnergies(shares);
        assertThat(map[0]).isNaN();
        assertThat(Arrays.stream(map).filter(value -> value >= 0).min()).hasValue(0);
        picture.add("one", map, null, map);
        int narrow = picture.draw().getWidth();
        picture.add("two", map, map, map);
        assertThat(picture.draw().getWidth()).isGreaterThan(narrow + EnergyPicture.BINS);
    }
}
