package io.github.cdkdrift.samples.paper;

import com.google.gson.GsonBuilder;
import io.github.cdkdrift.evaluation.EvaluationReport;
import io.github.cdkdrift.evaluation.Metric;
import io.github.cdkdrift.evaluation.Metrics;
import io.github.cdkdrift.training.Space;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The tables of all runs: means over seeds with the largest deviation from them, the paper's figures and both floors. */
final class PaperReport {
    private static final List<Metric> COLUMNS = List.of(
            Metric.TVD,
            Metric.MAE,
            Metric.W2,
            Metric.STABILITY,
            Metric.BOND_MAE,
            Metric.BOND_STABILITY,
            Metric.TYPE_TVD,
            Metric.PAIR_TVD,
            Metric.WIDTH_RATIO);

    private final List<PaperRun> runs;
    private final String conditions;
    private final String command;

    PaperReport(List<PaperRun> runs, String conditions, String command) {
        this.runs = runs;
        this.conditions = conditions;
        this.command = command.trim();
    }

    String toMarkdown() {
        StringBuilder text = new StringBuilder();
        text.append("MD17 ethanol: trained on frames 0–1999, measured against 6,000 frames of the whole trajectory; ")
                .append(conditions)
                .append(". Mean over seeds ± largest deviation; raw samples of the network, none rejected. Made by `")
                .append(command)
                .append(
                        "`.\n\nThe paper's rows are its own figures, against its own reference (5,000 consecutive frames), one seed, ")
                .append("20,000 steps on a GPU.\n");
        for (Space space : Space.values()) {
            text.append("\n### ")
                    .append(space == Space.CARTESIAN ? "Coordinates" : "Distances")
                    .append("\n\n")
                    .append(header());
            for (PaperRow row : PaperRow.values()) {
                if (row.space() == space) {
                    appendRow(text, row);
                }
            }
            appendFloors(text);
        }
        return text.toString();
    }

    private static String header() {
        StringBuilder text = new StringBuilder("| |");
        COLUMNS.forEach(metric -> text.append(' ').append(metric.label()).append(" |"));
        text.append(" training, s | 1,000 samples, s |\n|---|");
        text.append("---|".repeat(COLUMNS.size() + 2));
        return text.append('\n').toString();
    }

    private void appendRow(StringBuilder text, PaperRow row) {
        List<PaperRun> ofRow = runs.stream().filter(run -> run.row() == row).toList();
        if (!row.isControl()) {
            text.append("| paper: ").append(row.title()).append(" |");
            row.paper().forEach(value -> text.append(String.format(Locale.ROOT, " %.3f |", value)));
            text.append(" | | | | |\n");
        }
        text.append("| **").append(row.title()).append("** |");
        for (Metric metric : COLUMNS) {
            text.append(cell(ofRow, run -> value(run.report().generated(), metric)));
        }
        text.append(String.format(Locale.ROOT, " %.0f |", mean(ofRow, PaperRun::trainingSeconds)));
        text.append(String.format(Locale.ROOT, " %.4f |%n", mean(ofRow, PaperRun::samplingSeconds)));
    }

    private void appendFloors(StringBuilder text) {
        EvaluationReport report = runs.get(0).report();
        appendFloor(text, "floor: the training frames", report.training());
        appendFloor(text, "floor: a perfect sampler", report.floor());
    }

    private static void appendFloor(StringBuilder text, String title, Metrics metrics) {
        text.append("| ").append(title).append(" |");
        COLUMNS.forEach(metric -> text.append(String.format(Locale.ROOT, " %.4f |", value(metrics, metric))));
        text.append(" | |\n");
    }

    private static String cell(List<PaperRun> runs, ToDoubleFunction<PaperRun> figure) {
        double mean = mean(runs, figure);
        double deviation = runs.stream()
                .mapToDouble(figure)
                .map(value -> Math.abs(value - mean))
                .max()
                .orElseThrow();
        return String.format(Locale.ROOT, " %.4f ± %.4f |", mean, deviation);
    }

    private static double mean(List<PaperRun> runs, ToDoubleFunction<PaperRun> figure) {
        return runs.stream().mapToDouble(figure).average().orElseThrow();
    }

    private static double value(Metrics metrics, Metric metric) {
        return metrics.get(metric).orElseThrow();
    }

    String toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("command", command);
        json.put("conditions", conditions);
        json.put("runs", runs.stream().map(PaperReport::toMap).toList());
        json.put("trainingFrames", runs.get(0).report().training());
        json.put("perfectSampler", runs.get(0).report().floor());
        return new GsonBuilder().setPrettyPrinting().create().toJson(json);
    }

    private static Map<String, Object> toMap(PaperRun run) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("row", run.row().title());
        json.put("paper", run.row().paper());
        json.put("seed", run.seed());
        json.put("metrics", run.report().generated());
        json.put("trainingSeconds", run.trainingSeconds());
        json.put("secondsPerThousandSamples", run.samplingSeconds());
        return json;
    }
}
