package io.github.cdkdrift.evaluation;

import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.molecule.Torsion;
import java.util.List;

/** The histograms of one ensemble, filled in one pass over its conformers. */
final class Counts {
    /** [types, distance bins + 1]; the last bin holds what lies beyond the limit. */
    final long[][] byType;
    /** [distance bins + 1] over all types. */
    final long[] pooled;
    /** [pairs, pair bins] over the joint range. */
    final long[][] byPair;
    /** [rotors, torsion bins] over −180° … 180°. */
    final long[][] byRotor;

    final DistanceQuantiles quantiles = new DistanceQuantiles();
    /** Conformers with every distance near the reference mean. */
    long stable;
    /** Conformers with every bond near the reference mean. */
    long bondStable;

    /**
     * Counts.
     *
     * @param low [pairs] Å, the lower end of each pair's histogram
     * @param high [pairs] Å, its upper end
     * @param centre [pairs] Å, the mean distances that a stable conformer keeps near to
     */
    Counts(
            ConformerEnsemble ensemble,
            PairTable pairs,
            EvaluationSettings settings,
            double[] low,
            double[] high,
            double[] centre) {
        byType = new long[pairs.typeNames.size()][settings.distanceBins() + 1];
        byPair = new long[pairs.size()][settings.pairBins()];
        byRotor = new long[pairs.rotors.size()][settings.torsionBins()];
        double[] scale = new double[pairs.size()];
        for (int pair = 0; pair < scale.length; pair++) {
            // A hair above the largest distance, so that it falls into the last bin and a range of zero divides.
            scale[pair] = settings.pairBins() / (high[pair] + 1e-9 - low[pair]);
        }
        double[] distances = new double[pairs.size()];
        for (Conformer conformer : ensemble.conformers()) {
            pairs.distances(conformer.positions(), distances);
            countDistances(distances, pairs, settings, low, scale);
            countStable(distances, centre, pairs.bonded, settings.stabilityTolerance());
            countTorsions(conformer.positions(), pairs.rotors);
        }
        pooled = new long[settings.distanceBins() + 1];
        for (long[] counts : byType) {
            for (int bin = 0; bin < pooled.length; bin++) {
                pooled[bin] += counts[bin];
            }
        }
    }

    private void countDistances(
            double[] distances, PairTable pairs, EvaluationSettings settings, double[] low, double[] scale) {
        double perAngstrom = settings.distanceBins() / settings.distanceLimit();
        for (int pair = 0; pair < distances.length; pair++) {
            double distance = distances[pair];
            quantiles.add(distance);
            byType[pairs.type[pair]][(int) Math.min(settings.distanceBins(), distance * perAngstrom)]++;
            int bin = (int) ((distance - low[pair]) * scale[pair]);
            byPair[pair][Math.min(settings.pairBins() - 1, bin)]++;
        }
    }

    private void countStable(double[] distances, double[] centre, int[] bonded, double tolerance) {
        boolean bondsKept = true;
        for (int pair : bonded) {
            bondsKept &= Math.abs(distances[pair] - centre[pair]) < tolerance;
        }
        boolean allKept = true;
        for (int pair = 0; pair < distances.length && allKept; pair++) {
            allKept = Math.abs(distances[pair] - centre[pair]) < tolerance;
        }
        bondStable += bondsKept ? 1 : 0;
        stable += allKept ? 1 : 0;
    }

    private void countTorsions(double[] positions, List<int[]> rotors) {
        for (int rotor = 0; rotor < byRotor.length; rotor++) {
            long[] counts = byRotor[rotor];
            double turn = Torsion.radians(positions, rotors.get(rotor)) / (2 * Math.PI) + 0.5;
            counts[(int) Math.min(counts.length - 1.0, turn * counts.length)]++;
        }
    }
}
