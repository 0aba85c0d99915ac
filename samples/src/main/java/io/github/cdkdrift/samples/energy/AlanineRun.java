package io.github.cdkdrift.samples.energy;

/**
 * The figures of one method with one seed.
 *
 * @param steps of training of its last network
 * @param trainingSeconds processor time of one core
 * @param simulationSeconds processor time of the simulation
 * @param floor divergence of the two halves of the frames
 * @param samples divergence of draws from the reference
 * @param simulation divergence of the simulation from the reference
 * @param onePass divergence of a generator's draws in one pass, trained on samples of the energy
 * @param freeEnergyFloor error of free energies between the halves
 * @param freeEnergies error of the simulation's
 * @param sampledBonds spread of bonds in the draws over that in the reference
 * @param simulatedBonds the same in the simulation
 * @param alive share of the walkers whose bonds were whole in every frame
 * @param right share of the reference with φ above 0
 * @param sampledRight of the draws
 * @param simulatedRight of the simulation
 * @param onePassRight of the draws in one pass
 * @param onePassSeconds processor time of that generator's training
 */
record AlanineRun(
        AlanineMethod method,
        long seed,
        int steps,
        double trainingSeconds,
        double simulationSeconds,
        double floor,
        double samples,
        double simulation,
        double onePass,
        double freeEnergyFloor,
        double freeEnergies,
        double sampledBonds,
        double simulatedBonds,
        double alive,
        double right,
        double sampledRight,
        double simulatedRight,
        double onePassRight,
        double onePassSeconds) {}
