package io.github.cdkdrift.density;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The states of a molecule, each a basin of every split coordinate, and how likely they are: the share that samples have, and a small part
 * as if the coordinates did not know of each other, so that combinations that no sample shows are not impossible. Immutable.
 */
final class States {
    /** Part of the draws that takes the coordinates' basins independently. */
    private static final double INDEPENDENT = 0.03;
    /** Multiplies codes; odd, with bits all over. */
    private static final long MIXER = 0x9E3779B97F4A7C15L;

    private final Basins basins;
    private final long[] keys;
    private final int[] stateOfKey;
    private final int[][] codes;
    private final double[] cumulative;
    private final double[][] marginals;

    /**
     * States by number.
     *
     * @param codes the basin of every split coordinate in each state, [states][split]
     * @param shares of the states among the samples, [states], together 1
     * @param marginals the share of each basin of every split coordinate, [split][basins]
     */
    States(Basins basins, int[][] codes, double[] shares, double[][] marginals) {
        this.basins = basins;
        this.codes = codes;
        this.marginals = marginals;
        cumulative = shares.clone();
        Arrays.parallelPrefix(cumulative, Double::sum);
        Map<Long, Integer> numbers = new HashMap<>();
        for (int s = 0; s < codes.length; s++) {
            numbers.put(key(codes[s]), s);
        }
        keys = numbers.keySet().stream().mapToLong(Long::longValue).sorted().toArray();
        stateOfKey = Arrays.stream(keys).mapToInt(numbers::get).toArray();
    }

    /**
     * The states of samples.
     *
     * @param samples the basin of every split coordinate in each sample, [samples][split]
     * @param stateOf the number of each sample's state, [samples], overwritten
     */
    static States of(Basins basins, int[][] samples, int[] stateOf) {
        double[][] marginals = new double[basins.split().length][];
        Arrays.setAll(marginals, j -> new double[basins.count(j)]);
        Map<Long, Integer> numbers = new HashMap<>();
        for (int i = 0; i < samples.length; i++) {
            int[] code = samples[i];
            stateOf[i] = numbers.computeIfAbsent(key(code), key -> numbers.size());
            for (int j = 0; j < code.length; j++) {
                marginals[j][code[j]] += 1.0 / samples.length;
            }
        }
        int[][] codes = new int[numbers.size()][];
        double[] shares = new double[codes.length];
        for (int i = 0; i < samples.length; i++) {
            codes[stateOf[i]] = samples[i];
            shares[stateOf[i]] += 1.0 / samples.length;
        }
        return new States(basins, codes, shares, marginals);
    }

    private static long key(int[] code) {
        long key = code.length;
        for (int basin : code) {
            key = (key ^ basin) * MIXER;
            key ^= key >>> 29;
        }
        return key;
    }

    int size() {
        return codes.length;
    }

    /** The number of a combination of basins; −1 where no sample has it. */
    int find(int[] code) {
        int at = Arrays.binarySearch(keys, key(code));
        return at < 0 ? -1 : stateOfKey[at];
    }

    /** The basins of a state; not to be modified. */
    int[] code(int state) {
        return codes[state];
    }

    /** The share of each state among the samples. */
    double[] shares() {
        double[] shares = new double[codes.length];
        Arrays.setAll(shares, this::share);
        return shares;
    }

    /** The share of each basin of every split coordinate, [split][basins]; not to be modified. */
    double[][] marginals() {
        return marginals;
    }

    /** The share of a state among the samples. */
    double share(int state) {
        return cumulative[state] - (state > 0 ? cumulative[state - 1] : 0);
    }

    /** The logarithm of the probability of a combination whose number is {@code state}, −1 where no sample has it. */
    double logProbability(int[] code, int state) {
        double independent = INDEPENDENT;
        for (int j = 0; j < code.length; j++) {
            independent *= marginals[j][code[j]];
        }
        return Math.log(independent + (state < 0 ? 0 : (1 - INDEPENDENT) * share(state)));
    }

    /**
     * Draws a combination.
     *
     * @param code [split], overwritten
     */
    void draw(RandomGenerator random, int[] code) {
        if (random.nextDouble() < INDEPENDENT) {
            for (int j = 0; j < code.length; j++) {
                code[j] = drawBasin(j, random.nextDouble());
            }
            return;
        }
        int at = Arrays.binarySearch(cumulative, random.nextDouble());
        int state = Math.min(codes.length - 1, at < 0 ? -at - 1 : at);
        System.arraycopy(codes[state], 0, code, 0, code.length);
    }

    /** @param number from 0 to 1 */
    int drawBasin(int j, double number) {
        double left = number;
        int last = basins.count(j) - 1;
        for (int basin = 0; basin < last; basin++) {
            left -= marginals[j][basin];
            if (left < 0) {
                return basin;
            }
        }
        return last;
    }
}
