package io.github.cdkdrift.molecule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openscience.cdk.interfaces.IAtomContainer;

class SymmetryOperationTest {
    /** Staggered ethane made from scratch: carbons at ±0.77 on z, two opposed tripods. */
    private static double[] ethane() {
        double[] positions = new double[24];
        positions[2] = -0.77;
        positions[5] = 0.77;
        for (int k = 0; k < 6; k++) {
            double angle = Math.toRadians(120 * (k % 3) + (k < 3 ? 0 : 60));
            int atom = 3 * (2 + k);
            positions[atom] = 1.03 * Math.cos(angle);
            positions[atom + 1] = 1.03 * Math.sin(angle);
            positions[atom + 2] = k < 3 ? -1.16 : 1.16;
        }
        return positions;
    }

    private static final int[] ETHANE = {6, 6, 1, 1, 1, 1, 1, 1};

    @Test
    void ethaneHasHalfOfItsAutomorphismsAsTheGroupG36OfItsFeasibleOnes() throws Exception {
        MolecularGraph graph = MolecularGraph.perceive(ETHANE, ethane());
        List<SymmetryOperation> operations = graph.symmetryOperations(ethane(), 100);
        assertThat(graph.automorphisms()).hasNumberOfRows(72);
        assertThat(operations).hasSize(36);
        assertThat(operations.stream().filter(SymmetryOperation::reflects)).hasSize(18);
        assertThat(operations.get(0).permutation()).isEqualTo(new int[] {0, 1, 2, 3, 4, 5, 6, 7});
    }

    @Test
    void operationsAreAGroup() throws Exception {
        MolecularGraph graph = MolecularGraph.perceive(ETHANE, ethane());
        List<SymmetryOperation> operations = graph.symmetryOperations(ethane(), 100);
        Set<SymmetryOperation> set = new HashSet<>(operations);
        for (SymmetryOperation first : operations) {
            for (SymmetryOperation second : operations) {
                int[] both = new int[8];
                Arrays.setAll(both, i -> second.permutation()[first.permutation()[i]]);
                assertThat(set).contains(new SymmetryOperation(both, first.reflects() ^ second.reflects()));
            }
        }
    }

    @Test
    void feasibleOperationsKeepTheHandednessOfEveryCentre() throws Exception {
        MolecularGraph graph = MolecularGraph.perceive(ETHANE, ethane());
        Stereocentre tripod = new Stereocentre(List.of(1, 2, 3, 4), true, 1);
        boolean before = tripod.agrees(ethane());
        for (SymmetryOperation operation : graph.symmetryOperations(ethane(), 100)) {
            assertThat(tripod.agrees(operation.apply(ethane()))).isEqualTo(before);
        }
    }

    @Test
    void tooManyOperationsLeaveAsManyTurnsOfTerminalRotorsAsThereIsRoomFor() throws Exception {
        MolecularGraph graph = MolecularGraph.perceive(ETHANE, ethane());
        List<SymmetryOperation> few = graph.symmetryOperations(ethane(), 20);
        assertThat(few).hasSize(9);
        assertThat(few)
                .allMatch(operation ->
                        operation.permutation()[0] == 0 && operation.permutation()[1] == 1);
        assertThat(few).noneMatch(SymmetryOperation::reflects);
        assertThat(graph.symmetryOperations(ethane(), 5)).hasSize(3);
        assertThat(graph.symmetryOperations(ethane(), 2)).hasSize(1);
    }

    /** Each operation of the whole group is one of the skeleton and then one turn of each terminal rotor, in one way only. */
    @Test
    void topsTakenApartMakeTheWholeGroup() throws Exception {
        for (String name : List.of(
                "alanine dipeptide",
                "aspirin",
                "paracetamol",
                "tert-butanol",
                "methanesulfonamide",
                "meso-2,3-butanediol",
                "(Z)-but-2-ene",
                "dimethyl sulfoxide",
                "caffeine",
                "ethanol")) {
            IAtomContainer molecule = GoldenMolecules.get(name);
            double[] positions = GoldenMolecules.positions(molecule);
            MolecularGraph graph = MolecularGraph.of(molecule);
            List<SymmetryOperation> all = graph.symmetryOperations(positions, 10_000);
            SymmetryGroup apart = graph.symmetry(positions, 2);

            assertThat(apart.terminalRotors()).as(name).isNotEmpty();
            assertThat(apart.size()).as(name).isEqualTo(all.size());
            assertThat(apart.operations(10_000)).as(name).containsExactlyInAnyOrderElementsOf(all);
            assertThat(apart.skeleton().get(0)).as(name).isEqualTo(all.get(0));
        }
    }

    /** Signs of the volumes that the neighbours of every centre of four span. */
    private static List<Boolean> handedness(MolecularGraph graph, double[] positions) {
        return Arrays.stream(graph.neighbours())
                .filter(around -> around.length == 4)
                .map(around -> new Stereocentre(Arrays.stream(around).boxed().toList(), true, 1).agrees(positions))
                .toList();
    }

    /** Every automorphism, those too that would break bonds: afterwards atoms are where motion can lead to. */
    @Test
    void renumberedAtomsHaveTheHandednessOfTheOtherGeometry() throws Exception {
        for (String name :
                List.of("ethanol", "aspirin", "tert-butanol", "meso-2,3-butanediol", "(Z)-but-2-ene", "caffeine")) {
            IAtomContainer molecule = GoldenMolecules.get(name);
            double[] positions = GoldenMolecules.positions(molecule);
            MolecularGraph graph = MolecularGraph.of(molecule);
            List<Boolean> handedness = handedness(graph, positions);
            int changed = 0;
            for (int[] automorphism : graph.automorphisms()) {
                double[] other = new SymmetryOperation(automorphism, false).apply(positions);
                changed += handedness(graph, other).equals(handedness) ? 0 : 1;

                double[] renumbered =
                        graph.renumbered(List.of(other), positions).get(0);

                assertThat(handedness(graph, renumbered)).as(name).isEqualTo(handedness);
                assertThat(graph.stereocentres()).as(name).allMatch(centre -> centre.agrees(renumbered));
                assertThat(graph.meanBondLengths(List.of(renumbered)))
                        .as(name)
                        .containsExactly(graph.meanBondLengths(List.of(other)), within(0.03));
            }
            assertThat(changed).as(name).isPositive();
        }
    }

    @Test
    void hydrogensAtTheEndOfADoubleBondAreRenumberedToTheirSides() throws Exception {
        int[] elements = {6, 6, 1, 1, 9, 1};
        double[] fluoroethene = {0, 0, 0, 1.33, 0, 0, -0.55, 0.93, 0, -0.55, -0.93, 0, 1.99, 1.17, 0, 1.88, -0.93, 0};
        MolecularGraph graph = MolecularGraph.perceive(elements, fluoroethene);
        double[] swapped = new SymmetryOperation(new int[] {0, 1, 3, 2, 4, 5}, false).apply(fluoroethene);

        assertThat(graph.renumbered(List.of(swapped, fluoroethene), fluoroethene))
                .containsExactly(fluoroethene, fluoroethene);
    }

    @Test
    void theMirrorImageOfAMoleculeIsReflected() throws Exception {
        IAtomContainer dipeptide = GoldenMolecules.get("alanine dipeptide");
        double[] positions = GoldenMolecules.positions(dipeptide);
        double[] mirrored = Arrays.stream(positions).map(x -> -x).toArray();

        assertThat(MolecularGraph.of(dipeptide).renumbered(List.of(mirrored), positions))
                .containsExactly(positions);
    }

    @Test
    void aGeometryCompletesWhatAStructureLeavesOpen() throws Exception {
        IAtomContainer dipeptide = GoldenMolecules.get("alanine dipeptide");
        double[] positions = GoldenMolecules.positions(dipeptide);
        MolecularGraph stated = MolecularGraph.of(dipeptide);
        dipeptide.setStereoElements(List.of());
        MolecularGraph open = MolecularGraph.of(dipeptide);

        assertThat(open.stereocentres()).isEmpty();
        assertThat(open.completedLike(positions).stereocentres()).isNotEmpty().allMatch(c -> c.agrees(positions));
        assertThat(stated.completedLike(positions).stereocentres())
                .hasSize(open.completedLike(positions).stereocentres().size());
    }

    @Test
    void chiralMoleculesAreNeverReflected() throws Exception {
        IAtomContainer dipeptide = GoldenMolecules.get("alanine dipeptide");
        double[] positions = GoldenMolecules.positions(dipeptide);
        MolecularGraph graph = MolecularGraph.of(dipeptide);
        List<SymmetryOperation> operations = graph.symmetryOperations(positions, 100);
        assertThat(operations).noneMatch(SymmetryOperation::reflects).hasSize(27);
    }

    @Test
    void hydrogensOfAnEtheneStayOnTheirSides() throws Exception {
        int[] elements = {6, 6, 1, 1, 1, 1};
        double[] positions = {0, 0, 0.67, 0, 0, -0.67, 0, 0.92, 1.24, 0, -0.92, 1.24, 0, 0.92, -1.24, 0, -0.92, -1.24};
        MolecularGraph graph = MolecularGraph.perceive(elements, positions);
        assertThat(graph.automorphisms()).hasNumberOfRows(8);
        List<SymmetryOperation> operations = graph.symmetryOperations(positions, 100);
        assertThat(operations).hasSize(8);
        assertThat(operations)
                .noneMatch(operation -> Arrays.equals(operation.permutation(), new int[] {0, 1, 3, 2, 4, 5}));
    }

    @Test
    void reflectionsReflect() {
        SymmetryOperation swap = new SymmetryOperation(new int[] {1, 0}, true);
        assertThat(swap.apply(new double[] {1, 2, 3, 4, 5, 6}))
                .containsExactly(new double[] {-4, -5, -6, -1, -2, -3}, within(0.0));
    }
}
