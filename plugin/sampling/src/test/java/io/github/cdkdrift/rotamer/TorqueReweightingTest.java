package io.github.cdkdrift.rotamer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.TestFrames;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.SymmetryOperation;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class TorqueReweightingTest {
    private static final double[] THIRDS = {-120, 0, 120};
    private static final double[] WHOLE = {-180};
    private static final List<SymmetryOperation> NONE = List.of();
    private static final TorqueSettings SETTINGS = TorqueSettings.defaults();
    private static final ToyChain PEROXIDE =
            ToyChain.of(x -> 0.8 * Math.cos(x) - 0.4 * Math.cos(2 * x) + 0.9 * Math.cos(3 * x) + 0.5 * Math.sin(x));
    private static final ToyChain TRIOXIDE = new ToyChain(
            5, x -> 0.5 * Math.cos(x[0]) + 0.8 * Math.cos(3 * x[0]) - 0.4 * Math.cos(x[1]) + Math.cos(x[0] - x[1]));

    private static TorqueReweighting fit(ToyChain chain, ForceFrames frames, List<SymmetryOperation> symmetry) {
        return TorqueReweighting.of(frames, chain.graph(), chain.torsions(), symmetry, SETTINGS);
    }

    private static double uniform(Random random, double from, double to) {
        return Math.toRadians(from + (to - from) * random.nextDouble());
    }

    /** Populations by the rectangle rule with steps of 1°. */
    private static double[] exact(ToyChain chain) {
        double[] averaged = new double[360];
        Arrays.setAll(averaged, i -> ToyChain.averaged(Math.toRadians(i - 179.5)));
        int states = (int) Math.pow(3, chain.rotors());
        double[] shares = new double[states];
        int cells = (int) Math.pow(360, chain.rotors());
        double[] angles = new double[chain.rotors()];
        double sum = 0;
        for (int cell = 0; cell < cells; cell++) {
            int state = 0;
            double energy = 0;
            int rest = cell;
            for (int i = 0; i < angles.length; i++) {
                int at = i + 1 < angles.length ? rest / 360 : rest % 360;
                angles[i] = Math.toRadians(at - 179.5);
                energy += averaged[at];
                state = 3 * state + (at < 60 || at >= 300 ? 2 : at < 180 ? 0 : 1);
            }
            double weight = Math.exp(-(energy + chain.torsional().applyAsDouble(angles)) / ToyChain.THERMAL_ENERGY);
            shares[state] += weight;
            sum += weight;
        }
        double total = sum;
        return Arrays.stream(shares).map(share -> share / total).toArray();
    }

    /** Frames are uniform along the torsion, far from its Boltzmann distribution; what is fitted has to be that of the energy. */
    @Test
    void recoversTheFreeEnergyOfOneRotorFromFramesOfAnyDistribution() {
        Random random = new Random(5);
        ForceFrames frames = PEROXIDE.frames(2000, () -> uniform(random, -180, 180), random);

        TorqueReweighting torques = fit(PEROXIDE, frames, NONE);

        double offset = PEROXIDE.freeEnergy(0) - torques.freeEnergy(0);
        for (int degrees = -180; degrees < 180; degrees += 15) {
            assertThat(torques.freeEnergy(degrees) + offset)
                    .isCloseTo(PEROXIDE.freeEnergy(Math.toRadians(degrees)), within(0.15));
        }
        RotamerPopulations populations = torques.populations(ToyChain.KELVIN, new double[][] {THIRDS});
        double[] expected = exact(PEROXIDE);
        for (int state = 0; state < 3; state++) {
            double error = populations.standardErrors()[state];
            assertThat(error).isBetween(1e-3, 0.03);
            assertThat(populations.shares()[state]).isCloseTo(expected[state], within(4 * error));
        }
        assertThat(populations.extrapolatedShare()).isZero();
    }

    @Test
    void recoversThePopulationsOfTwoCoupledRotors() {
        Random random = new Random(6);
        ForceFrames frames = TRIOXIDE.frames(4000, () -> uniform(random, -180, 180), random);

        RotamerPopulations populations =
                fit(TRIOXIDE, frames, NONE).populations(ToyChain.KELVIN, new double[][] {THIRDS, THIRDS});

        double[] expected = exact(TRIOXIDE);
        for (int state = 0; state < 9; state++) {
            double error = populations.standardErrors()[state];
            assertThat(error).isLessThan(0.02);
            assertThat(populations.shares()[state]).isCloseTo(expected[state], within(4 * error));
        }
        assertThat(Arrays.stream(populations.shares()).sum()).isCloseTo(1, within(1e-12));

        RotamerPopulations alone = TorqueReweighting.of(
                        frames, TRIOXIDE.graph(), TRIOXIDE.torsions(), NONE, SETTINGS.withHarmonics(6, 0))
                .populations(ToyChain.KELVIN, new double[][] {THIRDS, THIRDS});
        double difference = 0;
        for (int state = 0; state < 9; state++) {
            difference += Math.abs(alone.shares()[state] - expected[state]);
        }
        assertThat(difference).isGreaterThan(0.1);
    }

    /** Over many sets of correlated frames the share must miss by about one standard error. */
    @Test
    void standardErrorIsTheSpreadOfTheShares() {
        double expected = exact(PEROXIDE)[2];
        double squares = 0;
        int repeats = 40;
        for (int seed = 0; seed < repeats; seed++) {
            Random random = new Random(seed);
            double[] torsion = {uniform(random, -180, 180)};
            ForceFrames frames = PEROXIDE.frames(
                    500,
                    () -> torsion[0] = Math.IEEEremainder(torsion[0] + 0.3 * random.nextGaussian(), 2 * Math.PI),
                    random);
            RotamerPopulations populations =
                    fit(PEROXIDE, frames, NONE).populations(ToyChain.KELVIN, new double[][] {THIRDS});
            squares +=
                    Math.pow((populations.shares()[2] - expected) / populations.standardErrors()[2], 2) / repeats;
        }

        assertThat(Math.sqrt(squares)).isBetween(0.6, 1.4);
    }

    /** Reflected, a frame at ξ is one at −ξ: frames on one side tell of both. */
    @Test
    void aReflectionMakesTheFreeEnergyEven() {
        ToyChain even = ToyChain.of(x -> 0.8 * Math.cos(x) + 0.9 * Math.cos(3 * x));
        Random random = new Random(7);
        ForceFrames frames = even.frames(1000, () -> uniform(random, 0, 180), random);
        List<SymmetryOperation> symmetry = List.of(
                new SymmetryOperation(new int[] {0, 1, 2, 3}, false),
                new SymmetryOperation(new int[] {0, 1, 2, 3}, true));

        TorqueReweighting torques = fit(even, frames, symmetry);

        for (double degrees : new double[] {20, 75, 140}) {
            assertThat(torques.freeEnergy(degrees)).isCloseTo(torques.freeEnergy(-degrees), within(1e-9));
        }
        RotamerPopulations populations = torques.populations(ToyChain.KELVIN, new double[][] {THIRDS});
        assertThat(populations.extrapolatedShare()).isZero();
        double[] expected = exact(even);
        for (int state = 0; state < 3; state++) {
            assertThat(populations.shares()[state])
                    .isCloseTo(expected[state], within(4 * populations.standardErrors()[state]));
        }
        assertThat(fit(even, frames, NONE)
                        .populations(ToyChain.KELVIN, new double[][] {THIRDS})
                        .extrapolated()[0])
                .isCloseTo(1, within(1e-12));
    }

    /** Read backwards, the chain is the same: what is known of one rotor is known of the other. */
    @Test
    void anExchangeOfRotorsMakesTheirPopulationsAlike() {
        ToyChain alike = new ToyChain(
                5,
                x -> 0.6 * (Math.cos(x[0] - 2 * x[1]) + Math.cos(x[1] - 2 * x[0]))
                        + 0.5 * (Math.sin(x[0]) + Math.sin(x[1])));
        Random random = new Random(12);
        ForceFrames frames = alike.frames(2000, () -> uniform(random, -180, 180), random);
        List<SymmetryOperation> symmetry = List.of(
                new SymmetryOperation(new int[] {0, 1, 2, 3, 4}, false),
                new SymmetryOperation(new int[] {4, 3, 2, 1, 0}, false));

        RotamerPopulations populations =
                fit(alike, frames, symmetry).populations(ToyChain.KELVIN, new double[][] {THIRDS, THIRDS});

        double[] expected = exact(alike);
        for (int state = 0; state < 9; state++) {
            assertThat(populations.shares()[state])
                    .isCloseTo(populations.shares()[state % 3 * 3 + state / 3], within(1e-9))
                    .isCloseTo(expected[state], within(4 * populations.standardErrors()[state]));
        }

        TorqueReweighting first = TorqueReweighting.of(
                frames, alike.graph(), List.of(alike.torsions().get(0)), symmetry, SETTINGS);
        TorqueReweighting second = TorqueReweighting.of(
                frames, alike.graph(), List.of(alike.torsions().get(1)), symmetry, SETTINGS);
        assertThat(second.freeEnergy(77)).isCloseTo(first.freeEnergy(77), within(0.02));
    }

    /** Forces of zero leave A = 0: all torsions are equally likely, and frames in [0°, 120°) are a third of the circle. */
    @Test
    void whatNoFrameVisitsCountsAsExtrapolatedAndIsUncertain() {
        ToyChain free = ToyChain.of(x -> 0);
        Random random = new Random(8);
        ForceFrames drawn = free.frames(500, () -> uniform(random, 0.5, 119.5), random);
        double[] positions = new double[12 * drawn.size()];
        for (int i = 0; i < drawn.size(); i++) {
            System.arraycopy(drawn.positions(i), 0, positions, 12 * i, 12);
        }
        ForceFrames still = ForceFrames.of(drawn.atomicNumbers(), positions, new double[positions.length], null);

        RotamerPopulations populations = fit(free, still, NONE).populations(ToyChain.KELVIN, new double[][] {THIRDS});

        assertThat(populations.shares()).containsExactly(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, within(1e-12));
        assertThat(populations.extrapolated()).containsExactly(new double[] {1, 0, 1}, within(1e-12));
        assertThat(populations.extrapolatedShare()).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(populations.standardErrors()[2]).isGreaterThan(0.05);
    }

    @Test
    void sectorsWrapAroundAndMayBeTheWholeCircle() {
        Random random = new Random(9);
        TorqueReweighting torques = fit(TRIOXIDE, TRIOXIDE.frames(500, () -> uniform(random, -180, 180), random), NONE);

        double[] both = torques.populations(ToyChain.KELVIN, new double[][] {THIRDS, THIRDS})
                .shares();
        double[] second = torques.populations(ToyChain.KELVIN, new double[][] {WHOLE, THIRDS})
                .shares();
        double[] trans = torques.populations(ToyChain.KELVIN, new double[][] {{-120, 120}, {60}})
                .shares();

        assertThat(second).hasSize(3);
        assertThat(trans).hasSize(2);
        for (int state = 0; state < 3; state++) {
            assertThat(second[state]).isCloseTo(both[state] + both[3 + state] + both[6 + state], within(1e-12));
        }
        assertThat(trans[1]).isCloseTo(both[6] + both[7] + both[8], within(1e-12));
    }

    /** Frames 0–1999 hold the methyl group in one of its three positions; the operations tell that all are alike. */
    @Test
    void equivalentPositionsOfAMethylGroupAreEquallyPopulated() {
        ForceFrames frames = TestFrames.ethanol();
        MolecularGraph graph = TestFrames.graph(frames);
        List<SymmetryOperation> symmetry = graph.symmetryOperations(frames.positions(0), 100);

        RotamerPopulations methyl = TorqueReweighting.of(frames, graph, graph.rotors(), symmetry, SETTINGS)
                .populations(645, new double[][] {THIRDS, WHOLE});

        assertThat(methyl.shares()).containsExactly(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, within(1e-9));
    }

    private static RotamerPopulations hydroxyl(ForceFrames frames, int[] torsion, double kelvin) {
        MolecularGraph graph = TestFrames.graph(frames);
        List<SymmetryOperation> symmetry = graph.symmetryOperations(frames.positions(0), 100);
        return TorqueReweighting.of(frames, graph, List.of(torsion), symmetry, SETTINGS)
                .populations(kelvin, new double[][] {THIRDS});
    }

    /**
     * Two estimates that share no frame: 2,000 consecutive frames, and 6,000 of the whole trajectory. Counted, trans has a share
     * of 0.312 ± 0.025 in the latter (blocks of 200 frames).
     */
    @Test
    void twoThousandFramesOfMd17ForetellThePopulationsOfTheWholeTrajectory() {
        int[] torsion = {1, 0, 2, 8};

        RotamerPopulations start = hydroxyl(TestFrames.ethanol(), torsion, 645);
        RotamerPopulations whole = hydroxyl(TestFrames.ethanolReference(), torsion, 645);

        assertThat(whole.standardErrors()[2]).isLessThan(0.015);
        assertThat(whole.shares()[2]).isCloseTo(0.312, within(0.06));
        assertThat(start.standardErrors()[2]).isBetween(0.02, 0.08);
        assertThat(start.shares()[2]).isCloseTo(whole.shares()[2], within(3 * start.standardErrors()[2]));
        assertThat(start.shares()[0]).isCloseTo(start.shares()[1], within(1e-9));
    }

    /**
     * A rotamer that no frame visits: 0.142 ± 0.015 at equilibrium by counting another run. What the torques beside it say must
     * be true within an error that admits how little that is.
     */
    @Test
    void theErrorOfAnExtrapolatedRotamerIsHonest() {
        ForceFrames frames = TestFrames.ethanolXtb();
        for (ForceFrames some :
                List.of(frames.first(1000), frames.range(1000, 2000), frames.range(2000, 3000), frames)) {
            RotamerPopulations populations = hydroxyl(some, new int[] {0, 1, 2, 8}, 500);

            assertThat(populations.extrapolated()[2]).isCloseTo(1, within(1e-12));
            assertThat(populations.extrapolated()[0]).isLessThan(0.2);
            assertThat(populations.standardErrors()[2]).isGreaterThan(0.08);
            assertThat(populations.shares()[2])
                    .isCloseTo(0.142, within(1.5 * populations.standardErrors()[2]));
        }
    }

    @Test
    void theSeedDecidesTheErrorsAndNothingElse() {
        Random random = new Random(10);
        ForceFrames frames = PEROXIDE.frames(200, () -> uniform(random, -180, 180), random);
        double[][] edges = {THIRDS};

        RotamerPopulations first = fit(PEROXIDE, frames, NONE).populations(300, edges);
        RotamerPopulations again = fit(PEROXIDE, frames, NONE).populations(300, edges);
        RotamerPopulations other = TorqueReweighting.of(
                        frames, PEROXIDE.graph(), PEROXIDE.torsions(), NONE, SETTINGS.withSeed(1))
                .populations(300, edges);

        assertThat(again.standardErrors()).isEqualTo(first.standardErrors());
        assertThat(other.shares()).isEqualTo(first.shares());
        assertThat(other.standardErrors()).isNotEqualTo(first.standardErrors());
    }

    @Test
    void refusesWhatDoesNotFit() {
        Random random = new Random(11);
        ForceFrames frames = PEROXIDE.frames(10, () -> uniform(random, -180, 180), random);
        MolecularGraph graph = PEROXIDE.graph();
        List<int[]> rotors = PEROXIDE.torsions();
        TorqueReweighting torques = TorqueReweighting.of(frames, graph, rotors, NONE, SETTINGS);

        assertThatThrownBy(() -> TorqueReweighting.of(frames, TRIOXIDE.graph(), rotors, NONE, SETTINGS))
                .hasMessageContaining("are not those of the frames");
        assertThatThrownBy(() -> TorqueReweighting.of(frames, graph, List.of(), NONE, SETTINGS))
                .hasMessageContaining("one to 5 rotors, found 0");
        assertThatThrownBy(() ->
                        TorqueReweighting.of(frames, graph, Collections.nCopies(6, rotors.get(0)), NONE, SETTINGS))
                .hasMessageContaining("leave some out");
        assertThatThrownBy(() -> TorqueReweighting.of(frames.first(9), graph, rotors, NONE, SETTINGS))
                .hasMessageContaining("found 9");
        assertThatThrownBy(() -> TorqueReweighting.of(
                        frames, graph, rotors, List.of(new SymmetryOperation(new int[3], false)), SETTINGS))
                .hasMessageContaining("4 atoms, found 3");
        assertThatThrownBy(() -> TorqueReweighting.of(
                        frames, graph, List.of(new int[] {0, 1, 2, 3}, new int[] {3, 2, 1, 0}), NONE, SETTINGS))
                .hasMessageContaining("the same bond");
        assertThatThrownBy(() -> torques.freeEnergy(0, 0)).hasMessageContaining("expected 1 torsions");
        assertThatThrownBy(() -> torques.populations(0, new double[][] {THIRDS}))
                .hasMessageContaining("temperature");
        assertThatThrownBy(() -> torques.populations(300, new double[0][])).hasMessageContaining("edges of 1 torsions");
        for (double[] edges : new double[][] {{}, {0, 0}, {-181}, {180}, {Double.NaN}}) {
            assertThatThrownBy(() -> torques.populations(300, new double[][] {edges}))
                    .hasMessageContaining("rising edges");
        }
        assertThatThrownBy(() -> SETTINGS.withHarmonics(2, 3)).hasMessageContaining("at most as many in pairs");
        assertThatThrownBy(() -> SETTINGS.withPrior(0, 1)).hasMessageContaining("above 0");
        assertThatThrownBy(() -> SETTINGS.withReplicates(1)).hasMessageContaining("at least 2");
    }
}
