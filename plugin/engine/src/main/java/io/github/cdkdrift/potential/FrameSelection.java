package io.github.cdkdrift.potential;

import java.util.Arrays;

/** Which frames a potential is fitted to. */
public enum FrameSelection {
    /** Frames at equal distances in time, the first and the last among them. */
    EQUALLY_SPACED {
        @Override
        int[] select(double[][] descriptors, int[][] permutations, int count) {
            int[] chosen = new int[count];
            Arrays.setAll(chosen, i -> count == 1 ? 0 : (int) ((long) i * (descriptors.length - 1) / (count - 1)));
            return chosen;
        }
    },

    /**
     * Each next frame is the one farthest from those already chosen (Gonzalez 1985, doi:10.1016/0304-3975(85)90224-5), by the
     * distance of inverse interatomic distances, the smallest over permutations. The first is the one nearest to the mean.
     */
    FARTHEST_POINTS {
        @Override
        int[] select(double[][] descriptors, int[][] permutations, int count) {
            double[] nearest = new double[descriptors.length];
            Arrays.fill(nearest, Double.POSITIVE_INFINITY);
            int[] chosen = new int[count];
            chosen[0] = nearestToMean(descriptors);
            for (int i = 1; i < count; i++) {
                for (int[] permutation : permutations) {
                    approach(descriptors, permuted(descriptors[chosen[i - 1]], permutation), nearest);
                }
                chosen[i] = highest(nearest);
            }
            Arrays.sort(chosen);
            return chosen;
        }
    };

    /**
     * Different frames in rising order.
     *
     * @param descriptors [frames][pairs]
     * @param permutations of pairs
     * @param count at most the number of frames
     */
    abstract int[] select(double[][] descriptors, int[][] permutations, int count);

    private static int nearestToMean(double[][] descriptors) {
        double[] mean = new double[descriptors[0].length];
        for (double[] descriptor : descriptors) {
            for (int k = 0; k < mean.length; k++) {
                mean[k] += descriptor[k] / descriptors.length;
            }
        }
        double[] distances = new double[descriptors.length];
        Arrays.setAll(distances, i -> -squaredDistance(descriptors[i], mean));
        return highest(distances);
    }

    private static double[] permuted(double[] descriptor, int[] permutation) {
        return Arrays.stream(permutation).mapToDouble(k -> descriptor[k]).toArray();
    }

    private static void approach(double[][] descriptors, double[] point, double[] nearest) {
        for (int i = 0; i < nearest.length; i++) {
            nearest[i] = Math.min(nearest[i], squaredDistance(descriptors[i], point));
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
