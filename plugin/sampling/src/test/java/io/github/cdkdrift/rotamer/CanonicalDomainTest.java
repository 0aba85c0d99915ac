package io.github.cdkdrift.rotamer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.TestFrames;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.io.EnsembleFiles;
import io.github.cdkdrift.labelling.StartGeometries;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.SymmetryGroup;
import io.github.cdkdrift.molecule.SymmetryOperation;
import io.github.cdkdrift.molecule.TerminalRotor;
import io.github.cdkdrift.molecule.Torsion;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalDomainTest {
    private static final ForceFrames ETHANOL = TestFrames.ethanolReference().first(3000);
    private static final MolecularGraph GRAPH = TestFrames.graph(ETHANOL);
    private static final double[] POSITIONS = positions(ETHANOL);
    private static CanonicalDomain domain;
    private static int[] hydroxyl;
    private static int[] methyl;

    @BeforeAll
    static void sort() {
        List<SymmetryOperation> operations = GRAPH.symmetryOperations(ETHANOL.positions(0), 48);
        assertThat(operations).hasSize(6); // three rotations of the methyl group, with and without a reflection
        domain = CanonicalDomain.of(GRAPH, SymmetryGroup.of(operations), POSITIONS);
        int oxygen = IntStream.range(0, 9)
                .filter(i -> GRAPH.atomicNumbers()[i] == 8)
                .findFirst()
                .orElseThrow();
        hydroxyl = rotor(oxygen, true);
        methyl = rotor(oxygen, false);
    }

    private static int[] rotor(int oxygen, boolean ofOxygen) {
        return GRAPH.rotors().stream()
                .filter(rotor -> (rotor[1] == oxygen || rotor[2] == oxygen) == ofOxygen)
                .findFirst()
                .orElseThrow();
    }

    private static double[] positions(ForceFrames frames) {
        return IntStream.range(0, frames.size())
                .mapToObj(frames::positions)
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    private static double[] geometry(double[] positions, int i, int stride) {
        return Arrays.copyOfRange(positions, i * stride, (i + 1) * stride);
    }

    /** MD17's ethanol is gauche⁺, gauche⁻ or trans about C–O; the two gauche forms are mirror images. */
    @Test
    void ethanolIsGaucheOrTrans() {
        RotamerStates states = domain.states();
        assertThat(states.size()).isEqualTo(2);
        assertThat(Arrays.stream(states.populations()).sum()).isCloseTo(1, within(1e-12));
        assertThat(states.populations()[0]).isGreaterThan(states.populations()[1]);
        int rotor = Arrays.equals(states.rotors()[0], hydroxyl) ? 0 : 1;
        for (int s = 0; s < 2; s++) {
            boolean gauche = Math.abs(states.torsions()[s][rotor]) < 120;
            double[] torsions = IntStream.range(0, ETHANOL.size())
                    .filter(i -> Math.abs(Torsion.degrees(geometry(POSITIONS, i, 27), hydroxyl)) < 120 == gauche)
                    .mapToDouble(i -> 1)
                    .toArray();
            double share = torsions.length / (double) ETHANOL.size();
            assertThat(states.populations()[s]).isCloseTo(share, within(0.02));
            assertThat(Math.abs(states.torsions()[s][rotor])).isCloseTo(gauche ? 62 : 180, within(15.0));
        }
        for (int s : new int[] {0, 1}) {
            long members = Arrays.stream(domain.state()).filter(i -> i == s).count();
            assertThat(members / (double) ETHANOL.size()).isCloseTo(states.populations()[s], within(1e-9));
        }
    }

    @Test
    void everyGeometryIsASymmetryCopyOfItsOriginal() {
        List<SymmetryOperation> operations = GRAPH.symmetryOperations(ETHANOL.positions(0), 48);
        for (int i = 0; i < ETHANOL.size(); i++) {
            double[] copy = geometry(domain.positions(), i, 27);
            double[] original = geometry(POSITIONS, i, 27);
            assertThat(sortedDistances(copy)).containsExactly(sortedDistances(original), within(1e-9));
            assertThat(operations).anyMatch(operation -> Arrays.equals(operation.apply(original), copy));
        }
    }

    private static double[] sortedDistances(double[] geometry) {
        int[] elements = GRAPH.atomicNumbers();
        return IntStream.range(0, 81)
                .filter(pair -> pair / 9 < pair % 9)
                .mapToDouble(pair -> {
                    double squares = 0;
                    for (int axis = 0; axis < 3; axis++) {
                        double d = geometry[3 * (pair / 9) + axis] - geometry[3 * (pair % 9) + axis];
                        squares += d * d;
                    }
                    return Math.sqrt(squares) + 100 * elements[pair / 9] * elements[pair % 9];
                })
                .sorted()
                .toArray();
    }

    /** Folded: gauche on one side, and each methyl hydrogen within its own third of the circle. */
    @Test
    void everyStateIsInOneSymmetryDomain() {
        int wrongSide = 0;
        int wrongThird = 0;
        double side = 0;
        double[][] sums = new double[2][2];
        for (int i = 0; i < ETHANOL.size(); i++) {
            double ofMethyl = Torsion.radians(geometry(domain.positions(), i, 27), methyl);
            sums[domain.state()[i]][0] += Math.cos(ofMethyl);
            sums[domain.state()[i]][1] += Math.sin(ofMethyl);
        }
        for (int i = 0; i < ETHANOL.size(); i++) {
            double[] copy = geometry(domain.positions(), i, 27);
            int s = domain.state()[i];
            double off = Torsion.radians(copy, methyl) - Math.atan2(sums[s][1], sums[s][0]);
            wrongThird += Math.cos(off) < Math.cos(Math.toRadians(80)) ? 1 : 0;
            double torsion = Torsion.degrees(copy, hydroxyl);
            if (Math.abs(torsion) < 120 && Math.abs(torsion) > 20) {
                side = side == 0 ? Math.signum(torsion) : side;
                wrongSide += Math.signum(torsion) == side ? 0 : 1;
            }
        }
        assertThat(wrongThird).isLessThan(20);
        assertThat(wrongSide).isLessThan(20);
    }

    @Test
    void aChiralMoleculeIsNeverReflectedAndItsMethylGroupIsFolded() {
        ForceFrames frames = TestFrames.chiralWithMethyl(300);
        MolecularGraph graph = TestFrames.graph(frames);
        List<SymmetryOperation> operations = graph.symmetryOperations(frames.positions(0), 48);
        assertThat(operations).hasSize(3);
        assertThat(graph.stereocentres()).isNotEmpty();
        CanonicalDomain sorted = CanonicalDomain.of(graph, SymmetryGroup.of(operations), positions(frames));
        assertThat(sorted.states().size()).isEqualTo(1);
        int[] rotor = graph.rotors().get(0);
        double first = Torsion.degrees(geometry(sorted.positions(), 0, 24), rotor);
        long elsewhere = 0;
        for (int i = 0; i < 300; i++) {
            double[] copy = geometry(sorted.positions(), i, 24);
            assertThat(graph.stereocentres()).allMatch(centre -> centre.agrees(copy));
            assertThat(Math.cos(Math.toRadians(Torsion.degrees(copy, rotor) - first)))
                    .isGreaterThan(0.5);
            elsewhere += Math.cos(Math.toRadians(Torsion.degrees(frames.positions(i), rotor) - first)) < 0.5 ? 1 : 0;
        }
        assertThat(elsewhere).isBetween(150L, 250L);
    }

    /** No combination of sectors holds enough of them to be a state. */
    @Test
    void fewGeometriesAreOneState() {
        ForceFrames frames = TestFrames.chiral(12);
        MolecularGraph graph = TestFrames.graph(frames);
        CanonicalDomain sorted = CanonicalDomain.of(graph, graph.symmetry(frames.positions(0), 48), positions(frames));
        assertThat(sorted.states().size()).isEqualTo(1);
        assertThat(sorted.state()).containsOnly(0);
        assertThat(sorted.positions()).isEqualTo(positions(frames));
        ForceFrames few = ETHANOL.first(10);
        assertThat(CanonicalDomain.of(GRAPH, GRAPH.symmetry(few.positions(0), 48), positions(few))
                        .state())
                .hasSize(10);
    }

    /** Methylamine's methyl torsion is measured against a hydrogen that the amino group's turn exchanges. */
    @Test
    void topsOnOneBondAreFoldedTogether() throws Exception {
        MolecularGraph graph = MolecularGraph.of(EnsembleFiles.readMolecule("NC"));
        double[] start = StartGeometries.of(graph, 1, 0).get(0);
        SymmetryGroup symmetry = ConformerSymmetry.of(graph, start);
        assertThat(symmetry.terminalRotors()).hasSize(2);
        int count = 200;
        double[] positions = new double[count * start.length];
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < count; i++) {
            double[] geometry = start;
            for (TerminalRotor terminal : symmetry.terminalRotors()) {
                geometry = terminal.turns()
                        .get(random.nextInt(terminal.turns().size()))
                        .apply(geometry);
            }
            geometry = symmetry.skeleton()
                    .get(random.nextInt(symmetry.skeleton().size()))
                    .apply(geometry);
            System.arraycopy(geometry, 0, positions, i * start.length, start.length);
        }

        CanonicalDomain sorted = CanonicalDomain.of(graph, symmetry, positions);

        int[] rotor = graph.rotors().get(0);
        double first = Torsion.radians(geometry(sorted.positions(), 0, start.length), rotor);
        for (int i = 1; i < count; i++) {
            double torsion = Torsion.radians(geometry(sorted.positions(), i, start.length), rotor);
            assertThat(Math.abs(Math.cos(torsion) - Math.cos(first))).isLessThan(0.1);
        }
    }

    /** Were the first geometry's copies the measure, a window about the barrier would cut each well in two. */
    @Test
    void startingOnTheMethylBarrierChangesNothing() {
        int barrier = IntStream.range(0, ETHANOL.size())
                .boxed()
                .max(Comparator.comparingDouble(i -> Math.cos(3 * Torsion.radians(ETHANOL.positions(i), methyl))))
                .orElseThrow();
        double[] reordered = POSITIONS.clone();
        System.arraycopy(POSITIONS, barrier * 27, reordered, 0, 27);
        System.arraycopy(POSITIONS, 0, reordered, barrier * 27, 27);

        CanonicalDomain sorted = CanonicalDomain.of(
                GRAPH, SymmetryGroup.of(GRAPH.symmetryOperations(ETHANOL.positions(0), 48)), reordered);

        for (int state = 0; state < sorted.states().size(); state++) {
            int chosen = state;
            double[] torsions = IntStream.range(0, ETHANOL.size())
                    .filter(i -> sorted.state()[i] == chosen)
                    .mapToDouble(i -> Torsion.radians(geometry(sorted.positions(), i, 27), methyl))
                    .toArray();
            double cosine = Arrays.stream(torsions).map(Math::cos).average().orElseThrow();
            double sine = Arrays.stream(torsions).map(Math::sin).average().orElseThrow();
            assertThat(Math.hypot(cosine, sine)).as("one well").isGreaterThan(0.9);
        }
    }

    /**
     * An amine's two hydrogen atoms stand at 60° and 180°, 180° and 300°, or 300° and 60°, and either may be named first: three
     * orientations, in each of which every torsion has one place. Of a flat amide half a turn takes one into the other.
     */
    @ParameterizedTest
    @CsvSource({"CC(F)N, 3", "OCC(=O)N, 1"})
    void orientationsOfAnAminoGroupAreStates(String smiles, int orientations) throws Exception {
        MolecularGraph graph = MolecularGraph.of(EnsembleFiles.readMolecule(smiles));
        double[] start = StartGeometries.of(graph, 1, 0).get(0);
        SymmetryGroup symmetry = ConformerSymmetry.of(graph, start);
        TerminalRotor amino = symmetry.terminalRotors().stream()
                .filter(terminal -> terminal.turns().size() == 2)
                .findFirst()
                .orElseThrow();
        int[] bond = {amino.torsion()[1], amino.torsion()[2]};
        int[] hydrogens = graph.atomsBeyond(bond[0], bond[1]);
        SplittableRandom random = new SplittableRandom(3);
        int count = 1500;
        double[] positions = new double[count * start.length];
        for (int i = 0; i < count; i++) {
            double[] geometry = amino.turns().get(random.nextInt(2)).apply(start);
            double places = orientations == 3 ? random.nextInt(3) * 2 * Math.PI / 3 : random.nextInt(2) * Math.PI;
            Torsion.turn(geometry, 0, bond[0], bond[1], hydrogens, places + 0.15 * random.nextGaussian());
            System.arraycopy(geometry, 0, positions, i * start.length, start.length);
        }

        CanonicalDomain sorted = CanonicalDomain.of(graph, symmetry, positions);

        assertThat(sorted.states().size()).isEqualTo(orientations);
        for (int state = 0; state < orientations; state++) {
            int chosen = state;
            double[] torsions = IntStream.range(0, count)
                    .filter(i -> sorted.state()[i] == chosen)
                    .mapToDouble(i -> Torsion.radians(geometry(sorted.positions(), i, start.length), amino.torsion()))
                    .toArray();
            double cosine = Arrays.stream(torsions).map(Math::cos).average().orElseThrow();
            double sine = Arrays.stream(torsions).map(Math::sin).average().orElseThrow();
            assertThat(Math.hypot(cosine, sine)).as("one place").isGreaterThan(0.97);
        }
    }
}
