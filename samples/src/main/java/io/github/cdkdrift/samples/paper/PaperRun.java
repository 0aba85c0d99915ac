package io.github.cdkdrift.samples.paper;

import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.evaluation.Evaluation;
import io.github.cdkdrift.evaluation.EvaluationReport;
import io.github.cdkdrift.evaluation.EvaluationSettings;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.model.ConformerModel;
import io.github.cdkdrift.model.ConformerSampler;
import io.github.cdkdrift.model.ModelTraining;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.training.TrainingListener;
import io.github.cdkdrift.training.TrainingSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One generator trained and measured.
 *
 * @param report of the network's own samples, unchecked: nothing is rejected or reflected
 * @param trainingSeconds from frames to model
 * @param samplingSeconds for 1,000 samples from a warm network, median of five
 */
record PaperRun(PaperRow row, long seed, EvaluationReport report, double trainingSeconds, double samplingSeconds) {
    private static final int TIMED_SAMPLES = 1000;

    static PaperRun measure(
            PaperRow row,
            long seed,
            int steps,
            int samples,
            ForceFrames training,
            ForceFrames reference,
            MolecularGraph graph) {
        ForceFrames frames = row.isControl() ? shuffled(training, seed) : training;
        TrainingSettings settings = row.settings(steps, seed);
        long start = System.nanoTime();
        ConformerModel model = ModelTraining.train(frames, graph, settings, TrainingListener.NONE);
        double trainingSeconds = (System.nanoTime() - start) * 1e-9;
        ConformerSampler sampler = model.uncheckedSampler(seed);
        List<Conformer> conformers = new ArrayList<>(samples);
        for (int i = 0; i < samples; i++) {
            conformers.add(sampler.next());
        }
        EvaluationReport report = Evaluation.evaluate(
                new ConformerEnsemble(graph, conformers),
                reference.ensemble(graph),
                training.ensemble(graph),
                EvaluationSettings.defaults());
        return new PaperRun(row, seed, report, trainingSeconds, samplingSeconds(sampler));
    }

    private static double samplingSeconds(ConformerSampler sampler) {
        double[] seconds = new double[5];
        for (int repeat = 0; repeat < seconds.length; repeat++) {
            long start = System.nanoTime();
            for (int i = 0; i < TIMED_SAMPLES; i++) {
                sampler.next();
            }
            seconds[repeat] = (System.nanoTime() - start) * 1e-9;
        }
        Arrays.sort(seconds);
        return seconds[seconds.length / 2];
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
