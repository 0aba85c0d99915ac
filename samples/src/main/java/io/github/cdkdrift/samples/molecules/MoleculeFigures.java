package io.github.cdkdrift.samples.molecules;

/**
 * One row: conformers beside the reference.
 *
 * @param conformers how many
 * @param torsionJsd Jensen–Shannon divergence of a rotor's torsion, 36 bins, nats: the largest over the rotors
 * @param meanTorsionJsd their mean
 * @param populations total variation distance of the shares of rotamers, every torsion but a methyl group's in one of three sectors
 * @param energyGap mean energy less that of the reference, kcal/mol
 * @param tvd of pooled distances
 * @param coverage COV recall at 0.5 and 1.0 Å
 * @param matching MAT recall, Å
 */
record MoleculeFigures(
        String row,
        int conformers,
        double torsionJsd,
        double meanTorsionJsd,
        double populations,
        double energyGap,
        double tvd,
        double[] coverage,
        double matching) {}
