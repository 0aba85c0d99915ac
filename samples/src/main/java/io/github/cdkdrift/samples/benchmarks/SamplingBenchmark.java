package io.github.cdkdrift.samples.benchmarks;

import io.github.cdkdrift.DriftingConformerGenerator;
import io.github.cdkdrift.backend.Kernels;
import io.github.cdkdrift.data.BundledData;
import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.generator.PositionNetwork;
import io.github.cdkdrift.model.ConformerModel;
import io.github.cdkdrift.model.ConformerSampler;
import io.github.cdkdrift.network.Mlp;
import io.github.cdkdrift.network.MlpPass;
import io.github.cdkdrift.network.TorsionHead;
import io.github.cdkdrift.random.Noise;
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

/** Sampling 4096 times; the peer's name for it is {@code samples_per_s}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class SamplingBenchmark {
    private static final int SAMPLES = 4096;

    /** {@code paper} of {@code torch_drift.py}, {@code default} of {@code torch_transport.py}. */
    @Param({"paper", "default"})
    public String configuration = "paper";

    private MlpPass pass;
    private float[] noise;
    private TorsionHead head;
    private float[] outputs;
    private float[] positions;
    private ConformerSampler sampler;
    private long batch;

    /** One training step leaves the network near the typical geometry, so that it makes conformers; speed does not depend on it. */
    @Setup
    public void prepare() throws IOException, CDKException {
        ConformerModel model = DriftingConformerGenerator.train(
                        ForceFrames.read(BundledData.extract(BundledData.ETHANOL)),
                        configuration.equals("paper")
                                ? PaperConfiguration.settings().withSteps(1)
                                : DefaultConfiguration.settings(false).withSteps(1))
                .model();
        Mlp network = ((PositionNetwork) model.generator()).network();
        pass = MlpPass.forSampling(network, Kernels.ofBackend(), SAMPLES);
        noise = new float[SAMPLES * network.shape().inputs()];
        head = model.settings().network().head(model.graph());
        outputs = new float[SAMPLES * head.outputs()];
        positions = new float[SAMPLES * 3 * model.graph().atoms()];
        sampler = model.sampler(0);
    }

    /** What the peer does: noise and one pass of the network, to positions. */
    @Benchmark
    @OperationsPerInvocation(SAMPLES)
    public float[] pass() {
        Noise.fill(noise, Noise.stream(0, batch++));
        pass.forward(noise, outputs);
        head.positions(outputs, positions);
        return positions;
    }

    /** What users do: conformers one by one, each checked. */
    @Benchmark
    @OperationsPerInvocation(SAMPLES)
    public Conformer conformers() {
        Conformer last = sampler.next();
        for (int i = 1; i < SAMPLES; i++) {
            last = sampler.next();
        }
        return last;
    }
}
