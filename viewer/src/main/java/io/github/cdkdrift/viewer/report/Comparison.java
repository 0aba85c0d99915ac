package io.github.cdkdrift.viewer.report;

import io.github.cdkdrift.ensemble.ConformerEnsemble;
import java.util.List;
import java.util.Objects;

/**
 * An ensemble beside its reference.
 *
 * @param reference at least one conformer, atoms as in the ensemble
 * @param training frames of the training, atoms as in the ensemble; null where none were given
 * @param measures the figures, in the order of the page
 * @param distributions of all distances, of the distances of each pair of elements, of torsions
 */
public record Comparison(
        ConformerEnsemble reference,
        ConformerEnsemble training,
        List<Measure> measures,
        List<Distribution> distributions) {
    /** Copies the lists. */
    public Comparison {
        Objects.requireNonNull(reference, "reference");
        measures = List.copyOf(measures);
        distributions = List.copyOf(distributions);
    }
}
