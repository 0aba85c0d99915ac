package io.github.cdkdrift.rotamer;

/**
 * Populations of the rotamers that sectors of torsions make; the sector of the last rotor changes fastest.
 *
 * @param shares of each state, adding up to 1, [states]
 * @param standardErrors of the shares, [states]; where a state is extrapolated they hold what is not known of it
 * @param extrapolated the part of each share that lies where no frame is, from 0 to 1, [states]
 */
public record RotamerPopulations(double[] shares, double[] standardErrors, double[] extrapolated) {
    /** The part of all probability that lies where no frame is, from 0 to 1. */
    public double extrapolatedShare() {
        double sum = 0;
        for (int state = 0; state < shares.length; state++) {
            sum += shares[state] * extrapolated[state];
        }
        return sum;
    }
}
