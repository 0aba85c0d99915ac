package io.github.cdkdrift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.dynamics.Tempering;
import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.io.EnsembleFiles;
import io.github.cdkdrift.io.InputFormatException;
import io.github.cdkdrift.labelling.ActiveSettings;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.positives.EquilibriumSettings;
import io.github.cdkdrift.potential.CorrectedForceField;
import io.github.cdkdrift.potential.FitSettings;
import io.github.cdkdrift.potential.Mmff94Potential;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.potential.PotentialException;
import io.github.cdkdrift.potential.PotentialProvider;
import io.github.cdkdrift.potential.Potentials;
import io.github.cdkdrift.potential.ProvidedPotential;
import io.github.cdkdrift.training.TrainingSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openscience.cdk.exception.CDKException;

/** A user's own potential, as an object and by a provider. */
@Tag("slow")
class OwnPotentialTest {
    @TempDir
    private static Path folder;

    private static Path file;

    /** MMFF94, 100 kcal/mol higher, as a stranger would write it. */
    public static final class Raised implements Potential {
        private final Potential mmff94;
        private long calls;
        private boolean closed;

        Raised(MolecularGraph graph) throws PotentialException {
            mmff94 = Mmff94Potential.of(graph, Mmff94Potential.Variant.MMFF94);
        }

        @Override
        public int atoms() {
            return mmff94.atoms();
        }

        @Override
        public String name() {
            return "raised MMFF94";
        }

        @Override
        public void evaluate(double[] positions, int frames, double[] energies, double[] forces) {
            mmff94.evaluate(positions, frames, energies, forces);
            calls += frames;
            for (int i = 0; i < frames; i++) {
                energies[i] += 100;
            }
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    /** Named in {@code META-INF/services}. */
    public static final class Provider implements PotentialProvider {
        @Override
        public String name() {
            return "raised";
        }

        @Override
        public Potential potential(MolecularGraph graph, double[] geometry) throws PotentialException {
            return new Raised(graph);
        }

        @Override
        public boolean isCheap() {
            return true;
        }
    }

    private static MoleculeTraining methanol() throws IOException, CDKException {
        EquilibriumSettings brief =
                new EquilibriumSettings(FitSettings.defaults(), 64, 1, 10, 200, 600, 12, 5, new Tempering(4, 4, 10));
        TrainingSettings settings =
                TestSettings.transport(60).withEquilibrium(brief).withTemperature(300);
        return DriftingConformerGenerator.forMolecule(EnsembleFiles.readMolecule("CO"))
                .withSettings(settings);
    }

    private static double energy(Potential potential, double[] positions) {
        double[] energy = new double[1];
        potential.evaluate(positions, 1, energy, new double[positions.length]);
        return energy[0];
    }

    @BeforeAll
    static void trainByAProvider() throws Exception {
        file = folder.resolve("methanol.drift");
        methanol().withPotential("raised").train().save(file);
    }

    @Test
    void anObjectIsAskedForLabelsAndStaysOpen() throws Exception {
        MoleculeTraining training = methanol().withLabels(new ActiveSettings(40, 20, 60, 0.05));
        Raised own = new Raised(training.graph());

        DriftingConformerGenerator generator = training.withPotential(own).train();

        // Four of them are energies that its forces were compared with.
        assertThat(own.calls).isBetween(44L, 64L);
        assertThat(own.closed).isFalse();
        assertThat(generator.model().potential()).isInstanceOf(CorrectedForceField.class);
        assertThat(generator.model().provenance().calls().labels()).isEqualTo(own.calls);
        for (Conformer conformer : generator.conformers(20, 0).toList()) {
            assertThat(conformer.properties().get("energy")).isCloseTo(energy(own, conformer.positions()), within(2.0));
        }
    }

    @Test
    void anObjectOfAnotherMoleculeIsRefused() throws Exception {
        Raised water = new Raised(MolecularGraph.of(EnsembleFiles.readMolecule("O")));
        assertThatThrownBy(() -> methanol().withPotential(water).train())
                .isInstanceOf(PotentialException.class)
                .hasMessageContaining("3 atoms; the molecule has 6");
    }

    /** A provider's cheap potential is sampled itself, and a model file knows it by name. */
    @Test
    void aProviderIsFoundByNameAlsoFromAModelFile() throws Exception {
        assertThat(Potentials.choices()).contains("raised");

        DriftingConformerGenerator again = DriftingConformerGenerator.load(file);

        assertThat(again.model().potential()).isInstanceOf(ProvidedPotential.class);
        assertThat(again.model().potential().name()).isEqualTo("raised MMFF94");
        List<Conformer> drawn = again.conformers(5, 1).toList();
        Raised own = new Raised(again.graph());
        for (Conformer conformer : drawn) {
            assertThat(conformer.properties().get("energy"))
                    .isCloseTo(energy(own, conformer.positions()), within(1e-9));
        }
    }

    @Test
    void aModelSaysWhichProviderItMisses() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            assertThatThrownBy(() -> DriftingConformerGenerator.load(file))
                    .isInstanceOf(InputFormatException.class)
                    .hasMessageContaining("the potential raised")
                    .hasMessageContaining("on the class path");
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
