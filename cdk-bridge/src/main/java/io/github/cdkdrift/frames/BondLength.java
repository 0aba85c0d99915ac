package io.github.cdkdrift.frames;

import io.github.cdkdrift.molecule.MolecularGraph;
import java.util.List;
import org.hipparchus.stat.descriptive.StreamingStatistics;
import org.openscience.cdk.config.Elements;

/**
 * The length of one bond over all frames, in Å.
 *
 * @param name its atoms, for example {@code C0-O2}
 * @param mean the mean
 * @param deviation the standard deviation
 * @param shortest the least
 * @param longest the largest
 * @param suspicious whether it is far from what covalent radii allow: the mean outside 0.7 to 1.25 times their sum, which
 *     triple bonds just reach, or a frame outside 0.55 to 1.5 times
 */
public record BondLength(
        String name, double mean, double deviation, double shortest, double longest, boolean suspicious) {
    static List<BondLength> of(ForceFrames frames, MolecularGraph graph) {
        return graph.bonds().stream().map(bond -> of(frames, graph, bond)).toList();
    }

    private static BondLength of(ForceFrames frames, MolecularGraph graph, int[] bond) {
        StreamingStatistics lengths = new StreamingStatistics();
        for (int frame = 0; frame < frames.size(); frame++) {
            double square = 0;
            for (int axis = 0; axis < 3; axis++) {
                double difference = frames.position(frame, bond[1], axis) - frames.position(frame, bond[0], axis);
                square += difference * difference;
            }
            lengths.addValue(Math.sqrt(square));
        }
        double radii = radius(graph.symbol(bond[0])) + radius(graph.symbol(bond[1]));
        // Comparisons with NaN are false: where a radius is unknown nothing is suspicious.
        boolean suspicious = lengths.getMean() < 0.7 * radii
                || lengths.getMean() > 1.25 * radii
                || lengths.getMin() < 0.55 * radii
                || lengths.getMax() > 1.5 * radii;
        return new BondLength(
                AtomNames.join(graph, bond),
                lengths.getMean(),
                lengths.getStandardDeviation(),
                lengths.getMin(),
                lengths.getMax(),
                suspicious);
    }

    private static double radius(String symbol) {
        Double radius = Elements.ofString(symbol).covalentRadius();
        return radius == null ? Double.NaN : radius;
    }
}
