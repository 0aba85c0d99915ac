package io.github.cdkdrift.evaluation;

import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import java.util.ArrayList;
import java.util.Collections;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What a perfect sampler would score: the mean over random splits of the reference of one half against the other,
 * rescaled to the sizes at hand.
 *
 * <p>For two independent samples of sizes n and m the expected difference of any two histogram shares, means or
 * quantiles goes as s = √(1/n + 1/m), so TVD, MAE, W2 and bond MAE are multiplied by s(n, m)/s(h, h) with halves of h
 * conformers. The Jensen–Shannon divergence is quadratic in the differences and goes as s². Shares, ratios, coverage
 * and matching are not rescaled. Reference frames that follow each other in time are not independent: there the true
 * floor is higher.
 */
final class SamplerFloor {
    private final Random random;
    private final int repeats;

    SamplerFloor(EvaluationSettings settings) {
        random = new Random(settings.seed());
        repeats = settings.floorRepeats();
    }

    /** The figures of {@code comparison} of halves of {@code reference}, for {@code size} perfect samples. */
    Metrics of(
            ConformerEnsemble reference,
            int size,
            BiFunction<ConformerEnsemble, ConformerEnsemble, Metrics> comparison) {
        List<Metrics> splits = new ArrayList<>();
        List<Conformer> shuffled = new ArrayList<>(reference.conformers());
        int half = reference.size() / 2;
        for (int repeat = 0; repeat < repeats; repeat++) {
            Collections.shuffle(shuffled, random);
            splits.add(comparison.apply(
                    new ConformerEnsemble(reference.graph(), shuffled.subList(0, half)),
                    new ConformerEnsemble(reference.graph(), shuffled.subList(half, 2 * half))));
        }
        double ratio = ratio(size, reference.size());
        Map<Metric, Double> values = means(splits, Metrics::values);
        values.replaceAll((metric, value) -> metric.rescale(value, ratio));
        return new Metrics(
                values,
                rescaled(means(splits, Metrics::typeTvd), Metric.TYPE_TVD, ratio),
                rescaled(means(splits, Metrics::pairTvd), Metric.PAIR_TVD, ratio),
                rescaled(means(splits, Metrics::torsionJsd), Metric.TORSION_JSD, ratio));
    }

    /** The expected W1 between {@code size} perfect samples and these numbers. */
    double wasserstein1(double[] reference, int size) {
        List<Double> shuffled = new ArrayList<>();
        for (double value : reference) {
            shuffled.add(value);
        }
        int half = reference.length / 2;
        double sum = 0;
        for (int repeat = 0; repeat < repeats; repeat++) {
            Collections.shuffle(shuffled, random);
            sum += Divergence.wasserstein1(array(shuffled.subList(0, half)), array(shuffled.subList(half, 2 * half)));
        }
        return sum / repeats * ratio(size, reference.length);
    }

    private static double ratio(double size, double reference) {
        double half = Math.floor(reference / 2);
        return Math.sqrt((1 / size + 1 / reference) / (2 / half));
    }

    private static <K> Map<K, Double> means(List<Metrics> splits, Function<Metrics, Map<K, Double>> part) {
        Map<K, DoubleSummaryStatistics> statistics = new LinkedHashMap<>();
        for (Metrics split : splits) {
            part.apply(split).forEach((key, value) -> statistics
                    .computeIfAbsent(key, first -> new DoubleSummaryStatistics())
                    .accept(value));
        }
        Map<K, Double> means = new LinkedHashMap<>();
        statistics.forEach((key, values) -> means.put(key, values.getAverage()));
        return means;
    }

    private static Map<String, Double> rescaled(Map<String, Double> figures, Metric metric, double ratio) {
        figures.replaceAll((name, value) -> metric.rescale(value, ratio));
        return figures;
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
