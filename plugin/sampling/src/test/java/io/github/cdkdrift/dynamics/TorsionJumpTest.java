package io.github.cdkdrift.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.TestFrames;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.molecule.BondTurn;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.Torsion;
import io.github.cdkdrift.potential.Potential;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TorsionJumpTest {
    private static final ForceFrames ETHANOL = TestFrames.ethanol().first(10);
    private static final MolecularGraph GRAPH = TestFrames.graph(ETHANOL);
    private static final double TEMPERATURE = 300;
    private static final double THERMAL_ENERGY = 0.0019872043 * TEMPERATURE;
    private static final int[] CHAIN = {0, 1, 2, 3};
    private static final BondTurn OF_CHAIN = new BondTurn(1, 2, new int[] {3});
    private static final ProposalMix JUMPS = ProposalMix.of("jumps", new TorsionJumps(List.of(OF_CHAIN)), 200);
    private static final double[] CIS = {-0.5, 1.4, 0, 0, 0, 0, 1.5, 0, 0, 2, 1.4, 0};

    /** Atoms on the far side of a bond: all that bonds other than it reach. */
    private static Set<Integer> side(int of, int without) {
        Set<Integer> reached = new HashSet<>(Set.of(of));
        for (int round = 0; round < GRAPH.atoms(); round++) {
            for (int[] bond : GRAPH.bonds()) {
                boolean cut = Set.of(bond[0], bond[1]).equals(Set.of(of, without));
                if (!cut && (reached.contains(bond[0]) || reached.contains(bond[1]))) {
                    reached.add(bond[0]);
                    reached.add(bond[1]);
                }
            }
        }
        return reached;
    }

    @Test
    void theSmallerSideOfEachBondTurns() {
        List<BondTurn> jumps = BondTurn.of(GRAPH);
        assertThat(jumps).hasSameSizeAs(GRAPH.rotors()).hasSize(2);
        for (BondTurn jump : jumps) {
            Set<Integer> turning = Arrays.stream(jump.turning()).boxed().collect(Collectors.toSet());
            Set<Integer> expected = side(jump.to(), jump.from());
            expected.remove(jump.to());
            assertThat(turning).isEqualTo(expected).hasSize(jump.turning().length);
            assertThat(turning.size()).isLessThan(side(jump.from(), jump.to()).size());
        }
    }

    /** The torsions about the bond all change by the angle, in one sense; bonds, angles and all other torsions stay. */
    @Test
    void onlyTheTorsionsAboutTheBondChange() {
        for (BondTurn jump : BondTurn.of(GRAPH)) {
            for (double angle : new double[] {0.3, 2, -2.9}) {
                double[] positions = new double[60];
                System.arraycopy(ETHANOL.positions(3), 0, positions, 30, 27);
                jump.apply(positions, 30, angle);
                assertThat(Arrays.copyOf(positions, 30)).containsOnly(0);
                double[] before = ETHANOL.positions(3);
                double[] after = Arrays.copyOfRange(positions, 30, 57);
                assertThat(rigid(after)).containsExactly(rigid(before), within(1e-9));
                int turned = 0;
                for (int[] torsion : torsions()) {
                    double change = Torsion.radians(after, torsion) - Torsion.radians(before, torsion);
                    boolean about = Set.of(torsion[1], torsion[2]).equals(Set.of(jump.from(), jump.to()));
                    assertThat(Math.cos(change - (about ? angle : 0))).isCloseTo(1, within(1e-9));
                    turned += about ? 1 : 0;
                }
                assertThat(turned).isGreaterThan(1);
            }
        }
    }

    private static List<int[]> torsions() {
        return GRAPH.bonds().stream()
                .flatMap(middle -> GRAPH.bonds().stream()
                        .flatMap(first -> GRAPH.bonds().stream().map(last -> torsion(first, middle, last))))
                .filter(torsion -> torsion.length == 4)
                .toList();
    }

    /** Three bonds as a torsion; empty where they are none. */
    private static int[] torsion(int[] first, int[] middle, int[] last) {
        int a = other(first, middle[0]);
        int d = other(last, middle[1]);
        boolean chain = a >= 0 && d >= 0 && a != middle[1] && d != middle[0] && a != d;
        return chain ? new int[] {a, middle[0], middle[1], d} : new int[0];
    }

    private static int other(int[] bond, int atom) {
        return bond[0] == atom ? bond[1] : bond[1] == atom ? bond[0] : -1;
    }

    /** Distances of atoms one and two bonds apart. */
    private static double[] rigid(double[] positions) {
        return GRAPH.bonds().stream()
                .flatMap(bond -> GRAPH.bonds().stream().map(next -> {
                    int shared = other(bond, next[0]) >= 0 ? next[0] : next[1];
                    int from = other(bond, shared);
                    int to = from < 0 || other(next, shared) == from ? shared : other(next, shared);
                    return from < 0 ? new int[] {0, 0} : new int[] {from, to};
                }))
                .mapToDouble(pair -> distance(positions, pair[0], pair[1]))
                .toArray();
    }

    private static double distance(double[] positions, int i, int j) {
        double squares = 0;
        for (int axis = 0; axis < 3; axis++) {
            double difference = positions[3 * i + axis] - positions[3 * j + axis];
            squares += difference * difference;
        }
        return Math.sqrt(squares);
    }

    /**
     * Four atoms on springs, and a torsion with wells at 0 and, higher, at 180°: V = B sin² φ + ½ D (1 − cos φ). Springs between
     * atoms one and two bonds apart do not see the torsion, so its distribution is exp(−V/k_BT) exactly.
     */
    private record Chain(double barrier, double difference) implements Potential {
        private static final double SPRING = 300;
        private static final double STEP = 1e-4;

        double torsional(double torsion) {
            return barrier * Math.pow(Math.sin(torsion), 2) + 0.5 * difference * (1 - Math.cos(torsion));
        }

        private double energy(double[] positions) {
            double energy = torsional(Torsion.radians(positions, CHAIN));
            for (int gap = 1; gap <= 2; gap++) {
                for (int i = 0; i + gap < 4; i++) {
                    double stretch = distance(positions, i, i + gap) - distance(CIS, i, i + gap);
                    energy += 0.5 * SPRING * stretch * stretch;
                }
            }
            return energy;
        }

        @Override
        public int atoms() {
            return 4;
        }

        @Override
        public String name() {
            return "chain";
        }

        @Override
        public void evaluate(double[] positions, int frames, double[] energies, double[] forces) {
            for (int frame = 0; frame < frames; frame++) {
                double[] geometry = Arrays.copyOfRange(positions, 12 * frame, 12 * frame + 12);
                energies[frame] = energy(geometry);
                for (int i = 0; i < 12; i++) {
                    double here = geometry[i];
                    geometry[i] = here + STEP;
                    double up = energy(geometry);
                    geometry[i] = here - STEP;
                    forces[12 * frame + i] = (energy(geometry) - up) / (2 * STEP);
                    geometry[i] = here;
                }
            }
        }
    }

    private static final Chain POTENTIAL = new Chain(15 * THERMAL_ENERGY, THERMAL_ENERGY);

    private static final LangevinSettings SETTINGS =
            LangevinSettings.at(TEMPERATURE).withTimeStep(1).withWalkers(32).withSteps(6000, 200, 20);

    private static LangevinSampler sampler() {
        return LangevinSampler.withMasses(POTENTIAL, new double[] {12, 12, 12, 12}, SETTINGS);
    }

    private static double cis(LangevinRun.Sample sample) {
        return Math.cos(Torsion.radians(sample.positions(), CHAIN)) > 0 ? 1 : 0;
    }

    /** Exact: ∫ over |φ| < 90° of exp(−V/k_BT) over that of the circle, here by the trapezium rule: 0.731. */
    @Test
    void jumpsGiveTheExactPopulationsBeyondABarrierThatDynamicsDoesNotCross() {
        LangevinRun still = sampler().run(CIS, geometry -> true);
        assertThat(still.samples()).allMatch(sample -> cis(sample) == 1);
        assertThat(still.jumpAcceptance()).isZero();

        LangevinRun run = sampler().withJumps(List.of(OF_CHAIN), 4).run(CIS, geometry -> true);
        Convergence share = run.convergence(TorsionJumpTest::cis);
        assertThat(share.standardError()).isLessThan(0.012);
        assertThat(share.mean())
                .isCloseTo(average(torsion -> Math.cos(torsion) > 0 ? 1 : 0), within(4 * share.standardError()));
        Convergence energy = run.convergence(sample -> POTENTIAL.torsional(Torsion.radians(sample.positions(), CHAIN)));
        assertThat(energy.standardError()).isLessThan(0.02 * THERMAL_ENERGY);
        assertThat(energy.mean()).isCloseTo(average(POTENTIAL::torsional), within(4 * energy.standardError()));
        assertThat(share.splitRhat()).isLessThan(1.05);
        assertThat(run.jumpAcceptance()).isBetween(0.05, 0.3);
        assertThat(run.samples())
                .allMatch(sample -> Math.abs(sample.energy() - POTENTIAL.energy(sample.positions())) < 1e-9);
    }

    /** Without friction the total energy stays as the jump left it: the forces are those of the new place. */
    @Test
    void dynamicsGoesOnWithTheForcesOfTheNewPlace() {
        double[] starts = new double[12 * 200];
        Arrays.setAll(starts, i -> CIS[i % 12]);
        double[] masses = new double[12];
        Arrays.fill(masses, 12);
        LangevinSettings conserving = SETTINGS.withWalkers(200).withFriction(0).withTimeStep(0.25);
        Baoab dynamics = new Baoab(POTENTIAL, masses, conserving, Tempering.NONE, starts);
        for (int step = 0; step < 40; step++) {
            dynamics.step();
        }
        assertThat(dynamics.propose(JUMPS)).isPositive();
        for (int walker = 0; walker < 200; walker++) {
            starts[walker] = dynamics.potentialEnergy(walker) + dynamics.kineticEnergy(walker);
        }
        dynamics.step();
        for (int walker = 0; walker < 200; walker++) {
            assertThat(dynamics.potentialEnergy(walker) + dynamics.kineticEnergy(walker))
                    .isCloseTo(starts[walker], within(0.005));
        }
    }

    private static double average(java.util.function.DoubleUnaryOperator observable) {
        double weights = 0;
        double sum = 0;
        for (int i = 0; i < 3600; i++) {
            double torsion = Math.toRadians(0.1 * i + 0.05);
            double weight = Math.exp(-POTENTIAL.torsional(torsion) / THERMAL_ENERGY);
            weights += weight;
            sum += weight * observable.applyAsDouble(torsion);
        }
        return sum / weights;
    }

    /** Equipartition: ½k_BT for each of twelve coordinates, whether a walker has just jumped or not. */
    @Test
    void jumpsLeaveKineticEnergiesThoseOfTheTemperature() {
        double[] starts = new double[12 * 200];
        for (int i = 0; i < starts.length; i++) {
            starts[i] = CIS[i % 12];
        }
        double[] masses = new double[12];
        Arrays.fill(masses, 12);
        Baoab dynamics =
                new Baoab(POTENTIAL, masses, SETTINGS.withWalkers(200).withFriction(50), Tempering.NONE, starts);
        double jumped = 0;
        double all = 0;
        int jumps = 0;
        int count = 0;
        for (int step = 0; step < 800; step++) {
            dynamics.step();
            if (step >= 200 && step % 3 == 0) {
                double[] before = new double[200];
                Arrays.setAll(before, walker -> Torsion.radians(dynamics.positions(walker), CHAIN));
                int accepted = dynamics.propose(JUMPS);
                int moved = 0;
                for (int walker = 0; walker < 200; walker++) {
                    boolean moves = Torsion.radians(dynamics.positions(walker), CHAIN) != before[walker];
                    jumped += moves ? dynamics.kineticEnergy(walker) : 0;
                    moved += moves ? 1 : 0;
                    all += dynamics.kineticEnergy(walker);
                    count++;
                }
                assertThat(accepted).isEqualTo(moved);
                jumps += accepted;
            }
        }
        assertThat(all / count).isCloseTo(6 * THERMAL_ENERGY, within(0.02 * 6 * THERMAL_ENERGY));
        assertThat(jumps).isGreaterThan(1000);
        assertThat(jumped / jumps).isCloseTo(6 * THERMAL_ENERGY, within(0.04 * 6 * THERMAL_ENERGY));
    }

    @Test
    void anIntervalBelowOneIsRefused() {
        LangevinSampler sampler = sampler();
        assertThatThrownBy(() -> sampler.withJumps(List.of(OF_CHAIN), 0)).hasMessageContaining("at least 1, is 0");
    }
}
