package io.github.cdkdrift.samples.energy;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The figures of all runs, and the file that keeps them.
 *
 * @param sampleFloor divergence of two sets of samples of the surface itself
 * @param freeEnergyFloor error of the free energies between them
 */
record MullerBrownResults(double sampleFloor, double freeEnergyFloor, List<MullerBrownRun> runs) {
    private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();

    /** What the file holds; nothing where there is none. */
    static MullerBrownResults read(Path file) throws IOException {
        return Files.exists(file)
                ? GSON.fromJson(Files.readString(file), MullerBrownResults.class)
                : new MullerBrownResults(0, 0, List.of());
    }

    boolean has(EnergyMethod method, long seed) {
        return runs.stream().anyMatch(run -> run.method() == method && run.seed() == seed);
    }

    MullerBrownResults withFloors(double ofSamples, double ofFreeEnergies) {
        return new MullerBrownResults(ofSamples, ofFreeEnergies, runs);
    }

    MullerBrownResults with(MullerBrownRun run) {
        List<MullerBrownRun> all = new ArrayList<>(runs);
        all.add(run);
        all.sort(Comparator.comparing(MullerBrownRun::method).thenComparingLong(MullerBrownRun::seed));
        return new MullerBrownResults(sampleFloor, freeEnergyFloor, all);
    }

    void write(Path file) throws IOException {
        Files.writeString(file, GSON.toJson(this) + "\n");
    }
}
