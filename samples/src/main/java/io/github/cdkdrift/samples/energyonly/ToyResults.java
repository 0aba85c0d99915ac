package io.github.cdkdrift.samples.energyonly;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The figures of all runs, and the file that keeps them. */
record ToyResults(List<ToyRun> runs) {
    private static final Gson GSON = new GsonBuilder()
            .setPrettyPrinting()
            .serializeSpecialFloatingPointValues()
            .create();

    /** What the file holds; nothing where there is none. */
    static ToyResults read(Path file) throws IOException {
        return Files.exists(file) ? GSON.fromJson(Files.readString(file), ToyResults.class) : new ToyResults(List.of());
    }

    boolean has(ToyTarget target, String sampler, long seed) {
        return runs.stream()
                .anyMatch(run -> run.target() == target && run.sampler().equals(sampler) && run.seed() == seed);
    }

    ToyResults with(List<ToyRun> more) {
        List<ToyRun> all = new ArrayList<>(runs);
        all.addAll(more);
        all.sort(Comparator.comparing(ToyRun::target)
                .thenComparing(ToyRun::sampler)
                .thenComparingLong(ToyRun::seed));
        return new ToyResults(all);
    }

    void write(Path file) throws IOException {
        Files.writeString(file, GSON.toJson(this) + "\n");
    }
}
