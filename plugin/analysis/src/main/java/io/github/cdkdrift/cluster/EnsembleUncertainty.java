package io.github.cdkdrift.cluster;

import java.util.Arrays;

/**
 * What leaves shares and averages of an ensemble uncertain: that its conformers are few, and that the energies they were drawn by may be others. The latter is told by draws
 * of equally likely energies. To first order a mean ⟨A⟩ is −Cov(A, s) off where energies are by s in k_BT, and the mean of the squares over the draws is
 * what that adds to the variance. Immutable.
 */
public final class EnsembleUncertainty {
    private final double effectiveSamples;
    /** [draws][conformers] k_BT. */
    private final double[][] shifts;

    private EnsembleUncertainty(double effectiveSamples, double[][] shifts) {
        this.effectiveSamples = effectiveSamples;
        this.shifts = shifts;
    }

    /**
     * Of energies that are certain.
     *
     * @param effectiveSamples independent ones that the conformers were drawn from, above 0; NaN where that was not measured
     */
    public static EnsembleUncertainty of(double effectiveSamples) {
        return new EnsembleUncertainty(effectiveSamples, new double[0][]);
    }

    /**
     * The same with energies that may be others.
     *
     * @param shifts of equally likely energies less those of the ensemble, each up to a constant, [draws][conformers] in k_BT
     */
    public EnsembleUncertainty withShifts(double[][] shifts) {
        return new EnsembleUncertainty(
                effectiveSamples, Arrays.stream(shifts).map(double[]::clone).toArray(double[][]::new));
    }

    /** Independent samples; NaN where that was not measured. */
    public double effectiveSamples() {
        return effectiveSamples;
    }

    /** The same with other effective samples of some of the conformers. */
    public EnsembleUncertainty of(int[] members, double newEffectiveSamples) {
        double[][] some = new double[shifts.length][members.length];
        for (int draw = 0; draw < some.length; draw++) {
            double[] all = shifts[draw];
            Arrays.setAll(some[draw], i -> all[members[i]]);
        }
        return new EnsembleUncertainty(newEffectiveSamples, some);
    }

    /**
     * What uncertain energies add to the variance of a mean.
     *
     * @param shares of the conformers, which sum up to 1
     * @param values whose mean it is, [conformers]
     */
    public double variance(double[] shares, double[] values) {
        double sum = 0;
        for (double[] shift : shifts) {
            double mean = 0;
            double product = 0;
            double value = 0;
            for (int i = 0; i < shift.length; i++) {
                mean += shares[i] * shift[i];
                value += shares[i] * values[i];
                product += shares[i] * values[i] * shift[i];
            }
            double covariance = product - mean * value;
            sum += covariance * covariance;
        }
        return shifts.length == 0 ? 0 : sum / shifts.length;
    }
}
