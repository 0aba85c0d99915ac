package io.github.cdkdrift.cli;

import io.github.cdkdrift.cluster.ConformerClusters;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.molecule.PreparationSettings;
import io.github.cdkdrift.potential.PotentialChoice;
import io.github.cdkdrift.training.TrainingSettings;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is done with each molecule.
 *
 * @param potential with its solvent or dielectric, charge and unpaired electrons
 * @param training temperature and seed are among it
 * @param count conformers to draw
 * @param polish Metropolis-adjusted Langevin steps for each
 * @param exact whether they are drawn exactly, by Metropolis' rule
 * @param unique distinct conformers alone, so far apart in Å; empty for all
 * @param stereo for open configurations
 * @param preparation what molecules are taken
 */
record GenerateSettings(
        PotentialChoice potential,
        TrainingSettings training,
        int count,
        int polish,
        boolean exact,
        OptionalDouble unique,
        StereoChoice stereo,
        PreparationSettings preparation) {
    /** Of more conformers clusters are found only when they are asked for. */
    static final int MOST_CLUSTERED = 20_000;

    /** The most stereoisomers of one structure. */
    static final int MOST_STEREOISOMERS = 32;

    /** The clusters of what was drawn, by deviation where distinct conformers are asked for. */
    Optional<ConformerClusters> clusters(ConformerEnsemble drawn) {
        if (unique.isPresent()) {
            return Optional.of(ConformerClusters.byDeviation(drawn, unique.getAsDouble()));
        }
        return count <= MOST_CLUSTERED ? Optional.of(ConformerClusters.of(drawn)) : Optional.empty();
    }
}
