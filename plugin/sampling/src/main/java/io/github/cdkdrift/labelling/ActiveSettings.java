package io.github.cdkdrift.labelling;

/**
 * How many labels a dear potential is asked for.
 *
 * @param first labels before the first fit, at least 10
 * @param round labels after each fit, at least 1
 * @param most labels in all, at least {@code first}
 * @param uncertainty at which to stop: kcal/mol that 95 % of new samples' energies are known to, but for what no more labels would mend,
 *     above 0
 */
public record ActiveSettings(int first, int round, int most, double uncertainty) {
    /** Checks the ranges. */
    public ActiveSettings {
        if (!(uncertainty > 0)) {
            throw new IllegalArgumentException("uncertainty must be above 0, is " + uncertainty);
        }
        if (first < 10 || round < 1 || most < first) {
            throw new IllegalArgumentException("expected at least 10 labels at first, 1 a round, and at most no fewer"
                    + " than at first; found " + first + ", " + round + ", " + most);
        }
    }

    /** 100 labels at first, 50 a round, at most 300, until 95 % of samples are known to 0.2 kcal/mol. */
    public static ActiveSettings defaults() {
        return new ActiveSettings(100, 50, 300, 0.2);
    }
}
