package io.github.cdkdrift.samples.benchmarks;

import io.github.cdkdrift.data.BundledData;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.io.ConformerWriter;
import io.github.cdkdrift.molecule.MolecularGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtomContainerSet;
import org.openscience.cdk.io.SDFWriter;

/** Writing 2,000 conformers with one property each to an SDF file. Ours includes forcing it to the disk. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class SdfWritingBenchmark {
    private ConformerEnsemble ensemble;
    private IAtomContainerSet containers;
    private Path file;

    @Setup
    public void prepare() throws IOException, CDKException {
        ForceFrames frames = ForceFrames.read(BundledData.extract(BundledData.ETHANOL));
        ensemble = frames.ensemble(MolecularGraph.perceive(frames.atomicNumbers(), frames.positions(0)));
        containers = ensemble.containers();
        file = Files.createTempFile("conformers", ".sdf");
    }

    @TearDown
    public void delete() throws IOException {
        Files.delete(file);
    }

    /** With {@link ConformerWriter}. */
    @Benchmark
    public Path ours() throws IOException, CDKException {
        ConformerWriter.write(file, ensemble);
        return file;
    }

    /** With CDK's {@link SDFWriter}, the molecules made beforehand. */
    @Benchmark
    public Path cdk() throws IOException, CDKException {
        try (SDFWriter writer = new SDFWriter(Files.newBufferedWriter(file))) {
            writer.write(containers);
        }
        return file;
    }
}
