package io.github.cdkdrift.labelling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.io.EnsembleFiles;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.potential.Mmff94Potential;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.potential.PotentialException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Methanol: the expensive potential is MMFF94 with all its energies and forces a quarter larger, so that the guide is wrong. */
@Tag("slow")
class ActiveLabellingTest {
    private static final double LARGER = 1.25;
    private static final ActiveSettings SETTINGS = new ActiveSettings(20, 15, 65, 0.02);
    private static final List<String> SAID = new ArrayList<>();
    private static MolecularGraph graph;
    private static Mmff94Potential guide;
    private static List<double[]> minima;
    private static ActiveLabelling labelling;

    /** Counts its geometries; those with a number that is a multiple of {@code failing} it cannot do. */
    private static final class Expensive implements Potential {
        private final int failing;
        private int asked;

        Expensive(int failing) {
            this.failing = failing;
        }

        @Override
        public int atoms() {
            return guide.atoms();
        }

        @Override
        public String name() {
            return "expensive";
        }

        @Override
        public void evaluate(double[] positions, int frames, double[] energies, double[] forces) {
            guide.evaluate(positions, frames, energies, forces);
            for (int i = 0; i < frames; i++) {
                boolean fails = ++asked % failing == 0;
                energies[i] = fails ? Double.NaN : LARGER * energies[i];
            }
            for (int i = 0; i < forces.length; i++) {
                forces[i] *= LARGER;
            }
        }
    }

    @BeforeAll
    static void label() throws Exception {
        graph = MolecularGraph.of(EnsembleFiles.readMolecule("CO"));
        guide = Mmff94Potential.of(graph, Mmff94Potential.Variant.MMFF94);
        minima = Minima.of(graph, guide, StartGeometries.of(graph, 8, 0));
        labelling = labelled(new Expensive(10));
    }

    private static ActiveLabelling labelled(Potential expensive) throws PotentialException {
        return ActiveLabelling.of(
                graph,
                expensive,
                guide,
                Optional.empty(),
                minima,
                graph.symmetryOperations(minima.get(0), 48),
                SETTINGS,
                400,
                3,
                SAID::add);
    }

    @Test
    void labelsAreThoseOfTheExpensivePotential() {
        for (int i = 0; i < labelling.frames().size(); i++) {
            double[] energy = new double[1];
            double[] forces = new double[18];
            guide.evaluate(labelling.frames().positions(i), 1, energy, forces);
            assertThat(labelling.frames().energy(i).orElseThrow()).isCloseTo(LARGER * energy[0], within(1e-9));
            assertThat(labelling.frames().forces(i))
                    .containsExactly(
                            Arrays.stream(forces).map(force -> LARGER * force).toArray(), within(1e-9));
        }
    }

    /** The one in ten that fails is dropped, counted, and not asked for again. */
    @Test
    void noMoreLabelsAreAskedForThanAllowed() {
        assertThat(labelling.frames().size() + labelling.dropped()).isLessThanOrEqualTo(SETTINGS.most());
        assertThat(labelling.dropped()).isEqualTo(6);
    }

    @Test
    void eachRoundMakesTheFitBetter() {
        List<ActiveLabelling.Round> rounds = labelling.rounds();
        assertThat(rounds).hasSize(4);
        assertThat(rounds.get(0).labels()).isEqualTo(18);
        assertThat(rounds.get(2).forceError()).isLessThan(rounds.get(0).forceError());
        assertThat(rounds.get(3).uncertainty()).isLessThan(rounds.get(0).uncertainty());
        assertThat(rounds.get(3).forceError()).isNaN();
        assertThat(SAID).anyMatch(line -> line.contains("18 labels of expensive"));
    }

    @Test
    void itStopsWhenItKnowsEnough() throws PotentialException {
        ActiveLabelling brief = ActiveLabelling.of(
                graph,
                new Expensive(1000),
                guide,
                Optional.of(guide),
                minima,
                graph.symmetryOperations(minima.get(0), 48),
                new ActiveSettings(20, 15, 65, 100),
                400,
                3,
                line -> {});
        assertThat(brief.rounds()).hasSize(1);
        assertThat(brief.frames().size()).isEqualTo(20);
    }

    @Test
    void aPotentialThatCannotDoTheMoleculeIsSaid() {
        assertThatThrownBy(() -> labelled(new Expensive(1)))
                .isInstanceOf(PotentialException.class)
                .hasMessageContaining("no finite energy");
        assertThatThrownBy(() -> new ActiveSettings(5, 1, 10, 1)).hasMessageContaining("at least 10");
        assertThatThrownBy(() -> new ActiveSettings(20, 1, 10, 1)).hasMessageContaining("at most");
    }
}
