package io.github.cdkdrift.samples.benchmarks;

import io.github.cdkdrift.data.BundledData;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.io.ConformerWriter;
import io.github.cdkdrift.molecule.MolecularGraph;
import java.io.IOException;
import java.io.Reader;
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
import org.openscience.cdk.interfaces.IChemFile;
import org.openscience.cdk.io.XYZReader;
import org.openscience.cdk.silent.SilentChemObjectBuilder;

/**
 * Reading 2,000 frames: ours from extended XYZ, forces and energies included; CDK's reader, which skips both, from the same file
 * and from plain XYZ with the coordinates alone.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class XyzReadingBenchmark {
    private Path extended;
    private Path plain;

    @Setup
    public void prepare() throws IOException, CDKException {
        ForceFrames frames = ForceFrames.read(BundledData.extract(BundledData.ETHANOL));
        extended = Files.createTempFile("frames", ".extxyz");
        plain = Files.createTempFile("frames", ".xyz");
        frames.write(extended);
        ConformerWriter.write(
                plain, frames.ensemble(MolecularGraph.perceive(frames.atomicNumbers(), frames.positions(0))));
    }

    @TearDown
    public void delete() throws IOException {
        Files.delete(extended);
        Files.delete(plain);
    }

    /** Extended XYZ with {@link ForceFrames}. */
    @Benchmark
    public ForceFrames ours() throws IOException, CDKException {
        return ForceFrames.read(extended);
    }

    /** The same file with CDK's {@link XYZReader}. */
    @Benchmark
    public IChemFile cdk() throws IOException, CDKException {
        return readWithCdk(extended);
    }

    /** Coordinates alone, with six decimals, with CDK's {@link XYZReader}. */
    @Benchmark
    public IChemFile cdkPlain() throws IOException, CDKException {
        return readWithCdk(plain);
    }

    private static IChemFile readWithCdk(Path file) throws IOException, CDKException {
        try (Reader text = Files.newBufferedReader(file);
                XYZReader reader = new XYZReader(text)) {
            return reader.read(SilentChemObjectBuilder.getInstance().newInstance(IChemFile.class));
        }
    }
}
