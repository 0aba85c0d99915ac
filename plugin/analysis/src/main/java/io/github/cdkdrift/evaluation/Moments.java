package io.github.cdkdrift.evaluation;

import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import java.util.Arrays;

/** Mean, standard deviation (of the sample itself, not of a population behind it) and range in Å of each pair's distance. */
final class Moments {
    /** [pairs] Å. */
    final double[] mean;
    /** [pairs] Å. */
    final double[] deviation;
    /** [pairs] Å, the smallest distance. */
    final double[] low;
    /** [pairs] Å, the largest distance. */
    final double[] high;

    Moments(ConformerEnsemble ensemble, PairTable pairs) {
        int size = pairs.size();
        double[] distances = new double[size];
        // Sums about the first conformer: a sum of raw squares would lose the digits of narrow bonds.
        double[] origin = new double[size];
        double[] sum = new double[size];
        double[] squares = new double[size];
        low = new double[size];
        high = new double[size];
        Arrays.fill(low, Double.POSITIVE_INFINITY);
        pairs.distances(ensemble.conformers().get(0).positions(), origin);
        for (Conformer conformer : ensemble.conformers()) {
            pairs.distances(conformer.positions(), distances);
            for (int pair = 0; pair < size; pair++) {
                double distance = distances[pair];
                double shifted = distance - origin[pair];
                sum[pair] += shifted;
                squares[pair] += shifted * shifted;
                low[pair] = Math.min(low[pair], distance);
                high[pair] = Math.max(high[pair], distance);
            }
        }
        mean = new double[size];
        deviation = new double[size];
        for (int pair = 0; pair < size; pair++) {
            double shift = sum[pair] / ensemble.size();
            mean[pair] = origin[pair] + shift;
            deviation[pair] = Math.sqrt(Math.max(0, squares[pair] / ensemble.size() - shift * shift));
        }
    }
}
