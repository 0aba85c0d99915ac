package io.github.cdkdrift.model;

import io.github.cdkdrift.positives.EquilibriumReport;
import io.github.cdkdrift.potential.PotentialCalls;
import io.github.cdkdrift.training.TrainingProgress;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;

/**
 * Where a model comes from. Holds no times or paths, so that the same input gives the same bytes.
 *
 * @param libraryVersion version of cdkdrift that trained it
 * @param backend what computed, in words
 * @param framesSha256 SHA-256 of the frames: atomic numbers, positions, forces, energies; null where there were none
 * @param frames how many frames
 * @param equilibrium how the positives were made; null where they were the frames themselves
 * @param calls of the potential that was given to make the model; null where frames were given, and in files of earlier versions
 * @param progress the training curve; the last entry is the end of training
 */
public record Provenance(
        String libraryVersion,
        String backend,
        String framesSha256,
        int frames,
        EquilibriumReport equilibrium,
        PotentialCalls calls,
        List<TrainingProgress> progress) {
    /** Copies the list. */
    public Provenance {
        progress = List.copyOf(progress);
    }

    /** The same with other calls. */
    public Provenance withCalls(PotentialCalls newCalls) {
        return new Provenance(libraryVersion, backend, framesSha256, frames, equilibrium, newCalls, progress);
    }

    /** The version of this library. */
    public static String currentVersion() {
        try (InputStream in = Provenance.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
