package io.github.cdkdrift.density;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** How often samples show each combination of the basins of one block's coordinates, whatever the others are. Immutable. */
final class BlockShares {
    /** Places of the block's coordinates among all that are split. */
    private final int[] split;

    private final int[][] combinations;
    private final double[] cumulative;

    BlockShares(States states, int[] split) {
        this.split = split;
        Map<List<Integer>, Double> shares = new LinkedHashMap<>();
        for (int s = 0; s < states.size(); s++) {
            int[] code = states.code(s);
            shares.merge(Arrays.stream(split).mapToObj(j -> code[j]).toList(), states.share(s), Double::sum);
        }
        List<Map.Entry<List<Integer>, Double>> sorted = new ArrayList<>(shares.entrySet());
        sorted.sort(Map.Entry.<List<Integer>, Double>comparingByValue().reversed());
        combinations = sorted.stream()
                .map(entry ->
                        entry.getKey().stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
        cumulative = sorted.stream().mapToDouble(Map.Entry::getValue).toArray();
        Arrays.parallelPrefix(cumulative, Double::sum);
    }

    /** The share of the combination that a code has; 0 where no sample shows it. */
    double share(int[] code) {
        return IntStream.range(0, combinations.length)
                .filter(i -> matches(combinations[i], code))
                .mapToDouble(i -> cumulative[i] - (i > 0 ? cumulative[i - 1] : 0))
                .findFirst()
                .orElse(0);
    }

    private boolean matches(int[] combination, int[] code) {
        for (int i = 0; i < split.length; i++) {
            if (combination[i] != code[split[i]]) {
                return false;
            }
        }
        return true;
    }

    /** Writes a combination into a code. */
    void draw(RandomGenerator random, int[] code) {
        double number = random.nextDouble() * cumulative[cumulative.length - 1];
        int drawn = 0;
        while (drawn + 1 < cumulative.length && cumulative[drawn] <= number) {
            drawn++;
        }
        for (int i = 0; i < split.length; i++) {
            code[split[i]] = combinations[drawn][i];
        }
    }
}
