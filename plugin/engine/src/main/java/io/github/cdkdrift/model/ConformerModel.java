package io.github.cdkdrift.model;

import io.github.cdkdrift.generator.DensityGenerator;
import io.github.cdkdrift.generator.DiffusionGenerator;
import io.github.cdkdrift.generator.Generator;
import io.github.cdkdrift.molecule.GeometryCheck;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.SymmetryGroup;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.potential.PotentialCalls;
import io.github.cdkdrift.rotamer.ConformerSymmetry;
import io.github.cdkdrift.rotamer.RotamerStates;
import io.github.cdkdrift.training.TrainingSettings;
import io.github.cdkdrift.training.TransportPlan;
import java.util.List;

/**
 * A trained generator of one molecule's conformers.
 *
 * @param graph the molecule; atoms in the order of the frames
 * @param referencePositions a geometry, the first frame where there are frames, which carries the stereochemistry, [atoms · 3] Å
 * @param bondLengths mean length of each bond of the graph over frames or positives, [bonds] Å
 * @param generator what draws them
 * @param states the rotamer states and the populations they are drawn with
 * @param potential that the positives were drawn from; null where they were the frames themselves
 * @param settings what it was trained with
 * @param provenance what it was trained from
 */
public record ConformerModel(
        MolecularGraph graph,
        double[] referencePositions,
        double[] bondLengths,
        Generator generator,
        RotamerStates states,
        Potential potential,
        TrainingSettings settings,
        Provenance provenance) {
    /** The same with other populations of its rotamer states. */
    public ConformerModel withStates(RotamerStates newStates) {
        return new ConformerModel(
                graph, referencePositions, bondLengths, generator, newStates, potential, settings, provenance);
    }

    /** The same with the calls that were made of the potential it was given. */
    public ConformerModel withCalls(PotentialCalls calls) {
        return new ConformerModel(
                graph,
                referencePositions,
                bondLengths,
                generator,
                states,
                potential,
                settings,
                provenance.withCalls(calls));
    }

    /** The same, made from these frames. */
    ConformerModel withFrames(String sha256, int frames) {
        Provenance from = new Provenance(
                provenance.libraryVersion(),
                provenance.backend(),
                sha256,
                frames,
                provenance.equilibrium(),
                provenance.calls(),
                provenance.progress());
        return new ConformerModel(graph, referencePositions, bondLengths, generator, states, potential, settings, from);
    }

    /** Draws conformers that are checked: finite, connected as the molecule, its stereocentres right. */
    public ConformerSampler sampler(SamplingSettings sampling) {
        return new ConformerSampler(this, sampling, new GeometryCheck(graph, bondLengths));
    }

    /** The same with the usual settings. */
    public ConformerSampler sampler(long seed) {
        return sampler(SamplingSettings.seed(seed));
    }

    /** Draws what the network gives, unchecked and without energies, for measuring the network itself. */
    public ConformerSampler uncheckedSampler(long seed) {
        return new ConformerSampler(this, SamplingSettings.seed(seed).withEnergies(false), GeometryCheck.NONE);
    }

    /**
     * What a drawn geometry is turned into copies by: where training folds symmetry, sampling unfolds it. Models of earlier versions
     * draw from a list of the same operations, and go on giving the same conformers.
     */
    SymmetryGroup symmetry() {
        if (settings.drift() != null || generator instanceof DiffusionGenerator) {
            return SymmetryGroup.of(List.of());
        }
        if (generator instanceof DensityGenerator) {
            return graph.symmetry(referencePositions, 1);
        }
        boolean earlier =
                settings.plan() instanceof TransportPlan && !settings.network().turns();
        return earlier
                ? ConformerSymmetry.listed(graph, referencePositions)
                : ConformerSymmetry.of(graph, referencePositions);
    }
}
