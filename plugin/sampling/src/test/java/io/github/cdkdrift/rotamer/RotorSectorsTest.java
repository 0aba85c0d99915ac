package io.github.cdkdrift.rotamer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class RotorSectorsTest {
    /** Torsions from exp(−V/k_BT) by rejection; V in k_BT, at least 0, of degrees. */
    private static double[] torsions(int count, long seed, DoubleUnaryOperator potential) {
        Random random = new Random(seed);
        double[] torsions = new double[count];
        for (int i = 0; i < count; ) {
            double torsion = 180 - 360 * random.nextDouble();
            if (random.nextDouble() < Math.exp(-potential.applyAsDouble(torsion))) {
                torsions[i++] = torsion;
            }
        }
        return torsions;
    }

    private static double cosine(double degrees) {
        return Math.cos(Math.toRadians(degrees));
    }

    /** V = 2 (1 + cos 3φ): maxima at 0 and ±120, wells at ±60 and 180. */
    @Test
    void dividesThreeWellsAtTheMaximaOfThePotential() {
        RotorSectors sectors = RotorSectors.of(torsions(4000, 1, torsion -> 2 * (1 + cosine(3 * torsion))));
        assertThat(sectors.edges()).containsExactly(new double[] {-120, 0, 120}, within(7.6));
        assertThat(sectors.sectors()).isEqualTo(3);
        assertThat(sectors.peaks()[0]).isCloseTo(-60, within(10.0));
        assertThat(sectors.peaks()[1]).isCloseTo(60, within(10.0));
        assertThat(Math.abs(sectors.peaks()[2])).isCloseTo(180, within(10.0));
        assertThat(sectors.sector(60)).isEqualTo(1);
        assertThat(sectors.sector(-60)).isZero();
        assertThat(sectors.sector(180))
                .isEqualTo(2)
                .isEqualTo(sectors.sector(-179))
                .isEqualTo(sectors.sector(170));
    }

    /** V = 2 (1 − cos 2φ): wells at 0 and 180. V = 2 (1 + cos 2φ): wells at ±90, and an edge at 180 itself. */
    @Test
    void dividesTwoWellsWhereverTheyLie() {
        RotorSectors upright = RotorSectors.of(torsions(4000, 2, torsion -> 2 * (1 - cosine(2 * torsion))));
        assertThat(upright.edges()).containsExactly(new double[] {-90, 90}, within(7.6));
        assertThat(upright.sector(175)).isEqualTo(upright.sector(-175)).isNotEqualTo(upright.sector(5));
        RotorSectors across = RotorSectors.of(torsions(4000, 3, torsion -> 2 * (1 + cosine(2 * torsion))));
        assertThat(across.sectors()).isEqualTo(2);
        assertThat(across.sector(150)).isEqualTo(across.sector(30)).isNotEqualTo(across.sector(-30));
        assertThat(across.sector(-150)).isEqualTo(across.sector(-30));
        assertThat(Arrays.stream(across.edges()).map(Math::abs).sorted().toArray())
                .containsExactly(new double[] {0, 180}, within(7.6));
    }

    /** Unequal wells: gauche 15 times as rare as trans is still a basin. */
    @Test
    void findsARareWell() {
        RotorSectors sectors = RotorSectors.of(
                torsions(6000, 4, torsion -> 2.5 * (1 - cosine(2 * torsion)) + 1.35 * (1 + cosine(torsion))));
        assertThat(sectors.sectors()).isEqualTo(2);
        assertThat(sectors.sector(0)).isNotEqualTo(sectors.sector(180));
    }

    @Test
    void aFlatDensityHasNoEdges() {
        RotorSectors even = RotorSectors.of(torsions(100_000, 5, torsion -> 0));
        assertThat(even.edges()).isEmpty();
        assertThat(even.sectors()).isEqualTo(1);
        assertThat(even.peaks()).hasSize(1);
        double[] exact = new double[720];
        Arrays.setAll(exact, i -> -179.75 + 0.5 * i);
        assertThat(RotorSectors.of(exact).edges()).isEmpty();
    }

    @Test
    void aSingleWellHasNoEdges() {
        for (double centre : new double[] {0, 77, 180}) {
            RotorSectors sectors = RotorSectors.of(torsions(3000, 6, torsion -> 3 * (1 - cosine(torsion - centre))));
            assertThat(sectors.edges()).isEmpty();
            assertThat(cosine(sectors.peaks()[0] - centre)).isGreaterThan(cosine(20));
            assertThat(sectors.sector(-180)).isZero();
            assertThat(sectors.sector(13)).isZero();
        }
    }

    @Test
    void noiseDoesNotSplit() {
        for (int seed = 0; seed < 40; seed++) {
            assertThat(RotorSectors.of(torsions(2000, seed, torsion -> 0)).edges())
                    .as("flat, seed %d", seed)
                    .isEmpty();
            assertThat(RotorSectors.of(torsions(1000, seed, torsion -> 2 * (1 + cosine(3 * torsion))))
                            .sectors())
                    .as("three wells, seed %d", seed)
                    .isEqualTo(3);
        }
    }

    @Test
    void oneTorsionIsEnough() {
        RotorSectors sectors = RotorSectors.of(new double[] {180});
        assertThat(sectors.sectors()).isEqualTo(1);
        assertThat(Math.abs(sectors.peaks()[0])).isCloseTo(180, within(2.6));
    }
}
