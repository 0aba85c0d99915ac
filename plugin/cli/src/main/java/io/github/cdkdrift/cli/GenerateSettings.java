package io.github.cdkdrift.cli;

import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.PreparationSettings;
import io.github.cdkdrift.potential.PotentialChoice;
import io.github.cdkdrift.potential.Restraint;
import io.github.cdkdrift.training.TrainingSettings;
import java.util.ArrayList;
import java.util.List;
import org.openscience.cdk.exception.CDKException;

/**
 * What is done with each molecule.
 *
 * @param potential with its solvent or dielectric, charge and unpaired electrons
 * @param labels how it is asked for them, where a fit stands for it
 * @param training temperature and seed are among it
 * @param count conformers to draw
 * @param polish Metropolis-adjusted Langevin steps for each
 * @param exact whether they are drawn exactly, by Metropolis' rule
 * @param conformers which of them are written
 * @param properties averages over all that are drawn
 * @param network whether one is trained
 * @param restraints what is held of each molecule
 * @param stereo for open configurations
 * @param preparation what molecules are taken
 */
record GenerateSettings(
        PotentialChoice potential,
        LabelChoice labels,
        TrainingSettings training,
        int count,
        int polish,
        boolean exact,
        ConformerChoice conformers,
        PropertyChoice properties,
        NetworkChoice network,
        List<RestraintChoice> restraints,
        StereoChoice stereo,
        PreparationSettings preparation) {
    /** Up to so many conformers are the sampler's own, which are as many independent ones at least: the network pays beyond. */
    static final int MOST_OWN = 2000;

    /** The most stereoisomers of one structure. */
    static final int MOST_STEREOISOMERS = 32;

    /** Whether conformers are those of the sampler, so that no network is trained. */
    boolean ownSamples() {
        return switch (network) {
            case NEVER -> true;
            case ALWAYS -> false;
            case AS_NEEDED -> count <= MOST_OWN;
        };
    }

    /** What is held of a molecule, its atoms in the order of the graph. */
    List<Restraint> restraints(MolecularGraph graph) throws CDKException {
        List<Restraint> all = new ArrayList<>();
        for (RestraintChoice choice : restraints) {
            all.addAll(choice.of(graph));
        }
        return all;
    }
}
