package io.github.cdkdrift.potential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CurvatureTest {
    private static final Potential PAIRS = new GaussianPairs(4);

    /** Each pair of atoms has g(d) = A exp(−d²/2). */
    private record GaussianPairs(int atoms) implements Potential {
        private static final double AMPLITUDE = 30;

        @Override
        public String name() {
            return "Gaussian pairs";
        }

        @Override
        public void evaluate(double[] positions, int frames, double[] energies, double[] forces) {
            Arrays.fill(energies, 0, frames, 0);
            Arrays.fill(forces, 0, 3 * atoms * frames, 0);
            for (int frame = 0; frame < frames; frame++) {
                for (int i = 0; i < atoms; i++) {
                    for (int j = 0; j < i; j++) {
                        int a = 3 * (frame * atoms + i);
                        int b = 3 * (frame * atoms + j);
                        double g = AMPLITUDE * Math.exp(-squaredDistance(positions, a, b) / 2);
                        energies[frame] += g;
                        for (int axis = 0; axis < 3; axis++) {
                            double pull = g * (positions[a + axis] - positions[b + axis]);
                            forces[a + axis] += pull;
                            forces[b + axis] -= pull;
                        }
                    }
                }
            }
        }
    }

    private static double squaredDistance(double[] positions, int a, int b) {
        return IntStream.range(0, 3)
                .mapToDouble(axis -> Math.pow(positions[a + axis] - positions[b + axis], 2))
                .sum();
    }

    private static double[] positions(int frames) {
        Random random = new Random(1);
        return random.doubles(12L * frames, -1.5, 1.5).toArray();
    }

    /** Exact: a function g of a distance has ∇²g = 2 (g″ + 2g′/d) over both atoms, here 2g (d² − 3). */
    @Test
    void laplaciansAgreeWithTheAnalyticOnesInBatchesOfAnySize() {
        int frames = 1000;
        double[] positions = positions(frames);

        double[] laplacians = Curvature.laplacians(PAIRS, positions, frames);

        for (int frame = 0; frame < frames; frame++) {
            double expected = 0;
            for (int i = 0; i < 4; i++) {
                for (int j = 0; j < i; j++) {
                    double square = squaredDistance(positions, 3 * (4 * frame + i), 3 * (4 * frame + j));
                    expected += 2 * 30 * Math.exp(-square / 2) * (square - 3);
                }
            }
            assertThat(laplacians[frame]).isCloseTo(expected, within(1e-3));
        }
        assertThat(Curvature.laplacians(PAIRS, positions, 1)).containsExactly(laplacians[0]);
        assertThat(Curvature.laplacians(PAIRS, positions, 0)).isEmpty();
    }

    @Test
    void hessianHasTheLaplacianAsItsTraceIsSymmetricAndIgnoresTranslation() {
        double[] positions = positions(1);

        double[][] hessian = Curvature.hessian(PAIRS, positions);

        double trace = IntStream.range(0, 12).mapToDouble(i -> hessian[i][i]).sum();
        assertThat(trace).isCloseTo(Curvature.laplacians(PAIRS, positions, 1)[0], within(1e-9));
        for (int i = 0; i < 12; i++) {
            for (int axis = 0; axis < 3; axis++) {
                double moved = hessian[i][axis] + hessian[i][3 + axis] + hessian[i][6 + axis] + hessian[i][9 + axis];
                assertThat(moved).isCloseTo(0, within(1e-4));
            }
            for (int j = 0; j < 12; j++) {
                assertThat(hessian[i][j]).isEqualTo(hessian[j][i]);
            }
        }
    }

    /** Exact: ∂²g/∂xᵢ∂xⱼ of two atoms on the x axis is −g (d² − 1) along it and g across. */
    @Test
    void hessianOfTwoAtomsIsTheAnalyticOne() {
        double[][] hessian = Curvature.hessian(new GaussianPairs(2), new double[] {0, 0, 0, 1.2, 0, 0});

        double g = 30 * Math.exp(-0.72);
        assertThat(hessian[0][0]).isCloseTo(g * (1.44 - 1), within(1e-4));
        assertThat(hessian[0][3]).isCloseTo(-g * (1.44 - 1), within(1e-4));
        assertThat(hessian[1][4]).isCloseTo(g, within(1e-4));
        assertThat(hessian[1][1]).isCloseTo(-g, within(1e-4));
        assertThat(hessian[0][4]).isCloseTo(0, within(1e-4));
    }

    @Test
    void refusesPositionsThatDoNotFit() {
        assertThatThrownBy(() -> Curvature.laplacians(PAIRS, new double[23], 2)).hasMessageContaining("24 positions");
        assertThatThrownBy(() -> Curvature.hessian(PAIRS, new double[24])).hasMessageContaining("12 positions");
    }
}
