package io.github.cdkdrift.coordinate;

import static io.github.cdkdrift.TestStructures.graph;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdkdrift.labelling.StartGeometries;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.TerminalRotor;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RotorFoldTest {
    /** Methyl, two methyls, amine on a pyramid, flat amide, no rotor of this kind; a methyl group beside an amine. */
    @ParameterizedTest
    @ValueSource(strings = {"CO", "CCC", "NCCO", "NC=O", "OCO", "NC", "CN"})
    void allCopiesFoldToOne(String smiles) throws Exception {
        MolecularGraph graph = graph(smiles);
        double[] geometry = StartGeometries.of(graph, 1, 0).get(0).clone();
        RotorFold fold = RotorFold.of(graph, InternalCoordinates.of(graph), geometry);
        Random random = new Random(1);
        double[] folded = geometry.clone();
        fold.fold(folded, 0);

        assertThat(fold.isFolded(folded, 0)).isTrue();
        for (int i = 0; i < 20; i++) {
            double[] copy = folded;
            for (TerminalRotor terminal : graph.symmetry(geometry, 1).terminalRotors()) {
                copy = terminal.turns()
                        .get(random.nextInt(terminal.turns().size()))
                        .apply(copy);
            }
            copy = copy.clone();
            fold.fold(copy, 0);
            assertThat(copy).containsExactly(folded);
        }
    }

    /** Two groups with one torsion between them: turned into its window, they stay. */
    @ParameterizedTest
    @ValueSource(strings = {"CC", "C[NH3+]", "CC#CC"})
    void groupsThatFaceEachOtherFoldOnce(String smiles) throws Exception {
        MolecularGraph graph = graph(smiles);
        double[] geometry = StartGeometries.of(graph, 1, 0).get(0).clone();
        RotorFold fold = RotorFold.of(graph, InternalCoordinates.of(graph), geometry);
        Random random = new Random(2);
        for (int i = 0; i < 20; i++) {
            double[] copy = geometry;
            for (TerminalRotor terminal : graph.symmetry(geometry, 1).terminalRotors()) {
                copy = terminal.turns()
                        .get(random.nextInt(terminal.turns().size()))
                        .apply(copy);
            }
            copy = copy.clone();
            fold.fold(copy, 0);
            assertThat(fold.isFolded(copy, 0)).isTrue();
        }
    }
}
