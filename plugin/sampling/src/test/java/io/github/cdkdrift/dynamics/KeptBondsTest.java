package io.github.cdkdrift.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.potential.Potential;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmilesParser;
import org.openscience.cdk.tools.manipulator.AtomContainerManipulator;

class KeptBondsTest {
    private static final double[] LENGTHS = {0.96, 0.96};
    private static final double[] WATER = {0, 0, 0.12, 0, 0.76, -0.48, 0, -0.76, -0.48};

    private MolecularGraph graph;
    private KeptBonds kept;

    /** Pulls the second hydrogen away from the oxygen by 30 kcal/mol/Å, whatever the geometry. */
    private record Pulling() implements Potential {
        @Override
        public int atoms() {
            return 3;
        }

        @Override
        public String name() {
            return "pulling";
        }

        @Override
        public int atOnce() {
            return 4;
        }

        @Override
        public void evaluate(double[] positions, int frames, double[] energies, double[] forces) {
            for (int frame = 0; frame < frames; frame++) {
                energies[frame] = 30 * positions[9 * frame + 7];
                Arrays.fill(forces, 9 * frame, 9 * frame + 9, 0);
                forces[9 * frame + 7] = -30;
            }
        }
    }

    @BeforeEach
    void makeWater() throws Exception {
        IAtomContainer water = new SmilesParser(SilentChemObjectBuilder.getInstance()).parseSmiles("O");
        AtomContainerManipulator.convertImplicitToExplicitHydrogens(water);
        graph = MolecularGraph.of(water);
        kept = new KeptBonds(new Pulling(), graph, LENGTHS);
    }

    private double energy(double[] positions) {
        double[] energies = new double[1];
        kept.evaluate(positions, 1, energies, new double[9]);
        return energies[0];
    }

    /** Otherwise some of its processes would wait. */
    @Test
    void itTakesAsManyGeometriesAtATimeAsThePotential() {
        assertThat(kept.atOnce()).isEqualTo(4);
    }

    @Test
    void insideTheWallThePotentialIsItself() {
        double[] expectedEnergy = new double[1];
        double[] expected = new double[9];
        new Pulling().evaluate(WATER, 1, expectedEnergy, expected);
        double[] forces = new double[9];
        double[] energy = new double[1];
        kept.evaluate(WATER, 1, energy, forces);

        assertThat(energy).isEqualTo(expectedEnergy);
        assertThat(forces).isEqualTo(expected);
        assertThat(kept.touches(WATER)).isFalse();
    }

    @Test
    void forcesOfTheWallAreItsGradient() {
        double[] stretched = WATER.clone();
        stretched[3] = 0.3;
        stretched[7] = -1.4;
        double[] forces = new double[9];
        kept.evaluate(stretched, 1, new double[1], forces);

        assertThat(kept.touches(stretched)).isTrue();
        for (int i = 0; i < 9; i++) {
            double[] up = stretched.clone();
            double[] down = stretched.clone();
            up[i] += 1e-4;
            down[i] -= 1e-4;
            assertThat(forces[i]).isCloseTo((energy(down) - energy(up)) / 2e-4, within(1e-5));
        }
    }

    /** 30 kcal/mol/Å against a spring of 500 kcal/mol/Å²: 0.03 Å beyond 1.2 Å, where a bond counts as broken at 1.44 Å. */
    @Test
    void aPotentialThatPullsABondApartIsHeldAtTheWall() {
        double[] positions = WATER.clone();
        double[] forces = new double[9];
        Random random = new Random(1);
        for (int step = 0; step < 20_000; step++) {
            kept.evaluate(positions, 1, new double[1], forces);
            for (int i = 0; i < 9; i++) {
                positions[i] += 2e-4 * forces[i] + 0.01 * random.nextGaussian();
            }
            double x = positions[6] - positions[0];
            double y = positions[7] - positions[1];
            double z = positions[8] - positions[2];
            assertThat(Math.sqrt(x * x + y * y + z * z)).isLessThan(1.44);
        }
    }

    @Test
    void refusesLengthsOfOtherBonds() {
        assertThatThrownBy(() -> new KeptBonds(new Pulling(), graph, new double[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 lengths for 2 bonds");
    }
}
