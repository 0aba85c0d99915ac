package io.github.cdkdrift.samples.molecules;

import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.io.ConformerWriter;
import io.github.cdkdrift.labelling.Minima;
import io.github.cdkdrift.labelling.StartGeometries;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.potential.Potentials;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmilesParser;
import org.openscience.cdk.tools.manipulator.AtomContainerManipulator;

/**
 * Writes the minima that sampling begins from, molecule by molecule, for {@code samples/benchmarks/ring_minima.py} to compare with
 * RDKit's: {@code samples/run molecules.StartMinima samples/benchmarks/ring-molecules.smi FOLDER}.
 */
public final class StartMinima {
    private StartMinima() {}

    /** @param arguments a file of SMILES and names, and the folder to write to */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        for (String line : Files.readAllLines(Path.of(arguments[0]))) {
            String[] words = line.split(" ", 2);
            long start = System.nanoTime();
            IAtomContainer molecule = new SmilesParser(SilentChemObjectBuilder.getInstance()).parseSmiles(words[0]);
            AtomContainerManipulator.convertImplicitToExplicitHydrogens(molecule);
            MolecularGraph graph = MolecularGraph.of(molecule);
            List<double[]> starts = StartGeometries.of(graph, StartGeometries.sought(graph), 0);
            MolecularGraph decided = graph.completedLike(starts.get(0));
            try (Potential potential = Potentials.of("mmff94", decided, starts.get(0))) {
                List<double[]> minima = Minima.of(decided, potential, starts);
                ConformerWriter.write(
                        folder.resolve(words[1] + ".sdf"),
                        new ConformerEnsemble(
                                decided, minima.stream().map(Conformer::of).toList()));
                System.out.printf("%s %d minima %.1f s%n", words[1], minima.size(), (System.nanoTime() - start) * 1e-9);
            }
        }
    }
}
