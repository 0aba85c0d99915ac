package io.github.cdkdrift.samples.energy;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The figures of all runs, the file that keeps them, and their table. */
record AlanineResults(List<AlanineRun> runs) {
    private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();

    /** What the file holds; nothing where there is none. */
    static AlanineResults read(Path file) throws IOException {
        return Files.exists(file)
                ? GSON.fromJson(Files.readString(file), AlanineResults.class)
                : new AlanineResults(List.of());
    }

    boolean has(AlanineMethod method, long seed, int steps) {
        return runs.stream().anyMatch(run -> run.method() == method && run.seed() == seed && run.steps() == steps);
    }

    AlanineResults with(AlanineRun run) {
        List<AlanineRun> all = new ArrayList<>(runs);
        all.add(run);
        all.sort(Comparator.comparing(AlanineRun::method)
                .thenComparingInt(AlanineRun::steps)
                .thenComparingLong(AlanineRun::seed));
        return new AlanineResults(all);
    }

    void write(Path file) throws IOException {
        Files.writeString(file, GSON.toJson(this) + "\n");
    }

    /** One row for each method and number of steps. */
    String table() {
        StringBuilder text = new StringBuilder(
                "| | steps | divergence, samples | divergence, simulation | one pass | floor | free energies, simulation | floor | bonds, "
                        + "samples | bonds, simulation | alive | φ > 0: frames | samples | simulation | one pass | training, s | simulation, s | one pass, s |\n"
                        + "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n");
        runs.stream()
                .map(run -> new Row(run.method(), run.steps()))
                .distinct()
                .forEach(row -> text.append(row.of(runs)));
        return text.toString();
    }

    private record Row(AlanineMethod method, int steps) {
        String of(List<AlanineRun> all) {
            List<AlanineRun> runs = all.stream()
                    .filter(run -> run.method() == method && run.steps() == steps)
                    .toList();
            return String.format(Locale.ROOT, "| %s (%d) | %,d |", method.title(), runs.size(), steps)
                    + spread(runs, AlanineRun::samples, 4)
                    + spread(runs, AlanineRun::simulation, 4)
                    + spread(runs, AlanineRun::onePass, 4)
                    + spread(runs, AlanineRun::floor, 4)
                    + spread(runs, AlanineRun::freeEnergies, 3)
                    + spread(runs, AlanineRun::freeEnergyFloor, 3)
                    + spread(runs, AlanineRun::sampledBonds, 3)
                    + spread(runs, AlanineRun::simulatedBonds, 3)
                    + spread(runs, AlanineRun::alive, 2)
                    + spread(runs, AlanineRun::right, 4)
                    + spread(runs, AlanineRun::sampledRight, 4)
                    + spread(runs, AlanineRun::simulatedRight, 4)
                    + spread(runs, AlanineRun::onePassRight, 4)
                    + String.format(
                            Locale.ROOT,
                            " %.0f | %.0f | %.0f |%n",
                            mean(runs, AlanineRun::trainingSeconds),
                            mean(runs, AlanineRun::simulationSeconds),
                            mean(runs, AlanineRun::onePassSeconds));
        }

        private static double mean(List<AlanineRun> runs, ToDoubleFunction<AlanineRun> figure) {
            return runs.stream().mapToDouble(figure).average().orElseThrow();
        }

        private static String spread(List<AlanineRun> runs, ToDoubleFunction<AlanineRun> figure, int digits) {
            double mean = mean(runs, figure);
            double deviation = runs.stream()
                    .mapToDouble(run -> Math.abs(figure.applyAsDouble(run) - mean))
                    .max()
                    .orElseThrow();
            String format = "%." + digits + "f";
            return runs.size() == 1
                    ? String.format(Locale.ROOT, " " + format + " |", mean)
                    : String.format(Locale.ROOT, " " + format + " ± " + format + " |", mean, deviation);
        }
    }
}
