package io.github.cdkdrift.samples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.io.EnsembleFiles;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openscience.cdk.tools.manipulator.ChemFileManipulator;

/** Each benchmark once, so that what is compared does the same work. */
@Tag("slow")
class BenchmarksTest {
    private static final int FRAMES = 2000;

    /** Numbers half-way between two of four decimals are rounded either way. */
    private static final Offset<Double> LAST_DECIMAL = within(1.01e-4);

    @Test
    void trainingStepsOfThePaperConfigurationLowerTheLoss() throws Exception {
        TrainingStepBenchmark benchmark = new TrainingStepBenchmark();
        benchmark.configuration = "paper";
        benchmark.prepare();

        double first = benchmark.step();
        double last = 0;
        for (int step = 0; step < 10; step++) {
            last = benchmark.step();
        }

        assertThat(last).isPositive().isLessThan(first);
    }

    @Test
    void trainingStepsOfTheDefaultLowerTheLoss() throws Exception {
        TrainingStepBenchmark benchmark = new TrainingStepBenchmark();
        benchmark.configuration = "default with energy";
        benchmark.prepare();

        double first = benchmark.step();
        double last = 0;
        for (int step = 0; step < 50; step++) {
            last = benchmark.step();
        }

        assertThat(last).isPositive().isLessThan(first);
    }

    @Test
    void samplingGivesFinitePositions() throws Exception {
        SamplingBenchmark benchmark = new SamplingBenchmark();
        benchmark.configuration = "paper";
        benchmark.prepare();

        for (float coordinate : benchmark.pass()) {
            assertThat(coordinate).isFinite();
        }
        assertThat(benchmark.conformers().properties().get("sample")).isGreaterThanOrEqualTo(4096.0);
    }

    @Test
    void bothSdfWritersWriteTheSameConformers() throws Exception {
        SdfWritingBenchmark benchmark = new SdfWritingBenchmark();
        benchmark.prepare();
        try {
            var ours = EnsembleFiles.read(benchmark.ours()).conformers();
            var theirs = EnsembleFiles.read(benchmark.cdk()).conformers();

            assertThat(ours).hasSize(FRAMES).hasSameSizeAs(theirs);
            for (int i = 0; i < FRAMES; i++) {
                assertThat(ours.get(i).positions())
                        .containsExactly(theirs.get(i).positions(), LAST_DECIMAL);
                assertThat(ours.get(i).properties()).containsOnlyKeys("energy");
                // Ours are rounded to four decimals.
                assertThat(ours.get(i).properties().get("energy"))
                        .isCloseTo(theirs.get(i).properties().get("energy"), within(1e-4));
            }
        } finally {
            benchmark.delete();
        }
    }

    @Test
    void bothXyzReadersReadTheSameNumberOfFrames() throws Exception {
        XyzReadingBenchmark benchmark = new XyzReadingBenchmark();
        benchmark.prepare();
        try {
            assertThat(benchmark.ours().size()).isEqualTo(FRAMES);
            assertThat(ChemFileManipulator.getAllAtomContainers(benchmark.cdk()))
                    .hasSize(FRAMES);
            assertThat(ChemFileManipulator.getAllAtomContainers(benchmark.cdkPlain()))
                    .hasSize(FRAMES);
        } finally {
            benchmark.delete();
        }
    }
}
