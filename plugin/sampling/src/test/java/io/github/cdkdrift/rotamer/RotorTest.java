package io.github.cdkdrift.rotamer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.TestFrames;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.SymmetryOperation;
import io.github.cdkdrift.molecule.Torsion;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmilesParser;

class RotorTest {
    private static final ForceFrames ETHANOL = TestFrames.ethanol().every(400);
    private static final MolecularGraph GRAPH = TestFrames.graph(ETHANOL);

    /** Some energy of the distances of all pairs of different atoms: Σ (i + 2j) / d. */
    private static double energy(double[] positions) {
        double sum = 0;
        for (int i = 0; i < positions.length / 3; i++) {
            for (int j = 0; j < i; j++) {
                sum += (i + 2 * j) / Math.sqrt(squaredDistance(positions, i, j));
            }
        }
        return sum;
    }

    private static double squaredDistance(double[] positions, int i, int j) {
        double sum = 0;
        for (int axis = 0; axis < 3; axis++) {
            sum += Math.pow(positions[3 * i + axis] - positions[3 * j + axis], 2);
        }
        return sum;
    }

    private static double[] forces(double[] positions) {
        double[] forces = new double[positions.length];
        for (int i = 0; i < positions.length / 3; i++) {
            for (int j = 0; j < positions.length / 3; j++) {
                for (int axis = 0; axis < 3 && i != j; axis++) {
                    double charge = Math.max(i, j) + 2 * Math.min(i, j);
                    forces[3 * i + axis] += charge
                            * (positions[3 * i + axis] - positions[3 * j + axis])
                            / Math.pow(squaredDistance(positions, i, j), 1.5);
                }
            }
        }
        return forces;
    }

    /** Rodrigues' rotation of some atoms by an angle about the axis from b to c. */
    private static double[] turned(double[] positions, int b, int c, String atoms, double angle) {
        double[] result = positions.clone();
        double[] axis = new double[3];
        double length = Math.sqrt(squaredDistance(positions, b, c));
        for (int k = 0; k < 3; k++) {
            axis[k] = (positions[3 * c + k] - positions[3 * b + k]) / length;
        }
        for (String name : atoms.split(" ", -1)) {
            int atom = 3 * Integer.parseInt(name);
            double[] arm = new double[3];
            double along = 0;
            for (int k = 0; k < 3; k++) {
                arm[k] = positions[atom + k] - positions[3 * c + k];
                along += arm[k] * axis[k];
            }
            for (int k = 0; k < 3; k++) {
                double across = axis[(k + 1) % 3] * arm[(k + 2) % 3] - axis[(k + 2) % 3] * arm[(k + 1) % 3];
                result[atom + k] = positions[3 * c + k]
                        + arm[k] * Math.cos(angle)
                        + across * Math.sin(angle)
                        + axis[k] * along * (1 - Math.cos(angle));
            }
        }
        return result;
    }

    /** The atoms beyond each bond are read off ethanol: C0 (O2, H3, H4), C1 (H5 to H7), O2 (H8). */
    @ParameterizedTest
    @CsvSource({"2 0 1 5, 5 6 7", "5 1 0 2, 2 3 4 8", "1 0 2 8, 8", "8 2 0 1, 1 3 4 5 6 7", "3 0 1 7, 5 6 7"})
    void torqueIsMinusTheSlopeOfTheEnergyUnderARigidTurnThatAddsToTheTorsion(String torsion, String beyond) {
        int[] atoms = Arrays.stream(torsion.split(" ", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
        Rotor rotor = Rotor.of(GRAPH, atoms);
        for (int frame = 0; frame < ETHANOL.size(); frame++) {
            double[] positions = ETHANOL.positions(frame);
            double[] forward = turned(positions, atoms[1], atoms[2], beyond, 1e-4);
            double[] back = turned(positions, atoms[1], atoms[2], beyond, -1e-4);

            double difference = Torsion.radians(forward, atoms) - Torsion.radians(back, atoms);
            assertThat(Math.IEEEremainder(difference, 2 * Math.PI)).isCloseTo(2e-4, within(1e-10));
            assertThat(rotor.angle(positions)).isEqualTo(Torsion.radians(positions, atoms));
            assertThat(rotor.torque(positions, forces(positions)))
                    .isCloseTo((energy(back) - energy(forward)) / 2e-4, within(1e-6));
        }
    }

    @Test
    void aTurnMovesNoOtherTorsion() {
        int[] hydroxyl = {1, 0, 2, 8};
        double[] positions = ETHANOL.positions(0);

        double[] moved = turned(positions, 0, 1, "5 6 7", 0.3);

        assertThat(Torsion.radians(moved, hydroxyl)).isCloseTo(Torsion.radians(positions, hydroxyl), within(1e-12));
    }

    @Test
    void whatShowsBeforeAnOperationIsWhatItsImageShows() {
        for (SymmetryOperation operation : GRAPH.symmetryOperations(ETHANOL.positions(0), 100)) {
            for (int[] torsion : GRAPH.rotors()) {
                Rotor rotor = Rotor.of(GRAPH, torsion);
                double[] positions = ETHANOL.positions(3);
                double[] forces = ETHANOL.forces(3);

                Rotor before = rotor.before(operation);

                assertThat(before.angle(positions)).isCloseTo(rotor.angle(operation.apply(positions)), within(1e-12));
                assertThat(before.torque(positions, forces))
                        .isCloseTo(rotor.torque(operation.apply(positions), operation.apply(forces)), within(1e-10));
            }
        }
    }

    @Test
    void refusesTorsionsThatDoNotTurn() throws CDKException {
        MolecularGraph ring = MolecularGraph.of(
                new SmilesParser(SilentChemObjectBuilder.getInstance()).parseSmiles("[O]1[O][O][O]1"));

        assertThatThrownBy(() -> Rotor.of(ring, new int[] {0, 1, 2, 3})).hasMessageContaining("in a ring");
        assertThatThrownBy(() -> Rotor.of(GRAPH, new int[] {2, 1, 0, 3})).hasMessageContaining("are not bonded");
        assertThatThrownBy(() -> Rotor.of(GRAPH, new int[] {2, 0, 2, 8})).hasMessageContaining("four different atoms");
    }
}
