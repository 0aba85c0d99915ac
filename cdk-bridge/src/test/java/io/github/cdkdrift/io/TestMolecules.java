package io.github.cdkdrift.io;

import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.molecule.MolecularGraph;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openscience.cdk.interfaces.IAtomContainer;

/** Molecules that the tests write: the bundled ethanol, and chains of any length. */
final class TestMolecules {
    private TestMolecules() {}

    /** The first conformers of the bundled ethanol, positions as float32, with their energies. */
    static ConformerEnsemble ethanol(int count, Path folder) throws Exception {
        NpzFrames frames = NpzFrames.read(TestFiles.data("md17-ethanol/md17-ethanol-0-1999.npz", folder));
        List<Conformer> conformers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double[] positions = Arrays.copyOfRange(frames.positions(), 27 * i, 27 * i + 27);
            Arrays.setAll(positions, k -> (float) positions[k]);
            Map<String, Double> properties = new LinkedHashMap<>();
            properties.put("energy", frames.energies()[i]);
            properties.put("weight (1/kT) = 50%", 0.25 + i);
            conformers.add(new Conformer(positions, properties));
        }
        return new ConformerEnsemble(
                MolecularGraph.perceive(
                        frames.atomicNumbers(), conformers.get(0).positions()),
                conformers);
    }

    /** The molecule of a SMILES. */
    static MolecularGraph graph(String smiles) throws Exception {
        IAtomContainer molecule = EnsembleFiles.readMolecule(smiles);
        return MolecularGraph.of(molecule);
    }

    /** Atoms on a line, half an Å apart: no geometry, but numbers that differ. */
    static Conformer line(MolecularGraph graph) {
        double[] positions = new double[3 * graph.atoms()];
        Arrays.setAll(positions, i -> i % 3 == 0 ? i / 6.0 : 0.25 * (i % 3));
        return Conformer.of(positions);
    }
}
