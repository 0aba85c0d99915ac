package io.github.cdkdrift.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.TestStructures;
import io.github.cdkdrift.coordinate.InternalCoordinates;
import io.github.cdkdrift.dynamics.LangevinRun.Sample;
import io.github.cdkdrift.dynamics.LangevinSampler;
import io.github.cdkdrift.dynamics.LangevinSettings;
import io.github.cdkdrift.dynamics.StageListener;
import io.github.cdkdrift.labelling.StartGeometries;
import io.github.cdkdrift.molecule.Alignment;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.SymmetryGroup;
import io.github.cdkdrift.molecule.SymmetryOperation;
import io.github.cdkdrift.potential.Mmff94Potential;
import io.github.cdkdrift.potential.Potential;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On cyclooctane, whose boat-chairs, crowns and twist-boat-chairs are symmetric in different ways. */
class BasinJumpsTest {
    private static final double KELVIN = 300;

    private static MolecularGraph graph;
    private static Potential potential;
    private static List<SymmetryOperation> operations;
    private static BasinJumps jumps;
    /** Near equilibrium. */
    private static List<double[]> geometries;

    @BeforeAll
    static void sample() throws Exception {
        MolecularGraph open = TestStructures.graph("C1CCCCCCC1");
        List<double[]> starts = StartGeometries.of(open, 48, 3);
        graph = open.completedLike(starts.get(0));
        potential = Mmff94Potential.of(graph, Mmff94Potential.Variant.MMFF94);
        operations = graph.symmetryOperations(starts.get(0), 512);
        jumps = new BasinJumps(potential, graph, operations, starts, geometry -> true, KELVIN, 1, StageListener.NONE);
        double[] all = starts.stream().flatMapToDouble(Arrays::stream).toArray();
        geometries = LangevinSampler.of(
                        potential,
                        graph.atomicNumbers(),
                        new LangevinSettings(KELVIN, 1, 10, starts.size(), 200, 100, 200, 5))
                .run(all, geometry -> true)
                .samples()
                .stream()
                .map(Sample::positions)
                .toList();
    }

    /** Turns of the ring by one atom and reflections of it, with and without turning it over: 32. */
    @Test
    void theSymmetryOfTheRingIsKnown() {
        assertThat(operations).hasSize(32);
        assertThat(jumps.basins()).isBetween(3, 6);
    }

    /** A walker that jumps and jumps back the same way is where it was, and both ratios cancel. */
    @Test
    void aJumpAndTheJumpBackCancel() {
        int tried = 0;
        int found = 0;
        for (int seed = 0; seed < 400 && tried < 20; seed++) {
            double[] before = geometries.get(seed % geometries.size());
            double[] there = before.clone();
            double ratio = jumps.propose(0, there, 0, new Random(seed));
            if (!Double.isFinite(ratio)) {
                continue;
            }
            tried++;
            // A crown can be read in sixteen ways, of which one leads back.
            for (int back = 0; back < 6000; back++) {
                double[] again = there.clone();
                double inverse = jumps.propose(0, again, 0, new Random(1000 + back));
                if (Double.isFinite(inverse) && Alignment.rmsd(again, before) < 1e-7) {
                    assertThat(inverse).isCloseTo(-ratio, within(1e-6));
                    found++;
                    break;
                }
            }
        }
        assertThat(tried).isEqualTo(20);
        assertThat(found).isEqualTo(20);
    }

    /** The ratio of the volumes, beside that of the chances, is the determinant of the map between internal coordinates, by differences. */
    @Test
    void theVolumeIsThatOfTheMapOfInternalCoordinates() {
        InternalCoordinates internal = InternalCoordinates.of(graph);
        int size = internal.size();
        int checked = 0;
        for (int seed = 0; seed < 100 && checked < 4; seed++) {
            double[] before = geometries.get(seed % geometries.size());
            double[] y = before.clone();
            double ratio = jumps.propose(0, y, 0, new Random(seed));
            if (!Double.isFinite(ratio)) {
                continue;
            }
            double[] from = new double[size];
            double[] to = new double[size];
            internal.read(before, 0, from, 0);
            internal.read(y, 0, to, 0);
            RealMatrix slopes = new Array2DRowRealMatrix(size, size);
            for (int i = 0; i < size; i++) {
                double[] plus = moved(internal, from, i, 1e-5, seed);
                double[] minus = moved(internal, from, i, -1e-5, seed);
                for (int j = 0; j < size; j++) {
                    slopes.setEntry(j, i, Math.IEEEremainder(plus[j] - minus[j], 2 * Math.PI) / 2e-5);
                }
            }
            double volume = Math.log(Math.abs(new LUDecomposition(slopes).getDeterminant()))
                    + internal.logVolume(to, 0)
                    - internal.logVolume(from, 0);
            double chances = jumps.logChances(before, y);
            assertThat(ratio).isCloseTo(volume + chances, within(1e-3));
            checked++;
        }
        assertThat(checked).isEqualTo(4);
    }

    private static double[] moved(InternalCoordinates internal, double[] from, int coordinate, double by, long seed) {
        double[] values = from.clone();
        values[coordinate] += by;
        double[] positions = new double[3 * graph.atoms()];
        internal.place(values, 0, positions, 0);
        jumps.propose(0, positions, 0, new Random(seed));
        double[] moved = new double[from.length];
        internal.read(positions, 0, moved, 0);
        return moved;
    }

    /** A walker whose numbers are none stays where it is, to be begun again; and what has no slow torsions has no jumps. */
    @Test
    void whatCannotJumpStays() throws Exception {
        double[] broken = geometries.get(0).clone();
        Arrays.fill(broken, Double.NaN);
        assertThat(jumps.propose(0, broken, 0, new Random(1))).isNaN();

        MolecularGraph azulene = TestStructures.graph("c1ccc2cccc2cc1");
        List<double[]> starts = StartGeometries.of(azulene, 4, 1);
        BasinJumps none = new BasinJumps(
                Mmff94Potential.of(azulene, Mmff94Potential.Variant.MMFF94),
                azulene,
                azulene.symmetryOperations(starts.get(0), 96),
                starts,
                geometry -> true,
                KELVIN,
                1,
                StageListener.NONE);
        assertThat(none.basins()).isZero();
    }

    /** A copy has the energy of what it is a copy of. */
    @Test
    void copiesHaveTheSameEnergy() {
        RandomGenerator random = new Random(1);
        CopyMoves moves = new CopyMoves(SymmetryGroup.of(operations), geometries.get(0).length / 3);
        for (double[] before : geometries.subList(0, 10)) {
            double[] copy = before.clone();
            assertThat(moves.propose(0, copy, 0, random)).isZero();
            double[] energies = new double[2];
            double[] both = Arrays.copyOf(before, 2 * before.length);
            System.arraycopy(copy, 0, both, before.length, before.length);
            potential.evaluate(both, 2, energies, new double[both.length]);
            assertThat(energies[1]).isCloseTo(energies[0], within(1e-9));
        }
    }
}
