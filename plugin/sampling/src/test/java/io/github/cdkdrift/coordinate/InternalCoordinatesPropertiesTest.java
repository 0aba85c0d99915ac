package io.github.cdkdrift.coordinate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.TestStructures;
import io.github.cdkdrift.coordinate.InternalCoordinates.Kind;
import io.github.cdkdrift.molecule.Alignment;
import io.github.cdkdrift.molecule.MolecularGraph;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of internal coordinates of every molecule and geometry; examples are drawn with a seed. */
class InternalCoordinatesPropertiesTest {
    private static final String SEED = "20";

    @Provide
    Arbitrary<String> molecules() {
        return Arbitraries.of(List.of(
                "O",
                "CCO",
                "CC#N",
                "C1CCCCC1",
                "CC(C)(C)O",
                "c1ccccc1C",
                "OCC(O)CO",
                "N#CC#CC",
                "C1CC2CCC1C2",
                "CNC(C)=O"));
    }

    @Provide
    Arbitrary<Long> seeds() {
        return Arbitraries.longs().between(0, 1_000_000);
    }

    /** Lengths near 1.3 Å, angles and torsions anywhere but at their ends, sideways components below 1 together. */
    private static double[] any(InternalCoordinates internal, long seed) {
        Random random = new Random(seed);
        double[] values = new double[internal.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (internal.kind(i)) {
                case LENGTH -> 0.9 + 0.8 * random.nextDouble();
                case ANGLE -> 0.4 + 2.3 * random.nextDouble();
                case TORSION, IMPROPER -> Math.PI * (2 * random.nextDouble() - 1);
                case SIDEWAYS -> 0.6 * (2 * random.nextDouble() - 1);
            };
        }
        return values;
    }

    @Property(seed = SEED, tries = 300)
    void whatIsPlacedIsReadAgain(@ForAll("molecules") String smiles, @ForAll("seeds") long seed) throws Exception {
        MolecularGraph graph = TestStructures.graph(smiles);
        InternalCoordinates internal = InternalCoordinates.of(graph);
        double[] values = any(internal, seed);
        double[] positions = new double[3 * graph.atoms()];
        internal.place(values, 0, positions, 0);
        double[] read = new double[values.length];
        internal.read(positions, 0, read, 0);
        for (int i = 0; i < values.length; i++) {
            double difference = read[i] - values[i];
            boolean turns = internal.kind(i) == Kind.TORSION || internal.kind(i) == Kind.IMPROPER;
            assertThat(turns ? Math.IEEEremainder(difference, 2 * Math.PI) : difference)
                    .as("%s of %s", internal.kind(i), smiles)
                    .isCloseTo(0, within(1e-6));
        }
    }

    /** A geometry that is read and placed again is the same but for its motion; along a tree from a file, too. */
    @Property(seed = SEED, tries = 100)
    void readingAndPlacingKeepsTheShape(@ForAll("molecules") String smiles, @ForAll("seeds") long seed)
            throws Exception {
        MolecularGraph graph = TestStructures.graph(smiles);
        InternalCoordinates internal = InternalCoordinates.of(graph);
        double[] positions = new double[3 * graph.atoms()];
        internal.place(any(internal, seed), 0, positions, 0);
        InternalCoordinates again = InternalCoordinates.of(graph, internal.tree());
        double[] values = new double[again.size()];
        again.read(positions, 0, values, 0);
        double[] placed = new double[positions.length];
        again.place(values, 0, placed, 0);
        assertThat(Alignment.rmsd(placed, positions)).isCloseTo(0, within(1e-5));
    }

    /** The gradient of the volume's logarithm against differences. */
    @Property(seed = SEED, tries = 60)
    void theGradientOfTheVolumeIsItsDerivative(@ForAll("molecules") String smiles, @ForAll("seeds") long seed)
            throws Exception {
        InternalCoordinates internal = InternalCoordinates.of(TestStructures.graph(smiles));
        double[] values = any(internal, seed);
        double[] gradients = new double[values.length];
        internal.addLogVolumeGradient(values, 0, gradients, 1);
        double step = 1e-5;
        for (int i = 0; i < values.length; i++) {
            double[] up = values.clone();
            double[] down = values.clone();
            up[i] += step;
            down[i] -= step;
            double slope = (internal.logVolume(up, 0) - internal.logVolume(down, 0)) / (2 * step);
            assertThat(gradients[i]).isCloseTo(slope, within(1e-5 * (1 + Math.abs(slope))));
        }
    }
}
