package io.github.cdkdrift.drift;

import java.util.Arrays;

/** The median Euclidean distance between positives, the usual unit of a kernel's bandwidth. */
public final class MedianHeuristic {
    /** Evenly spaced positives that are compared: their 124,750 distances fix the median to well below a percent. */
    private static final int COMPARED = 500;

    private MedianHeuristic() {}

    /**
     * The median over up to 500 positives.
     *
     * @param features [samples][size]
     * @param samples at least 2
     * @return the median, above 0
     * @throws IllegalArgumentException if at least half of the target samples coincide
     */
    public static double of(float[] features, int samples, int size) {
        int compared = Math.min(samples, COMPARED);
        double[] distances = new double[compared * (compared - 1) / 2];
        int count = 0;
        for (int i = 0; i < compared; i++) {
            for (int j = i + 1; j < compared; j++) {
                distances[count++] = distance(
                        features, (int) ((long) i * samples / compared), (int) ((long) j * samples / compared), size);
            }
        }
        Arrays.sort(distances);
        double median = distances[count / 2];
        if (!(median > 0)) {
            throw new IllegalArgumentException(
                    "at least half of the target samples coincide: there is no spread to learn");
        }
        return median;
    }

    private static double distance(float[] features, int i, int j, int size) {
        double sum = 0;
        for (int k = 0; k < size; k++) {
            double difference = features[i * size + k] - features[j * size + k];
            sum += difference * difference;
        }
        return Math.sqrt(sum);
    }
}
