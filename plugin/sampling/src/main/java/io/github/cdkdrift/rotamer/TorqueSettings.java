package io.github.cdkdrift.rotamer;

/**
 * How a free energy is fitted to torques.
 *
 * <p>Before any frame is seen, the Fourier coefficients are taken to be normally distributed about 0: where frames are, they
 * decide; where none is, this does. Force fields stop at the third harmonic of a torsion; the deviation of higher ones falls
 * with (3/k)⁸.
 *
 * @param harmonics of one torsion, at least 1
 * @param pairHarmonics of each torsion in the products that couple two of them, at least 0; 0 couples none
 * @param barrier standard deviation of the coefficients of the first three harmonics, kcal/mol, above 0
 * @param coupling that of the products, kcal/mol, above 0
 * @param replicates repetitions with other weights of the frames, which tell the standard errors, at least 2
 * @param seed of those weights
 */
public record TorqueSettings(
        int harmonics, int pairHarmonics, double barrier, double coupling, int replicates, long seed) {
    /** Checks the ranges. */
    public TorqueSettings {
        if (harmonics < 1 || pairHarmonics < 0 || pairHarmonics > harmonics) {
            throw new IllegalArgumentException("expected at least 1 harmonic and at most as many in pairs, found "
                    + harmonics + " and " + pairHarmonics);
        }
        if (!(barrier > 0) || Double.isInfinite(barrier) || !(coupling > 0) || Double.isInfinite(coupling)) {
            throw new IllegalArgumentException(
                    "barrier and coupling must be above 0, are " + barrier + " and " + coupling + " kcal/mol");
        }
        if (replicates < 2) {
            throw new IllegalArgumentException("replicates must be at least 2, are " + replicates);
        }
    }

    /** Six harmonics, three in pairs, 2 and 0.2 kcal/mol, 40 replicates, seed 0. */
    public static TorqueSettings defaults() {
        return new TorqueSettings(6, 3, 2, 0.2, 40, 0);
    }

    /** The same with other numbers of harmonics. */
    public TorqueSettings withHarmonics(int newHarmonics, int newPairHarmonics) {
        return new TorqueSettings(newHarmonics, newPairHarmonics, barrier, coupling, replicates, seed);
    }

    /** The same with other expectations of the coefficients. */
    public TorqueSettings withPrior(double newBarrier, double newCoupling) {
        return new TorqueSettings(harmonics, pairHarmonics, newBarrier, newCoupling, replicates, seed);
    }

    /** The same with another number of replicates. */
    public TorqueSettings withReplicates(int newReplicates) {
        return new TorqueSettings(harmonics, pairHarmonics, barrier, coupling, newReplicates, seed);
    }

    /** The same with another seed. */
    public TorqueSettings withSeed(long newSeed) {
        return new TorqueSettings(harmonics, pairHarmonics, barrier, coupling, replicates, newSeed);
    }
}
