package io.github.cdkdrift.diffusion;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * What networks are told of beads is measured in these, all in units of the data's spread.
 *
 * @param means of the distances, [pairs]
 * @param variances of the distances, above 0, [pairs]
 * @param volumes w^⅔ of the root mean squares w of the signed volumes, above 0, [quadruples]
 */
record BeadStatistics(double[] means, double[] variances, double[] volumes) {
    /** @throws IllegalArgumentException if they are not those of so many pairs and quadruples */
    void requireFit(int pairs, int quadruples) {
        boolean there = means != null && variances != null && volumes != null;
        if (!there || means.length != pairs || variances.length != pairs || volumes.length != quadruples) {
            throw new IllegalArgumentException("found other than " + pairs + " distances and " + quadruples
                    + " signed volumes with their mean and width");
        }
        boolean sound = Stream.of(means, variances, volumes)
                .flatMapToDouble(Arrays::stream)
                .allMatch(Double::isFinite);
        if (!sound
                || DoubleStream.concat(Arrays.stream(variances), Arrays.stream(volumes))
                        .anyMatch(value -> value <= 0)) {
            throw new IllegalArgumentException("found means and widths of beads that are not finite, or none");
        }
    }
}
