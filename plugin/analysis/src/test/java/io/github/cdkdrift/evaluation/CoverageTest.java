package io.github.cdkdrift.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.superposition.SymmetricSuperposition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmilesParser;

class CoverageTest {
    private static final double[] ETHANE = {
        -0.765, 0, 0, 0.765, 0, 0, -1.16, 1.02, 0, -1.16, -0.51, 0.88, -1.16, -0.51, -0.88, 1.16, 1.02, 0, 1.16, -0.51,
        0.88, 1.16, -0.51, -0.88
    };

    /** RDKit's GetBestRMS without hydrogens, see evaluation.py. Two atoms (ethane) lie on a line: the hard case. */
    @Test
    void agreesWithRdkitOnTheSymmetricHeavyAtomDeviation() {
        for (JsonElement element : Golden.evaluation().getAsJsonArray("heavyAtomRmsd")) {
            JsonObject molecule = element.getAsJsonObject();
            int[] numbers = Arrays.stream(Golden.numbers(molecule.getAsJsonArray("atomicNumbers")))
                    .mapToInt(z -> (int) z)
                    .toArray();
            List<double[]> conformers = new ArrayList<>();
            molecule.getAsJsonArray("conformers").forEach(c -> conformers.add(flat(c.getAsJsonArray())));
            SymmetricSuperposition heavy =
                    SymmetricSuperposition.ofHeavyAtoms(TestEnsembles.graph(numbers, conformers.get(0)));
            for (int i = 0; i < 4; i++) {
                double[] expected =
                        Golden.numbers(molecule.getAsJsonArray("rmsd").get(i).getAsJsonArray());
                for (int j = 0; j < 4; j++) {
                    assertThat(heavy.rmsd(heavy.geometry(conformers.get(i)), heavy.geometry(conformers.get(j))))
                            .as("%s %d %d", molecule.get("smiles"), i, j)
                            .isCloseTo(expected[j], within(1e-4));
                }
            }
        }
    }

    @Test
    void doesNotTakeAMirrorImageForTheMolecule() {
        double[] left = {0, 0, 0, 0.6, 0.6, 0.6, 1, -1, -1, -0.9, 0.9, -0.9, -1.1, -1.1, 1.1};
        double[] right = left.clone();
        for (int i = 0; i < right.length; i += 3) {
            right[i] = -right[i];
        }
        SymmetricSuperposition heavy =
                SymmetricSuperposition.ofHeavyAtoms(TestEnsembles.graph(new int[] {6, 1, 9, 17, 35}, left));

        // Without its hydrogen the centre and three different atoms stay a pyramid of one hand.
        assertThat(heavy.rmsd(heavy.geometry(left), heavy.geometry(left))).isCloseTo(0, within(1e-6));
        assertThat(heavy.rmsd(heavy.geometry(left), heavy.geometry(right))).isGreaterThan(0.3);
    }

    /** C–C stretched by 2r has a deviation of r; the threshold of 0.5 Å divides the reference in two. */
    @Test
    void countsReferenceConformersThatAreFoundAndHowNear() {
        ConformerEnsemble reference = stretched(0, 0, 2, 2);
        EvaluationSettings settings =
                EvaluationSettings.defaults().withFloorRepeats(1).withCoverage(2, 0.5);
        ConformerEnsemble twice = concatenated(reference, reference);
        Coverage coverage = new Coverage(reference.graph(), settings.withCoverage(4, 0.5), 1, 8);
        EnumMap<Metric, Double> values = new EnumMap<>(Metric.class);

        coverage.measure(stretched(0), reference, values);

        assertThat(values.get(Metric.COVERAGE_RECALL)).isEqualTo(0.5);
        assertThat(values.get(Metric.MATCHING_RECALL)).isCloseTo(0.5, within(1e-4));
        assertThat(values.get(Metric.COVERAGE_PRECISION)).isEqualTo(1);
        assertThat(values.get(Metric.MATCHING_PRECISION)).isCloseTo(0, within(1e-4));
        assertThat(Evaluation.evaluate(stretched(0, 0), twice, null, settings)
                        .floor()
                        .values())
                .containsKeys(Metric.COVERAGE_RECALL, Metric.MATCHING_PRECISION);
    }

    /** A core with eight equal arms, which no group of equal atoms at one neighbour takes together: 8! = 40,320 renumberings. */
    @Test
    void refusesAMoleculeWithMoreRenumberingsThanCanBeTried() throws Exception {
        MolecularGraph graph = MolecularGraph.of(new SmilesParser(SilentChemObjectBuilder.getInstance())
                .parseSmiles("[Xe]([F])([F])([F])([F])([F])([F])([F])[F]"));

        assertThatThrownBy(
                        () -> new Coverage(graph, EvaluationSettings.defaults().withCoverage(2, 0.5), 2, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("without coverage");
    }

    private static ConformerEnsemble stretched(double... by) {
        MolecularGraph graph = TestEnsembles.graph(new int[] {6, 6, 1, 1, 1, 1, 1, 1}, ETHANE);
        return new ConformerEnsemble(
                graph,
                Arrays.stream(by)
                        .mapToObj(stretch -> {
                            double[] positions = ETHANE.clone();
                            positions[3] += stretch;
                            return Conformer.of(positions);
                        })
                        .toList());
    }

    private static ConformerEnsemble concatenated(ConformerEnsemble a, ConformerEnsemble b) {
        List<Conformer> both = new ArrayList<>(a.conformers());
        both.addAll(b.conformers());
        return new ConformerEnsemble(a.graph(), both);
    }

    private static double[] flat(JsonArray rows) {
        return rows.asList().stream()
                .flatMapToDouble(row -> Arrays.stream(Golden.numbers(row.getAsJsonArray())))
                .toArray();
    }
}
