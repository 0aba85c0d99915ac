package io.github.cdkdrift.conformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.TestStructures;
import io.github.cdkdrift.cluster.ConformerClusters.Criterion;
import io.github.cdkdrift.cluster.ConformerProperties;
import io.github.cdkdrift.dynamics.StageListener;
import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.labelling.Minima;
import io.github.cdkdrift.labelling.RelaxedGeometries;
import io.github.cdkdrift.labelling.StartGeometries;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.Torsion;
import io.github.cdkdrift.potential.Mmff94Potential;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.superposition.SymmetricSuperposition;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Ethanol: hydroxyl trans, and gauche on either side; RDKit's MMFF94 has gauche 0.18 kcal/mol above trans, too. */
class ConformerMinimaTest {
    private static final int[] TORSION = {0, 1, 2, 8};
    private static final int[] COUNTS = {60, 25, 15};

    private static MolecularGraph graph;
    private static Potential potential;
    private static ConformerEnsemble thermal;

    /** So many of each minimum, moved by some hundredths of an ångström. */
    @BeforeAll
    static void shake() throws Exception {
        graph = TestStructures.graph("CCO");
        potential = Mmff94Potential.of(graph, Mmff94Potential.Variant.MMFF94);
        List<double[]> starts = Minima.of(graph, potential, StartGeometries.of(graph, null, 30, 0));
        List<double[]> minima = RelaxedGeometries.of(graph, potential, starts, StageListener.NONE)
                .positions();
        Random random = new Random(1);
        List<Conformer> conformers = new ArrayList<>();
        for (int state = 0; state < COUNTS.length; state++) {
            int wanted = state;
            double[] minimum = minima.stream()
                    .filter(geometry -> state(geometry) == wanted)
                    .findFirst()
                    .orElseThrow();
            for (int i = 0; i < COUNTS[state]; i++) {
                double[] moved = minimum.clone();
                for (int k = 0; k < moved.length; k++) {
                    moved[k] += 0.05 * random.nextGaussian();
                }
                conformers.add(Conformer.of(moved));
            }
        }
        thermal = new ConformerEnsemble(graph, conformers);
    }

    /** Trans, gauche, the other gauche. */
    private static int state(double[] geometry) {
        double degrees = Torsion.degrees(geometry, TORSION);
        return Math.abs(degrees) > 120 ? 0 : degrees > 0 ? 1 : 2;
    }

    @Test
    void eachMinimumHasTheShareOfItsBasin() {
        ConformerMinima found =
                ConformerMinima.of(thermal, potential, 0, SymmetricSuperposition.ofAllAtoms(graph), StageListener.NONE);

        assertThat(found.left()).isZero();
        assertThat(found.clusters().criterion()).isEqualTo(Criterion.MINIMA);
        List<Conformer> minima = found.ensemble(300, 50).conformers();
        assertThat(minima).hasSize(3);
        assertThat(minima)
                .extracting(minimum -> minimum.properties().get(ConformerProperties.RELATIVE_ENERGY))
                .isSorted()
                .satisfies(energies -> assertThat((double) energies.get(2)).isCloseTo(0.18, within(0.02)));
        double thermalEnergy = 0.0019872 * 300;
        for (Conformer minimum : minima) {
            double share = COUNTS[state(minimum.positions())] / 100.0;
            double error = Math.sqrt(share * (1 - share) * (1 / 100.0 + 1 / 50.0));
            assertThat(minimum.properties().get(ConformerProperties.CLUSTER_POPULATION))
                    .isCloseTo(share, within(1e-12));
            assertThat(minimum.properties().get(ConformerProperties.CLUSTER_POPULATION_ERROR))
                    .isCloseTo(error, within(1e-12));
            assertThat(minimum.properties().get(ConformerProperties.RELATIVE_FREE_ENERGY))
                    .isCloseTo(-thermalEnergy * Math.log(share / 0.6), within(1e-4));
            assertThat(minimum.properties().get(ConformerProperties.FREE_ENERGY_ERROR))
                    .isCloseTo(
                            share == 0.6
                                    ? 0
                                    : thermalEnergy * Math.sqrt((1 / share + 1 / 0.6) * (1 / 100.0 + 1 / 50.0)),
                            within(1e-4));
        }
    }

    @Test
    void withoutHydrogensEthanolHasOne() {
        ConformerMinima found = ConformerMinima.of(
                thermal, potential, 0, SymmetricSuperposition.ofHeavyAtoms(graph), StageListener.NONE);

        List<Conformer> minima = found.ensemble(300, Double.NaN).conformers();
        assertThat(minima).hasSize(1);
        assertThat(state(minima.get(0).positions())).isZero();
        assertThat(minima.get(0).properties())
                .containsEntry(ConformerProperties.RELATIVE_FREE_ENERGY, 0.0)
                .doesNotContainKey(ConformerProperties.FREE_ENERGY_ERROR);
    }

    @Test
    void anotherPotentialHasMinimaOfItsOwn() throws Exception {
        SymmetricSuperposition all = SymmetricSuperposition.ofAllAtoms(graph);
        Potential flat = Mmff94Potential.of(graph, Mmff94Potential.Variant.MMFF94S);
        ConformerMinima found = ConformerMinima.of(thermal, potential, 0, all, StageListener.NONE);

        ConformerMinima refined = found.refined(flat, 0, all, StageListener.NONE);

        assertThat(refined.clusters().clusters())
                .extracting(cluster -> cluster.size())
                .containsExactly(60, 25, 15);
        assertThat(found.refined(flat, 5, all, StageListener.NONE).clusters().clusters())
                .hasSize(1);
    }

    @Test
    void aPotentialThatTearsTheMoleculeApartIsRefused() {
        Potential repulsion = new Potential() {
            @Override
            public int atoms() {
                return 9;
            }

            @Override
            public String name() {
                return "repulsion";
            }

            /** −½ k |x|², bounded by a wall far outside. */
            @Override
            public void evaluate(double[] positions, int frames, double[] energies, double[] forces) {
                for (int i = 0; i < 27 * frames; i++) {
                    energies[i / 27] = (i % 27 == 0 ? 0 : energies[i / 27]) + Math.cos(0.1 * positions[i]);
                    forces[i] = 0.1 * Math.sin(0.1 * positions[i]);
                }
            }
        };
        SymmetricSuperposition all = SymmetricSuperposition.ofAllAtoms(graph);

        assertThatThrownBy(() -> ConformerMinima.of(thermal, repulsion, 0, all, StageListener.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found that repulsion keeps none of 100 conformers");
    }
}
