package io.github.cdkdrift.samples;

import io.github.cdkdrift.DriftingConformerGenerator;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.training.TrainingListener;
import io.github.cdkdrift.training.TrainingSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openscience.cdk.io.MDLV2000Reader;
import org.openscience.cdk.io.SDFWriter;
import org.openscience.cdk.silent.SilentChemObjectBuilder;

/**
 * From a molecule that CDK read to an SDF file that CDK writes: the molecule's atoms may come in another order than those of
 * the frames.
 *
 * <pre>samples/run CdkWorkflow samples/ethanol.sdf test-data/md17-ethanol/md17-ethanol-0-1999.npz conformers.sdf 500 1000</pre>
 */
public final class CdkWorkflow {
    private CdkWorkflow() {}

    /** @param args molecule, frames, the SDF file to write, training steps, conformers */
    public static void main(String[] args) throws Exception {
        try (var reader = new MDLV2000Reader(Files.newBufferedReader(Path.of(args[0])));
                var writer = new SDFWriter(Files.newBufferedWriter(Path.of(args[2])))) {
            var molecule = reader.read(SilentChemObjectBuilder.getInstance().newAtomContainer());
            var frames = ForceFrames.read(Path.of(args[1]));
            var graph = MolecularGraph.of(molecule).reorderedLike(frames.atomicNumbers(), frames.positions(0));
            var settings = TrainingSettings.defaults().withTemperature(500).withSteps(Integer.parseInt(args[3]));
            var generator = DriftingConformerGenerator.train(frames, graph, settings, TrainingListener.NONE);
            writer.write(generator.generate(Integer.parseInt(args[4])));
        }
    }
}
