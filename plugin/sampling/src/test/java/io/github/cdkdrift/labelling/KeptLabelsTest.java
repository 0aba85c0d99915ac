package io.github.cdkdrift.labelling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cdkdrift.TestStructures;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.io.InputFormatException;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.potential.CountedPotential;
import io.github.cdkdrift.potential.Mmff94Potential;
import io.github.cdkdrift.potential.Potential;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptLabelsTest {
    private static final double[] WATER = {0, 0, 0, 0.97, 0, 0, -0.24, 0.93, 0.1};

    @TempDir
    private Path folder;

    private MolecularGraph graph;
    private CountedPotential expensive;
    private Path file;

    @BeforeEach
    void begin() throws Exception {
        graph = TestStructures.graph("O");
        expensive = new CountedPotential(Mmff94Potential.of(graph, Mmff94Potential.Variant.MMFF94));
        file = folder.resolve("labels.extxyz");
    }

    private static double[] stretched(double... factors) {
        return Arrays.stream(factors)
                .boxed()
                .flatMapToDouble(factor -> Arrays.stream(WATER).map(x -> factor * x))
                .toArray();
    }

    private static double[] energies(Potential potential, double[] positions) {
        double[] energies = new double[positions.length / 9];
        potential.evaluate(positions, energies.length, energies, new double[positions.length]);
        return energies;
    }

    @Test
    void labelsAreFramesThatOthersRead() throws Exception {
        KeptLabels kept = KeptLabels.open(expensive, graph, file);
        assertThat(file).doesNotExist();
        double[] energies = energies(kept, stretched(1, 1.01));
        energies(kept, stretched(1.02));

        ForceFrames frames = ForceFrames.read(file);
        assertThat(frames.size()).isEqualTo(3);
        assertThat(frames.potential()).hasValue("MMFF94");
        assertThat(frames.energy(1)).hasValue(energies[1]);
        assertThat(frames.positions(1)).containsExactly(stretched(1.01));
        assertThat(kept.size()).isEqualTo(3);
    }

    /** To the last bit, in any order, and mixed with new ones. */
    @Test
    void whatIsThereIsNotAskedForAgain() throws Exception {
        double[] expected = energies(KeptLabels.open(expensive, graph, file), stretched(1, 1.01, 1.02));
        assertThat(expensive.calls()).isEqualTo(3);

        KeptLabels again = KeptLabels.open(expensive, graph, file);
        double[] energies = energies(again, stretched(1.02, 1.03, 1));

        assertThat(expensive.calls()).isEqualTo(4);
        assertThat(energies[0]).isEqualTo(expected[2]);
        assertThat(energies[2]).isEqualTo(expected[0]);
        assertThat(energies[1]).isEqualTo(energies(expensive, stretched(1.03))[0]);
        assertThat(ForceFrames.read(file).size()).isEqualTo(4);
    }

    @Test
    void whatCouldNotBeDoneIsNotKept() throws Exception {
        KeptLabels kept = KeptLabels.open(expensive, graph, file);
        double[] energies = energies(kept, new double[] {0, 0, 0, Double.NaN, 0, 0, 0, 1, 0});
        assertThat(energies).containsOnly(Double.NaN);
        assertThat(file).doesNotExist();
    }

    @Test
    void labelsOfAnotherMoleculeOrPotentialAreRefused() throws Exception {
        energies(KeptLabels.open(expensive, graph, file), WATER);
        Potential other = new CountedPotential(Mmff94Potential.of(graph, Mmff94Potential.Variant.MMFF94S));
        assertThatThrownBy(() -> KeptLabels.open(other, graph, file))
                .isInstanceOf(InputFormatException.class)
                .hasMessageContaining("labels of MMFF94; expected those of MMFF94s");
        MolecularGraph methane = TestStructures.graph("C");
        assertThatThrownBy(() -> KeptLabels.open(expensive, methane, file))
                .isInstanceOf(InputFormatException.class)
                .hasMessageContaining("atomic numbers [8, 1, 1]")
                .hasMessageContaining("{}");
    }

    /** Oxygen and hydrogens far apart, as another molecule with the same atoms has them. */
    @Test
    void labelsOfAnIsomerAreRefused() throws Exception {
        double[] broken = WATER.clone();
        broken[3] = 2.1;
        energies(KeptLabels.open(expensive, graph, file), broken);
        assertThatThrownBy(() -> KeptLabels.open(expensive, graph, file))
                .isInstanceOf(InputFormatException.class)
                .hasMessageContaining("atoms 1 and 2 of the first frame 2.10 Å apart")
                .hasMessageContaining("a bond");
    }

    /** They may be of any method, and would be written anew. */
    @Test
    void framesOfNoStatedPotentialAreRefusedAndStayAsTheyAre() throws Exception {
        ForceFrames own = ForceFrames.of(graph.atomicNumbers(), WATER, new double[WATER.length], new double[] {1});
        own.write(file);
        byte[] before = Files.readAllBytes(file);

        assertThatThrownBy(() -> KeptLabels.open(expensive, graph, file))
                .isInstanceOf(InputFormatException.class)
                .hasMessageContaining("a potential that the file does not name; expected those of MMFF94");
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void nonsenseIsRefusedAndStaysAsItIs() throws Exception {
        Files.writeString(file, "nothing of ours\n");
        assertThatThrownBy(() -> KeptLabels.open(expensive, graph, file)).isInstanceOf(InputFormatException.class);
        assertThat(file).hasContent("nothing of ours");
    }
}
