package io.github.cdkdrift.potential;

import java.util.Arrays;

/** Which frames a potential is fitted to. */
public enum FrameSelection {
    /** Frames at equal distances in time, the first and the last among them. */
    EQUALLY_SPACED {
        @Override
        int[] select(double[][] distances, int[][] permutations, int count) {
            int[] chosen = new int[count];
            Arrays.setAll(chosen, i -> count == 1 ? 0 : (int) ((long) i * (distances.length - 1) / (count - 1)));
            return chosen;
        }
    },

    /**
     * Each next frame is the one farthest from those already chosen (Gonzalez 1985, doi:10.1016/0304-3975(85)90224-5), by the
     * Euclidean distance of all interatomic distances, the smallest over permutations: in them torsions, which frames cover
     * worst, weigh more than bonds. The first is the one nearest to the mean.
     */
    FARTHEST_POINTS {
        @Override
        int[] select(double[][] distances, int[][] permutations, int count) {
            double[] nearest = new double[distances.length];
            Arrays.fill(nearest, Double.POSITIVE_INFINITY);
            int[] chosen = new int[count];
            chosen[0] = nearestToMean(distances);
            nearest[chosen[0]] = -1;
            for (int i = 1; i < count; i++) {
                for (int[] permutation : permutations) {
                    approach(distances, permuted(distances[chosen[i - 1]], permutation), nearest);
                }
                chosen[i] = highest(nearest);
                nearest[chosen[i]] = -1;
            }
            Arrays.sort(chosen);
            return chosen;
        }
    };

    /**
     * Different frames in rising order.
     *
     * @param distances between atoms, [frames][pairs] Å
     * @param permutations of pairs
     * @param count at most the number of frames
     */
    abstract int[] select(double[][] distances, int[][] permutations, int count);

    private static int nearestToMean(double[][] distances) {
        double[] mean = new double[distances[0].length];
        for (double[] frame : distances) {
            for (int k = 0; k < mean.length; k++) {
                mean[k] += frame[k] / distances.length;
            }
        }
        double[] nearness = new double[distances.length];
        Arrays.setAll(nearness, i -> -squaredDistance(distances[i], mean));
        return highest(nearness);
    }

    private static double[] permuted(double[] frame, int[] permutation) {
        return Arrays.stream(permutation).mapToDouble(k -> frame[k]).toArray();
    }

    private static void approach(double[][] distances, double[] point, double[] nearest) {
        for (int i = 0; i < nearest.length; i++) {
            nearest[i] = Math.min(nearest[i], squaredDistance(distances[i], point));
        }
    }

    private static int highest(double[] values) {
        int highest = 0;
        for (int i = 1; i < values.length; i++) {
            if (values[i] > values[highest]) {
                highest = i;
            }
        }
        return highest;
    }

    private static double squaredDistance(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += (a[k] - b[k]) * (a[k] - b[k]);
        }
        return sum;
    }
}
