package io.github.cdkdrift.labelling;

import io.github.cdkdrift.potential.FitPrior;
import java.util.Objects;

/**
 * How many labels an expensive potential is asked for, and what the fit to them begins from.
 *
 * @param first labels before the first fit, at least 10
 * @param round labels after each fit, at least 1
 * @param most labels in all, at least {@code first}; what is asked to see whether the molecule keeps its bonds counts, too
 * @param uncertainty at which to stop: kcal/mol that 95 % of new samples' energies are known to, but for what no more labels would mend,
 *     above 0
 * @param prior what the fit begins from
 */
public record ActiveSettings(int first, int round, int most, double uncertainty, FitPrior prior) {
    /** Fewer labels are no fit. */
    public static final int FEWEST = 10;

    /** Checks the ranges. */
    public ActiveSettings {
        Objects.requireNonNull(prior, "prior");
        if (!(uncertainty > 0)) {
            throw new IllegalArgumentException("uncertainty must be above 0, is " + uncertainty);
        }
        if (first < FEWEST || round < 1 || most < first) {
            throw new IllegalArgumentException("expected at least 10 labels at first, 1 a round, and at most no fewer"
                    + " than at first; found " + first + ", " + round + ", " + most);
        }
    }

    /** From MMFF94, or GFN-FF where that does not know the molecule. */
    public ActiveSettings(int first, int round, int most, double uncertainty) {
        this(first, round, most, uncertainty, FitPrior.AUTOMATIC);
    }

    /** 100 labels at first, 50 a round, at most 300, until 95 % of samples are known to 0.2 kcal/mol. */
    public static ActiveSettings defaults() {
        return new ActiveSettings(100, 50, 300, 0.2);
    }

    /** The same with so many labels at most: half of them at first, but no more than 100, and a quarter a round, but no more than 50. */
    public ActiveSettings withMost(int labels) {
        ActiveSettings usual = defaults();
        return new ActiveSettings(
                Math.min(usual.first, Math.max(FEWEST, labels / 2)),
                Math.min(usual.round, Math.max(1, labels / 4)),
                labels,
                uncertainty,
                prior);
    }

    /** The same from another beginning. */
    public ActiveSettings withPrior(FitPrior newPrior) {
        return new ActiveSettings(first, round, most, uncertainty, newPrior);
    }
}
