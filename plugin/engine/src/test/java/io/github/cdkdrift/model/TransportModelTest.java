package io.github.cdkdrift.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.TestFrames;
import io.github.cdkdrift.TestSettings;
import io.github.cdkdrift.archive.SealedArchive;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.io.InputFormatException;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.Torsion;
import io.github.cdkdrift.rotamer.RotamerStates;
import io.github.cdkdrift.training.TrainingListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models with rotamer states, symmetry operations and a potential. */
@Tag("slow")
class TransportModelTest {
    private static final ForceFrames ETHANOL = TestFrames.ethanolReference().first(400);
    private static final int[] HYDROXYL = {1, 0, 2, 8};
    private static final int[] METHYL = {5, 1, 0, 2};
    private static ConformerModel model;

    @TempDir
    private static Path folder;

    private static Path whole;

    @BeforeAll
    static void train() throws IOException {
        model = trained(ETHANOL);
        whole = folder.resolve("whole.drift");
        ModelFile.write(model, whole);
    }

    private static ConformerModel trained(ForceFrames frames) {
        return ModelTraining.train(
                frames, TestFrames.graph(frames), TestSettings.equilibrium(500), TrainingListener.NONE);
    }

    @Test
    void aModelReadBackDrawsTheSameConformersWithTheSameEnergies() throws IOException, InputFormatException {
        ConformerModel read = ModelFile.read(whole);
        assertThat(read.settings()).isEqualTo(model.settings());
        assertThat(read.provenance()).isEqualTo(model.provenance());
        assertThat(read.states().populations()).isEqualTo(model.states().populations());
        assertThat(read.states().describe(1)).isEqualTo(model.states().describe(1));
        assertThat(read.symmetry()).isEqualTo(model.symmetry());
        assertThat(read.symmetry().size()).isEqualTo(6);
        ConformerSampler expected = model.sampler(3);
        ConformerSampler actual = read.sampler(3);
        for (int i = 0; i < 300; i++) {
            double[] positions = expected.next().positions();
            assertThat(actual.next().positions()).isEqualTo(positions);
            assertThat(energy(read, positions)).isCloseTo(energy(model, positions), within(1e-6));
        }
        Path again = folder.resolve("again.drift");
        ModelFile.write(read, again);
        assertThat(again).hasSameBinaryContentAs(whole);
    }

    private static double energy(ConformerModel of, double[] positions) {
        double[] energy = new double[1];
        of.potential().evaluate(positions, 1, energy, new double[positions.length]);
        return energy[0];
    }

    /** Both gauche forms alike, the methyl group in each of its places alike, and trans as often as it was found. */
    @Test
    void symmetryIsUnfoldedAndStatesAreDrawnByPopulation() {
        int count = 6000;
        int trans = 0;
        int right = 0;
        int[] thirds = new int[3];
        ConformerSampler sampler = model.uncheckedSampler(1);
        for (int i = 0; i < count; i++) {
            double[] positions = sampler.next().positions();
            double torsion = Torsion.degrees(positions, HYDROXYL);
            trans += Math.abs(torsion) > 120 ? 1 : 0;
            right += torsion > 0 ? 1 : 0;
            thirds[(int) Math.floor((Torsion.degrees(positions, METHYL) + 360) / 120) % 3]++;
        }
        int state = Math.abs(model.states().torsions()[0][hydroxylRotor()]) > 120 ? 0 : 1;
        // Basins overlap at the edge of 120 degrees.
        assertThat(trans / (double) count).isCloseTo(model.states().populations()[state], within(0.06));
        assertThat(right / (double) count).isCloseTo(0.5, within(0.03));
        for (int third : thirds) {
            assertThat(third / (double) count).isCloseTo(1 / 3.0, within(0.03));
        }
    }

    private static int hydroxylRotor() {
        int[] first = model.states().rotors()[0];
        return first[1] == 0 && first[2] == 2 ? 0 : 1;
    }

    @Test
    void otherPopulationsAreDrawnWithoutTraining() {
        int trans = Math.abs(model.states().torsions()[0][hydroxylRotor()]) > 120 ? 0 : 1;
        RotamerStates only = model.states().only(List.of(trans));
        ConformerSampler sampler = model.withStates(only).uncheckedSampler(2);
        int found = 0;
        for (int i = 0; i < 1000; i++) {
            found += Math.abs(Torsion.degrees(sampler.next().positions(), HYDROXYL)) > 100 ? 1 : 0;
        }
        assertThat(found).isGreaterThan(900);
    }

    /** Not one of 10,000 geometries as the network draws them, unchecked and unreflected, is the other enantiomer. */
    @Test
    void aChiralMoleculeIsNeverDrawnAsItsMirrorImage() {
        ForceFrames chiral = TestFrames.chiral(300);
        MolecularGraph graph = TestFrames.graph(chiral);
        ConformerModel handed = ModelTraining.train(chiral, graph, TestSettings.transport(400), TrainingListener.NONE);
        ConformerSampler sampler = handed.uncheckedSampler(1);
        int wrong = 0;
        for (int i = 0; i < 10_000; i++) {
            double[] positions = sampler.next().positions();
            wrong += graph.stereocentres().stream().allMatch(centre -> centre.agrees(positions)) ? 0 : 1;
        }
        assertThat(graph.stereocentres()).hasSize(1);
        assertThat(wrong).isZero();
        assertThat(sampler.drawn()).isEqualTo(10_000);
        assertThat(sampler.rejections()).isEmpty();
    }

    @Test
    void statesThatMakeNoSenseAreRefused() throws IOException, InputFormatException {
        String[][] changes = {
            {"\"populations\"", "\"peoples\""},
            {"\"torsions\"", "\"torsos\""},
            {"\"rotors\"", "\"motors\""},
            {"\"states\": {", "\"status\": {"},
            {"\"energyFrom\": 0.5", "\"energyFrom\": 7"},
        };
        Path foreign = folder.resolve("foreign.drift");
        for (String[] change : changes) {
            Map<String, byte[]> entries = SealedArchive.read(whole, "a model");
            String json = new String(entries.get("model.json"), StandardCharsets.UTF_8);
            assertThat(json).contains(change[0]);
            entries.put("model.json", json.replace(change[0], change[1]).getBytes(StandardCharsets.UTF_8));
            SealedArchive.write(foreign, entries);
            assertThatThrownBy(() -> ModelFile.read(foreign)).as(change[1]).isInstanceOf(InputFormatException.class);
        }
        Map<String, byte[]> entries = SealedArchive.read(whole, "a model");
        entries.put("potential.npz", new byte[] {1, 2, 3});
        SealedArchive.write(foreign, entries);
        assertThatThrownBy(() -> ModelFile.read(foreign)).isInstanceOf(InputFormatException.class);
    }
}
