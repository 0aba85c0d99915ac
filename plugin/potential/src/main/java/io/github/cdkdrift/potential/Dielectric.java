package io.github.cdkdrift.potential;

import java.math.BigDecimal;

/**
 * What weakens the attraction of charges in a force field: a dielectric constant ε, or one that grows as the distance between the
 * charges does. A crude stand-in for a solvent, which keeps molecules from folding onto their own hydrogen bonds.
 *
 * @param constant ε where the distance does not matter, otherwise ε per Å; at least 1
 * @param growsWithDistance whether ε is {@code constant} times the distance in Å
 */
public record Dielectric(double constant, boolean growsWithDistance) {
    /** A vacuum. */
    public static final Dielectric VACUUM = of(1);

    /** ε is the distance in Å. */
    public static final Dielectric DISTANCE = new Dielectric(1, true);

    /** Checks the constant. */
    public Dielectric {
        if (!(constant >= 1 && constant < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a dielectric constant is at least 1 and finite; found " + constant);
        }
    }

    /** A constant, 1 for a vacuum, 78 for water. */
    public static Dielectric of(double constant) {
        return new Dielectric(constant, false);
    }

    /** In words, {@code dielectric 4} or {@code dielectric distance}. */
    @Override
    public String toString() {
        String number =
                new BigDecimal(Double.toString(constant)).stripTrailingZeros().toPlainString();
        return "dielectric " + (!growsWithDistance ? number : constant == 1 ? "distance" : number + " × distance");
    }
}
