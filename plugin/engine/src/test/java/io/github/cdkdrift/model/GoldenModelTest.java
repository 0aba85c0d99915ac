package io.github.cdkdrift.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.cdkdrift.DriftingConformerGenerator;
import io.github.cdkdrift.TestSettings;
import io.github.cdkdrift.diffusion.BeadPotential;
import io.github.cdkdrift.dynamics.Tempering;
import io.github.cdkdrift.generator.DensityGenerator;
import io.github.cdkdrift.generator.DiffusionGenerator;
import io.github.cdkdrift.generator.WellNetwork;
import io.github.cdkdrift.io.EnsembleFiles;
import io.github.cdkdrift.labelling.ActiveSettings;
import io.github.cdkdrift.positives.EquilibriumSettings;
import io.github.cdkdrift.potential.CorrectedForceField;
import io.github.cdkdrift.potential.FitSettings;
import io.github.cdkdrift.potential.PotentialException;
import io.github.cdkdrift.potential.XtbPotential;
import io.github.cdkdrift.potential.XtbPrior;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openscience.cdk.exception.CDKException;

/**
 * Models that earlier versions wrote stay readable and draw the same conformers. {@link #main} made the files, once for each
 * version of the format, as it then was; they are never made again.
 */
class GoldenModelTest {
    private static final String GOLDEN = "/io/github/cdkdrift/data/golden/";
    private static final int CONFORMERS = 3;
    private static final long SEED = 7;

    /**
     * Java changed a rare branch of its normal numbers between 17 and 25. A diffusion draws thousands of them, and with the other seed one is
     * there.
     */
    private static final long SEED_OF_SAME_NUMBERS = 8;

    @TempDir
    private Path folder;

    @Test
    void formatOneStaysReadable() throws IOException, CDKException {
        ConformerModel model = golden("1");
        assertThat(numbers(model)).containsExactly(expected("1"), within(1e-4));
        assertThat(model.states().size()).isEqualTo(1);
        assertThat(model.potential()).isNull();
    }

    /** With rotamer states and a potential. */
    @Test
    void formatTwoStaysReadable() throws IOException, CDKException {
        ConformerModel model = golden("2");
        assertThat(model.states().size()).isEqualTo(2);
        assertThat(model.potential()).isNotNull();
        assertThat(model.provenance().equilibrium().temperature()).isEqualTo(500);
        assertPositionsAndEnergies(model, "2");
    }

    /** In one well, trained from energies alone; the potential is MMFF94 by name. */
    @Test
    void formatThreeStaysReadable() throws IOException, CDKException {
        ConformerModel model = golden("3");
        assertThat(((WellNetwork) model.generator()).well().dimensions()).isEqualTo(12);
        assertThat(model.states().size()).isEqualTo(1);
        assertThat(model.potential().name()).isEqualTo("MMFF94");
        assertThat(model.provenance().calls().training()).isPositive();
        assertPositionsAndEnergies(model, "3");
    }

    /** A network with rotamer states that turns bonds, on MMFF94: the default until generators knew their density. */
    @Test
    void formatThreeWithTurnsStaysReadable() throws IOException, CDKException {
        ConformerModel model = golden("3-turns");
        assertThat(model.settings().network().turns()).isTrue();
        assertThat(model.states().size()).isGreaterThan(1);
        assertPositionsAndEnergies(model, "3-turns");
    }

    /** A density in closed form with coupling layers. */
    @Test
    void formatFiveStaysReadable() throws IOException, CDKException {
        ConformerModel model = golden("5");
        assertThat(((DensityGenerator) model.generator()).density().dimensions())
                .isEqualTo(24);
        assertThat(model.potential().name()).isEqualTo("MMFF94");
        assertPositionsAndEnergies(model, "5");
    }

    /** MMFF94 with a correction. */
    @Test
    void formatSixStaysReadable() throws IOException, CDKException {
        ConformerModel model = golden("6");
        assertThat(model.potential()).isInstanceOf(CorrectedForceField.class);
        assertThat(model.potential().name()).matches("MMFF94 corrected by \\d+ labels of MMFF94s \\(dielectric 4\\)");
        assertThat(model.provenance().equilibrium().labels()).isPositive();
        // What labels left open was not kept then.
        assertThat(((CorrectedForceField) model.potential()).alternatives()).isEmpty();
        assertPositionsAndEnergies(model, "6");
    }

    /** Beads and their diffusion. */
    @Test
    void formatSevenStaysReadable() throws IOException, CDKException {
        ConformerModel model = golden("7");
        assertThat(((DiffusionGenerator) model.generator()).steps()).isEqualTo(100);
        assertThat(((BeadPotential) model.potential()).beads()).containsExactly(0, 1, 2, 8);
        assertThat(model.graph().formula()).isEqualTo("C2HO");
        assertPositionsAndEnergies(model, "7", SEED_OF_SAME_NUMBERS);
    }

    /** GFN-FF with a correction. */
    @Test
    void formatEightStaysReadable() throws IOException, CDKException {
        assumeXtb();
        ConformerModel model = golden("8");
        assertThat(model.potential().name()).matches("GFN-FF corrected by \\d+ labels of GFN2-xTB");
        assertThat(((CorrectedForceField) model.potential()).prior()).isInstanceOf(XtbPrior.class);
        assertPositionsAndEnergies(model, "8");
    }

    private static void assumeXtb() {
        try {
            XtbPotential.of(XtbPotential.Method.GFNFF, new int[] {1, 1}, new double[] {0, 0, 0, 0, 0, 0.74}, 0, 0)
                    .close();
        } catch (PotentialException e) {
            assumeTrue(false, e.getMessage());
        }
    }

    /** Names in files are those of records: whoever renames a component keeps the old name there, or makes a new format. */
    @ParameterizedTest
    @ValueSource(strings = {"3", "3-turns", "5", "6", "7", "8"})
    void whatWasReadIsWrittenUnderTheSameNames(String format) throws IOException, CDKException {
        if (format.equals("8")) {
            assumeXtb();
        }
        ConformerModel model = golden(format);
        Path again = folder.resolve("again.drift");
        ModelFile.write(model, again);
        assertThat(StoredNames.of(again)).containsAllEntriesOf(StoredNames.of(folder.resolve("model.drift")));
    }

    /** Energies follow positions. */
    private void assertPositionsAndEnergies(ConformerModel model, String format) throws IOException {
        assertPositionsAndEnergies(model, format, SEED);
    }

    private void assertPositionsAndEnergies(ConformerModel model, String format, long seed) throws IOException {
        double[] expected = expected(format);
        int positions = 3 * model.graph().atoms() * CONFORMERS;
        double[] found = numbers(model, seed);
        assertThat(Arrays.copyOf(found, positions)).containsExactly(Arrays.copyOf(expected, positions), within(1e-4));
        assertThat(Arrays.copyOfRange(found, positions, found.length))
                .containsExactly(Arrays.copyOfRange(expected, positions, expected.length), within(1e-2));
    }

    private ConformerModel golden(String format) throws IOException, CDKException {
        Path model = folder.resolve("model.drift");
        try (InputStream file = getClass().getResourceAsStream(GOLDEN + "model-format-" + format + ".drift")) {
            Files.copy(file, model);
        }
        return ModelFile.read(model);
    }

    private double[] expected(String format) throws IOException {
        try (InputStream values = getClass().getResourceAsStream(GOLDEN + "model-format-" + format + ".txt")) {
            return Arrays.stream(new String(values.readAllBytes(), StandardCharsets.US_ASCII)
                            .trim()
                            .split("\\s+"))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
        }
    }

    /** Positions of the first conformers and, where there is a potential, the energy of each. */
    private static double[] numbers(ConformerModel model) {
        return numbers(model, SEED);
    }

    private static double[] numbers(ConformerModel model, long seed) {
        ConformerSampler sampler = model.sampler(seed);
        double[] positions = Stream.generate(sampler::next)
                .limit(CONFORMERS)
                .flatMapToDouble(conformer -> DoubleStream.of(conformer.positions()))
                .toArray();
        if (model.potential() == null) {
            return positions;
        }
        double[] energies = new double[CONFORMERS];
        model.potential().evaluate(positions, CONFORMERS, energies, new double[positions.length]);
        return DoubleStream.concat(DoubleStream.of(positions), DoubleStream.of(energies))
                .toArray();
    }

    /**
     * Writes {@code model-format-8.drift}, and the numbers of its first conformers, into a folder; with the class path of these tests {@code
     * java -cp … io.github.cdkdrift.model.GoldenModelTest test-data/golden}. As this was when the formats were new it wrote the others.
     */
    public static void main(String[] arguments) throws IOException, CDKException {
        EquilibriumSettings brief =
                new EquilibriumSettings(FitSettings.defaults(), 32, 1, 10, 200, 600, 12, 5, Tempering.NONE);
        DriftingConformerGenerator generator = DriftingConformerGenerator.forMolecule(
                        EnsembleFiles.readMolecule("CB(F)F"))
                .withPotential("gfn2")
                .withLabels(new ActiveSettings(40, 10, 40, 0.5))
                .withSettings(TestSettings.transport(100).withEquilibrium(brief).withTemperature(300))
                .train();
        write(generator.model(), Path.of(arguments[0]), "8");
    }

    private static void write(ConformerModel model, Path folder, String format) throws IOException {
        ModelFile.write(model, folder.resolve("model-format-" + format + ".drift"));
        String text = Arrays.stream(numbers(model)).mapToObj(Double::toString).collect(Collectors.joining("\n"));
        Files.writeString(folder.resolve("model-format-" + format + ".txt"), text + "\n");
    }
}
