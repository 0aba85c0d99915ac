package io.github.cdkdrift.superposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.molecule.Alignment;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.PreparationSettings;
import io.github.cdkdrift.molecule.PreparedMolecule;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmilesParser;

class SymmetricSuperpositionTest {
    private static final String CROWDED = "CC(C)(C)c1ccc(cc1)C(O)CC(F)(F)F";

    private static MolecularGraph graph(String smiles) throws CDKException {
        return PreparedMolecule.of(
                        new SmilesParser(SilentChemObjectBuilder.getInstance()).parseSmiles(smiles),
                        PreparationSettings.defaults())
                .graph();
    }

    /** Atoms anywhere: the mathematics does not ask whether bonds are sensible. */
    private static double[] cloud(MolecularGraph graph, Random random) {
        return random.doubles(3L * graph.atoms(), -3, 3).toArray();
    }

    private static double[] shaken(double[] positions, double by, Random random) {
        return Arrays.stream(positions).map(x -> x + by * random.nextGaussian()).toArray();
    }

    /** A random motion, and a renumbering of the heavy atoms; hydrogens stay where they are. */
    private static double[] movedAndRenumbered(MolecularGraph graph, double[] positions, Random random)
            throws CDKException {
        int[] heavy = heavy(graph);
        int[][] renumberings = graph.heavyAtomAutomorphisms(10_000);
        int[] renumbering = renumberings[random.nextInt(renumberings.length)];
        double[] renumbered = positions.clone();
        for (int i = 0; i < heavy.length; i++) {
            System.arraycopy(positions, 3 * heavy[i], renumbered, 3 * renumbering[i], 3);
        }
        double[] anywhere = random.doubles(positions.length, -1, 1).toArray();
        return superposed(renumbered, anywhere);
    }

    private static double[] superposed(double[] positions, double[] target) {
        double[] out = new double[positions.length];
        Alignment.superpose(positions, target, out);
        return out;
    }

    private static int[] heavy(MolecularGraph graph) {
        int[] numbers = graph.atomicNumbers();
        return IntStream.range(0, numbers.length).filter(i -> numbers[i] > 1).toArray();
    }

    /** By definition: every renumbering, superposed by Horn's eigenvector. */
    private static double byDefinition(MolecularGraph graph, double[] a, double[] b) throws CDKException {
        int[] heavy = heavy(graph);
        double least = Double.POSITIVE_INFINITY;
        for (int[] renumbering : graph.heavyAtomAutomorphisms(10_000)) {
            double[] first = new double[3 * heavy.length];
            double[] second = new double[3 * heavy.length];
            for (int i = 0; i < heavy.length; i++) {
                System.arraycopy(a, 3 * heavy[i], first, 3 * i, 3);
                System.arraycopy(b, 3 * renumbering[i], second, 3 * i, 3);
            }
            least = Math.min(least, Alignment.rmsd(first, second));
        }
        return least;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                CROWDED,
                "c1ccccc1",
                "CC(C)(C)C",
                "FC(F)(F)C#CC(C)(C)C",
                "CC(=O)Oc1ccccc1C(=O)O",
                "CS(=O)(=O)c1ccccc1",
                "FS(F)(F)(F)(F)c1ccccc1",
                "CCO",
                "CO",
                "CC",
                "O",
                "CCCCCC",
                "FC(F)(F)F"
            })
    void aMovedAndRenumberedGeometryIsTheSame(String smiles) throws CDKException {
        MolecularGraph graph = graph(smiles);
        SymmetricSuperposition shapes = SymmetricSuperposition.ofHeavyAtoms(graph);
        Random random = new Random(1);
        for (int trial = 0; trial < 20; trial++) {
            double[] positions = cloud(graph, random);
            double[] same = movedAndRenumbered(graph, positions, random);

            assertThat(shapes.within(shapes.geometry(positions), shapes.geometry(same), 1e-3))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"CCO", "CC(C)C", "CC(C)(C)O", "C", "O", "NCCN", "CC(=O)Nc1ccc(O)cc1"})
    void allAtomsOfARenumberedGeometryAreTheSame(String smiles) throws CDKException {
        MolecularGraph graph = graph(smiles);
        SymmetricSuperposition shapes = SymmetricSuperposition.ofAllAtoms(graph);
        int[][] renumberings = graph.automorphisms(100_000);
        Random random = new Random(4);
        for (int trial = 0; trial < 20; trial++) {
            double[] positions = cloud(graph, random);
            int[] renumbering = renumberings[random.nextInt(renumberings.length)];
            double[] same = new double[positions.length];
            for (int atom = 0; atom < graph.atoms(); atom++) {
                // A turn by 90 degrees about z, and a shift.
                same[3 * renumbering[atom]] = 1 - positions[3 * atom + 1];
                same[3 * renumbering[atom] + 1] = positions[3 * atom];
                same[3 * renumbering[atom] + 2] = positions[3 * atom + 2];
            }

            assertThat(shapes.within(shapes.geometry(positions), shapes.geometry(same), 1e-3))
                    .as("%s, trial %d", smiles, trial)
                    .isTrue();
        }
    }

    @Test
    void hydrogensCountWhereAllAtomsDo() throws CDKException {
        MolecularGraph graph = graph("CCO");
        double[] positions = cloud(graph, new Random(5));
        double[] turned = positions.clone();
        turned[3 * 8] += 1;
        SymmetricSuperposition all = SymmetricSuperposition.ofAllAtoms(graph);
        SymmetricSuperposition heavy = SymmetricSuperposition.ofHeavyAtoms(graph);

        assertThat(graph.symbol(8)).isEqualTo("H");
        assertThat(all.atoms()).hasSize(9);
        assertThat(all.rmsd(all.geometry(positions), all.geometry(turned))).isBetween(0.2, 0.34);
        assertThat(heavy.rmsd(heavy.geometry(positions), heavy.geometry(turned)))
                .isLessThan(1e-6);
    }

    /** The deviation of the atoms laid one by one on those that the superposition names. */
    private static double asPartnersSay(SymmetricSuperposition shapes, double[] a, double[] b) {
        int[] atoms = shapes.atoms();
        int[] partners = shapes.partners(shapes.geometry(a), shapes.geometry(b));
        assertThat(partners)
                .containsExactlyInAnyOrder(Arrays.stream(atoms).boxed().toArray(Integer[]::new));
        double[] first = new double[3 * atoms.length];
        double[] second = new double[3 * atoms.length];
        for (int i = 0; i < atoms.length; i++) {
            System.arraycopy(a, 3 * atoms[i], first, 3 * i, 3);
            System.arraycopy(b, 3 * partners[i], second, 3 * i, 3);
        }
        return Alignment.rmsd(first, second);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                CROWDED,
                "c1ccccc1CCO",
                "CC(C)(C)C",
                "FC(F)(F)C#CC(C)(C)C",
                "CS(=O)(=O)c1ccccc1",
                "CCCCCC",
                "FC(F)(F)c1cc(cc(c1)C(F)(F)F)CO"
            })
    void agreesWithAllRenumberingsTriedOneByOne(String smiles) throws CDKException {
        MolecularGraph graph = graph(smiles);
        SymmetricSuperposition shapes = SymmetricSuperposition.ofHeavyAtoms(graph);
        Random random = new Random(2);
        int inside = 0;
        for (int trial = 0; trial < 60; trial++) {
            double[] a = cloud(graph, random);
            double[] b = movedAndRenumbered(graph, shaken(a, 0.05 * (1 + trial % 6), random), random);
            double rmsd = byDefinition(graph, a, b);
            SymmetricSuperposition.Geometry first = shapes.geometry(a);
            SymmetricSuperposition.Geometry second = shapes.geometry(b);

            assertThat(shapes.within(first, second, rmsd + 1e-5))
                    .as("%s at %f", smiles, rmsd)
                    .isTrue();
            assertThat(shapes.within(second, first, rmsd - 1e-5)).isFalse();
            assertThat(shapes.rmsd(first, second)).isCloseTo(rmsd, within(1e-6));
            assertThat(shapes.rmsd(second, first)).isCloseTo(rmsd, within(1e-6));
            assertThat(asPartnersSay(shapes, a, b)).isCloseTo(rmsd, within(1e-6));
            inside += rmsd < 0.3 ? 1 : 0;
        }
        assertThat(inside).isBetween(5, 55);
    }

    /** Four tert-butyl groups at one carbon: 31,104 renumberings, so rotation and permutations are improved by turns. */
    @Test
    void whereThereAreTooManyToBeTriedAGeometryIsStillFoundInItself() throws CDKException {
        MolecularGraph graph = graph("C(C(C)(C)C)(C(C)(C)C)(C(C)(C)C)C(C)(C)C");
        SymmetricSuperposition shapes = SymmetricSuperposition.ofHeavyAtoms(graph);
        Random random = new Random(5);
        double[] a = cloud(graph, random);
        double[] b = superposed(shaken(a, 0.02, random), cloud(graph, random));

        assertThat(AtomSymmetry.ofHeavyAtoms(graph).all()).isEqualTo(31_104);
        assertThat(shapes.isAsNumbered()).isFalse();
        assertThat(shapes.rmsd(shapes.geometry(a), shapes.geometry(b))).isBetween(0.01, 0.05);
        assertThat(shapes.within(shapes.geometry(a), shapes.geometry(b), 0.05)).isTrue();
    }

    @Test
    void mirrorImagesStayApart() throws CDKException {
        MolecularGraph graph = graph("CC(F)(Cl)Br");
        SymmetricSuperposition shapes = SymmetricSuperposition.ofHeavyAtoms(graph);
        double[] positions = cloud(graph, new Random(3));
        double[] mirrored = Arrays.stream(positions).map(x -> -x).toArray();

        assertThat(shapes.within(shapes.geometry(positions), shapes.geometry(mirrored), 0.2))
                .isFalse();
    }

    @Test
    void manyEqualGroupsLeaveFewRenumberings() throws CDKException {
        MolecularGraph graph = graph("CC(C)(C)c1cc(cc(c1)C(C)(C)C)CC(C(F)(F)F)C(F)(F)F");

        AtomSymmetry symmetry = AtomSymmetry.ofHeavyAtoms(graph);

        // Four groups of three; the ring turned over and the two CF3 groups exchanged, each for itself.
        assertThat(symmetry.groups()).containsExactlyInAnyOrder(3, 3, 3, 3);
        assertThat(symmetry.renumberings()).hasDimensions(4, symmetry.points());
        assertThat(symmetry.atoms()).hasSize(heavy(graph).length).doesNotHaveDuplicates();
    }

    @Test
    void theRotationOfTheOverlapIsThatOfTheSuperposition() {
        Random random = new Random(4);
        double[] a = centred(random.doubles(30, -2, 2).toArray());
        double[] b = centred(random.doubles(30, -2, 2).toArray());
        double[] covariance = new double[9];
        double spread = 0;
        for (int i = 0; i < 30; i++) {
            spread += a[i] * a[i] + b[i] * b[i];
            for (int axis = 0; axis < 3; axis++) {
                covariance[3 * (i % 3) + axis] += b[i] * a[3 * (i / 3) + axis];
            }
        }
        double overlap = QuaternionOverlap.greatest(covariance, spread / 2);
        double[] rotation = new double[9];
        QuaternionOverlap.rotation(covariance, overlap, new double[16], rotation);
        double sum = 0;
        for (int i = 0; i < 10; i++) {
            for (int row = 0; row < 3; row++) {
                for (int column = 0; column < 3; column++) {
                    sum += a[3 * i + row] * rotation[3 * row + column] * b[3 * i + column];
                }
            }
        }

        assertThat(sum).isCloseTo(overlap, within(1e-9));
        assertThat(Math.sqrt((spread - 2 * overlap) / 10)).isCloseTo(Alignment.rmsd(b, a), within(1e-9));
        assertThat(QuaternionOverlap.reaches(covariance, overlap - 1e-6)).isTrue();
        assertThat(QuaternionOverlap.reaches(covariance, overlap + 1e-6)).isFalse();
    }

    private static double[] centred(double[] positions) {
        double[] result = positions.clone();
        for (int axis = 0; axis < 3; axis++) {
            int k = axis;
            double mean = IntStream.range(0, positions.length / 3)
                    .mapToDouble(i -> positions[3 * i + k])
                    .average()
                    .orElseThrow();
            for (int i = 0; i < positions.length / 3; i++) {
                result[3 * i + k] -= mean;
            }
        }
        return result;
    }
}
