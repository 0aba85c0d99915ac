package io.github.cdkdrift.labelling;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdkdrift.dynamics.StageListener;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.io.EnsembleFiles;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.Torsion;
import io.github.cdkdrift.potential.Mmff94Potential;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.potential.TorsionBias;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * 2-Fluoro-1,3-dioxane, whose ring does not turn over in picoseconds: the guide is MMFF94, which has fluorine axial (anomeric effect); the expensive potential is the same
 * with 8 kcal/mol for that, so that it is equatorial. Of the guide's minima as many as there are walkers are axial, and the only other one comes last, as it may in a molecule with many.
 */
@Tag("slow")
class RingLabellingTest {
    private static final double KELVIN = 300;
    private static final double AGAINST_AXIAL = 8;
    private static final int FIRST = 20;
    private static final int WALKERS = 64;

    private static MolecularGraph graph;
    private static Mmff94Potential guide;
    private static List<double[]> minima;
    private static ActiveLabelling labelling;

    @BeforeAll
    static void label() throws Exception {
        graph = MolecularGraph.of(EnsembleFiles.readMolecule("FC1OCCCO1"));
        guide = Mmff94Potential.of(graph, Mmff94Potential.Variant.MMFF94);
        List<double[]> starts = StartGeometries.of(graph, StartGeometries.sought(graph), 0);
        List<double[]> found = Minima.distinct(graph, guide, Minima.of(graph, guide, starts), 128);
        minima = new ArrayList<>(Collections.nCopies(WALKERS, found.get(0)));
        minima.add(
                found.stream().filter(minimum -> !isAxial(minimum)).findFirst().orElseThrow());
        Potential expensive = TorsionBias.of(
                guide,
                List.of(new int[] {0, 1, 2, 3}, new int[] {0, 1, 6, 5}),
                List.of(RingLabellingTest::bias, RingLabellingTest::bias),
                graph.symmetryOperations(minima.get(0), 48));
        labelling = ActiveLabelling.of(
                graph,
                expensive,
                guide,
                Optional.of(guide),
                minima,
                graph.symmetryOperations(minima.get(0), 48),
                new ActiveSettings(FIRST, 20, 60, 1e-9),
                KELVIN,
                0,
                StageListener.NONE);
    }

    /** 0 where the torsion is 180°, half the whole at 60°. */
    private static double bias(double degrees) {
        return AGAINST_AXIAL / 3 * (1 + Math.cos(Math.toRadians(degrees)));
    }

    private static boolean isAxial(double[] positions) {
        return Math.abs(Torsion.degrees(positions, new int[] {0, 1, 2, 3})) < 120;
    }

    @Test
    void theGuidesLowestMinimumIsTheOtherShape() {
        assertThat(isAxial(minima.get(0))).isTrue();
    }

    /** Nearly all of the ensemble is equatorial, and neither dynamics from the first labels nor the guide's lowest minima lead there. */
    @Test
    void labelsGoToTheShapeThatTheyShowToBeLikely() {
        ForceFrames frames = labelling.frames();
        long axialAtFirst = IntStream.range(0, FIRST)
                .filter(i -> isAxial(frames.positions(i)))
                .count();
        long axialLater = IntStream.range(FIRST, frames.size())
                .filter(i -> isAxial(frames.positions(i)))
                .count();
        assertThat(axialAtFirst).isGreaterThan(FIRST / 2);
        assertThat(axialLater).isLessThan((frames.size() - FIRST) / 3);
    }
}
