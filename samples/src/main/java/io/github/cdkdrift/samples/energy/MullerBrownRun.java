package io.github.cdkdrift.samples.energy;

/**
 * The figures of one method with one seed; 0 where there is nothing to measure.
 *
 * @param trainingSeconds processor time of one core; of a tied row, that of the tie alone, the draws that it learns from included
 * @param samplingSeconds processor time of the draws
 * @param simulationSeconds processor time of the simulation
 * @param samples divergence of draws from the reference
 * @param simulation divergence of the simulation from the reference
 * @param freeEnergies error of the simulation's free energies
 * @param agreement divergence of the simulation from the draws
 * @param energyError root mean square error of the energy over the surface's own distribution, k_BT
 * @param lost share of the simulation's frames that are beyond ±20
 */
record MullerBrownRun(
        EnergyMethod method,
        long seed,
        double trainingSeconds,
        double samplingSeconds,
        double simulationSeconds,
        double samples,
        double simulation,
        double freeEnergies,
        double agreement,
        double energyError,
        double lost) {}
