package io.github.cdkdrift.positives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.TestFrames;
import io.github.cdkdrift.dynamics.Convergence;
import io.github.cdkdrift.dynamics.Tempering;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.io.EnsembleFiles;
import io.github.cdkdrift.labelling.Minima;
import io.github.cdkdrift.labelling.StartGeometries;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.Torsion;
import io.github.cdkdrift.potential.FitSettings;
import io.github.cdkdrift.potential.Mmff94Potential;
import io.github.cdkdrift.potential.Potential;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Equilibrium positives of MD17 ethanol at 500 K, from frames of the whole trajectory. */
@Tag("slow")
class EquilibriumSamplingTest {
    private static final ForceFrames FRAMES = TestFrames.ethanolReference().first(1000);
    private static final MolecularGraph GRAPH = TestFrames.graph(FRAMES);
    private static final int[] HYDROXYL = {1, 0, 2, 8};
    private static final int WALKERS = 64;
    private static final int SAMPLES = 100;
    private static final EquilibriumSettings SETTINGS = new EquilibriumSettings(
            FitSettings.defaults().withFrames(80).withWidths(List.of(20.0)),
            WALKERS,
            1,
            10,
            200,
            2000,
            20,
            10,
            Tempering.NONE);
    private static final List<String> STAGES = new ArrayList<>();
    private static Positives positives;

    @BeforeAll
    static void sample() {
        positives = sampled(SETTINGS, 500);
    }

    private static Positives sampled(EquilibriumSettings settings, double temperature) {
        return EquilibriumSampling.of(
                FRAMES,
                GRAPH,
                GRAPH.symmetryOperations(FRAMES.positions(0), 48),
                temperature,
                settings,
                7,
                STAGES::add);
    }

    private static double[] geometry(int i) {
        return Arrays.copyOfRange(positives.positions(), 27 * i, 27 * (i + 1));
    }

    private static double trans(double[] geometry) {
        return Math.abs(Torsion.degrees(geometry, HYDROXYL)) > 120 ? 1 : 0;
    }

    @Test
    void theWalkersAgree() {
        EquilibriumReport report = positives.report();
        assertThat(report.splitRhat()).isBetween(1.0, 1.05);
        assertThat(report.effectiveSamples()).isBetween(500.0, (double) report.samples());
        assertThat(report.broken()).isZero();
        assertThat(report.samples()).isEqualTo(WALKERS * SAMPLES).isEqualTo(positives.energies().length);
        assertThat(report.jumpAcceptance()).isBetween(0.02, 0.9);
        assertThat(report.temperature()).isEqualTo(500);
        assertThat(report.labels()).isEqualTo(80);
        assertThat(report.width()).isEqualTo(20);
        assertThat(report.extrapolated()).isLessThan(0.01);
        assertThat(STAGES.get(0)).isEqualTo("fitting a potential to the forces of 80 of 1,000 frames");
        assertThat(STAGES.get(1)).isEqualTo("sampling it at 500 K: 64 walkers, 2.2 ps each");
    }

    /**
     * Trans about C–O in MD17's frames: 0.31 (|torsion| above 120°). They are as hot as 645 K, and a potential of 80 points is not
     * theirs, which together may move the share by 0.03.
     */
    @Test
    void asManyAreTransAsInTheReference() {
        double[][] walkers = new double[WALKERS][SAMPLES];
        for (int i = 0; i < positives.energies().length; i++) {
            walkers[i / SAMPLES][i % SAMPLES] = trans(geometry(i));
        }
        Convergence share = Convergence.of(walkers);
        ForceFrames all = TestFrames.ethanolReference();
        double reference = IntStream.range(0, all.size())
                .mapToDouble(i -> trans(all.positions(i)))
                .average()
                .orElseThrow();
        double ofReference = Math.sqrt(reference * (1 - reference) / all.size());
        assertThat(share.standardError()).isLessThan(0.02);
        assertThat(share.mean())
                .isCloseTo(reference, within(0.03 + 2 * Math.hypot(share.standardError(), ofReference)));
    }

    /** ⟨E⟩ − E_min of 3N − 6 nearly harmonic modes: about ½ k_BT each; twice the temperature, twice as much. */
    @Test
    void theEnergiesAreThePotentialsAndRiseWithTheTemperature() {
        double[] energies = new double[positives.energies().length];
        positives
                .potential()
                .evaluate(positives.positions(), energies.length, energies, new double[27 * energies.length]);
        assertThat(positives.energies()).containsExactly(energies, within(1e-5));
        Positives cold = sampled(SETTINGS.withSteps(200, 300, 20), 250);
        double rise = mean(positives.energies()) - mean(cold.energies());
        assertThat(rise).isCloseTo(10.5 * 0.0019872 * 250, within(0.25 * 10.5 * 0.0019872 * 250));
    }

    private static double mean(double... values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    @Test
    void theSameSeedGivesTheSamePositives() {
        EquilibriumSettings brief = SETTINGS.withSteps(10, 80, 20);
        assertThat(sampled(brief, 500).positions())
                .isEqualTo(sampled(brief, 500).positions());
    }

    @Test
    void framesOfTheirOwnCarryNoPotential() {
        Positives own = Positives.of(FRAMES);
        assertThat(own.positions()).hasSize(27_000);
        assertThat(Arrays.copyOfRange(own.positions(), 27, 54)).isEqualTo(FRAMES.positions(1));
        assertThatThrownBy(() -> own.withForces(FRAMES.atomicNumbers())).isInstanceOf(IllegalStateException.class);
        ForceFrames made = positives.withForces(FRAMES.atomicNumbers());
        assertThat(made.size()).isEqualTo(positives.energies().length);
        assertThat(made.positions(3)).isEqualTo(geometry(3));
        double[] forces = new double[27];
        positives.potential().evaluate(geometry(3), 1, new double[1], forces);
        assertThat(made.forces(3)).containsExactly(forces, within(1e-5));
    }

    /**
     * Butane by MMFF94 from trans alone: replica exchange and torsion jumps find the gauche share that torsion jumps at one
     * temperature find from gauche alone, and the mean energy.
     */
    @Test
    void aGivenPotentialIsSampledTheSameWithAndWithoutReplicaExchange() throws Exception {
        MolecularGraph butane = MolecularGraph.of(EnsembleFiles.readMolecule("CCCC"));
        Potential potential = Mmff94Potential.of(butane, Mmff94Potential.Variant.MMFF94);
        List<double[]> minima = Minima.of(butane, potential, StartGeometries.of(butane, 16, 0));
        int[] chain = {0, 1, 2, 3};
        List<double[]> trans = minima.stream()
                .filter(x -> Math.abs(Torsion.degrees(x, chain)) > 120)
                .toList();
        List<double[]> gauche = minima.stream()
                .filter(x -> Math.abs(Torsion.degrees(x, chain)) < 120)
                .toList();
        EquilibriumSettings jumps =
                new EquilibriumSettings(SETTINGS.fit(), 64, 1, 10, 1000, 6000, 20, 5, Tempering.NONE);
        EquilibriumSettings ladder =
                new EquilibriumSettings(SETTINGS.fit(), 64, 1, 10, 2000, 12_000, 20, 5, new Tempering(4, 3, 10));

        Positives one = EquilibriumSampling.of(potential, butane, gauche, 300, jumps, 1, STAGES::add);
        Positives two = EquilibriumSampling.of(potential, butane, trans, 300, ladder, 2, STAGES::add);

        assertThat(two.report().exchangeAcceptance()).isBetween(0.1, 0.9);
        assertThat(two.report().splitRhat()).isLessThan(1.1);
        assertThat(one.report().potential()).isEqualTo("MMFF94");
        assertThat(gaucheShare(two, chain)).isCloseTo(gaucheShare(one, chain), within(0.04));
        assertThat(Arrays.stream(two.energies()).average().orElseThrow())
                .isCloseTo(Arrays.stream(one.energies()).average().orElseThrow(), within(0.15));
    }

    private static double gaucheShare(Positives of, int[] chain) {
        return of.geometries().stream()
                .mapToDouble(x -> Math.abs(Torsion.degrees(x, chain)) < 120 ? 1 : 0)
                .average()
                .orElseThrow();
    }

    /** Four samples of a walker are needed to say whether the walkers agree. */
    @Test
    void aRunTooShortToBeJudgedIsRefusedInWords() {
        assertThatThrownBy(() -> sampled(SETTINGS.withSteps(0, 40, 20), 500))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("four samples");
    }
}
