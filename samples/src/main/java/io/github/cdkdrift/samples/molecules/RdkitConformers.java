package io.github.cdkdrift.samples.molecules;

import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.io.ConformerWriter;
import io.github.cdkdrift.io.EnsembleFiles;
import io.github.cdkdrift.molecule.MolecularGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.openscience.cdk.exception.CDKException;

/** RDKit's ETKDGv3 with MMFF94 minimisation, by a Python script beside the benchmarks. */
final class RdkitConformers {
    private static final String PYTHON = "/usr/bin/python3";
    private static final Path SCRIPT = Path.of("samples/benchmarks/rdkit_conformers.py");

    private RdkitConformers() {}

    /** Conformers in the atoms' order of the graph; none, and a word on standard error, where RDKit is not there. */
    static Optional<List<Conformer>> of(MolecularGraph graph, double[] geometry, int count)
            throws IOException, InterruptedException, CDKException {
        Path folder = Files.createTempDirectory("rdkit");
        Path in = folder.resolve("in.sdf");
        Path out = folder.resolve("out.xyz");
        ConformerWriter.write(in, new ConformerEnsemble(graph, List.of(Conformer.of(geometry))));
        int exit = new ProcessBuilder(PYTHON, SCRIPT.toString(), in.toString(), String.valueOf(count), out.toString())
                .inheritIO()
                .start()
                .waitFor();
        if (exit != 0) {
            System.err.println("no row of RDKit: " + SCRIPT + " ended with exit code " + exit);
            return Optional.empty();
        }
        return Optional.of(EnsembleFiles.read(out).conformers());
    }
}
