package io.github.cdkdrift.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.drift.ReducedEnergy;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Diffusions of chains of four beads, bonds of 1.5 ± 0.03, right angles and one of two torsions, 60° but for some degrees. */
class BeadDiffusionTest {
    private static final int BEADS = 4;
    private static final PointSource CHAINS = (random, points) -> {
        for (int at = 0; at < points.length; at += 3 * BEADS) {
            chain(random, points, at);
        }
    };
    private static final EnergyDiffusion TRAINED = trained();

    private static void chain(RandomGenerator random, double[] points, int at) {
        double torsion = Math.toRadians(60 + 5 * random.nextGaussian());
        double[] first = {bond(random), 0, 0};
        double[] second = {0, bond(random), 0};
        double last = bond(random);
        double[] third = {-last * Math.cos(torsion), 0, last * Math.sin(torsion)};
        double turn = 2 * Math.PI * random.nextDouble();
        double[] where = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
        double[][] edges = {where, first, second, third};
        for (int bead = 0; bead < BEADS; bead++) {
            double[] e = edges[bead];
            double[] turned = {
                Math.cos(turn) * e[0] - Math.sin(turn) * e[1], Math.sin(turn) * e[0] + Math.cos(turn) * e[1], e[2]
            };
            for (int axis = 0; axis < 3; axis++) {
                points[at + 3 * bead + axis] = turned[axis] + (bead == 0 ? 0 : points[at + 3 * bead - 3 + axis]);
            }
        }
    }

    private static double bond(RandomGenerator random) {
        return 1.5 + 0.03 * random.nextGaussian();
    }

    private static EnergyDiffusion trained() {
        DiffusionSettings settings = DiffusionSettings.defaults()
                .withExperts(List.of(
                        new ExpertSettings(0.2, 1, 0.5, 32, 2, 300, false),
                        new ExpertSettings(0, 0.2, 0.05, 48, 2, 600, true)))
                .withResidual(new ResidualSettings(ResidualForm.TWO_PROBES, 1e-4, 1e-2))
                .withBatch(128)
                .withRates(3e-3, 1e-5, 0.99);
        return DiffusionTrainer.ofBeads(CHAINS, BEADS, settings).run(DiffusionListener.NONE);
    }

    private static double[] lengths(double[] points) {
        double[] sums = new double[2];
        int count = 3 * points.length / (3 * BEADS);
        for (int at = 0; at < points.length; at += 3 * BEADS) {
            for (int bead = 1; bead < BEADS; bead++) {
                double square = 0;
                for (int axis = 0; axis < 3; axis++) {
                    square += Math.pow(points[at + 3 * bead + axis] - points[at + 3 * bead - 3 + axis], 2);
                }
                sums[0] += Math.sqrt(square) / count;
                sums[1] += square / count;
            }
        }
        return new double[] {sums[0], Math.sqrt(sums[1] - sums[0] * sums[0])};
    }

    /** Of the second edge with the two others: positive in all chains. */
    private static double handedness(double[] x, int at) {
        double[] e = new double[9];
        for (int i = 0; i < 9; i++) {
            e[i] = x[at + 3 + i] - x[at + i];
        }
        return e[0] * (e[4] * e[8] - e[5] * e[7])
                - e[1] * (e[3] * e[8] - e[5] * e[6])
                + e[2] * (e[3] * e[7] - e[4] * e[6]);
    }

    @Test
    void drawsAndSimulationsHaveTheChainsBondsAndHandedness() {
        double[] drawn = TRAINED.draw(1000, 200, 1);
        LangevinWalkers walkers =
                new LangevinWalkers(TRAINED.energy(1000), new LangevinSettings(1, 1, 1, 0.01), drawn, 2);
        walkers.advance(200);
        for (double[] points : List.of(drawn, walkers.positions())) {
            double[] lengths = lengths(points);
            assertThat(lengths[0]).isCloseTo(1.5, within(0.02));
            assertThat(lengths[1]).isCloseTo(0.03, within(0.012));
            int right = 0;
            for (int at = 0; at < points.length; at += 3 * BEADS) {
                right += handedness(points, at) > 0 ? 1 : 0;
            }
            assertThat(right).isGreaterThan(980);
        }
    }

    @Test
    void energiesDoNotDependOnPlaceAndDirectionButOnTheHand() {
        double[] chain = TRAINED.draw(1, 100, 3);
        double[] points = new double[3 * chain.length];
        for (int i = 0; i < chain.length; i += 3) {
            points[i] = chain[i];
            points[i + 1] = chain[i + 1];
            points[i + 2] = chain[i + 2];
            points[chain.length + i] = 0.6 * chain[i] - 0.8 * chain[i + 1] + 1;
            points[chain.length + i + 1] = 0.8 * chain[i] + 0.6 * chain[i + 1] - 2;
            points[chain.length + i + 2] = chain[i + 2] + 3;
            points[2 * chain.length + i] = -chain[i];
            points[2 * chain.length + i + 1] = chain[i + 1];
            points[2 * chain.length + i + 2] = chain[i + 2];
        }
        double[] energies = new double[3];
        TRAINED.energy(3).evaluate(points, 3, energies, null);
        assertThat(energies[1]).isCloseTo(energies[0], within(1e-3));
        assertThat(energies[2]).isGreaterThan(energies[0] + 2);
    }

    @Test
    void forcesAreDifferencesOfEnergies() {
        double[] chain = TRAINED.draw(1, 100, 3);
        ReducedEnergy energy = TRAINED.energy(2);
        double[] energies = new double[2];
        double[] gradients = new double[2 * chain.length];
        for (int i = 0; i < chain.length; i++) {
            double[] points = new double[2 * chain.length];
            System.arraycopy(chain, 0, points, 0, chain.length);
            System.arraycopy(chain, 0, points, chain.length, chain.length);
            points[i] += 2e-3;
            points[chain.length + i] -= 2e-3;
            energy.evaluate(points, 2, energies, gradients);
            double mean = (gradients[i] + gradients[chain.length + i]) / 2;
            assertThat(mean).isCloseTo((energies[0] - energies[1]) / 4e-3, within(0.02 * Math.max(10, Math.abs(mean))));
        }
    }

    @Test
    void twoBeadsAreNoChain() {
        assertThatThrownBy(() -> DiffusionTrainer.ofBeads(CHAINS, 2, DiffusionSettings.defaults()))
                .hasMessageContaining("at least 3");
    }

    @Test
    void beadsThatNoPathOfBondsJoinsAreNone() {
        assertThatThrownBy(() -> new BeadBonds(4, List.of(new int[] {0, 1}, new int[] {2, 3})))
                .hasMessageContaining("no path of bonds");
        assertThatThrownBy(() -> new BeadBonds(3, List.of(new int[] {0, 3}))).hasMessageContaining("[0, 3]");
    }

    @Test
    void ofManyBeadsQuadruplesAreThoseThatAreJoined() {
        assertThat(BeadBonds.chain(5).quadruples()).hasDimensions(5, 4);
        assertThat(BeadBonds.chain(8).quadruples()).hasDimensions(5, 4);
        BeadBonds star = new BeadBonds(
                7,
                List.of(
                        new int[] {0, 1},
                        new int[] {0, 2},
                        new int[] {0, 3},
                        new int[] {3, 4},
                        new int[] {4, 5},
                        new int[] {5, 6}));
        // By hand: the star itself, and four along a path.
        assertThat(star.quadruples())
                .isDeepEqualTo(new int[][] {{0, 1, 2, 3}, {0, 1, 3, 4}, {0, 2, 3, 4}, {0, 3, 4, 5}, {3, 4, 5, 6}});
    }

    @Test
    void theResidualMayBeginLater() {
        ResidualSettings late = new ResidualSettings(ResidualForm.TWO_PROBES, 1e-4, 1e-2).withBegin(0.5);
        List<Double> residuals = new ArrayList<>();
        DiffusionTrainer.ofBeads(
                        CHAINS,
                        BEADS,
                        DiffusionSettings.defaults()
                                .withExperts(List.of(new ExpertSettings(0, 1, 0.5, 4, 1, 2000, true)))
                                .withResidual(late)
                                .withBatch(2))
                .run((expert, step, denoising, residual) -> residuals.add(residual));
        assertThat(residuals.get(0)).isZero();
        assertThat(residuals.get(1)).isNotZero();
        assertThatThrownBy(() -> late.withBegin(1)).hasMessageContaining("less than 1");
    }
}
