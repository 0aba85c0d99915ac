package io.github.cdkdrift.labelling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.TestStructures;
import io.github.cdkdrift.dynamics.StageListener;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.potential.CountedPotential;
import io.github.cdkdrift.potential.Mmff94Potential;
import io.github.cdkdrift.potential.Potential;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelaxedGeometriesTest {
    /** Two atoms on a line's worth of coordinates: a quartic double well in x, stiff and soft springs elsewhere, minimum energy −1. */
    private static final class DoubleWell implements Potential {
        private int asked;

        @Override
        public int atoms() {
            return 2;
        }

        @Override
        public String name() {
            return "double well";
        }

        @Override
        public void evaluate(double[] positions, int frames, double[] energies, double[] forces) {
            asked += frames;
            for (int frame = 0; frame < frames; frame++) {
                int at = 6 * frame;
                double x = positions[at];
                energies[frame] = Math.pow(x * x - 1, 2) - 1;
                forces[at] = -4 * x * (x * x - 1);
                for (int i = 1; i < 6; i++) {
                    double stiffness = i == 1 ? 2000 : 0.5 * i;
                    energies[frame] += 0.5 * stiffness * positions[at + i] * positions[at + i];
                    forces[at + i] = -stiffness * positions[at + i];
                }
                if (x > 100) {
                    energies[frame] = Double.NaN;
                }
            }
        }
    }

    @Test
    void everyGeometryEndsInTheMinimumOfItsOwnBasin() {
        Random random = new Random(3);
        List<double[]> starts = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            double[] start = random.doubles(6, -0.3, 0.3).toArray();
            start[0] = (i % 2 == 0 ? 1 : -1) * (0.15 + 1.2 * random.nextDouble());
            starts.add(start);
        }
        DoubleWell potential = new DoubleWell();

        RelaxedGeometries relaxed = relaxed(potential, starts);

        for (int i = 0; i < starts.size(); i++) {
            assertThat(relaxed.reached()[i]).isTrue();
            assertThat(relaxed.energies()[i]).isCloseTo(-1, within(1e-4));
            assertThat(relaxed.positions().get(i)[0]).isCloseTo(i % 2 == 0 ? 1 : -1, within(1e-2));
        }
        // Steepest descent would need thousands for stiffnesses of 1 and 2,000.
        assertThat(potential.asked).isLessThan(50 * 100);
    }

    @Test
    void whatThePotentialCannotDoIsNotReached() {
        RelaxedGeometries relaxed = relaxed(new DoubleWell(), List.of(new double[] {200, 0, 0, 0, 0, 0}));

        assertThat(relaxed.reached()).containsExactly(false);
        assertThat(relaxed.energies()[0]).isNaN();
    }

    /** On the very top of the barrier no force points anywhere. */
    @Test
    void whatEndsOnASaddlePointGoesDownFromThere() {
        DoubleWell potential = new DoubleWell();
        RelaxedGeometries onTop = relaxed(potential, List.of(new double[6], new double[] {0.9, 0, 0, 0, 0, 0}));
        assertThat(onTop.energies()[0]).isCloseTo(0, within(1e-9));

        RelaxedGeometries settled = Saddles.left(null, potential, onTop, StageListener.NONE);

        assertThat(settled.energies()).containsExactly(new double[] {-1, -1}, within(1e-4));
        assertThat(Math.abs(settled.positions().get(0)[0])).isCloseTo(1, within(1e-2));
        assertThat(settled.positions().get(1)).isEqualTo(onTop.positions().get(1));
    }

    /** Butane and an acid with a ring: the model's curvature takes a part of the energies and leads to the same minima. */
    @ParameterizedTest
    @ValueSource(strings = {"CCCC", "OC(=O)CC1CCCO1", "CC#CCO"})
    void curvatureThatIsKnownSavesEnergies(String smiles) throws Exception {
        MolecularGraph graph = TestStructures.graph(smiles);
        Potential potential = Mmff94Potential.of(graph, Mmff94Potential.Variant.MMFF94);
        List<double[]> minima = Minima.of(graph, potential, StartGeometries.of(graph, null, 20, 1));
        Random random = new Random(2);
        List<double[]> starts = minima.stream()
                .map(minimum -> Arrays.stream(minimum)
                        .map(x -> x + 0.05 * random.nextGaussian())
                        .toArray())
                .toList();
        CountedPotential slow = new CountedPotential(potential);
        CountedPotential fast = new CountedPotential(potential);

        RelaxedGeometries without = relaxed(slow, starts);
        RelaxedGeometries with = RelaxedGeometries.of(graph, fast, starts, StageListener.NONE);

        assertThat(with.reached()).doesNotContain(false);
        assertThat(fast.calls()).isLessThan(slow.calls() / 2);
        long same = IntStream.range(0, starts.size())
                .filter(i -> Math.abs(with.energies()[i] - without.energies()[i]) < 1e-3)
                .count();
        assertThat(same).isGreaterThanOrEqualTo(starts.size() - 1L);
    }

    private static RelaxedGeometries relaxed(Potential potential, List<double[]> starts) {
        return RelaxedGeometries.of(null, potential, starts, RelaxedGeometries.Aim.MINIMUM, StageListener.NONE);
    }
}
