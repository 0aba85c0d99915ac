package io.github.cdkdrift.evaluation;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Lays a report out as text: one line a figure, one column a sample. */
final class ReportText {
    private final EvaluationReport report;
    private final StringBuilder text = new StringBuilder();

    ReportText(EvaluationReport report) {
        this.report = report;
    }

    @Override
    public String toString() {
        text.setLength(0);
        text.append(String.format(
                Locale.ROOT,
                "%,d generated conformers against a reference of %,d\n",
                report.generatedConformers(),
                report.referenceConformers()));
        row("", "generated", trainingHead(), "perfect sampler");
        for (Metric metric : Metric.values()) {
            row(report.label(metric), metrics -> metrics.values().get(metric));
        }
        report.energies()
                .forEach(energies -> row(
                        "energy W1 (" + energies.potential() + "), kcal/mol",
                        number(energies.generated()),
                        number(energies.training()),
                        number(energies.floor())));
        parts("TVD by pair of elements", Metrics::typeTvd);
        parts("JSD by torsion, nats", Metrics::torsionJsd);
        text.append("Perfect sampler: mean over ")
                .append(report.settings().floorRepeats())
                .append(
                        " random halvings of the reference, rescaled to the sizes above; frames taken as independent.\n");
        rejected();
        return text.toString();
    }

    private String trainingHead() {
        return report.training() == null ? "" : "training frames";
    }

    private void parts(String title, Function<Metrics, Map<String, Double>> part) {
        if (part.apply(report.generated()).isEmpty()) {
            return;
        }
        text.append(title).append('\n');
        for (String name : part.apply(report.generated()).keySet()) {
            row("  " + name, metrics -> part.apply(metrics).get(name));
        }
    }

    private void rejected() {
        if (!report.rejected().isEmpty()) {
            text.append("Rejected and drawn again:\n");
            report.rejected().forEach((reason, count) -> text.append("  ")
                    .append(String.format(Locale.ROOT, "%,d", count))
                    .append(' ')
                    .append(reason)
                    .append('\n'));
        }
    }

    private void row(String name, Function<Metrics, Double> figure) {
        if (figure.apply(report.generated()) != null) {
            row(
                    name,
                    number(figure.apply(report.generated())),
                    report.training() == null ? "" : number(figure.apply(report.training())),
                    number(figure.apply(report.floor())));
        }
    }

    private void row(String name, String generated, String training, String floor) {
        text.append(String.format(Locale.ROOT, "%-40s %14s %16s %16s\n", name, generated, training, floor));
    }

    private static String number(Double value) {
        return value == null ? "" : String.format(Locale.ROOT, "%.4f", value);
    }
}
