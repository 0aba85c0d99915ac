package io.github.cdkdrift.evaluation;

import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.molecule.MolecularGraph;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.hipparchus.special.Erf;
import org.openscience.cdk.exception.CDKException;

/** Ensembles whose distances and torsions are known. */
final class TestEnsembles {
    private TestEnsembles() {}

    /** Dinitrogen, its one distance running through these values in Å. */
    static ConformerEnsemble dinitrogen(double... distances) {
        MolecularGraph graph = graph(new int[] {7, 7}, line(1.1));
        return new ConformerEnsemble(
                graph,
                Arrays.stream(distances)
                        .mapToObj(distance -> Conformer.of(line(distance)))
                        .toList());
    }

    /** Hydrogen peroxide, its torsion running through these values in degrees. */
    static ConformerEnsemble peroxide(double... torsions) {
        List<Conformer> conformers = Arrays.stream(torsions)
                .mapToObj(torsion -> Conformer.of(peroxide(torsion)))
                .toList();
        return new ConformerEnsemble(graph(new int[] {8, 8, 1, 1}, peroxide(90)), conformers);
    }

    /** {@code count} values that cut a uniform distribution into equal shares. */
    static double[] uniform(double low, double high, int count) {
        return levels(count).map(level -> low + level * (high - low)).toArray();
    }

    /** {@code count} values that cut a normal distribution into equal shares. */
    static double[] normal(double mean, double deviation, int count) {
        return levels(count)
                .map(level -> mean + deviation * Math.sqrt(2) * Erf.erfInv(2 * level - 1))
                .toArray();
    }

    /** {@code count} random values of a normal distribution. */
    static double[] draws(double mean, double deviation, int count, Random random) {
        return DoubleStream.generate(() -> mean + deviation * random.nextGaussian())
                .limit(count)
                .toArray();
    }

    static double[] concatenated(double[] a, double[] b) {
        return DoubleStream.concat(Arrays.stream(a), Arrays.stream(b)).toArray();
    }

    static MolecularGraph graph(int[] atomicNumbers, double[] positions) {
        try {
            return MolecularGraph.perceive(atomicNumbers, positions);
        } catch (CDKException e) {
            throw new IllegalStateException(e);
        }
    }

    private static double[] line(double distance) {
        return new double[] {0, 0, 0, distance, 0, 0};
    }

    private static double[] peroxide(double degrees) {
        double phi = Math.toRadians(degrees);
        return new double[] {0, 0, 0, 1.45, 0, 0, -0.2, 0.95, 0, 1.65, 0.95 * Math.cos(phi), 0.95 * Math.sin(phi)};
    }

    private static DoubleStream levels(int count) {
        return DoubleStream.iterate(0.5, i -> i + 1).limit(count).map(i -> i / count);
    }
}
