package io.github.cdkdrift.training;

/**
 * How a generator with a density is trained: a closed form, fitted to the positives, bent by a map whose volume is known.
 *
 * @param layers coupling layers of the map, at least 1
 * @param forces weight of the drift by the potential's forces against the likelihood of the positives, 0 to 1; where positives have no
 *     potential, likelihood is all there is
 */
public record FlowSettings(int layers, double forces) {
    /** Checks the ranges. */
    public FlowSettings {
        if (layers < 1 || !(forces >= 0 && forces <= 1)) {
            throw new IllegalArgumentException(
                    "expected a layer or more and a weight from 0 to 1, found " + layers + " and " + forces);
        }
    }
}
