package io.github.cdkdrift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cdkdrift.evaluation.Evaluation;
import io.github.cdkdrift.evaluation.EvaluationReport;
import io.github.cdkdrift.evaluation.EvaluationSettings;
import io.github.cdkdrift.evaluation.Metric;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.training.TrainingListener;
import io.github.cdkdrift.training.TrainingSettings;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IAtomContainerSet;

/** The main job on real frames: MD17 ethanol in, conformers out. */
@Tag("slow")
class DriftingConformerGeneratorTest {
    /** By the forces of the whole trajectory, which the reference is of; MD17 states 500 K. */
    private static final double KELVIN = 645;

    private static final ForceFrames ETHANOL = TestFrames.ethanol();
    private static DriftingConformerGenerator generator;

    @TempDir
    private Path folder;

    @BeforeAll
    static void train() throws CDKException {
        generator = DriftingConformerGenerator.train(
                ETHANOL, TrainingSettings.defaults().withTemperature(KELVIN));
    }

    /**
     * The quality of the default recipe itself. A perfect sampler of 4,000 conformers has a TVD of 0.0155 and a bond MAE of 0.0006 Å here;
     * conformers of 500 K instead of the reference's temperature have 0.044 and 0.0020 Å, a width ratio of 0.87.
     */
    @Test
    void theDefaultRecipeComesCloseToAPerfectSampler() {
        MolecularGraph graph = generator.graph();
        EvaluationReport report = Evaluation.evaluate(
                generator.ensemble(4000, 1),
                TestFrames.ethanolReference().ensemble(graph),
                ETHANOL.ensemble(graph),
                EvaluationSettings.defaults().withFloorRepeats(2));
        assertThat(report.get(Metric.TVD).orElseThrow()).isLessThan(0.020);
        assertThat(report.get(Metric.BOND_MAE).orElseThrow()).isLessThan(0.0018);
        assertThat(report.get(Metric.WIDTH_RATIO).orElseThrow()).isBetween(0.98, 1.02);
        assertThat(report.get(Metric.TORSION_JSD).orElseThrow()).isLessThan(0.02);
        assertThat(report.get(Metric.BOND_STABILITY).orElseThrow()).isGreaterThan(0.99);
    }

    @Test
    void returnsExactlyAsManyMoleculesAsAsked() {
        for (int count : new int[] {1, 7, 1000, 1001}) {
            IAtomContainerSet molecules = generator.generate(count);
            assertThat(molecules.getAtomContainerCount()).isEqualTo(count);
            for (IAtomContainer molecule : molecules.atomContainers()) {
                assertThat(molecule.getAtomCount()).isEqualTo(9);
                assertThat(molecule.getBondCount()).isEqualTo(8);
                assertThat(molecule.atoms()).allMatch(atom -> Double.isFinite(atom.getPoint3d().x));
            }
        }
        assertThat(generator.stream(1500).count()).isEqualTo(1500);
    }

    @Test
    void theSeedDecidesTheMoleculesAndStandsOnThem() {
        double first = generator.generate(1).getAtomContainer(0).getAtom(2).getPoint3d().x;
        assertThat(generator.generate(1, 0).getAtomContainer(0).getAtom(2).getPoint3d().x)
                .isEqualTo(first);
        IAtomContainer other = generator.generate(1, 5).getAtomContainer(0);
        assertThat(other.getAtom(2).getPoint3d().x).isNotEqualTo(first);
        assertThat(other.<Object>getProperty("seed")).hasToString("5");
    }

    @Test
    void refusesToDrawNone() {
        assertThatThrownBy(() -> generator.generate(0)).hasMessageContaining("at least 1, is 0");
    }

    @Test
    void aSavedGeneratorDrawsTheSameConformers() throws IOException, CDKException {
        Path file = folder.resolve("ethanol.drift");
        generator.save(file);
        DriftingConformerGenerator loaded = DriftingConformerGenerator.load(file);
        assertThat(loaded.ensemble(50, 9).conformers())
                .usingRecursiveComparison()
                .isEqualTo(generator.ensemble(50, 9).conformers());
    }

    @Test
    void refusesAMoleculeWithOtherElements() {
        MolecularGraph other = TestFrames.graph(TestFrames.chiral(20));
        assertThatThrownBy(() ->
                        DriftingConformerGenerator.train(ETHANOL, other, TestSettings.quick(5), TrainingListener.NONE))
                .hasMessageContaining("are not those of the frames");
    }

    @Test
    void refusesAMoleculeWhoseAtomsAreInAnotherOrder() throws CDKException {
        int[] order = {0, 1, 2, 3, 4, 5, 6, 8, 7};
        double[] shuffled = new double[27];
        for (int atom = 0; atom < 9; atom++) {
            System.arraycopy(ETHANOL.positions(0), 3 * order[atom], shuffled, 3 * atom, 3);
        }
        MolecularGraph other = MolecularGraph.perceive(ETHANOL.atomicNumbers(), shuffled);
        assertThatThrownBy(() ->
                        DriftingConformerGenerator.train(ETHANOL, other, TestSettings.quick(5), TrainingListener.NONE))
                .hasMessageContaining("reorderedLike");
    }

    @Test
    void aParallelStreamDrawsEachConformerOnce() {
        long distinct = generator
                .conformers(5000, 3)
                .parallel()
                .map(conformer -> conformer.properties().get("sample"))
                .distinct()
                .count();
        assertThat(distinct).isEqualTo(5000);
    }
}
