package io.github.cdkdrift.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.TestFrames;
import io.github.cdkdrift.cluster.ConformerClusters.Cluster;
import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.Torsion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmilesParser;

class ConformerClustersTest {
    /** A chain of atoms with bonds of 1.5 Å and angles of 110°, built from its torsions in degrees; more atoms hang on its third atom. */
    private static double[] chain(double... torsions) {
        double[] x = new double[3 * (torsions.length + 3)];
        double angle = Math.toRadians(110);
        x[3] = 1.5;
        x[6] = 1.5 - 1.5 * Math.cos(angle);
        x[7] = 1.5 * Math.sin(angle);
        for (int i = 0; i < torsions.length; i++) {
            place(x, i, i + 1, i + 2, i + 3, torsions[i]);
        }
        return x;
    }

    /** Puts atom d so that the torsion a-b-c-d is as asked: natural extension reference frame, doi:10.1002/jcc.20237. */
    private static void place(double[] x, int a, int b, int c, int d, double torsion) {
        double[] bc = unit(x[3 * c] - x[3 * b], x[3 * c + 1] - x[3 * b + 1], x[3 * c + 2] - x[3 * b + 2]);
        double[] ab = {x[3 * b] - x[3 * a], x[3 * b + 1] - x[3 * a + 1], x[3 * b + 2] - x[3 * a + 2]};
        double[] n = unit(ab[1] * bc[2] - ab[2] * bc[1], ab[2] * bc[0] - ab[0] * bc[2], ab[0] * bc[1] - ab[1] * bc[0]);
        double[] m = {n[1] * bc[2] - n[2] * bc[1], n[2] * bc[0] - n[0] * bc[2], n[0] * bc[1] - n[1] * bc[0]};
        double angle = Math.toRadians(110);
        double t = Math.toRadians(torsion);
        for (int k = 0; k < 3; k++) {
            x[3 * d + k] = x[3 * c + k]
                    - 1.5 * Math.cos(angle) * bc[k]
                    + 1.5 * Math.sin(angle) * (Math.cos(t) * m[k] + Math.sin(t) * n[k]);
        }
    }

    private static double[] unit(double x, double y, double z) {
        double length = Math.sqrt(x * x + y * y + z * z);
        return new double[] {x / length, y / length, z / length};
    }

    private static ConformerEnsemble ensemble(String smiles, List<double[]> geometries) throws CDKException {
        MolecularGraph graph =
                MolecularGraph.of(new SmilesParser(SilentChemObjectBuilder.getInstance()).parseSmiles(smiles));
        return new ConformerEnsemble(
                graph, geometries.stream().map(Conformer::of).toList());
    }

    private static List<Integer> sizes(ConformerClusters clusters) {
        return clusters.clusters().stream().map(Cluster::size).toList();
    }

    @Test
    void chainIsBuiltAsAsked() {
        assertThat(Torsion.degrees(chain(73), new int[] {0, 1, 2, 3})).isCloseTo(73, within(1e-9));
    }

    /** MD17 ethanol at 500 K has three rotamers of the hydroxyl group; the methyl group's three positions are one. */
    @Test
    void ethanolHasThreeRotamers() throws CDKException {
        ForceFrames frames = TestFrames.ethanolReference().every(60);
        ConformerEnsemble ensemble = frames.ensemble(TestFrames.graph(frames));

        ConformerClusters clusters = ConformerClusters.of(ensemble);

        assertThat(clusters.rotors()).containsExactly("C2-C1-O3-H9");
        assertThat(clusters.clusters()).hasSize(3);
        assertThat(sizes(clusters).stream().mapToInt(Integer::intValue).sum()).isEqualTo(ensemble.size());
        assertThat(clusters.clusters().stream()
                        .map(cluster -> Math.abs(cluster.torsions().get(0)))
                        .sorted()
                        .toList())
                .satisfiesExactly(
                        gauche -> assertThat(gauche).isBetween(45.0, 80.0),
                        gauche -> assertThat(gauche).isBetween(45.0, 80.0),
                        trans -> assertThat(trans).isBetween(160.0, 180.0));
        for (Cluster cluster : clusters.clusters()) {
            assertThat(cluster.members()).contains(cluster.representative());
        }
    }

    /** A chain of four equal atoms with the torsions t, g+ and g−, each wobbling by some degrees: three groups of known sizes. */
    @Test
    void countsWhatItWasGiven() throws CDKException {
        Random random = new Random(4);
        List<double[]> geometries = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            double middle = i < 60 ? 180 : i < 90 ? 60 : -60;
            geometries.add(chain(middle + 8 * random.nextGaussian()));
        }

        ConformerClusters clusters = ConformerClusters.of(ensemble("[C][C][C][C]", geometries));

        assertThat(sizes(clusters)).containsExactly(60, 30, 10);
        assertThat(clusters.clusters().get(1).torsions().get(0)).isCloseTo(60, within(4.0));
        assertThat(clusters.clusters().get(2).members())
                .isEqualTo(IntStream.range(90, 100).toArray());
        double[] middle = geometries.get(clusters.clusters().get(0).representative());
        assertThat(Math.abs(Torsion.degrees(middle, new int[] {0, 1, 2, 3})))
                .as("the representative lies in the middle")
                .isGreaterThan(176);
    }

    /** Read from the other end, tg of a chain of five equal atoms is gt; of five different ones it is not. */
    @Test
    void equalAtomsMayChangePlaces() throws CDKException {
        Random random = new Random(5);
        List<double[]> geometries = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            double wobble = 5 * random.nextGaussian();
            geometries.add(i % 2 == 0 ? chain(180 + wobble, 60 + wobble) : chain(60 + wobble, 180 + wobble));
        }

        assertThat(sizes(ConformerClusters.of(ensemble("[C][C][C][C][C]", geometries))))
                .containsExactly(200);
        assertThat(sizes(ConformerClusters.of(ensemble("[C][C][N][C][O]", geometries))))
                .containsExactly(100, 100);
    }

    /** The two hydrogens of methylamine's cousin S-N(H)2 are equal: torsions −60 and 60 of the first are one group. */
    @Test
    void twoHydrogensOnAnEndAreEqual() throws CDKException {
        Random random = new Random(6);
        List<double[]> geometries = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            double first = (i % 2 == 0 ? 60 : -60) + 5 * random.nextGaussian();
            double[] three = Arrays.copyOf(chain(first), 15);
            place(three, 0, 1, 2, 4, -first);
            geometries.add(three);
        }
        assertThat(sizes(ConformerClusters.of(ensemble("[S][C][N]([H])[H]", geometries))))
                .containsExactly(100);
        assertThat(sizes(ConformerClusters.of(ensemble("[S][C][N]([F])[Cl]", geometries))))
                .containsExactly(50, 50);
    }

    @Test
    void aRareConformerIsAGroupOfItsOwn() throws CDKException {
        List<double[]> geometries = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            geometries.add(chain(i % 200 == 0 ? -60 : 170 + i % 20));
        }
        assertThat(sizes(ConformerClusters.of(ensemble("[C][C][C][C]", geometries))))
                .containsExactly(995, 5);
    }

    @Test
    void wellsAreThoseOfTheReferenceAndRepresentativesThoseOfTheEnsemble() throws CDKException {
        Random random = new Random(7);
        List<double[]> geometries = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            geometries.add(chain(-180 + 360 * random.nextDouble()));
        }
        for (int i = 0; i < 150; i++) {
            geometries.add(chain(60 + 120 * (i % 3) + 6 * random.nextGaussian()));
        }
        ConformerEnsemble both = ensemble("[C][C][C][C]", geometries);

        ConformerClusters clusters = ConformerClusters.of(both, 50);

        assertThat(clusters.clusters()).hasSize(3).allSatisfy(cluster -> assertThat(cluster.representative())
                .isLessThan(50));
    }

    /** A bent and a straight three-armed star without rotors differ by 0.7 Å in RMSD. */
    @Test
    void withoutRotorsTheDeviationDecides() throws CDKException {
        List<double[]> geometries = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            double height = (i < 20 ? 0.1 : 2) + 0.001 * i;
            geometries.add(new double[] {0, 0, height, 1.5, 0, 0, -0.75, 1.3, 0, -0.75, -1.3, 0});
        }

        ConformerClusters clusters = ConformerClusters.of(ensemble("[N]([C])([C])[C]", geometries));

        assertThat(clusters.rotors()).isEmpty();
        assertThat(sizes(clusters)).containsExactly(20, 10);
    }

    /** What a file says of itself is what a page says of it, whatever the wells of a part of it would be. */
    @Test
    void clustersThatAreStatedStay() throws CDKException {
        List<double[]> geometries = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            geometries.add(chain(i < 30 ? 180 : i < 50 ? 60 : -60));
        }
        ConformerEnsemble ensemble = ensemble("[C][C][C][C]", geometries);
        ConformerClusters found = ConformerClusters.of(ensemble);
        ConformerEnsemble annotated = found.annotated(ensemble);

        ConformerClusters again = ConformerClusters.of(annotated);
        ConformerEnsemble part =
                new ConformerEnsemble(ensemble.graph(), annotated.conformers().subList(28, 60));

        assertThat(again.criterion()).isEqualTo(ConformerClusters.Criterion.STATED);
        assertThat(again.rotors()).isEqualTo(found.rotors());
        assertThat(again.clusters())
                .usingRecursiveComparison()
                .withComparatorForType((a, b) -> Math.abs(a - b) < 1e-9 ? 0 : 1, Double.class)
                .isEqualTo(found.clusters());
        assertThat(sizes(ConformerClusters.of(part))).containsExactly(20, 10, 2);
    }

    /** Representatives stand for their clusters, not for themselves. */
    @Test
    void populationsThatAreStatedCount() throws CDKException {
        List<double[]> geometries = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            geometries.add(chain(i < 40 ? 180 : 60));
        }
        ConformerEnsemble ensemble = ensemble("[C][C][C][N]", geometries);

        ConformerEnsemble representatives =
                ConformerClusters.byDeviation(ensemble, 0.3).representatives(ensemble);

        assertThat(ConformerClusters.of(representatives).clusters())
                .satisfiesExactly(
                        large -> assertThat(large.population()).isCloseTo(2.0 / 3, within(1e-12)),
                        small -> assertThat(small.population()).isCloseTo(1.0 / 3, within(1e-12)));
    }

    @Test
    void anEmptyEnsembleIsAnError() throws CDKException {
        ConformerEnsemble empty = ensemble("[C][C][C][C]", List.of());
        assertThatThrownBy(() -> ConformerClusters.of(empty))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one");
    }
}
