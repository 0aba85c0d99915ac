package io.github.cdkdrift.samples.paper;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.management.OperatingSystemMXBean;
import io.github.cdkdrift.MoleculeTraining;
import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.io.EnsembleFiles;
import io.github.cdkdrift.labelling.ActiveSettings;
import io.github.cdkdrift.model.ConformerModel;
import io.github.cdkdrift.model.ConformerSampler;
import io.github.cdkdrift.model.ModelTraining;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.positives.EquilibriumSampling;
import io.github.cdkdrift.positives.EquilibriumSettings;
import io.github.cdkdrift.positives.Positives;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.potential.PotentialCalls;
import io.github.cdkdrift.potential.Potentials;
import io.github.cdkdrift.rotamer.ConformerSymmetry;
import io.github.cdkdrift.training.TrainingListener;
import io.github.cdkdrift.training.TrainingSettings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openscience.cdk.exception.CDKException;

/** Where the samples of each row come from. */
final class PaperMethods {
    private static final int TIMED_SAMPLES = 1000;

    /** Steps of dynamics that are timed before the run. */
    private static final int FEW_STEPS = 50;

    private static final int MORE_STEPS = 550;

    private static final int TIMED_STRIDE = 10;

    /**
     * Samples, as they come, with the time they took.
     *
     * @param trainingSeconds from labels to what draws samples; of dynamics, to the samples; null where nothing is trained
     * @param processorSeconds of all threads meanwhile, which other work on the machine hardly changes; null where not known
     * @param secondsPerThousandSamples from a warm network, median of five; null where there is none
     * @param calls of a potential that was asked for labels; null where none was
     */
    record Samples(
            List<Conformer> conformers,
            Double trainingSeconds,
            Double processorSeconds,
            Double secondsPerThousandSamples,
            Long calls) {}

    private final ForceFrames training;
    private final MolecularGraph graph;
    private final double kelvin;
    private final int count;

    PaperMethods(ForceFrames training, MolecularGraph graph, double kelvin, int count) {
        this.training = training;
        this.graph = graph;
        this.kelvin = kelvin;
        this.count = count;
    }

    /** Samples with the potential behind them; null where there is none. */
    record Fitted(Samples samples, Potential potential) {}

    /** The network's own samples, unchecked: nothing is rejected or reflected. */
    Samples trained(PaperRow row, long seed) {
        ForceFrames frames = row.isControl() ? shuffled(training, seed) : training;
        return fitted(frames, row.settings(kelvin, seed)).samples();
    }

    /** The same with settings of one's choice. */
    Fitted fitted(TrainingSettings settings) {
        return fitted(training, settings);
    }

    private Fitted fitted(ForceFrames frames, TrainingSettings settings) {
        double processor = processorSeconds();
        long start = System.nanoTime();
        ConformerModel model = ModelTraining.train(frames, graph, settings, TrainingListener.NONE);
        double seconds = secondsSince(start);
        processor = processorSeconds() - processor;
        return new Fitted(drawn(model, settings.seed(), seconds, processor), model.potential());
    }

    /** From the structure and a potential's name, as a user without frames does. */
    Samples asked(String potential, long seed) throws IOException, CDKException {
        double processor = processorSeconds();
        long start = System.nanoTime();
        ConformerModel model = new MoleculeTraining(
                        graph,
                        training.positions(0),
                        Potentials.provider(potential),
                        ActiveSettings.defaults(),
                        TrainingSettings.ofPotential().withTemperature(kelvin).withSeed(seed),
                        TrainingListener.NONE)
                .train()
                .model();
        return drawn(model, seed, secondsSince(start), processorSeconds() - processor);
    }

    private Samples drawn(ConformerModel model, long seed, double seconds, double processor) {
        ConformerSampler sampler = model.uncheckedSampler(seed);
        List<Conformer> conformers = Stream.generate(sampler::next).limit(count).toList();
        PotentialCalls calls = model.provenance().calls();
        return new Samples(
                conformers, seconds, processor, samplingSeconds(sampler), calls == null ? null : calls.total());
    }

    private static double samplingSeconds(ConformerSampler sampler) {
        double[] seconds = new double[5];
        for (int repeat = 0; repeat < seconds.length; repeat++) {
            long start = System.nanoTime();
            for (int i = 0; i < TIMED_SAMPLES; i++) {
                sampler.next();
            }
            seconds[repeat] = secondsSince(start);
        }
        Arrays.sort(seconds);
        return seconds[seconds.length / 2];
    }

    /** Training frames drawn with replacement. */
    Samples resampled(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return new Samples(
                IntStream.range(0, count)
                        .mapToObj(i -> Conformer.of(training.positions(random.nextInt(training.size()))))
                        .toList(),
                null,
                null,
                null,
                null);
    }

    /**
     * The default's own positives from a run of so much work, thinned to the number of samples wanted.
     *
     * @param seconds of all processors, for fit and dynamics together
     */
    Samples dynamics(long seed, double seconds) {
        EquilibriumSettings standard = TrainingSettings.defaults().equilibrium().withEnsemble(null);
        double few = timed(standard.withSteps(0, FEW_STEPS, TIMED_STRIDE), seed);
        double more = timed(standard.withSteps(0, MORE_STEPS, TIMED_STRIDE), seed);
        double ofStep = Math.max(1e-6, (more - few) / (MORE_STEPS - FEW_STEPS));
        int perWalker = (count + standard.walkers() - 1) / standard.walkers();
        double affordable = (seconds - few) / ofStep + FEW_STEPS - standard.equilibration();
        int stride = Math.max(1, (int) (affordable / perWalker));
        double processor = processorSeconds();
        long start = System.nanoTime();
        Positives positives = sample(standard.withSteps(standard.equilibration(), stride * perWalker, stride), seed);
        double taken = secondsSince(start);
        int found = positives.energies().length;
        int stridePositions = 3 * graph.atoms();
        List<Conformer> conformers = IntStream.range(0, Math.min(count, found))
                .map(i -> (int) ((long) i * found / Math.min(count, found)))
                .mapToObj(i -> Conformer.of(
                        Arrays.copyOfRange(positives.positions(), i * stridePositions, (i + 1) * stridePositions)))
                .toList();
        return new Samples(conformers, taken, processorSeconds() - processor, null, null);
    }

    private double timed(EquilibriumSettings settings, long seed) {
        double processor = processorSeconds();
        sample(settings, seed);
        return processorSeconds() - processor;
    }

    private Positives sample(EquilibriumSettings settings, long seed) {
        return EquilibriumSampling.of(
                training,
                graph,
                ConformerSymmetry.ofPotential(graph, training.positions(0)),
                kelvin,
                settings,
                seed,
                stage -> {});
    }

    /** What another program wrote, in the order of the frames' atoms, with what it says of itself in a JSON file beside it. */
    Samples read(Path file) throws IOException, CDKException {
        List<Conformer> conformers = new ArrayList<>();
        for (Conformer conformer : EnsembleFiles.read(file).conformers()) {
            conformers.add(new Conformer(conformer.positions(), Map.of()));
        }
        JsonObject about = about(file);
        return new Samples(
                conformers,
                about.get("trainingSeconds").getAsDouble(),
                about.has("trainingProcessorSeconds")
                        ? Double.valueOf(about.get("trainingProcessorSeconds").getAsDouble())
                        : null,
                1000
                        * about.get("samplingSeconds").getAsDouble()
                        / about.get("samples").getAsInt(),
                null);
    }

    static JsonObject about(Path file) throws IOException {
        String json = file.toString().replaceFirst("\\.[a-z]+$", ".json");
        return JsonParser.parseString(Files.readString(Path.of(json))).getAsJsonObject();
    }

    private static double processorSeconds() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() * 1e-9;
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) * 1e-9;
    }

    /** Each frame with the forces of another, drawn by a random permutation. */
    private static ForceFrames shuffled(ForceFrames frames, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] order = new int[frames.size()];
        for (int i = 0; i < order.length; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        int stride = 3 * frames.atoms();
        double[] positions = new double[frames.size() * stride];
        double[] forces = new double[positions.length];
        for (int frame = 0; frame < frames.size(); frame++) {
            System.arraycopy(frames.positions(frame), 0, positions, frame * stride, stride);
            System.arraycopy(frames.forces(order[frame]), 0, forces, frame * stride, stride);
        }
        return ForceFrames.of(frames.atomicNumbers(), positions, forces, frames.energies());
    }
}
