package io.github.cdkdrift.evaluation;

/**
 * One figure of a comparison with the reference. Unless said otherwise 0 is best and a finite sample never reaches it.
 */
public enum Metric {
    /** Total variation distance of the pooled distances: ½ Σ |h − h_ref| Δ, from 0 to 1. */
    TVD("tvd", "TVD, pooled distances", Finite.ROOT, 1),
    /** Mean over the bins of |h − h_ref|, the pooled distances' densities, in 1/Å. */
    MAE("mae", "MAE of their density, 1/Å", Finite.ROOT, Double.MAX_VALUE),
    /** 2-Wasserstein distance of the pooled distances over the quantiles 1/2000 … 1999/2000, in Å. */
    W2("w2", "W2, pooled distances, Å", Finite.ROOT, Double.MAX_VALUE),
    /** Mean over the pairs of elements of the TVD of their pooled distances. */
    TYPE_TVD("typeTvd", "per-type TVD, mean", Finite.ROOT, 1),
    /** Mean over the labelled atom pairs of the TVD of each pair's distance. */
    PAIR_TVD("pairTvd", "per-pair TVD, mean", Finite.ROOT, 1),
    /** Share of conformers with every distance near its reference mean; the aim is the reference's own share. */
    STABILITY("stability", "stability", Finite.NONE, 1),
    /** Mean over the bonds of |mean length − reference mean length|, in Å. */
    BOND_MAE("bondMae", "bond MAE, Å", Finite.ROOT, Double.MAX_VALUE),
    /** Share of conformers with every bond near its reference mean; 1 is best. */
    BOND_STABILITY("bondStability", "bond stability (aim 1)", Finite.NONE, 1),
    /**
     * Mean over the bonds of standard deviation / reference standard deviation; 1 is best, near 0 is collapse. Bonds that
     * the reference holds fixed (to 10⁻⁴ Å) do not count.
     */
    WIDTH_RATIO("widthRatio", "bond width ratio (aim 1)", Finite.NONE, Double.MAX_VALUE),
    /** Mean over the rotors of the torsions' Jensen–Shannon divergence, natural logarithm, from 0 to ln 2. */
    TORSION_JSD("torsionJsd", "torsion JSD, nats, mean", Finite.SQUARE, Math.log(2)),
    /** Share of reference conformers that some conformer comes near to; 1 is best. */
    COVERAGE_RECALL("coverageRecall", "COV recall (aim 1)", Finite.NONE, 1),
    /** Mean over reference conformers of the heavy-atom RMSD to the nearest conformer, in Å. */
    MATCHING_RECALL("matchingRecall", "MAT recall, Å", Finite.NONE, Double.MAX_VALUE),
    /** Share of conformers near some reference conformer; 1 is best. */
    COVERAGE_PRECISION("coveragePrecision", "COV precision (aim 1)", Finite.NONE, 1),
    /** Mean over conformers of the heavy-atom RMSD to the nearest reference conformer, in Å. */
    MATCHING_PRECISION("matchingPrecision", "MAT precision, Å", Finite.NONE, Double.MAX_VALUE);

    /** How the expectation between two samples of one distribution follows s = √(1/n + 1/m). */
    private enum Finite {
        NONE(0),
        ROOT(1),
        SQUARE(2);

        private final int power;

        Finite(int power) {
            this.power = power;
        }
    }

    private final String key;
    private final String label;
    private final Finite finite;
    private final double maximum;

    Metric(String key, String label, Finite finite, double maximum) {
        this.key = key;
        this.label = label;
        this.finite = finite;
        this.maximum = maximum;
    }

    /** The name in JSON. */
    @Override
    public String toString() {
        return key;
    }

    /** The name in a table, with its unit. */
    public String label() {
        return label;
    }

    /** A value between two finite samples carried over to other sizes; {@code ratio} is new over old √(1/n + 1/m). */
    double rescale(double value, double ratio) {
        return Math.min(maximum, value * Math.pow(ratio, finite.power));
    }
}
