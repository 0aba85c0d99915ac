package io.github.cdkdrift.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cdkdrift.TestStructures;
import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.superposition.SymmetricSuperposition;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.openscience.cdk.exception.CDKException;

class ConformerSelectionTest {
    private static final double[] ENERGIES = {2.5, 1, 4, 1.5, 0, 3};
    /** Bond lengths of HF: two near each other, one far away. */
    private static final double[] LENGTHS = {1, 1.1, 5, 1.05, 1, 3};

    private static ConformerEnsemble ensemble() throws CDKException {
        return new ConformerEnsemble(
                TestStructures.graph("F"),
                IntStream.range(0, ENERGIES.length)
                        .mapToObj(i -> new Conformer(
                                new double[] {0, 0, 0, LENGTHS[i], 0, 0},
                                Map.of("energy", ENERGIES[i], "n", (double) i)))
                        .toList());
    }

    private static List<Double> numbers(ConformerEnsemble ensemble) {
        return ensemble.conformers().stream()
                .map(conformer -> conformer.properties().get("n"))
                .toList();
    }

    @Test
    void aWindowIsMeasuredFromTheLowest() throws CDKException {
        assertThat(numbers(ensemble().within(1.5))).containsExactly(1.0, 3.0, 4.0);
        assertThat(numbers(ensemble().within(0))).containsExactly(4.0);
    }

    @Test
    void theLowestKeepTheirOrder() throws CDKException {
        assertThat(numbers(ConformerSelection.lowest(ensemble(), 3))).containsExactly(1.0, 3.0, 4.0);
        assertThat(numbers(ConformerSelection.lowest(ensemble(), 100))).hasSize(6);
    }

    @Test
    void theMostDiverseAreTheLowestAndWhatLiesFurthestAway() throws CDKException {
        SymmetricSuperposition all =
                SymmetricSuperposition.ofAllAtoms(ensemble().graph());

        assertThat(numbers(ConformerSelection.diverse(ensemble(), 2, all))).containsExactly(2.0, 4.0);
        assertThat(numbers(ConformerSelection.diverse(ensemble(), 3, all))).containsExactly(2.0, 4.0, 5.0);
        assertThat(numbers(ConformerSelection.diverse(ensemble(), 6, all))).hasSize(6);
    }

    @Test
    void sortsByAnyPropertyUpwardsAndDownwards() throws CDKException {
        assertThat(numbers(ConformerSelection.sorted(ensemble(), "energy", false)))
                .containsExactly(4.0, 1.0, 3.0, 0.0, 5.0, 2.0);
        assertThat(numbers(ConformerSelection.sorted(ensemble(), "n", true)))
                .containsExactly(5.0, 4.0, 3.0, 2.0, 1.0, 0.0);
    }

    @Test
    void withoutEnergiesThereIsNoWindow() throws CDKException {
        ConformerEnsemble bare = new ConformerEnsemble(TestStructures.graph("F"), List.of(Conformer.of(new double[6])));

        assertThatThrownBy(() -> bare.within(1)).hasMessageContaining("without an energy");
    }
}
