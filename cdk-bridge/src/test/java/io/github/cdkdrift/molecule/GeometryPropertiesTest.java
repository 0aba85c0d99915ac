package io.github.cdkdrift.molecule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmilesParser;
import org.openscience.cdk.tools.manipulator.AtomContainerManipulator;

/** What holds of every geometry; examples are drawn with a seed, and shrunk where one fails. */
class GeometryPropertiesTest {
    private static final String SEED = "20";
    private static final int[] TORSION = {0, 1, 2, 3};

    @Provide
    Arbitrary<double[]> four() {
        return Arbitraries.doubles()
                .between(-5, 5)
                .ofScale(6)
                .array(double[].class)
                .ofSize(12);
    }

    @Provide
    Arbitrary<double[]> quaternions() {
        return Arbitraries.doubles()
                .between(-1, 1)
                .ofScale(6)
                .array(double[].class)
                .ofSize(7)
                .filter(q -> q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3] > 0.01);
    }

    /** Turned by the quaternion of the first four numbers, moved by the others, in 10 Å. */
    private static double[] moved(double[] positions, double[] q) {
        double norm = Math.sqrt(q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3]);
        double w = q[0] / norm;
        double x = q[1] / norm;
        double y = q[2] / norm;
        double z = q[3] / norm;
        double[][] r = {
            {1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)},
            {2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)},
            {2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)}
        };
        double[] result = new double[positions.length];
        for (int i = 0; i < positions.length; i++) {
            int atom = i / 3 * 3;
            double[] row = r[i % 3];
            result[i] = row[0] * positions[atom]
                    + row[1] * positions[atom + 1]
                    + row[2] * positions[atom + 2]
                    + 10 * q[4 + i % 3];
        }
        return result;
    }

    /** Twice the area of each of the two planes of a torsion. */
    private static boolean isDefined(double[] p) {
        return area(p, 0, 1, 2) > 0.5 && area(p, 1, 2, 3) > 0.5;
    }

    private static double area(double[] p, int a, int b, int c) {
        double[] u = new double[3];
        double[] v = new double[3];
        for (int k = 0; k < 3; k++) {
            u[k] = p[3 * b + k] - p[3 * a + k];
            v[k] = p[3 * c + k] - p[3 * b + k];
        }
        return Math.sqrt(Math.pow(u[1] * v[2] - u[2] * v[1], 2)
                + Math.pow(u[2] * v[0] - u[0] * v[2], 2)
                + Math.pow(u[0] * v[1] - u[1] * v[0], 2));
    }

    private static double wrapped(double angle) {
        return Math.IEEEremainder(angle, 2 * Math.PI);
    }

    @Property(seed = SEED, tries = 300)
    void torsionsKeepTheirValueInMotionAndTurnTheirSignInAMirror(
            @ForAll("four") double[] positions, @ForAll("quaternions") double[] motion) {
        Assume.that(isDefined(positions));
        double torsion = Torsion.radians(positions, TORSION);
        assertThat(wrapped(Torsion.radians(moved(positions, motion), TORSION) - torsion))
                .isCloseTo(0, within(1e-9));
        double[] mirrored = positions.clone();
        for (int i = 0; i < mirrored.length; i += 3) {
            mirrored[i] = -mirrored[i];
        }
        assertThat(wrapped(Torsion.radians(mirrored, TORSION) + torsion)).isCloseTo(0, within(1e-9));
        assertThat(wrapped(Torsion.radians(positions, new int[] {3, 2, 1, 0}) - torsion))
                .isCloseTo(0, within(1e-9));
    }

    /** Against differences, wherever both planes are well defined. */
    @Property(seed = SEED, tries = 300)
    void gradientsOfTorsionsAreTheirDerivatives(@ForAll("four") double[] positions) {
        Assume.that(isDefined(positions));
        double[] gradient = new double[12];
        Torsion.gradient(positions, TORSION, gradient);
        double step = 1e-5;
        for (int i = 0; i < 12; i++) {
            double[] up = positions.clone();
            double[] down = positions.clone();
            up[i] += step;
            down[i] -= step;
            double slope = wrapped(Torsion.radians(up, TORSION) - Torsion.radians(down, TORSION)) / (2 * step);
            assertThat(gradient[i]).isCloseTo(slope, within(1e-4 * (1 + Math.abs(slope))));
        }
    }

    /** A torsion grows by the angle that its far side is turned by, and the bond keeps its place. */
    @Property(seed = SEED, tries = 300)
    void turnsAddToTorsions(@ForAll("four") double[] positions, @ForAll @DoubleRange(min = -3, max = 3) double angle) {
        Assume.that(isDefined(positions));
        double[] turned = positions.clone();
        Torsion.turn(turned, 0, 1, 2, new int[] {3}, angle);
        double difference = Torsion.radians(turned, TORSION) - Torsion.radians(positions, TORSION);
        assertThat(wrapped(difference - angle)).isCloseTo(0, within(1e-8));
        assertThat(turned).startsWith(Arrays.copyOf(positions, 9));
    }

    @Property(seed = SEED, tries = 200)
    void superpositionUndoesMotionAndNeverMakesTwoGeometriesMoreUnlike(
            @ForAll("four") double[] first, @ForAll("four") double[] second, @ForAll("quaternions") double[] motion) {
        assertThat(Alignment.rmsd(moved(first, motion), first)).isCloseTo(0, within(1e-6));
        double least = Alignment.rmsd(first, second);
        assertThat(Alignment.rmsd(second, first)).isCloseTo(least, within(1e-9));
        assertThat(Alignment.rmsd(moved(first, motion), second)).isCloseTo(least, within(1e-6));
        double squares = 0;
        for (int i = 0; i < 12; i++) {
            squares += (first[i] - second[i]) * (first[i] - second[i]) / 4;
        }
        assertThat(least).isLessThanOrEqualTo(Math.sqrt(squares) + 1e-9);
        double[] out = new double[12];
        assertThat(Alignment.superpose(first, second, out)).isEqualTo(least);
        assertThat(Alignment.rmsd(out, first)).isCloseTo(0, within(1e-6));
    }

    @Provide
    Arbitrary<String> molecules() {
        return Arbitraries.of("CCO", "CC", "CC(C)O", "C1CC1", "OCCO", "NCC", "CC(=O)C", "c1ccccc1", "C[C@H](O)F");
    }

    /** Feasible operations are a group: closed, with inverses; and each keeps the bonds. */
    @Property(seed = SEED, tries = 9)
    void operationsAreAGroup(@ForAll("molecules") String smiles) throws Exception {
        IAtomContainer molecule = new SmilesParser(SilentChemObjectBuilder.getInstance()).parseSmiles(smiles);
        AtomContainerManipulator.convertImplicitToExplicitHydrogens(molecule);
        MolecularGraph graph = MolecularGraph.of(molecule);
        double[] positions = new Random(1).doubles(3L * graph.atoms(), -2, 2).toArray();
        MolecularGraph decided = graph.completedLike(positions);
        List<SymmetryOperation> operations = decided.symmetryOperations(positions, 10_000);
        Set<SymmetryOperation> all = new HashSet<>(operations);
        assertThat(all).hasSameSizeAs(operations);
        for (SymmetryOperation a : operations) {
            for (SymmetryOperation b : operations.subList(0, Math.min(20, operations.size()))) {
                assertThat(all).contains(a.then(b));
            }
            assertThat(operations).anyMatch(b -> a.then(b).equals(operations.get(0)));
            for (int[] bond : graph.bonds()) {
                int i = Math.min(a.permutation()[bond[0]], a.permutation()[bond[1]]);
                int j = Math.max(a.permutation()[bond[0]], a.permutation()[bond[1]]);
                assertThat(graph.bonds()).anyMatch(other -> other[0] == i && other[1] == j);
            }
        }
    }
}
