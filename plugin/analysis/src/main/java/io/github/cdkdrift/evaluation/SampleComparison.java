package io.github.cdkdrift.evaluation;

import io.github.cdkdrift.ensemble.ConformerEnsemble;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A sample and the reference over the same bins. Costs two passes over the distances of each. */
final class SampleComparison {
    private static final int QUANTILES = 1999;
    /** Å: a bond that moves less was held fixed, and its width is the rounding of the file. */
    private static final double CONSTRAINED = 1e-4;

    final Counts sample;
    final Counts reference;
    private final ConformerEnsemble sampleEnsemble;
    private final ConformerEnsemble referenceEnsemble;
    private final PairTable pairs;
    private final EvaluationSettings settings;
    private final Moments sampleMoments;
    private final Moments referenceMoments;

    SampleComparison(
            ConformerEnsemble sampleEnsemble,
            ConformerEnsemble referenceEnsemble,
            PairTable pairs,
            EvaluationSettings settings) {
        this.sampleEnsemble = sampleEnsemble;
        this.referenceEnsemble = referenceEnsemble;
        this.pairs = pairs;
        this.settings = settings;
        sampleMoments = new Moments(sampleEnsemble, pairs);
        referenceMoments = new Moments(referenceEnsemble, pairs);
        double[] low = new double[pairs.size()];
        double[] high = new double[pairs.size()];
        Arrays.setAll(low, pair -> Math.min(sampleMoments.low[pair], referenceMoments.low[pair]));
        Arrays.setAll(high, pair -> Math.max(sampleMoments.high[pair], referenceMoments.high[pair]));
        sample = new Counts(sampleEnsemble, pairs, settings, low, high, referenceMoments.mean);
        reference = new Counts(referenceEnsemble, pairs, settings, low, high, referenceMoments.mean);
    }

    Metrics metrics(Coverage coverage) {
        Map<String, Double> typeTvd = totalVariations(pairs.typeNames, sample.byType, reference.byType);
        Map<String, Double> pairTvd = totalVariations(pairs.pairNames(), sample.byPair, reference.byPair);
        Map<String, Double> torsionJsd = new LinkedHashMap<>();
        List<String> rotorNames = pairs.rotorNames();
        for (int rotor = 0; rotor < rotorNames.size(); rotor++) {
            torsionJsd.put(
                    rotorNames.get(rotor), Divergence.jensenShannon(sample.byRotor[rotor], reference.byRotor[rotor]));
        }
        EnumMap<Metric, Double> values = new EnumMap<>(Metric.class);
        values.put(Metric.TVD, Divergence.totalVariation(sample.pooled, reference.pooled));
        values.put(Metric.MAE, meanDensityError());
        values.put(
                Metric.W2,
                Divergence.wasserstein2(
                        sample.quantiles.quantiles(QUANTILES), reference.quantiles.quantiles(QUANTILES)));
        values.put(Metric.STABILITY, (double) sample.stable / sampleEnsemble.size());
        putMean(values, Metric.TYPE_TVD, typeTvd);
        putMean(values, Metric.PAIR_TVD, pairTvd);
        putMean(values, Metric.TORSION_JSD, torsionJsd);
        putBonds(values);
        coverage.measure(sampleEnsemble, referenceEnsemble, values);
        return new Metrics(values, typeTvd, pairTvd, torsionJsd);
    }

    /** The reference's own share of stable conformers. */
    double referenceStability() {
        return (double) reference.stable / referenceEnsemble.size();
    }

    private void putBonds(Map<Metric, Double> values) {
        Arrays.stream(pairs.bonded)
                .mapToDouble(pair -> Math.abs(sampleMoments.mean[pair] - referenceMoments.mean[pair]))
                .average()
                .ifPresent(error -> values.put(Metric.BOND_MAE, error));
        if (pairs.bonded.length > 0) {
            values.put(Metric.BOND_STABILITY, (double) sample.bondStable / sampleEnsemble.size());
        }
        Arrays.stream(pairs.bonded)
                .filter(pair -> referenceMoments.deviation[pair] > CONSTRAINED)
                .mapToDouble(pair -> sampleMoments.deviation[pair] / referenceMoments.deviation[pair])
                .average()
                .ifPresent(ratio -> values.put(Metric.WIDTH_RATIO, ratio));
    }

    private double meanDensityError() {
        double width = settings.distanceLimit() / settings.distanceBins();
        double totalSample = Divergence.total(sample.pooled);
        double totalReference = Divergence.total(reference.pooled);
        return IntStream.range(0, settings.distanceBins())
                .mapToDouble(bin ->
                        Math.abs(sample.pooled[bin] / totalSample - reference.pooled[bin] / totalReference) / width)
                .average()
                .orElseThrow();
    }

    private static Map<String, Double> totalVariations(List<String> names, long[][] a, long[][] b) {
        Map<String, Double> result = new LinkedHashMap<>();
        for (int i = 0; i < a.length; i++) {
            result.put(names.get(i), Divergence.totalVariation(a[i], b[i]));
        }
        return result;
    }

    private static void putMean(Map<Metric, Double> values, Metric metric, Map<String, Double> parts) {
        parts.values().stream().mapToDouble(Double::doubleValue).average().ifPresent(mean -> values.put(metric, mean));
    }
}
