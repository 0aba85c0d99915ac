package io.github.cdkdrift.density;

import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.SymmetryOperation;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Samples as states and independent normal scores of a density that was fitted to them.
 *
 * @param scores [samples · dimensions]
 * @param states the number of each sample's state, [samples]; −1 where the density knows none
 * @param codes of the states, [samples · basins], as {@link ConformerDensity.Workspace#code} writes them
 */
public record ScoredSamples(double[] scores, int[] states, float[] codes) {
    /**
     * Reads samples, each under one operation of the molecule after another, as the density was fitted to them.
     *
     * @param positions [samples · atoms · 3] Å, not modified
     */
    public static ScoredSamples of(ConformerDensity density, MolecularGraph graph, double[] positions) {
        int stride = 3 * density.atoms();
        int count = positions.length / stride;
        int dimensions = density.dimensions();
        ScoredSamples samples =
                new ScoredSamples(new double[count * dimensions], new int[count], new float[count * density.basins()]);
        List<SymmetryOperation> skeleton = skeleton(graph, positions);
        IntStream.range(0, count).parallel().forEach(i -> {
            ConformerDensity.Workspace workspace = density.workspace();
            double[] image = image(skeleton, positions, stride, i);
            double logVolume = workspace.read(image, 0, samples.scores, i * dimensions);
            samples.states[i] = logVolume < Double.POSITIVE_INFINITY ? workspace.state() : -1;
            workspace.code(samples.codes, i * density.basins());
        });
        return samples;
    }

    /** The number of samples. */
    public int size() {
        return states.length;
    }

    static List<SymmetryOperation> skeleton(MolecularGraph graph, double[] positions) {
        return graph.symmetry(Arrays.copyOf(positions, 3 * graph.atoms()), 1).skeleton();
    }

    /** The copy of a sample that takes part, so that symmetry-equivalent states have equal shares. */
    static double[] image(List<SymmetryOperation> skeleton, double[] positions, int stride, int i) {
        return skeleton.get(i % skeleton.size()).apply(Arrays.copyOfRange(positions, i * stride, (i + 1) * stride));
    }
}
