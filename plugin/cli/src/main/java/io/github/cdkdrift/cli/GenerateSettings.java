package io.github.cdkdrift.cli;

import io.github.cdkdrift.molecule.PreparationSettings;
import io.github.cdkdrift.potential.PotentialChoice;
import io.github.cdkdrift.training.TrainingSettings;

/**
 * What is done with each molecule.
 *
 * @param potential with its solvent or dielectric, charge and unpaired electrons
 * @param training temperature and seed are among it
 * @param count conformers to draw
 * @param polish Metropolis-adjusted Langevin steps for each
 * @param exact whether they are drawn exactly, by Metropolis' rule
 * @param conformers which of them are written
 * @param stereo for open configurations
 * @param preparation what molecules are taken
 */
record GenerateSettings(
        PotentialChoice potential,
        TrainingSettings training,
        int count,
        int polish,
        boolean exact,
        ConformerChoice conformers,
        StereoChoice stereo,
        PreparationSettings preparation) {
    /** The most stereoisomers of one structure. */
    static final int MOST_STEREOISOMERS = 32;
}
