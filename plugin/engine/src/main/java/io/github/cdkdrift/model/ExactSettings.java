package io.github.cdkdrift.model;

/**
 * How exact samples are drawn. Draws are carried over to the model's own potential before they are offered.
 *
 * @param seed decides which they are
 * @param chains independent chains, at least 4
 * @param polish Metropolis-adjusted Langevin steps of each conformer, from where its chain is, at least 0
 */
public record ExactSettings(long seed, int chains, int polish) {
    private static final int MOST_CHAINS = 64;
    private static final int FEWEST_CHAINS = 4;
    /** Of fewer, split-R̂ is above 1 by chance alone. */
    private static final int CONFORMERS_A_CHAIN = 25;

    /** Checks the ranges. */
    public ExactSettings {
        if (chains < 4 || polish < 0) {
            throw new IllegalArgumentException(
                    "expected at least 4 chains and 0 steps, found " + chains + " and " + polish);
        }
    }

    /** Of a potential that costs little: many chains, and steps after which no two conformers are the same. */
    public static ExactSettings cheap(long seed) {
        return new ExactSettings(seed, MOST_CHAINS, 5);
    }

    /** Of an expensive potential: each of its energies is a draw's. */
    public static ExactSettings expensive(long seed) {
        return new ExactSettings(seed, 8, 0);
    }

    /** The same with fewer chains where so few conformers are wanted that the agreement of all could not be told. */
    public ExactSettings forCount(int count) {
        return new ExactSettings(seed, Math.max(FEWEST_CHAINS, Math.min(chains, count / CONFORMERS_A_CHAIN)), polish);
    }
}
