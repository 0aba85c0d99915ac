package io.github.cdkdrift.cli;

import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.evaluation.EvaluationReport;
import io.github.cdkdrift.evaluation.Metric;
import io.github.cdkdrift.property.EnsembleAverage;
import io.github.cdkdrift.property.EnsembleProperties;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** Whether an ensemble is its reference within what a perfect sampler would scatter, in one plain sentence. */
final class EvaluationVerdict {
    /** As many times what a perfect sampler scores is no scatter. */
    private static final double MOST = 2;
    /** A divergence below this changes no population by more than a few per cent, nats. */
    private static final double SMALL_DIVERGENCE = 0.01;

    private static final double MOST_STANDARD_ERRORS = 3;
    /** kcal/mol. */
    private static final double SMALL_ENERGY = 0.5;

    private EvaluationVerdict() {}

    static String of(EvaluationReport report, ConformerEnsemble ensemble, ConformerEnsemble reference) {
        List<String> doubts = new ArrayList<>();
        for (Metric metric : List.of(Metric.TVD, Metric.PAIR_TVD)) {
            OptionalDouble own = report.get(metric);
            OptionalDouble floor = report.floor().get(metric);
            if (own.isPresent() && floor.isPresent() && own.getAsDouble() > MOST * floor.getAsDouble()) {
                doubts.add(String.format(
                        Locale.ROOT,
                        "%s is %.3f where a perfect sampler scores %.3f",
                        metric.label(),
                        own.getAsDouble(),
                        floor.getAsDouble()));
            }
        }
        report.generated().torsionJsd().entrySet().stream()
                .filter(torsion -> torsion.getValue() > SMALL_DIVERGENCE
                        && torsion.getValue()
                                > MOST * report.floor().torsionJsd().getOrDefault(torsion.getKey(), 0.0))
                .max(Comparator.comparingDouble(Map.Entry::getValue))
                .ifPresent(worst -> doubts.add(String.format(
                        Locale.ROOT, "populations along %s differ (JSD %.3f nats)", worst.getKey(), worst.getValue())));
        energies(ensemble, reference, doubts);
        return doubts.isEmpty()
                ? "the ensemble is its reference within twice what a perfect sampler scatters"
                : "the ensemble is not its reference: " + String.join("; ", doubts);
    }

    private static void energies(ConformerEnsemble ensemble, ConformerEnsemble reference, List<String> doubts) {
        EnsembleAverage own = energy(ensemble);
        EnsembleAverage wanted = energy(reference);
        double difference = own.value() - wanted.value();
        double error = Math.hypot(own.standardError(), wanted.standardError());
        if (difference > SMALL_ENERGY && difference > MOST_STANDARD_ERRORS * error && difference < 1e4) {
            doubts.add(String.format(Locale.ROOT, "conformers are strained, by %.1f kcal/mol on average", difference));
        }
    }

    private static EnsembleAverage energy(ConformerEnsemble ensemble) {
        return EnsembleProperties.of(ensemble)
                .mean("", "", conformer -> conformer.properties().getOrDefault(ConformerEnsemble.ENERGY, Double.NaN));
    }
}
