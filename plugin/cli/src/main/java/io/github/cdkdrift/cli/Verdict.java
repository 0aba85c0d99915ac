package io.github.cdkdrift.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Whether an ensemble can be trusted, in one plain sentence. */
final class Verdict {
    /** Fewer tell populations to no better than some per cent. */
    private static final double FEW_SAMPLES = 200;
    /** As many times the thermal energy, and so much more, is no equilibrium. */
    private static final double MOST_STRAIN = 2;

    private static final double STRAIN = 5;
    /** Less may be extrapolated without a word. */
    private static final double LEAST_EXTRAPOLATED = 0.02;

    private final List<String> doubts = new ArrayList<>();
    private String shortfall;
    private boolean measured = true;

    /**
     * @param converged null where that was not measured
     * @param disagree whether walkers are known to disagree
     * @param agreement in words
     */
    Verdict withConvergence(Boolean converged, boolean disagree, String agreement) {
        measured &= converged != null;
        if (disagree) {
            doubts.add("populations are uncertain, since independent walkers do not agree on the slow motions ("
                    + agreement + ")");
        } else if (Boolean.FALSE.equals(converged)) {
            shortfall = agreement;
        }
        return this;
    }

    /** @param samples effective ones; NaN where that was not measured */
    Verdict withEffectiveSamples(double samples) {
        measured &= !Double.isNaN(samples);
        if (samples < FEW_SAMPLES) {
            doubts.add(String.format(
                    Locale.ROOT,
                    "it rests on only %.0f effective samples, so that populations are right to some %.0f %% at best",
                    samples,
                    50 / Math.sqrt(samples)));
        }
        return this;
    }

    /**
     * @param mean energy above the lowest minimum or conformer that is known, kcal/mol; NaN where unknown
     * @param atoms of the molecule
     * @param thermal k_BT, kcal/mol
     */
    Verdict withEnergy(double mean, int atoms, double thermal) {
        double expected = 0.5 * Math.max(1, 3 * atoms - 6) * thermal;
        if (mean > MOST_STRAIN * expected + STRAIN) {
            doubts.add(String.format(
                    Locale.ROOT,
                    "conformers are strained: %,.0f kcal/mol above the lowest on average, where some %,.0f are thermal",
                    mean,
                    expected));
        }
        return this;
    }

    /**
     * @param unvisited part of the populations in rotamers that no label is of
     * @param extrapolated part of the samples whose energies the labels leave open
     */
    Verdict withExtrapolated(double unvisited, double extrapolated) {
        if (unvisited > LEAST_EXTRAPOLATED) {
            doubts.add(String.format(
                    Locale.ROOT,
                    "the labels never visit rotamers that hold about %.0f %% of the conformers, whose share is extrapolated",
                    100 * unvisited));
        }
        if (extrapolated > LEAST_EXTRAPOLATED) {
            doubts.add(String.format(
                    Locale.ROOT,
                    "the labels leave the energies of about %.0f %% of the conformers uncertain by more than k_BT",
                    100 * extrapolated));
        }
        return this;
    }

    /** @param doubt a clause of its own */
    Verdict withDoubt(String doubt) {
        doubts.add(doubt);
        return this;
    }

    /** @param what the sentence is about, for example {@code the ensemble} */
    String sentence(String what) {
        if (doubts.isEmpty() && shortfall != null) {
            return what
                    + " can be used within the errors printed: the run ended before walkers agreed as closely, or had as many effective"
                    + " samples, as was asked for (" + shortfall + ")";
        }
        if (doubts.isEmpty()) {
            return measured
                    ? what + " can be trusted: independent walkers agree on everything slow, and nothing is strained"
                    : what + " shows no fault, but whether it has converged was not measured";
        }
        return "do not trust " + what + " yet: " + String.join("; and ", doubts);
    }
}
