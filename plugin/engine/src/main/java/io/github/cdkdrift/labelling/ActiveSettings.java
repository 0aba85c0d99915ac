package io.github.cdkdrift.labelling;

/**
 * How a dear potential is asked for labels.
 *
 * @param temperature that the labels are to serve, K, above 0
 * @param first labels before the first fit, at least 10
 * @param round labels after each fit, at least 1
 * @param most labels in all, at least {@code first}
 * @param uncertainty at which to stop: kcal/mol that 95 % of new samples' energies are known to, above 0
 * @param seed the same seed gives the same labels
 */
public record ActiveSettings(double temperature, int first, int round, int most, double uncertainty, long seed) {
    /** Checks the ranges. */
    public ActiveSettings {
        if (!(temperature > 0) || !(uncertainty > 0)) {
            throw new IllegalArgumentException(
                    "temperature and uncertainty must be above 0, are " + temperature + " and " + uncertainty);
        }
        if (first < 10 || round < 1 || most < first) {
            throw new IllegalArgumentException("expected at least 10 labels at first, 1 a round, and at most no fewer"
                    + " than at first; found " + first + ", " + round + ", " + most);
        }
    }

    /** 100 labels at first, 50 a round, at most 300, until 95 % of samples are known to 0.2 kcal/mol. */
    public static ActiveSettings at(double temperature) {
        return new ActiveSettings(temperature, 100, 50, 300, 0.2, 0);
    }

    /** The same with another seed. */
    public ActiveSettings withSeed(long newSeed) {
        return new ActiveSettings(temperature, first, round, most, uncertainty, newSeed);
    }

    /** The same with other numbers of labels. */
    public ActiveSettings withLabels(int newFirst, int newRound, int newMost) {
        return new ActiveSettings(temperature, newFirst, newRound, newMost, uncertainty, seed);
    }
}
