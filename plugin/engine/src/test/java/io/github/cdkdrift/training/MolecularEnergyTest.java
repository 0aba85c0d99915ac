package io.github.cdkdrift.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.potential.Potentials;
import io.github.cdkdrift.random.Noise;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmilesParser;
import org.openscience.cdk.tools.manipulator.AtomContainerManipulator;

class MolecularEnergyTest {
    /** Methanol, staggered, somewhat off its minimum. */
    private static final double[] GEOMETRY = {
        0, 0, 0, 1.42, 0, 0, -0.36, 1.03, 0, -0.36, -0.51, 0.89, -0.36, -0.51, -0.89, 1.74, -0.91, 0
    };

    private static final double TEMPERATURE = 300;
    private static Potential potential;
    private static MolecularEnergy energy;

    @BeforeAll
    static void findTheWell() throws Exception {
        IAtomContainer molecule = new SmilesParser(SilentChemObjectBuilder.getInstance()).parseSmiles("CO");
        AtomContainerManipulator.convertImplicitToExplicitHydrogens(molecule);
        MolecularGraph graph = MolecularGraph.of(molecule);
        potential = Potentials.of("mmff94", graph, GEOMETRY);
        energy = MolecularEnergy.of(potential, graph, GEOMETRY, TEMPERATURE);
    }

    @Test
    void theWellIsAStandardNormalDistributionToSecondOrder() {
        int d = energy.dimensions();
        assertThat(d).isEqualTo(12);
        RandomGenerator random = Noise.stream(1, 0);
        double[] points = new double[21 * d];
        for (int row = 1; row < 21; row++) {
            for (int i = 0; i < d; i++) {
                points[row * d + i] = 0.02 * random.nextGaussian();
            }
        }
        double[] reduced = new double[21];
        energy.evaluate(points, 21, reduced, null);
        for (int row = 1; row < 21; row++) {
            double square = 0;
            for (int i = row * d; i < (row + 1) * d; i++) {
                square += points[i] * points[i];
            }
            assertThat((reduced[row] - reduced[0]) / (square / 2)).isCloseTo(1, within(0.02));
        }
    }

    @Test
    void gradientsPointUphillAsLongAsThePointIsFromTheMinimum() {
        int d = energy.dimensions();
        double[] points = new double[2 * d];
        points[d] = 0.01;
        points[d + 3] = -0.02;
        double[] gradients = new double[2 * d];
        energy.evaluate(points, 2, new double[2], gradients);
        double[] expected = points.clone();
        assertThat(gradients).containsExactly(expected, within(1e-3));
    }

    /** The volume element moves the minimum of the density a little away from that of the energy, towards longer bonds. */
    @Test
    void theMinimumHasAlmostNoForces() {
        double[] geometry = energy.geometries(new double[energy.dimensions()])[0];
        double[] energies = new double[2];
        double[] forces = new double[2 * geometry.length];
        double[] both = Arrays.copyOf(geometry, forces.length);
        System.arraycopy(GEOMETRY, 0, both, geometry.length, geometry.length);
        potential.evaluate(both, 2, energies, forces);
        assertThat(energies[0]).isLessThan(energies[1]);
        for (int i = 0; i < geometry.length; i++) {
            // ∂(k_BT ln r²)/∂r is 1.2 kcal/mol/Å for a bond of 1 Å at 300 K; an atom may have several bonds.
            assertThat(forces[i]).isBetween(-5.0, 5.0);
        }
    }

    @Test
    void aTemperatureOfZeroIsRefused() {
        assertThatThrownBy(() -> MolecularEnergy.of(potential, null, GEOMETRY, 0))
                .hasMessageContaining("temperature must be above 0");
    }
}
