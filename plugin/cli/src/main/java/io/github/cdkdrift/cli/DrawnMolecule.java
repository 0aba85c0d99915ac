package io.github.cdkdrift.cli;

import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.positives.EquilibriumReport;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.potential.PotentialCalls;
import java.util.Optional;

/**
 * Conformers of a molecule at the temperature wanted.
 *
 * @param ensemble as they came
 * @param effectiveSamples their effective sample size at most; NaN where that was not measured
 * @param doubt why they may not be what they should, a clause; empty where nothing beside the report speaks against it
 * @param report of the sampling behind them; null where nothing was sampled
 * @param surface the potential of their energies
 * @param reference a geometry, [atoms · 3] Å
 * @param potential in words
 * @param cached whether they came from a model that was there already
 * @param calls of the potential in this run
 */
record DrawnMolecule(
        ConformerEnsemble ensemble,
        double effectiveSamples,
        Optional<String> doubt,
        EquilibriumReport report,
        Potential surface,
        double[] reference,
        String potential,
        boolean cached,
        PotentialCalls calls) {
    /** Effective samples of a report; NaN where they were not measured, or there is none. */
    static double effectiveSamples(EquilibriumReport report) {
        return report == null || report.effectiveSamples() == null ? Double.NaN : report.effectiveSamples();
    }
}
