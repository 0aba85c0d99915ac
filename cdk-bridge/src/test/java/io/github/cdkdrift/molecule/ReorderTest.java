package io.github.cdkdrift.molecule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.isomorphism.VentoFoggia;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmilesParser;
import org.openscience.cdk.tools.manipulator.AtomContainerManipulator;

/** The expected bonds are those of the molecule in its own order, permuted. */
class ReorderTest {
    private static final int PERMUTATIONS = 200;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ethanol",
                "aspirin",
                "alanine dipeptide",
                "tert-butanol",
                "glucose",
                "meso-2,3-butanediol",
                "1-bromo-1-chloro-1-fluoroethane",
                "(Z)-but-2-ene",
                "penta-2,3-diene",
                "nitrobenzene"
            })
    void recoversConnectivityAndStereochemistryOfRandomPermutations(String name) throws Exception {
        IAtomContainer molecule = GoldenMolecules.get(name);
        MolecularGraph graph = MolecularGraph.of(molecule);
        Random random = new Random(42);
        for (int repetition = 0; repetition < PERMUTATIONS; repetition++) {
            int[] order = permutation(molecule.getAtomCount(), random);
            int[] numbers =
                    Arrays.stream(order).map(i -> graph.atomicNumbers()[i]).toArray();
            double[] positions = permuted(GoldenMolecules.positions(molecule), order);
            MolecularGraph reordered = graph.reorderedLike(numbers, positions);
            assertThat(reordered.atomicNumbers()).isEqualTo(numbers);
            assertThat(bonds(reordered)).isEqualTo(permuted(graph, order));
            assertThat(reordered.stereocentres())
                    .hasSameSizeAs(graph.stereocentres())
                    .allMatch(centre -> centre.agrees(positions));
            assertThat(isSameStereoisomer(molecule, reordered.container())).isTrue();
        }
    }

    /** By CDK's own comparison of stereo elements, which knows nothing of coordinates. */
    private static boolean isSameStereoisomer(IAtomContainer one, IAtomContainer other) {
        return VentoFoggia.findIdentical(one).matches(other);
    }

    private static int[] permutation(int size, Random random) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, size).boxed().toList());
        Collections.shuffle(order, random);
        return order.stream().mapToInt(i -> i).toArray();
    }

    private static double[] permuted(double[] positions, int[] order) {
        double[] permuted = new double[positions.length];
        for (int i = 0; i < order.length; i++) {
            System.arraycopy(positions, 3 * order[i], permuted, 3 * i, 3);
        }
        return permuted;
    }

    private static List<String> bonds(MolecularGraph graph) {
        return graph.bonds().stream().map(Arrays::toString).toList();
    }

    private static List<String> permuted(MolecularGraph graph, int[] order) {
        int[] place = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            place[order[i]] = i;
        }
        return graph.bonds().stream()
                .map(bond ->
                        new int[] {Math.min(place[bond[0]], place[bond[1]]), Math.max(place[bond[0]], place[bond[1]])})
                .sorted(Arrays::compare)
                .map(Arrays::toString)
                .toList();
    }

    @Test
    void leavesAFittingOrderAlone() throws Exception {
        IAtomContainer molecule = GoldenMolecules.get("tert-butanol");
        MolecularGraph graph = MolecularGraph.of(molecule);
        MolecularGraph same = graph.reorderedLike(graph.atomicNumbers(), GoldenMolecules.positions(molecule));
        assertThat(bonds(same)).isEqualTo(bonds(graph));
    }

    @Test
    void keepsBondOrdersThatTheGeometryAloneWouldNotShow() throws Exception {
        // An acetonitrile geometry with the hydrogens far enough to look like anything: orders come from the molecule.
        IAtomContainer molecule = GoldenMolecules.get("acetonitrile");
        int[] order = {2, 5, 1, 4, 0, 3};
        int[] numbers = Arrays.stream(order)
                .map(i -> GoldenMolecules.atomicNumbers(molecule)[i])
                .toArray();
        MolecularGraph reordered = MolecularGraph.of(molecule)
                .reorderedLike(numbers, permuted(GoldenMolecules.positions(molecule), order));
        IAtomContainer container = reordered.container();
        assertThat(container
                        .getBond(container.getAtom(0), container.getAtom(2))
                        .getOrder()
                        .numeric())
                .isEqualTo(3);
    }

    @Test
    void stereocentresThatTheMoleculeLeavesOpenComeFromTheGeometry() throws Exception {
        IAtomContainer flat = new SmilesParser(SilentChemObjectBuilder.getInstance()).parseSmiles("CC(=O)NC(C)C(=O)NC");
        AtomContainerManipulator.convertImplicitToExplicitHydrogens(flat);
        IAtomContainer geometry = GoldenMolecules.get("alanine dipeptide");
        double[] positions = GoldenMolecules.positions(geometry);
        MolecularGraph reordered =
                MolecularGraph.of(flat).reorderedLike(GoldenMolecules.atomicNumbers(geometry), positions);
        assertThat(reordered.stereocentres()).hasSize(1);
        assertThat(isSameStereoisomer(geometry, reordered.container())).isTrue();
    }

    @Test
    void aMoleculeThatDoesNotFitIsAnErrorThatShowsBoth() throws Exception {
        MolecularGraph water = MolecularGraph.of(GoldenMolecules.get("water"));
        IAtomContainer ethanol = GoldenMolecules.get("ethanol");
        assertThatThrownBy(() ->
                        water.reorderedLike(GoldenMolecules.atomicNumbers(ethanol), GoldenMolecules.positions(ethanol)))
                .isInstanceOf(CDKException.class)
                .hasMessage("the molecule does not fit the frames: the molecule is H2O with bonds O1-H2 O1-H3;"
                        + " the frames show C2H6O with bonds"
                        + " C1-C2 C1-H4 C1-H5 C1-H6 C2-O3 C2-H7 C2-H8 O3-H9");
    }

    @Test
    void anIsomerOfTheSameFormulaDoesNotFit() throws Exception {
        IAtomContainer ether = new SmilesParser(SilentChemObjectBuilder.getInstance()).parseSmiles("COC");
        AtomContainerManipulator.convertImplicitToExplicitHydrogens(ether);
        IAtomContainer ethanol = GoldenMolecules.get("ethanol");
        assertThatThrownBy(() -> MolecularGraph.of(ether)
                        .reorderedLike(GoldenMolecules.atomicNumbers(ethanol), GoldenMolecules.positions(ethanol)))
                .isInstanceOf(CDKException.class)
                .hasMessageContaining("the molecule is C2H6O with bonds C1-O2")
                .hasMessageContaining("the frames show C2H6O with bonds C1-C2");
    }

    @Test
    void theMirrorImageOfAChiralMoleculeDoesNotFit() throws Exception {
        IAtomContainer molecule = GoldenMolecules.get("1-bromo-1-chloro-1-fluoroethane");
        double[] image =
                Arrays.stream(GoldenMolecules.positions(molecule)).map(x -> -x).toArray();
        assertThatThrownBy(
                        () -> MolecularGraph.of(molecule).reorderedLike(GoldenMolecules.atomicNumbers(molecule), image))
                .isInstanceOf(CDKException.class)
                .hasMessageContaining("another stereoisomer")
                .hasMessageContaining("C2H3BrClF");
    }
}
