package io.github.cdkdrift.labelling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One atom, whose x coordinate is its energy. */
class WalkerStartsTest {
    private static double[] energies(int walkers, double... starts) {
        List<double[]> geometries = Arrays.stream(starts)
                .mapToObj(energy -> new double[] {energy, 0, 0})
                .toList();
        double[] places = WalkerStarts.of(new FirstCoordinate(), geometries, walkers);
        return IntStream.range(0, walkers).mapToDouble(i -> places[3 * i]).toArray();
    }

    private static long count(double[] energies, double energy) {
        return Arrays.stream(energies).filter(value -> value == energy).count();
    }

    /** One each, and the 97 others as exp(−E/2) has them: 61, 22 and 14 of 1, e⁻¹ and e⁻¹·⁵. */
    @Test
    void everyStartHasAWalkerAndLowOnesHaveMore() {
        double[] places = energies(100, 0, 2, 3);
        assertThat(count(places, 0)).isBetween(61L, 63L);
        assertThat(count(places, 2)).isBetween(22L, 24L);
        assertThat(count(places, 3)).isBetween(14L, 16L);
    }

    /** Of three others the middle one is at the end of the first start's part of the sum, and begins in the second. */
    @Test
    void equalStartsHaveEquallyMany() {
        double[] places = energies(5, -7, -7);
        double[] second = {-7, 1, 0};
        double[] all = WalkerStarts.of(new FirstCoordinate(), List.of(new double[] {-7, 0, 0}, second), 5);
        assertThat(places).containsOnly(-7);
        assertThat(IntStream.range(0, 5).mapToDouble(i -> all[3 * i + 1]).sum()).isEqualTo(3);
    }

    @Test
    void halfOfFewWalkersAreInTheFirstStarts() {
        double[] places = energies(8, 0, 1, 2, 30, 40, 50);
        assertThat(places[0]).isZero();
        assertThat(places[3]).isEqualTo(30);
        assertThat(count(places, 40)).isZero();
        assertThat(energies(1, 5, 6)).hasSize(1);
    }

    @Test
    void numbersThatAreNoneHaveNoWalkersOfTheirOwn() {
        double[] places = energies(10, 1, Double.NaN, 1.5);
        assertThat(Arrays.stream(places).filter(Double::isNaN).count()).isEqualTo(1);
    }
}
