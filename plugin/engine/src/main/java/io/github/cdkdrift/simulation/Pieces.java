package io.github.cdkdrift.simulation;

import java.util.List;
import java.util.stream.IntStream;

/** Sixteen equal pieces of a list: where its order is one of time, so that neighbours are alike, the pieces differ by more than chance. */
final class Pieces {
    static final int COUNT = 16;

    private Pieces() {}

    static <T> List<List<T>> of(List<T> all) {
        return IntStream.range(0, COUNT)
                .mapToObj(piece -> all.subList(
                        (int) ((long) piece * all.size() / COUNT), (int) ((piece + 1L) * all.size() / COUNT)))
                .toList();
    }
}
