package io.github.cdkdrift.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.io.TestFiles;
import io.github.cdkdrift.molecule.MolecularGraph;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values: {@code test-data/golden/inspection.py} (numpy, ASE) on the same frames unless said otherwise. */
class LabelInspectionTest {
    private static final Map<String, double[]> GOLDEN = new HashMap<>();

    private static ForceFrames md17;
    private static MolecularGraph ethanol;
    private static LabelInspection inspection;

    @BeforeAll
    static void read(@TempDir Path folder) throws Exception {
        try (InputStream in =
                LabelInspectionTest.class.getResourceAsStream("/io/github/cdkdrift/data/golden/inspection.txt")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                List<String> words = List.of(line.split(" ", -1));
                GOLDEN.put(
                        words.get(0),
                        words.stream().skip(1).mapToDouble(Double::parseDouble).toArray());
            }
        }
        md17 = ForceFrames.read(TestFiles.data("md17-ethanol/md17-ethanol-0-1999.npz", folder));
        ethanol = MolecularGraph.perceive(md17.atomicNumbers(), md17.positions(0));
        inspection = LabelInspection.of(md17, ethanol);
    }

    private static ForceFrames changed(
            DoubleUnaryOperator position, DoubleUnaryOperator force, DoubleUnaryOperator energy) {
        return ForceFrames.of(
                md17.atomicNumbers(),
                all(md17, false).map(position).toArray(),
                all(md17, true).map(force).toArray(),
                Arrays.stream(md17.energies()).map(energy).toArray());
    }

    private static DoubleStream all(ForceFrames frames, boolean forces) {
        return IntStream.range(0, frames.size())
                .mapToObj(i -> forces ? frames.forces(i) : frames.positions(i))
                .flatMapToDouble(Arrays::stream);
    }

    private static List<String> warnings(ForceFrames frames) {
        return LabelInspection.of(frames, ethanol).warnings();
    }

    @Test
    void forcesOfMd17AreMinusTheGradientOfItsEnergies() {
        EnergyForceConsistency consistency = inspection.consistency().orElseThrow();
        assertThat(consistency.steps()).isEqualTo(1999);
        assertThat(consistency.slope())
                .isCloseTo(GOLDEN.get("slope")[0], within(1e-9))
                .isCloseTo(1, within(0.01));
        assertThat(consistency.correlation()).isCloseTo(GOLDEN.get("correlation")[0], within(1e-9));
        assertThat(consistency.relativeError()).isCloseTo(GOLDEN.get("error")[0], within(1e-6));
        assertThat(consistency.problem()).isEmpty();
    }

    @Test
    void netForcesAndTorquesOfMd17() {
        NetForces net = inspection.netForces();
        assertThat(new double[] {net.meanForce(), net.maxForce(), net.typicalForce()})
                .containsExactly(GOLDEN.get("force"), within(1e-9));
        assertThat(new double[] {net.meanTorque(), net.maxTorque(), net.typicalTorque()})
                .containsExactly(GOLDEN.get("torque"), within(1e-9));
    }

    @Test
    void bondLengthsOfMd17() {
        assertThat(inspection.bonds()).hasSize(8).noneMatch(BondLength::suspicious);
        BondLength bond = inspection.bonds().get(1);
        assertThat(bond.name()).isEqualTo("C1-O3");
        assertThat(new double[] {bond.mean(), bond.deviation(), bond.shortest(), bond.longest()})
                .containsExactly(GOLDEN.get("bond-C0-O2"), within(1e-9));
    }

    @Test
    void rotorsOfMd17() {
        assertThat(inspection.rotors()).hasSize(2);
        RotorCoverage methyl = inspection.rotors().get(0);
        assertThat(methyl.name()).isEqualTo("O3-C1-C2-H6");
        assertThat(methyl.symmetric()).isTrue();
        assertCoverage(methyl, "methyl");
        RotorCoverage hydroxyl = inspection.rotors().get(1);
        assertThat(hydroxyl.name()).isEqualTo("C2-C1-O3-H9");
        assertThat(hydroxyl.symmetric()).isFalse();
        assertThat(hydroxyl.visited()).isGreaterThan(methyl.visited());
        assertCoverage(hydroxyl, "hydroxyl");
        assertThat(inspection.slowestRotor()).contains(methyl);
    }

    private static void assertCoverage(RotorCoverage rotor, String name) {
        assertThat(new double[] {rotor.gauchePlus(), rotor.trans(), rotor.gaucheMinus()})
                .containsExactly(GOLDEN.get(name + "-sectors"), within(1e-12));
        assertThat(rotor.histogram()).hasSize(36);
        assertThat(rotor.histogram().stream().mapToInt(i -> i).sum()).isEqualTo(2000);
        assertThat(rotor.correlation().time()).isCloseTo(GOLDEN.get(name + "-time")[0], within(1e-5));
    }

    @Test
    void timeCorrelationOfMd17() {
        assertThat(inspection.energy().orElseThrow().time()).isCloseTo(GOLDEN.get("energy-time")[0], within(1e-5));
    }

    @Test
    void warnsThatConsecutiveFramesAreFewIndependentOnesAndOfNothingElse() {
        assertThat(inspection.warnings())
                .hasSize(2)
                .allMatch(warning -> warning.contains("label frames further apart"))
                .anyMatch(
                        warning -> warning.startsWith("By their energies the frames have an effective sample size of"))
                .anyMatch(warning -> warning.startsWith(
                        "By their torsion O3-C1-C2-H6 the frames have an effective sample size of at most"));
    }

    /** Factors to kcal/mol and kcal/mol/Å by CODATA 2018; the true labels are divided by them. */
    @ParameterizedTest
    @CsvSource({
        "23.0605, 1, energies in eV with forces in kcal/mol/Å",
        "1, 23.0605, energies in kcal/mol with forces in eV/Å",
        "627.509, 1, energies in hartree with forces in kcal/mol/Å",
        "1, 1185.82, energies in kcal/mol with forces in hartree/bohr",
        "0.239006, 1, energies in kJ/mol with forces in kcal/mol/Å",
        "1, 0.239006, energies in kcal/mol with forces in kJ/mol/Å",
        "1, 0.0239006, energies in kcal/mol with forces in kJ/mol/nm",
        "627.509, 1185.82, energies in hartree with forces in hartree/bohr",
        "23.0605, 1185.82, energies in eV with forces in hartree/bohr",
        "1, -23.0605, multiply them by -1; this is the ratio of energies in kcal/mol with forces in eV/Å",
        "1, -1, multiply them by -1.",
        "1, 3, check the units of both"
    })
    void namesTheUnitsThatExplainAWrongSlope(double energyUnit, double forceUnit, String explanation) {
        ForceFrames frames = changed(x -> x, f -> f / forceUnit, e -> e / energyUnit);
        assertThat(warnings(frames))
                .anyMatch(warning -> warning.startsWith("Energy differences are") && warning.contains(explanation));
    }

    @Test
    void warnsOfEnergiesThatDoNotBelongToTheFrames() {
        double[] energies = md17.energies();
        double[] reversed = IntStream.range(0, energies.length)
                .mapToDouble(i -> energies[energies.length - 1 - i])
                .toArray();
        ForceFrames frames = ForceFrames.of(
                md17.atomicNumbers(),
                all(md17, false).toArray(),
                all(md17, true).toArray(),
                reversed);
        assertThat(warnings(frames)).anyMatch(warning -> warning.startsWith("Energies hardly follow the forces"));
    }

    @Test
    void saysWhenFramesAreTooFarApartToCompare() {
        ForceFrames sparse = md17.every(50);
        assertThat(LabelInspection.of(sparse, ethanol).consistency()).isEmpty();
        assertThat(warnings(sparse))
                .anyMatch(warning -> warning.startsWith("Consecutive frames are too few, too far apart"));
    }

    @Test
    void saysWhenThereAreNoEnergies() {
        ForceFrames frames = ForceFrames.of(
                md17.atomicNumbers(),
                all(md17, false).toArray(),
                all(md17, true).toArray(),
                null);
        LabelInspection without = LabelInspection.of(frames, ethanol);
        assertThat(without.energy()).isEmpty();
        assertThat(without.warnings()).anyMatch(warning -> warning.startsWith("The frames carry no energies"));
        assertThat(without.toText("")).contains("cannot be compared");
    }

    @Test
    void warnsOfNoisyForces() {
        Random noise = new Random(9);
        assertThat(warnings(changed(x -> x, f -> f + 4 * noise.nextGaussian(), e -> e)))
                .anyMatch(warning -> warning.startsWith("The forces of a frame do not add up to zero"))
                .anyMatch(warning -> warning.startsWith("The forces of a frame exert a torque"));
    }

    /** Axes x, y, z of the forces renamed to y, z, x: their sum is still zero, their torque is not. */
    @Test
    void warnsOfForcesInOtherAxes() {
        double[] forces = all(md17, true).toArray();
        double[] turned = IntStream.range(0, forces.length)
                .mapToDouble(i -> forces[i - i % 3 + (i + 1) % 3])
                .toArray();
        ForceFrames frames =
                ForceFrames.of(md17.atomicNumbers(), all(md17, false).toArray(), turned, md17.energies());
        assertThat(warnings(frames))
                .anyMatch(warning -> warning.startsWith("The forces of a frame exert a torque"))
                .noneMatch(warning -> warning.contains("do not add up to zero"));
    }

    @Test
    void namesUnusualBonds() {
        assertThat(warnings(changed(x -> x / 0.529177210903, f -> f, e -> e)))
                .anyMatch(warning -> warning.startsWith("Unusual bond lengths: C1-C2 (")
                        && warning.contains("O3-H9 (")
                        && warning.contains("check the unit of the positions"));
    }

    @Test
    void countsRepeatedFrames() {
        ForceFrames repeated = md17.select(0, 1, 2, 0, 2, 0);
        assertThat(LabelInspection.of(repeated, ethanol).duplicates()).isEqualTo(3);
        assertThat(warnings(repeated))
                .contains("3 of 6 frames repeat an earlier one exactly: remove them, or they count twice.")
                .contains("There are only 6 frames: training needs at least 10.");
    }

    @Test
    void warnsOfARotamerThatTheFramesNeverVisit() {
        assertThat(warnings(md17.first(100)))
                .anyMatch(warning -> warning.startsWith("Torsion C2-C1-O3-H9 hardly leaves part of its circle"))
                .noneMatch(warning -> warning.startsWith("Torsion O3-C1-C2-H6"));
    }

    @Test
    void textIsWholeForMd17AndForOneFrame() {
        assertThat(inspection.toText("436 ± 15 K"))
                .contains("molecule                    C2H6O")
                .contains("frames                      2000, duplicates 0")
                .contains("temperature                 436 ± 15 K")
                .contains("slope 1.0011, correlation 0.9998, relative error 0.0195 (1999 steps)")
                .contains("C1-O3            1.456   0.057   1.302   1.694")
                .doesNotContain("NaN");
        assertThat(LabelInspection.of(md17.first(1), ethanol).toText("unknown"))
                .contains("There are only 1 frames")
                .doesNotContain("NaN");
    }

    @Test
    void refusesAMoleculeOfOtherElements() throws Exception {
        MolecularGraph helium = MolecularGraph.perceive(new int[] {2}, new double[3]);
        assertThatThrownBy(() -> LabelInspection.of(md17, helium)).isInstanceOf(IllegalArgumentException.class);
    }
}
