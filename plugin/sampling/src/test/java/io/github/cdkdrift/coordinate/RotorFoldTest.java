package io.github.cdkdrift.coordinate;

import static io.github.cdkdrift.TestStructures.graph;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.labelling.StartGeometries;
import io.github.cdkdrift.molecule.MolecularGraph;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RotorFoldTest {
    /** Methyl, two methyls, ammonium, amine on a pyramid, flat amide. */
    @ParameterizedTest
    @CsvSource({"CO, 3", "CCC, 9", "C[NH3+], 9", "NCCO, 2", "NC=O, 2", "OCO, 1"})
    void allCopiesFoldToOne(String smiles, int copies) throws Exception {
        MolecularGraph graph = graph(smiles);
        double[] geometry = StartGeometries.of(graph, 1, 0).get(0).clone();
        RotorFold fold = RotorFold.of(graph, geometry);
        Random random = new Random(1);
        double[] folded = geometry.clone();
        fold.fold(folded, 0);

        assertThat(Math.exp(fold.logCopies())).isCloseTo(copies, within(1e-9));
        assertThat(fold.isFolded(folded, 0)).isTrue();
        for (int i = 0; i < 20; i++) {
            double[] copy = folded.clone();
            fold.unfold(copy, 0, random);
            fold.fold(copy, 0);
            assertThat(copy).containsExactly(folded);
        }
    }
}
