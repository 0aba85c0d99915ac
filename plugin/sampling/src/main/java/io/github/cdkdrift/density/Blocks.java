package io.github.cdkdrift.density;

import io.github.cdkdrift.coordinate.InternalCoordinates;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Groups internal coordinates that are redrawn together: those of all atoms that hang on one ring system, or on one atom outside rings.
 * Groups without several basins are left to dynamics.
 */
final class Blocks {
    private Blocks() {}

    /** @return [blocks][coordinates], rising; none where one block would hold all that is split */
    static int[][] of(InternalCoordinates internal, int[] split) {
        Map<Integer, List<Integer>> groups = IntStream.range(0, internal.size())
                .boxed()
                .collect(Collectors.groupingBy(k -> key(internal, k), TreeMap::new, Collectors.toList()));
        int[][] blocks = groups.values().stream()
                .map(group -> group.stream().mapToInt(Integer::intValue).toArray())
                .filter(group -> Arrays.stream(split).anyMatch(k -> Arrays.binarySearch(group, k) >= 0))
                .toArray(int[][]::new);
        return blocks.length > 1 ? blocks : new int[0][];
    }

    private static int key(InternalCoordinates internal, int coordinate) {
        int ring = internal.ringSystem(coordinate);
        return ring >= 0 ? -1 - ring : internal.on(coordinate);
    }
}
