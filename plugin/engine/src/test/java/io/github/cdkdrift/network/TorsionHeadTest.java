package io.github.cdkdrift.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.io.EnsembleFiles;
import io.github.cdkdrift.labelling.StartGeometries;
import io.github.cdkdrift.molecule.BondTurn;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.Torsion;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TorsionHeadTest {
    private static final int BATCH = 3;

    /** Radians of an output of 1. */
    private static final double ANGLE = 0.3;

    private MolecularGraph graph;
    private TorsionHead head;
    private float[] outputs;
    private float[] positions;

    /** Benzyl glycol ether, a little out of shape and far turned: bonds that follow one another, beside a ring. */
    @BeforeEach
    void prepare() throws Exception {
        graph = MolecularGraph.of(EnsembleFiles.readMolecule("OCCOCc1ccccc1"));
        head = TorsionHead.of(graph);
        double[] start = StartGeometries.of(graph, 1, 0).get(0);
        SplittableRandom random = new SplittableRandom(1);
        outputs = new float[BATCH * head.outputs()];
        for (int i = 0; i < outputs.length; i++) {
            int inside = i % head.outputs();
            outputs[i] = (float)
                    (inside < start.length
                            ? start[inside] + 0.05 * random.nextGaussian()
                            : random.nextDouble(-Math.PI, Math.PI) / ANGLE);
        }
        positions = new float[BATCH * start.length];
        head.positions(outputs, positions);
    }

    @Test
    void hasAnAngleForEachRotatableBond() {
        assertThat(head.outputs()).isEqualTo(3 * graph.atoms() + 5);
    }

    @Test
    void turnsEachTorsionByItsAngleAndNothingElse() {
        int atoms = graph.atoms();
        for (int sample = 0; sample < BATCH; sample++) {
            double[] before = widen(outputs, sample * head.outputs(), 3 * atoms);
            double[] after = widen(positions, sample * 3 * atoms, 3 * atoms);
            List<int[]> rotors = graph.rotors();
            for (int rotor = 0; rotor < rotors.size(); rotor++) {
                double turned = Torsion.radians(after, rotors.get(rotor)) - Torsion.radians(before, rotors.get(rotor));
                double angle = ANGLE * outputs[sample * head.outputs() + 3 * atoms + rotor];
                assertThat(Math.cos(turned)).isCloseTo(Math.cos(angle), within(1e-4));
            }
            for (int[] bond : graph.bonds()) {
                assertThat(distance(after, bond[0], bond[1]))
                        .isCloseTo(distance(before, bond[0], bond[1]), within(1e-5));
            }
            int[][] neighbours = graph.neighbours();
            for (int[] ends : neighbours) {
                for (int i = 1; i < ends.length; i++) {
                    assertThat(distance(after, ends[0], ends[i]))
                            .as("an angle")
                            .isCloseTo(distance(before, ends[0], ends[i]), within(1e-5));
                }
            }
        }
    }

    @Test
    void gradientsAreThoseOfCentralDifferencesInDoublePrecision() {
        int coordinates = 3 * graph.atoms();
        SplittableRandom random = new SplittableRandom(2);
        float[] positionGradients = new float[positions.length];
        for (int i = 0; i < positionGradients.length; i++) {
            positionGradients[i] = (float) random.nextGaussian();
        }
        float[] weights = positionGradients.clone();
        float[] gradients = new float[outputs.length];

        head.pullBack(outputs, positions, positionGradients, gradients);

        for (int sample = 0; sample < BATCH; sample++) {
            double[] values = widen(outputs, sample * head.outputs(), head.outputs());
            double[] weight = widen(weights, sample * coordinates, coordinates);
            for (int i = 0; i < values.length; i++) {
                double step = 1e-5;
                double middle = values[i];
                values[i] = middle + step;
                double above = sum(values, weight);
                values[i] = middle - step;
                double below = sum(values, weight);
                values[i] = middle;
                double expected = (above - below) / (2 * step);
                assertThat((double) gradients[sample * head.outputs() + i])
                        .as("sample %d, output %d", sample, i)
                        .isCloseTo(expected, within(1e-3 * (1 + Math.abs(expected))));
            }
        }
    }

    @Test
    void turnsPositionsBackAsItPullsBack() {
        head.pullBack(outputs, positions, new float[positions.length], new float[outputs.length]);

        for (int sample = 0; sample < BATCH; sample++) {
            for (int i = 0; i < 3 * graph.atoms(); i++) {
                assertThat(positions[sample * 3 * graph.atoms() + i])
                        .isCloseTo(outputs[sample * head.outputs() + i], within(1e-4f));
            }
        }
    }

    @Test
    void withoutBondsToTurnOutputsArePositions() {
        TorsionHead none = TorsionHead.none(2);
        float[] given = {1, 2, 3, 4, 5, 6};
        float[] same = new float[6];
        float[] gradients = new float[6];

        none.positions(given, same);
        none.pullBack(given, same, new float[] {6, 5, 4, 3, 2, 1}, gradients);

        assertThat(same).containsExactly(given);
        assertThat(gradients).containsExactly(6, 5, 4, 3, 2, 1);
    }

    /** Σ w · p with the turns of Monte Carlo jumps, which are written apart. */
    private double sum(double[] values, double[] weights) {
        double[] turned = values.clone();
        List<BondTurn> turns = BondTurn.of(graph);
        for (int turn = 0; turn < turns.size(); turn++) {
            BondTurn bond = turns.get(turn);
            Torsion.turn(turned, 0, bond.from(), bond.to(), bond.turning(), ANGLE * values[weights.length + turn]);
        }
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * turned[i];
        }
        return sum;
    }

    private static double distance(double[] p, int i, int j) {
        return Math.hypot(Math.hypot(p[3 * i] - p[3 * j], p[3 * i + 1] - p[3 * j + 1]), p[3 * i + 2] - p[3 * j + 2]);
    }

    private static double[] widen(float[] values, int from, int length) {
        double[] wide = new double[length];
        for (int i = 0; i < length; i++) {
            wide[i] = values[from + i];
        }
        return wide;
    }
}
