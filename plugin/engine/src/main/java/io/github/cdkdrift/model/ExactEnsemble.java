package io.github.cdkdrift.model;

import io.github.cdkdrift.ensemble.Conformer;
import java.util.List;

/**
 * Conformers of exactly a potential's Boltzmann distribution, and what their chains tell of them.
 *
 * @param conformers with their energies, kcal/mol
 * @param acceptance share of the model's draws that were accepted
 * @param rounds draws of each chain between two conformers
 * @param autocorrelationTime of the slowest of energy and states, in conformers of a chain; 1 where they are independent
 * @param effectiveSamples independent conformers that would tell as much, of the slowest of energy and states; NaN where chains are too short to tell
 * @param splitRhat how far chains agree; 1 where they do; NaN where they are too short to tell
 * @param calls of the potential
 */
public record ExactEnsemble(
        List<Conformer> conformers,
        double acceptance,
        int rounds,
        double autocorrelationTime,
        double effectiveSamples,
        double splitRhat,
        long calls) {}
