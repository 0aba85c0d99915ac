package io.github.cdkdrift.sampler;

import io.github.cdkdrift.dynamics.LangevinRun;
import io.github.cdkdrift.dynamics.LangevinRun.Sample;
import java.util.ArrayList;
import java.util.List;

/** The samples of each walker so far; of chains that have become long every second sample is kept. */
final class Chains {
    private final List<List<Sample>> chains = new ArrayList<>();
    private final int samples;
    private int thinning = 1;

    /** @param samples how many are wanted of all; at most three times as many are kept */
    Chains(int walkers, int samples) {
        this.samples = samples;
        for (int walker = 0; walker < walkers; walker++) {
            chains.add(new ArrayList<>());
        }
    }

    /** By how much further apart the next samples must be than the first ones were. */
    int thinning() {
        return thinning;
    }

    void add(LangevinRun run) {
        for (int walker = 0; walker < chains.size(); walker++) {
            chains.get(walker).addAll(run.samples(walker));
        }
        while (count() > 3 * samples) {
            thinning *= 2;
            chains.replaceAll(Chains::everySecond);
        }
    }

    private static List<Sample> everySecond(List<Sample> chain) {
        List<Sample> kept = new ArrayList<>();
        for (int i = 1; i < chain.size(); i += 2) {
            kept.add(chain.get(i));
        }
        return kept;
    }

    /** The chains that have samples: walkers on higher rungs have none. */
    List<List<Sample>> samples() {
        return chains.stream().filter(chain -> !chain.isEmpty()).toList();
    }

    /** All samples, chain after chain. */
    List<Sample> all() {
        return chains.stream().flatMap(List::stream).toList();
    }

    int count() {
        return chains.stream().mapToInt(List::size).sum();
    }
}
