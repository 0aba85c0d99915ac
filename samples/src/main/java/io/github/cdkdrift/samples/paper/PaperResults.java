package io.github.cdkdrift.samples.paper;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * All runs on one set of data, as the JSON file holds them.
 *
 * @param command that measured the runs that name none of their own; null in files written now
 * @param conditions of such runs
 * @param runs of all rows and seeds
 * @param floors what the figures are to be seen against
 */
record PaperResults(String command, String conditions, List<PaperRun> runs, List<PaperRun> floors) {
    static final int SAMPLES = 20_000;
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    /** What a file holds, or nothing where there is no file. */
    static PaperResults read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return new PaperResults(null, null, List.of(), List.of());
        }
        PaperResults read = GSON.fromJson(Files.readString(file), PaperResults.class);
        List<PaperRun> completed = read.runs.stream()
                .map(run -> run.completed(read.conditions, read.command, SAMPLES))
                .toList();
        return new PaperResults(null, null, completed, Objects.requireNonNullElse(read.floors, List.of()));
    }

    void write(Path file) throws IOException {
        Files.writeString(file, GSON.toJson(this) + "\n");
    }

    /** With a run, in place of the one of the same row and seed. */
    PaperResults with(PaperRun run) {
        List<PaperRun> merged = new ArrayList<>(runs);
        merged.removeIf(old -> old.row().equals(run.row()) && Objects.equals(old.seed(), run.seed()));
        merged.add(run);
        merged.sort(Comparator.comparing((PaperRun r) -> PaperRow.titles().indexOf(r.row()))
                .thenComparing(PaperRun::seed));
        return new PaperResults(null, null, merged, floors);
    }

    PaperResults withFloors(List<PaperRun> newFloors) {
        return new PaperResults(null, null, runs, newFloors);
    }

    List<PaperRun> of(PaperRow row) {
        return runs.stream().filter(run -> run.row().equals(row.title())).toList();
    }

    /** Mean over seeds of what the processors spend from labels to the samples, in seconds; empty where it was not measured. */
    OptionalDouble processorSeconds(PaperRow row) {
        return of(row).stream()
                .filter(run -> run.processorSeconds() != null)
                .mapToDouble(run -> run.processorSeconds() + run.secondsPerThousandSamples() * run.samples() / 1000)
                .average();
    }
}
