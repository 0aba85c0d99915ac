package io.github.cdkdrift.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.DriftingConformerGenerator;
import io.github.cdkdrift.dynamics.EnergyConservation;
import io.github.cdkdrift.dynamics.SimulationSettings;
import io.github.cdkdrift.dynamics.TrajectoryBlock;
import io.github.cdkdrift.dynamics.TrajectoryLog;
import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.evaluation.GroupedShares;
import io.github.cdkdrift.kinetics.Transitions;
import io.github.cdkdrift.model.ConformerModel;
import io.github.cdkdrift.model.ModelFile;
import io.github.cdkdrift.molecule.Rejection;
import io.github.cdkdrift.molecule.Torsion;
import io.github.cdkdrift.rotamer.RotorSectors;
import io.github.cdkdrift.simulation.SimulationReport.Beside;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a small model of glycol by MMFF94 at 300 K. */
class SimulationReportTest {
    private static final EnergyConservation FINE = new EnergyConservation(0.01, 200);
    private static final int TORSIONS = 3;

    @TempDir
    private static Path folder;

    private static ConformerModel model;
    private static List<Conformer> draws;

    @BeforeAll
    static void read() throws Exception {
        model = golden("5");
        draws = new ModelSimulation(model, SimulationSettings.at(300)).samples(2000);
    }

    private static ConformerModel golden(String format) throws Exception {
        Path file = folder.resolve(format + ".drift");
        try (InputStream in = SimulationReportTest.class.getResourceAsStream(
                "/io/github/cdkdrift/data/golden/model-format-" + format + ".drift")) {
            Files.write(file, in.readAllBytes());
        }
        return ModelFile.read(file);
    }

    /** A log whose frames are draws: the best simulation that there can be. */
    private static TrajectoryLog perfect(SimulationSettings settings, List<Conformer> from) {
        TrajectoryLog log = TrajectoryLog.inMemory();
        List<int[]> torsions = ModelSimulation.torsions(model.graph());
        int at = 0;
        for (int number = 0; number <= settings.frames(); number++) {
            double[] positions = new double[settings.walkers() * 30];
            float[] observed = new float[settings.walkers() * TORSIONS];
            for (int walker = 0; walker < settings.walkers(); walker++) {
                double[] geometry = from.get(at++ % from.size()).positions();
                System.arraycopy(geometry, 0, positions, walker * 30, 30);
                for (int t = 0; t < TORSIONS; t++) {
                    observed[walker * TORSIONS + t] = (float) Torsion.degrees(geometry, torsions.get(t));
                }
            }
            log.add(new TrajectoryBlock(
                    number,
                    positions,
                    new double[positions.length],
                    new double[positions.length],
                    new double[settings.walkers()],
                    number == 0 ? new float[0] : observed));
        }
        return log;
    }

    private static SimulationSettings settings() {
        return SimulationSettings.at(300).withLength(0, 60, 1, 1);
    }

    @Test
    void samplesOfOneDistributionAreAtTheFloor() {
        SimulationReport report = SimulationReport.of(
                model,
                settings(),
                FINE,
                perfect(settings(), draws.subList(0, 976)),
                new Beside(draws.subList(1000, 2000), null, null, "none"));

        Agreement found = report.simulationSamples();
        assertThat(found.torsions().value())
                .isBetween(0.5 * found.torsions().floor(), found.torsions().high());
        assertThat(found.torsions().first()).isBetween(600.0, 976.0);
        assertThat(Math.abs(found.difference().value()))
                .isLessThan(4 * found.difference().standardError());
        assertThat(report.simulationReference().missing()).isEqualTo("none");
        assertThat(report.toText())
                .contains("JS(simulation, reference): not measured, none")
                .contains("not measured  ");
        assertThat(report.toJson()).contains("\"reference\": null");
    }

    /** A reference without three quarters of the draws whose O–C–C–O is positive. */
    @Test
    void aDistributionThatIsOffIsSeenToBe() {
        List<Conformer> off = new ArrayList<>();
        for (int i = 0; i < draws.size(); i++) {
            double degrees = Torsion.degrees(
                    draws.get(i).positions(),
                    ModelSimulation.torsions(model.graph()).get(1));
            if (degrees < 0 || i % 4 == 0) {
                off.add(draws.get(i));
            }
        }
        SimulationReport report = SimulationReport.of(
                model, settings(), FINE, perfect(settings(), draws), new Beside(draws, null, off, "one-sided"));

        assertThat(report.samplesReference().torsions().value())
                .isGreaterThan(2 * report.samplesReference().torsions().high());
        assertThat(report.simulationSamples().torsions().value())
                .isLessThan(report.simulationSamples().torsions().high());
    }

    /** −k_BT ln(0.5/0.8) with k_BT = 0.59616 kcal/mol, error k_BT √(0.1² + 0.05²) of relative errors 10 and 5 %. */
    @Test
    void freeEnergiesDifferByTheLogarithmOfTheShares() {
        GroupedShares first = new GroupedShares(new double[] {0.5, 0.495, 0.005, 0}, new double[] {0.05, 0.1, 0.1, 0});
        GroupedShares second = new GroupedShares(new double[] {0.8, 0.18, 0, 0.02}, new double[] {0.04, 0.1, 0.1, 0});

        assertThat(StateComparison.difference(first, second, 0, 300).value()).isCloseTo(0.28020, within(1e-4));
        assertThat(StateComparison.difference(first, second, 0, 300).standardError())
                .isCloseTo(0.59616 * Math.sqrt(0.0125), within(1e-4));
        assertThat(StateComparison.largest(first, second)).isEqualTo(1);
        assertThat(StateComparison.oneSided(first, second)).containsExactly(3);
        GroupedShares one = new GroupedShares(new double[] {1, 0, 0, 0}, new double[4]);
        assertThat(StateComparison.largest(one, second)).isEqualTo(-1);
    }

    /** Its bond is stretched to 3 Å in the second frame, after which it is gone; the energy of another is no number. */
    @Test
    void brokenWalkersAreNamedAndAveragedNowhere() {
        TrajectoryLog whole = perfect(settings(), draws);
        TrajectoryLog log = TrajectoryLog.inMemory();
        for (int number = 0; number < whole.size(); number++) {
            TrajectoryBlock block = whole.get(number);
            double[] positions = block.positions().clone();
            double[] energies = block.energies().clone();
            float[] torsions = block.torsions().clone();
            if (number >= 2) {
                energies[3] = Double.NaN;
                Arrays.fill(positions, 90, 120, 0);
                Arrays.fill(torsions, 3 * TORSIONS, 4 * TORSIONS, Float.NaN);
                if (number == 2) {
                    System.arraycopy(block.positions(), 90, positions, 90, 30);
                    positions[90] += 3;
                }
            }
            if (number >= 5) {
                energies[7] = Double.NaN;
                Arrays.fill(torsions, 7 * TORSIONS, 8 * TORSIONS, Float.NaN);
            }
            log.add(new TrajectoryBlock(number, positions, block.velocities(), block.forces(), energies, torsions));
        }
        SimulationReport report =
                SimulationReport.of(model, settings(), FINE, log, new Beside(draws, null, null, "none"));

        assertThat(report.broken())
                .containsExactly(
                        new BrokenWalker(3, 2 * settings().frameInterval(), Rejection.BROKEN_BOND),
                        new BrokenWalker(7, 5 * settings().frameInterval(), Rejection.NOT_FINITE));
        assertThat(report.toText())
                .contains("walkers that broke: 2 of 16", "walker 4 broke: broken bond, found at 0.001 ps");
        // Fourteen walkers of sixty observations, an observation standing for the interval behind it.
        assertThat(Arrays.stream(report.motions().get(0).transitions().times()).sum())
                .isBetween(0.7 * 14 * 59 * 0.0005, 14 * 59 * 0.0005 + 1e-9);
        assertThat(report.states().simulation().shares()).doesNotContain(Double.NaN);
    }

    /** Three wells of equal width: cores are their middle halves, edges belong to nobody. */
    @Test
    void coresAreTheMiddleHalvesOfSectors() {
        RotorCores cores = new RotorCores(new RotorSectors(new double[] {-120, 0, 120}, new double[] {-60, 60, 180}));

        assertThat(cores.core(-60)).isZero();
        assertThat(cores.core(-91)).isEqualTo(Transitions.BETWEEN);
        assertThat(cores.core(-89)).isZero();
        assertThat(cores.core(89)).isEqualTo(1);
        assertThat(cores.core(91)).isEqualTo(Transitions.BETWEEN);
        assertThat(cores.core(179)).isEqualTo(2);
        assertThat(cores.core(-179)).isEqualTo(2);
        assertThat(cores.core(-149)).isEqualTo(Transitions.BETWEEN);
        assertThat(new RotorCores(new RotorSectors(new double[0], new double[] {5})).core(99))
                .isZero();
    }

    /** Three normal peaks at −61°, 58° and 179°: the minima between equal ones lie half-way, at −1.5°, 118.5° and −121°, between bins. */
    @Test
    void edgesAreFoundMoreFinelyThanBins() {
        SplittableRandom random = new SplittableRandom(1);
        double[] peaks = {-61, 58, 179};
        double[] degrees = random.doubles(60_000)
                .map(unused -> Math.IEEEremainder(peaks[random.nextInt(3)] + 25 * random.nextGaussian(), 360))
                .toArray();

        assertThat(RotorCores.of(degrees).sectors().edges())
                .containsExactly(new double[] {-121, -1.5, 118.5}, within(1.0));
        assertThat(RotorSectors.of(degrees).edges()).doesNotContain(-121, -1.5, 118.5);
    }

    @Test
    void theGeneratorSimulates() {
        SimulationSettings settings = SimulationSettings.at(300)
                .withWalkers(6)
                .withLength(100, 4, 100, 50)
                .withSeed(2);
        DriftingConformerGenerator generator = DriftingConformerGenerator.of(model);
        SimulationReport report = generator.simulate(settings, 100);

        assertThat(report.simulationReference().isMeasured()).isTrue();
        assertThat(report.samplesReference().isMeasured()).isTrue();
        assertThat(report.motions()).hasSize(TORSIONS);
        assertThat(report.reference()).contains("exact samples");
        assertThatThrownBy(() -> generator.simulate(SimulationSettings.at(310), 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("310.0 K; expected the model's 300.0 K");
        assertThatThrownBy(() -> generator.simulate(settings.withTimeStep(6), 10))
                .hasMessageContaining("dynamics is not stable");
    }

    @Test
    void aModelWithoutAPotentialCannotBeSimulated() throws Exception {
        ConformerModel frames = golden("1");
        assertThatThrownBy(() -> new ModelSimulation(frames, SimulationSettings.at(500)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(ModelSimulation.NO_POTENTIAL);
    }
}
