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
 * @param profiles free energies of torsions from torques, of those for which they are known; drawn where a temperature is
 */
public record Comparison(
        ConformerEnsemble reference,
        ConformerEnsemble training,
        List<Measure> measures,
        List<Distribution> distributions,
        List<TorsionProfile> profiles) {
    /** Copies the lists. */
    public Comparison {
        Objects.requireNonNull(reference, "reference");
        measures = List.copyOf(measures);
        distributions = List.copyOf(distributions);
        profiles = List.copyOf(profiles);
    }
}
