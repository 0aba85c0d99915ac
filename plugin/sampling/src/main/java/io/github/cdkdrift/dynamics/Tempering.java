package io.github.cdkdrift.dynamics;

/**
 * Replica exchange (Sugita and Okamoto 1999, doi:10.1016/S0009-2614(99)01123-9): walkers stand on a ladder of temperatures, in
 * geometric progression, and neighbours exchange their geometries now and then. What crosses barriers on the hot rungs comes
 * down to the lowest, whose distribution stays exactly as it is; it alone is sampled.
 *
 * @param levels rungs of the ladder, at least 1; the number of walkers must be a multiple of it
 * @param hottest temperature of the highest rung over that of the lowest, at least 1
 * @param interval steps between two exchanges, at least 1
 */
public record Tempering(int levels, double hottest, int interval) {
    /** All walkers at one temperature. */
    public static final Tempering NONE = new Tempering(1, 1, 1);

    /** Checks the ranges. */
    public Tempering {
        if (levels < 1 || !(hottest >= 1) || Double.isInfinite(hottest) || interval < 1) {
            throw new IllegalArgumentException(
                    "levels, the hottest temperature over the lowest and the interval must be at least 1, are " + levels
                            + ", " + hottest + ", " + interval);
        }
    }

    /** Temperature of a rung over that of the lowest. */
    double ratio(int level) {
        return levels == 1 ? 1 : Math.pow(hottest, level / (levels - 1.0));
    }
}
