package io.github.cdkdrift.model;

import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.network.Mlp;
import io.github.cdkdrift.training.TrainingSettings;

/**
 * A trained generator of one molecule's conformers.
 *
 * @param graph the molecule; atoms in the order of the frames
 * @param referencePositions the first frame, which carries the stereochemistry, [atoms · 3] Å
 * @param bondLengths mean length of each bond of the graph over the frames, [bonds] Å
 * @param network noise → positions in Å; not to be modified
 * @param settings what it was trained with
 * @param provenance what it was trained from
 */
public record ConformerModel(
        MolecularGraph graph,
        double[] referencePositions,
        double[] bondLengths,
        Mlp network,
        TrainingSettings settings,
        Provenance provenance) {
    /** Draws conformers that are checked: finite, connected as the molecule, its stereocentres right. */
    public ConformerSampler sampler(long seed) {
        return new ConformerSampler(network, seed, new GeometryCheck(graph, bondLengths));
    }

    /** Draws what the network gives, unchecked, for measuring the network itself. */
    public ConformerSampler uncheckedSampler(long seed) {
        return new ConformerSampler(network, seed, GeometryCheck.NONE);
    }
}
