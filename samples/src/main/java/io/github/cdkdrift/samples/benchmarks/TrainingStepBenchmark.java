package io.github.cdkdrift.samples.benchmarks;

import io.github.cdkdrift.data.BundledData;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.training.Trainer;
import io.github.cdkdrift.training.TrainingSettings;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openscience.cdk.exception.CDKException;

/** One training step; the peer's name for it is {@code step_ms_median}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class TrainingStepBenchmark {
    /** {@code paper} of {@code torch_drift.py}, the default of {@code torch_transport.py} without and with the energy. */
    @Param({"paper", "default", "default with energy"})
    public String configuration = "paper";

    private Trainer trainer;

    @Setup
    public void prepare() throws IOException, CDKException {
        ForceFrames frames = ForceFrames.read(BundledData.extract(BundledData.ETHANOL));
        trainer = Trainer.of(frames, MolecularGraph.perceive(frames.atomicNumbers(), frames.positions(0)), settings());
    }

    private TrainingSettings settings() {
        return configuration.equals("paper")
                ? PaperConfiguration.settings()
                : DefaultConfiguration.settings(configuration.endsWith("energy"));
    }

    /** Two steps, since the energy counts in every second one; returns the loss. */
    @Benchmark
    @OperationsPerInvocation(2)
    public double step() {
        return trainer.step() + trainer.step();
    }
}
