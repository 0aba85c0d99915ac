package io.github.cdkdrift.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.molecule.MolecularGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmilesParser;
import org.openscience.cdk.tools.manipulator.AtomContainerManipulator;

class DeviationClustersTest {
    private static MolecularGraph graph(String smiles) throws CDKException {
        var molecule = new SmilesParser(SilentChemObjectBuilder.getInstance()).parseSmiles(smiles);
        AtomContainerManipulator.convertImplicitToExplicitHydrogens(molecule);
        return MolecularGraph.of(molecule);
    }

    /** Two shapes of a chain of four, 10 and 30 times, with small noise, the bent one 1 kcal/mol higher. */
    private static ConformerEnsemble twoShapes() throws CDKException {
        MolecularGraph graph = graph("C(O)CF");
        Random random = new Random(0);
        double[] straight = random.doubles(3L * graph.atoms(), -3, 3).toArray();
        double[] bent = random.doubles(3L * graph.atoms(), -3, 3).toArray();
        List<Conformer> conformers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            boolean isBent = i % 4 == 0;
            double[] positions = Arrays.stream(isBent ? bent : straight)
                    .map(x -> x + 0.02 * random.nextGaussian())
                    .toArray();
            double energy = -500 + (isBent ? 1 : 0) + 0.01 * ((i * 7) % 40);
            conformers.add(new Conformer(positions, Map.of("energy", energy)));
        }
        return new ConformerEnsemble(graph, conformers);
    }

    @Test
    void populationsAreSharesOfTheSamples() throws CDKException {
        ConformerClusters distinct = ConformerClusters.byDeviation(twoShapes(), 0.3);

        assertThat(distinct.clusters()).hasSize(2);
        assertThat(distinct.clusters().get(0).population()).isCloseTo(0.75, within(1e-12));
        assertThat(distinct.clusters().get(1).population()).isCloseTo(0.25, within(1e-12));
    }

    @Test
    void representativesHaveTheLowestEnergyOfTheirCluster() throws CDKException {
        ConformerEnsemble ensemble = twoShapes();
        ConformerClusters distinct = ConformerClusters.byDeviation(ensemble, 0.3);

        ConformerEnsemble representatives = distinct.representatives(ensemble);

        assertThat(representatives.size()).isEqualTo(2);
        for (int cluster = 0; cluster < 2; cluster++) {
            double least = Arrays.stream(distinct.clusters().get(cluster).members())
                    .mapToDouble(i -> ensemble.conformers().get(i).properties().get("energy"))
                    .min()
                    .orElseThrow();
            Map<String, Double> properties =
                    representatives.conformers().get(cluster).properties();
            assertThat(properties)
                    .containsEntry("energy", least)
                    .containsEntry("cluster", cluster + 1.0)
                    .containsEntry(
                            "population", distinct.clusters().get(cluster).population())
                    .containsEntry(
                            "cluster_population",
                            distinct.clusters().get(cluster).population());
        }
        Map<String, Double> lowest = representatives.conformers().get(0).properties();
        assertThat(lowest).containsEntry("relative_energy", 0.0);
        assertThat(representatives.conformers().get(1).properties().get("relative_energy"))
                .isCloseTo(1, within(0.4));
    }

    @Test
    void everySampleIsAnnotatedInItsPlace() throws CDKException {
        ConformerEnsemble ensemble = twoShapes();

        ConformerEnsemble annotated =
                ConformerClusters.byDeviation(ensemble, 0.3).annotated(ensemble);

        assertThat(annotated.size()).isEqualTo(40);
        double sum = 0;
        for (int i = 0; i < 40; i++) {
            Map<String, Double> properties = annotated.conformers().get(i).properties();
            assertThat(annotated.conformers().get(i).positions())
                    .isSameAs(ensemble.conformers().get(i).positions());
            assertThat(properties).containsEntry("cluster", i % 4 == 0 ? 2.0 : 1.0);
            assertThat(properties.get("cluster_population")).isCloseTo(i % 4 == 0 ? 0.25 : 0.75, within(1e-12));
            sum += properties.get("population");
        }
        assertThat(sum).isCloseTo(1, within(1e-12));
    }

    @Test
    void withoutEnergiesTheFirstRepresents() throws CDKException {
        ConformerEnsemble ensemble = twoShapes();
        ConformerEnsemble bare = new ConformerEnsemble(
                ensemble.graph(),
                ensemble.conformers().stream()
                        .map(c -> Conformer.of(c.positions()))
                        .toList());

        ConformerClusters distinct = ConformerClusters.byDeviation(bare, 0.3);

        assertThat(distinct.clusters().get(0).representative()).isEqualTo(1);
        assertThat(distinct.clusters().get(1).representative()).isZero();
        assertThat(distinct.representatives(bare).conformers().get(0).properties())
                .doesNotContainKey("relative_energy");
    }

    @Test
    void radiusZeroKeepsAllApart() throws CDKException {
        ConformerEnsemble ensemble = twoShapes();

        assertThat(ConformerClusters.byDeviation(ensemble, 0).clusters()).hasSize(40);
        assertThatThrownBy(() -> ConformerClusters.byDeviation(ensemble, -1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
