package io.github.cdkdrift.evaluation;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The figures of one sample against the reference; all finite, what does not apply is absent. Immutable.
 *
 * @param values each metric that applies to this molecule and these settings
 * @param typeTvd the TVD of the pooled distances between two elements, for example {@code C-H}
 * @param pairTvd the TVD of one labelled pair's distance, for example {@code C0-H5}, atoms numbered from 0
 * @param torsionJsd the Jensen–Shannon divergence in nats of one rotor's torsion, for example {@code H5-C1-C0-O2}
 */
public record Metrics(
        Map<Metric, Double> values,
        Map<String, Double> typeTvd,
        Map<String, Double> pairTvd,
        Map<String, Double> torsionJsd) {
    /** Copies, in order, and checks that every figure is finite. */
    public Metrics {
        EnumMap<Metric, Double> ordered = new EnumMap<>(Metric.class);
        ordered.putAll(values);
        values = Collections.unmodifiableMap(ordered);
        typeTvd = Collections.unmodifiableMap(new LinkedHashMap<>(typeTvd));
        pairTvd = Collections.unmodifiableMap(new LinkedHashMap<>(pairTvd));
        torsionJsd = Collections.unmodifiableMap(new LinkedHashMap<>(torsionJsd));
        requireFinite(values);
        requireFinite(typeTvd);
        requireFinite(pairTvd);
        requireFinite(torsionJsd);
    }

    /** One figure, empty where it does not apply. */
    public OptionalDouble get(Metric metric) {
        Double value = values.get(metric);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private static void requireFinite(Map<?, Double> figures) {
        figures.forEach((name, value) -> {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(name + " is " + value);
            }
        });
    }
}
