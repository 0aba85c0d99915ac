package io.github.cdkdrift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final double THERMAL = 0.596;

    private static Verdict good() {
        return new Verdict()
                .withConvergence(true, false, "")
                .withEffectiveSamples(2000)
                .withEnergy(20, 24, THERMAL);
    }

    @Test
    void nothingToSayMeansTrust() {
        assertThat(good().sentence("the ensemble")).startsWith("the ensemble can be trusted");
    }

    @Test
    void whatWasNotMeasuredIsNotTrusted() {
        assertThat(new Verdict().withConvergence(null, false, "").sentence("the ensemble"))
                .isEqualTo("the ensemble shows no fault, but whether it has converged was not measured");
    }

    /** Walkers that agree in a run that was too short disagree in nothing. */
    @Test
    void aRunThatWasTooShortIsNoDisagreement() {
        assertThat(good().withConvergence(false, false, "split-R-hat 1.016").sentence("the ensemble"))
                .isEqualTo(
                        "the ensemble can be used within the errors printed: the run ended before walkers agreed as closely, or had"
                                + " as many effective samples, as was asked for (split-R-hat 1.016)");
    }

    /** 24 atoms have 66 harmonic degrees of freedom, ½ k_BT of each: some 20 kcal/mol. */
    @Test
    void eachReasonIsNamed() {
        assertThat(good().withConvergence(false, true, "split-R-hat 1.3").sentence("the ensemble"))
                .isEqualTo(
                        "do not trust the ensemble yet: populations are uncertain, since independent walkers do not agree on"
                                + " the slow motions (split-R-hat 1.3)");
        assertThat(good().withEnergy(274, 24, THERMAL).sentence("the ensemble"))
                .contains(
                        "conformers are strained: 274 kcal/mol above the lowest on average, where some 20 are thermal");
        assertThat(good().withEffectiveSamples(25).sentence("it")).contains("only 25 effective samples", "10 %");
        assertThat(good().withExtrapolated(0.3, 0.2).sentence("it"))
                .contains("about 30 %", "extrapolated", "energies of about 20 %");
        assertThat(good().withExtrapolated(0.01, 0.01).sentence("it")).contains("can be trusted");
        assertThat(good().withEffectiveSamples(Double.NaN).sentence("it")).contains("was not measured");
        assertThat(good().withDoubt("the chains do not agree").sentence("it"))
                .isEqualTo("do not trust it yet: the chains do not agree");
    }
}
