package io.github.cdkdrift.cli;

import java.util.Collection;
import java.util.Comparator;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds what was meant by a misspelt word. */
final class Suggestion {
    private static final LevenshteinDistance DISTANCE = LevenshteinDistance.getDefaultInstance();

    private Suggestion() {}

    /** {@code "; did you mean X?"} with the known word that is nearest, empty where nothing is known. */
    static String of(String word, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt((String candidate) -> DISTANCE.apply(word, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .map(nearest -> "; did you mean " + nearest + "?")
                .orElse("");
    }
}
