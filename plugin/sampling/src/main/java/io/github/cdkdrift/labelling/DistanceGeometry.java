package io.github.cdkdrift.labelling;

import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.Stereocentre;
import io.github.cdkdrift.random.Noise;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Geometries from random points by distance geometry: every ring shape and rotamer that bonds, angles and configurations allow has a
 * chance, whatever the geometry that they are taken from looks like. Rough: to be minimised by a potential. Costs some thousand times N²
 * operations a geometry.
 */
final class DistanceGeometry {
    private static final int STEPS = 400;
    /** Weights of the fourth dimension, from free to flat. */
    private static final double[] FLATNESS = {0.02, 0.3, 10};

    private static final double DONE = 0.02;
    /** Å; the mean error of a pair or centre above which points are no molecule. */
    private static final double LARGEST_ERROR = 0.15;
    /** Half the side of the box that points are drawn from, Å, for each cube root of an atom. */
    private static final double BOX = 1.6;

    private DistanceGeometry() {}

    /**
     * Embeds a molecule.
     *
     * @param known a geometry with right bonds, angles and configurations, [atoms · 3] Å
     * @param count tries; some give no molecule
     * @return [geometries][atoms · 3] Å, numbered as the known one
     */
    static List<double[]> embed(MolecularGraph graph, double[] known, int count, long seed) {
        int atoms = graph.atoms();
        int stride = DistanceError.DIMENSIONS * atoms;
        double[] points = new double[count * stride];
        double side = BOX * Math.cbrt(atoms);
        for (int i = 0; i < count; i++) {
            RandomGenerator random = Noise.stream(seed, i);
            for (int k = 0; k < stride; k++) {
                points[i * stride + k] = side * (2 * random.nextDouble() - 1);
            }
        }
        DistanceError error = new DistanceError(graph, known);
        for (double flatness : FLATNESS) {
            error.flatten(flatness);
            points = new Minimiser(error::evaluate, stride, points).run(DONE, STEPS);
        }
        double[] values = new double[count];
        error.evaluate(points, count, values, new double[points.length]);
        double[] embedded = points;
        List<Stereocentre> configuration = graph.stereocentres();
        List<double[]> geometries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double[] geometry = IntStream.range(i * stride, (i + 1) * stride)
                    .filter(k -> k % DistanceError.DIMENSIONS < 3)
                    .mapToDouble(k -> embedded[k])
                    .toArray();
            if (values[i] < LARGEST_ERROR * atoms
                    && Arrays.stream(geometry).allMatch(Double::isFinite)
                    && configuration.stream().allMatch(centre -> centre.agrees(geometry))) {
                geometries.add(geometry);
            }
        }
        return geometries;
    }
}
