package io.github.cdkdrift.training;

import io.github.cdkdrift.archive.FramesDigest;
import io.github.cdkdrift.archive.Manifest;
import io.github.cdkdrift.archive.NpyVector;
import io.github.cdkdrift.archive.SealedArchive;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.io.InputFormatException;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.positives.Positives;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A training run between two steps, on disk, with the samples that it is trained on. A run that goes on from it ends with the same bytes as
 * one that never stopped.
 */
public final class Checkpoint {
    private static final int FORMAT_VERSION = 5;

    /** Without samples: they are made anew. Earlier ones sorted them in another way, or kept half of the moments: what was learnt does not fit. */
    private static final int WITHOUT_SAMPLES = 4;

    private static final String KIND = "a cdkdrift checkpoint";
    private static final String MANIFEST = "checkpoint.json";
    private static final String PARAMETERS = "parameters.npy";
    private static final String AVERAGE = "average.npy";
    private static final String FIRST_MOMENT = "first-moment.npy";
    private static final String SECOND_MOMENT = "second-moment.npy";

    private Checkpoint() {}

    /**
     * Everything of a run that changes from step to step.
     *
     * @param step steps done
     * @param curve progress reported so far
     * @param drift what the objective keeps from step to step
     * @param parameters of the network, [parameterCount]
     * @param average moving average of the parameters, [parameterCount]
     * @param moments of Adam, [2][parameterCount]
     */
    record State(
            int step,
            List<TrainingProgress> curve,
            double[] drift,
            float[] parameters,
            float[] average,
            float[][] moments) {}

    private record Contents(
            String framesSha256, TrainingSettings settings, int step, List<TrainingProgress> curve, double[] memory) {}

    /**
     * Writes the state of a run; the file appears only when it is whole.
     *
     * @throws IllegalArgumentException if the run has an objective of a user's own
     */
    public static void write(Trainer trainer, ForceFrames frames, Path file) throws IOException {
        if (trainer.hasOwnObjective()) {
            throw new IllegalArgumentException("a checkpoint cannot hold an objective of one's own");
        }
        State state = trainer.state();
        Contents contents = new Contents(
                FramesDigest.sha256(frames), trainer.requested(), state.step(), state.curve(), state.drift());
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put(MANIFEST, Manifest.encode(contents, FORMAT_VERSION));
        entries.put(PARAMETERS, NpyVector.encode(state.parameters()));
        entries.put(AVERAGE, NpyVector.encode(state.average()));
        entries.put(FIRST_MOMENT, NpyVector.encode(state.moments()[0]));
        entries.put(SECOND_MOMENT, NpyVector.encode(state.moments()[1]));
        SamplesRecord.put(trainer.positives(), entries, FORMAT_VERSION);
        SealedArchive.write(file, entries);
    }

    /**
     * A trainer that goes on where the checkpoint was written.
     *
     * @param frames the frames that the run began with
     * @param graph their molecule
     * @param listener told of the stages of the preparation
     * @throws InputFormatException if the file is no checkpoint, damaged, of another format, or of other frames
     */
    public static Trainer resume(ForceFrames frames, MolecularGraph graph, Path file, TrainingListener listener)
            throws IOException, InputFormatException {
        Map<String, byte[]> entries = SealedArchive.read(file, KIND);
        Contents contents = Manifest.decode(file, entries, MANIFEST, Contents.class, WITHOUT_SAMPLES, FORMAT_VERSION);
        String digest = FramesDigest.sha256(frames);
        if (!digest.equals(contents.framesSha256())) {
            throw new InputFormatException(
                    file.toString(),
                    "entry " + MANIFEST,
                    "a run on other frames (SHA-256 " + contents.framesSha256() + ")",
                    "the frames at hand (SHA-256 " + digest + "); name the frames that the run began with");
        }
        Optional<Positives> samples = SamplesRecord.read(file, entries, FORMAT_VERSION, graph, frames.positions(0));
        Trainer trainer = trainer(file, contents, frames, samples, graph, listener);
        int length = trainer.parameterCount();
        float[][] moments = {
            Manifest.vector(file, entries, FIRST_MOMENT, length), Manifest.vector(file, entries, SECOND_MOMENT, length)
        };
        State state = new State(
                contents.step(),
                contents.curve(),
                contents.memory(),
                Manifest.vector(file, entries, PARAMETERS, length),
                Manifest.vector(file, entries, AVERAGE, length),
                moments);
        trainer.restore(state);
        return trainer;
    }

    private static Trainer trainer(
            Path file,
            Contents contents,
            ForceFrames frames,
            Optional<Positives> samples,
            MolecularGraph graph,
            TrainingListener listener)
            throws InputFormatException {
        try {
            return samples.isPresent()
                    ? Trainer.of(samples.get(), graph, frames.positions(0), contents.settings(), listener)
                    : Trainer.of(frames, graph, contents.settings(), listener);
        } catch (IllegalArgumentException e) {
            throw new InputFormatException(
                    file.toString(), "entry " + MANIFEST, e.getMessage(), "settings that fit the frames", e);
        }
    }
}
