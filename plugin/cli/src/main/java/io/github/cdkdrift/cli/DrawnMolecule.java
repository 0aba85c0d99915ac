package io.github.cdkdrift.cli;

import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.positives.EquilibriumReport;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.potential.PotentialCalls;

/**
 * Conformers of a molecule at the temperature wanted.
 *
 * @param ensemble as they came
 * @param report of the sampling behind them; null where nothing was sampled
 * @param surface the potential of their energies
 * @param reference a geometry, [atoms · 3] Å
 * @param potential in words
 * @param cached whether they came from a model that was there already
 * @param calls of the potential in this run
 */
record DrawnMolecule(
        ConformerEnsemble ensemble,
        EquilibriumReport report,
        Potential surface,
        double[] reference,
        String potential,
        boolean cached,
        PotentialCalls calls) {}
