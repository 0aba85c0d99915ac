package io.github.cdkdrift.cli;

import io.github.cdkdrift.molecule.PreparationSettings;
import io.github.cdkdrift.training.TrainingSettings;
import java.util.OptionalDouble;

/**
 * What is done with each molecule.
 *
 * @param potential as {@code Potentials.of} takes it
 * @param training temperature and seed are among it
 * @param count conformers to draw
 * @param polish Metropolis-adjusted Langevin steps for each
 * @param unique distinct conformers alone, so far apart in Å; empty for all
 * @param stereo for open configurations
 * @param preparation what molecules are taken
 */
record GenerateSettings(
        String potential,
        TrainingSettings training,
        int count,
        int polish,
        OptionalDouble unique,
        StereoChoice stereo,
        PreparationSettings preparation) {
    /** Conformers at most so far apart count as one where nothing else was said, Å. */
    static final double USUAL_RMSD = 0.5;

    /** Of more conformers clusters are found only when they are asked for. */
    static final int MOST_CLUSTERED = 20_000;

    /** The most stereoisomers of one structure. */
    static final int MOST_STEREOISOMERS = 32;

    double rmsd() {
        return unique.orElse(USUAL_RMSD);
    }

    boolean clusters() {
        return unique.isPresent() || count <= MOST_CLUSTERED;
    }
}
