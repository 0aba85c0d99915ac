package io.github.cdkdrift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.cdkdrift.dynamics.Tempering;
import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.io.EnsembleFiles;
import io.github.cdkdrift.labelling.ActiveSettings;
import io.github.cdkdrift.model.SamplingSettings;
import io.github.cdkdrift.positives.EquilibriumReport;
import io.github.cdkdrift.positives.EquilibriumSettings;
import io.github.cdkdrift.potential.Dielectric;
import io.github.cdkdrift.potential.FitSettings;
import io.github.cdkdrift.potential.Mmff94Potential;
import io.github.cdkdrift.potential.PotentialChoice;
import io.github.cdkdrift.potential.PotentialException;
import io.github.cdkdrift.potential.XtbPotential;
import io.github.cdkdrift.training.TrainingListener;
import io.github.cdkdrift.training.TrainingProgress;
import io.github.cdkdrift.training.TrainingSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.smiles.SmiFlavor;
import org.openscience.cdk.smiles.SmilesGenerator;
import org.openscience.cdk.stereo.StereoElementFactory;

/** From structures by MMFF94, with small networks and short runs. */
@Tag("slow")
class MoleculeTrainingTest {
    private static final int CONFORMERS = 3_000;

    private static TrainingSettings quick(int steps) {
        return quick(steps, 64);
    }

    private static TrainingSettings quick(int steps, int walkers) {
        EquilibriumSettings brief = new EquilibriumSettings(
                FitSettings.defaults(), walkers, 1, 10, 500, 1500, 12, 5, new Tempering(4, 4, 10));
        return TestSettings.transport(steps).withEquilibrium(brief).withTemperature(300);
    }

    private static DriftingConformerGenerator trained(String structure, int steps) throws Exception {
        return DriftingConformerGenerator.forMolecule(EnsembleFiles.readMolecule(structure))
                .withSettings(quick(steps))
                .train();
    }

    @Test
    void aModelKeepsTheDielectricOfItsForceField(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("glycol.drift");
        DriftingConformerGenerator.forMolecule(EnsembleFiles.readMolecule("OCCO"))
                .withPotential(PotentialChoice.of("mmff94").withDielectric(Dielectric.of(4)))
                .withSettings(quick(20))
                .train()
                .save(file);

        DriftingConformerGenerator read = DriftingConformerGenerator.load(file);

        assertThat(((Mmff94Potential) read.model().potential()).dielectric()).isEqualTo(Dielectric.of(4));
        assertThat(read.model().provenance().equilibrium().potential()).isEqualTo("MMFF94 (dielectric 4)");
    }

    /** GFN2-xTB has no minimum of glycine's zwitterion in vacuo. */
    @Test
    void aZwitterionWhoseProtonMovesIsRefusedWithTheReason() throws Exception {
        assumeXtb();

        assertThatThrownBy(() -> DriftingConformerGenerator.forMolecule(EnsembleFiles.readMolecule("[NH3+]CC(=O)[O-]"))
                        .withPotential("gfn2")
                        .withSettings(quick(20))
                        .train())
                .isInstanceOf(PotentialException.class)
                .hasMessageContaining("does not stay what its structure says on GFN2-xTB")
                .hasMessageFindingMatch("H[678] moves from N1 to O[45]")
                .hasMessageContaining("solvent");
    }

    /** MMFF94 has no type for boron. */
    @Test
    void whatMmff94DoesNotKnowIsGuidedByGfnffAndBeginsFromIt(@TempDir Path folder) throws Exception {
        assumeXtb();
        List<String> stages = new ArrayList<>();

        DriftingConformerGenerator generator = DriftingConformerGenerator.forMolecule(EnsembleFiles.readMolecule("OB"))
                .withPotential(PotentialChoice.of("gfn2").withSolvent("water"))
                .withLabels(new ActiveSettings(40, 10, 60, 0.5))
                .withSettings(quick(20, 8))
                .withListener(new TrainingListener() {
                    @Override
                    public void onProgress(TrainingProgress progress) {
                        assertThat(progress.loss()).isFinite();
                    }

                    @Override
                    public void onStage(String stage) {
                        stages.add(stage);
                    }
                })
                .train();

        assertThat(stages).anyMatch(stage -> stage.contains("by GFN-FF in water (GBSA)"));
        assertThat(generator.model().potential().name())
                .matches("GFN-FF in water \\(GBSA\\) corrected by \\d+ labels of GFN2-xTB in water \\(GBSA\\)");
        Path file = folder.resolve("borane.drift");
        generator.save(file);
        DriftingConformerGenerator read = DriftingConformerGenerator.load(file);
        List<Conformer> conformers = generator.conformers(3, 0).toList();
        List<Conformer> again = read.conformers(3, 0).toList();
        for (int i = 0; i < 3; i++) {
            assertThat(again.get(i).positions())
                    .containsExactly(conformers.get(i).positions(), within(1e-6));
            // Two answers of GFN-FF in water about one geometry differ by some 1e-5 kcal/mol.
            assertThat(again.get(i).properties().get("energy"))
                    .isCloseTo(conformers.get(i).properties().get("energy"), within(1e-3));
        }
    }

    private static void assumeXtb() {
        try {
            XtbPotential.of(XtbPotential.Method.GFNFF, new int[] {1, 1}, new double[] {0, 0, 0, 0, 0, 0.74}, 0, 0)
                    .close();
        } catch (PotentialException e) {
            assumeTrue(false, e.getMessage());
        }
    }

    /**
     * CDK reads the configurations from the coordinates anew and writes them as SMILES: one centre of either hand, two centres, and
     * both sides of a double bond.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "C[C@@H](O)C(=O)O",
                "C[C@H](O)C(=O)O",
                "C[C@@H](O)[C@H](F)CO",
                "C[C@@H](O)[C@@H](F)CO",
                "C/C=C/CO",
                "C/C=C\\CO"
            })
    void allConformersHaveTheConfigurationOfTheStructure(String structure) throws Exception {
        IAtomContainer molecule = EnsembleFiles.readMolecule(structure);
        SmilesGenerator smiles = new SmilesGenerator(SmiFlavor.Isomeric);
        String expected = smiles.create(molecule);
        DriftingConformerGenerator generator = trained(structure, 150);

        List<Conformer> conformers = generator.conformers(CONFORMERS, 3).toList();

        assertThat(conformers).hasSize(CONFORMERS);
        for (Conformer conformer : conformers) {
            IAtomContainer drawn = generator.graph().container(conformer.positions());
            drawn.setStereoElements(
                    StereoElementFactory.using3DCoordinates(drawn).createAll());
            assertThat(smiles.create(drawn)).isEqualTo(expected);
        }
    }

    /** Energies are those of MMFF94 at the coordinates, also of a model that was written and read. */
    @Test
    void conformersCarryTheEnergyOfTheForceField(@TempDir Path folder) throws Exception {
        DriftingConformerGenerator generator = trained("CCCO", 100);
        Path file = folder.resolve("propanol.drift");
        generator.save(file);
        DriftingConformerGenerator again = DriftingConformerGenerator.load(file);

        assertThat(again.model().potential()).isInstanceOf(Mmff94Potential.class);
        assertThat(again.model().provenance()).isEqualTo(generator.model().provenance());
        List<Conformer> conformers = again.conformers(20, 1).toList();
        assertThat(conformers.get(7).positions())
                .isEqualTo(generator.conformers(20, 1).toList().get(7).positions());
        for (Conformer conformer : conformers) {
            double[] energy = new double[1];
            generator.model().potential().evaluate(conformer.positions(), 1, energy, new double[36]);
            assertThat(conformer.properties().get("energy")).isCloseTo(energy[0], within(1e-9));
        }
        EquilibriumReport report = again.model().provenance().equilibrium();
        assertThat(report.potential()).isEqualTo("MMFF94");
        assertThat(report.labels()).isZero();
        assertThat(again.model().sampler(SamplingSettings.seed(0).withPolish(3)).next())
                .isNotNull();
    }

    /** A centre that the structure leaves open gets one configuration, not a mixture. */
    @Test
    void openCentresAreDecidedOnce() throws Exception {
        DriftingConformerGenerator generator = trained("CC(O)CO", 100);
        assertThat(generator.graph().stereocentres()).hasSize(1);
        assertThat(generator.conformers(500, 0))
                .allMatch(conformer -> generator.graph().stereocentres().get(0).agrees(conformer.positions()));
    }

    /** Four methyl groups and a ring that flips: 324 operations, more than can be listed one by one. */
    @Test
    void manyMethylGroupsTurnOnTheirOwn() throws Exception {
        DriftingConformerGenerator generator = trained("CC(C)(C)c1ccc(C)cc1", 100);
        List<Conformer> conformers = generator.conformers(3000, 0).toList();
        for (int hydrogen : new int[] {11, 12, 13}) {
            assertThat(conformers.stream()
                            .filter(conformer -> nearest(conformer, hydrogen))
                            .count())
                    .isBetween(850L, 1150L);
        }
        assertThat(ConformerEnsemble.container(generator.graph(), conformers.get(0))
                        .getAtomCount())
                .isEqualTo(27);
    }

    /** Whether of the first methyl group's hydrogens this one is nearest to the first aromatic carbon. */
    private static boolean nearest(Conformer conformer, int hydrogen) {
        double own = squared(conformer, hydrogen);
        return own <= squared(conformer, 11) && own <= squared(conformer, 12) && own <= squared(conformer, 13);
    }

    private static double squared(Conformer conformer, int atom) {
        double sum = 0;
        for (int axis = 0; axis < 3; axis++) {
            double difference =
                    conformer.positions()[3 * atom + axis] - conformer.positions()[12 + axis];
            sum += difference * difference;
        }
        return sum;
    }

    @Test
    void aMoleculeWithoutRotorsHasOneStateAndCanBeSaved(@TempDir Path folder) throws Exception {
        DriftingConformerGenerator generator = trained("C1CC1", 50);
        generator.save(folder.resolve("cyclopropane.drift"));
        assertThat(generator.model().states().size()).isEqualTo(1);
        assertThat(DriftingConformerGenerator.load(folder.resolve("cyclopropane.drift"))
                        .generate(5)
                        .getAtomContainerCount())
                .isEqualTo(5);
    }

    @Test
    void whatIsNotKnownIsSaid() throws Exception {
        MoleculeTraining training = DriftingConformerGenerator.forMolecule(EnsembleFiles.readMolecule("CCO"));
        assertThatThrownBy(() -> training.withPotential("mmf").train())
                .isInstanceOf(PotentialException.class)
                .hasMessageContaining("mmff94");
    }
}
