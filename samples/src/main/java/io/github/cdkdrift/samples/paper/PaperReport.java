package io.github.cdkdrift.samples.paper;

import io.github.cdkdrift.evaluation.Metric;
import io.github.cdkdrift.training.Space;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The tables of all runs: means over seeds with the largest deviation from them, the paper's figures and all floors. */
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

    private final PaperData data;
    private final PaperResults results;

    PaperReport(PaperData data, PaperResults results) {
        this.data = data;
        this.results = results;
    }

    String toMarkdown() {
        StringBuilder text = new StringBuilder(data.title());
        text.append(". Mean over seeds ± largest deviation; raw samples of the network, none rejected.\n\n")
                .append("Energies are above the lowest of the reference, in kcal/mol, by ")
                .append(data.judgeName())
                .append(
                        "; trans: the C–C–O–H torsion lies beyond ±120°. Training is the time from labels to model on a machine with two "
                                + "processors that did other work as well, beside it what both processors spent on it.\n");
        if (data == PaperData.MD17_ETHANOL) {
            text.append(
                            "\nThe paper's rows are its own figures, against its own reference (5,000 consecutive frames), one seed, ")
                    .append(
                            "20,000 steps on a GPU. The reference trajectory did not visit the methyl hydrogens' labellings evenly; ")
                    .append("the floor made symmetric says what that costs every sampler that treats them alike.\n");
        }
        append(text, "The default and baselines", null);
        append(text, "The paper's fields, coordinates", Space.CARTESIAN);
        append(text, "The paper's fields, distances", Space.DISTANCE);
        appendCommands(text);
        return text.toString();
    }

    private void append(StringBuilder text, String title, Space space) {
        List<PaperRow> rows = Arrays.stream(PaperRow.values())
                .filter(row -> row.space() == space && !results.of(row).isEmpty())
                .toList();
        if (rows.isEmpty()) {
            return;
        }
        text.append("\n### ").append(title).append("\n\n").append(header());
        rows.forEach(row -> appendRow(text, row));
        results.floors().forEach(floor -> appendCells(text, floor.row(), List.of(floor)));
    }

    private static String header() {
        StringBuilder text = new StringBuilder("| |");
        COLUMNS.forEach(metric -> text.append(' ').append(metric.label()).append(" |"));
        text.append(
                " energy, 1/25/50/75/99 % | trans share | training, s | of the processors, s | 1,000 samples, s |\n|---|");
        text.append("---|".repeat(COLUMNS.size() + 5));
        return text.append('\n').toString();
    }

    private void appendRow(StringBuilder text, PaperRow row) {
        if (row.isOfPaper() && data == PaperData.MD17_ETHANOL) {
            text.append("| paper: ").append(row.title()).append(" |");
            row.paper().forEach(value -> text.append(String.format(Locale.ROOT, " %.3f |", value)));
            text.append(" | | | | | | | |\n");
        }
        List<PaperRun> runs = results.of(row);
        int samples = runs.get(0).samples();
        String size = samples == PaperResults.SAMPLES ? "" : String.format(Locale.ROOT, ", %,d samples", samples);
        String seeds = runs.size() == 1 ? ", 1 seed" : runs.size() == 2 ? ", 2 seeds" : "";
        appendCells(text, "**" + row.title() + "**" + size + seeds, runs);
    }

    private static void appendCells(StringBuilder text, String title, List<PaperRun> runs) {
        text.append("| ").append(title).append(" |");
        for (Metric metric : COLUMNS) {
            text.append(spread(values(runs, run -> run.metrics().get(metric).orElseThrow()), "%.4f"));
        }
        text.append(energies(runs));
        text.append(spread(values(runs, PaperRun::transShare), "%.3f"));
        text.append(mean(values(runs, PaperRun::trainingSeconds), "%.0f"));
        text.append(mean(values(runs, PaperRun::processorSeconds), "%.0f"));
        text.append(mean(values(runs, PaperRun::secondsPerThousandSamples), "%.4f"));
        text.append('\n');
    }

    private static List<Double> values(List<PaperRun> runs, Function<PaperRun, Double> figure) {
        return runs.stream().map(figure).filter(Objects::nonNull).toList();
    }

    static String energies(List<PaperRun> runs) {
        List<List<Double>> known = runs.stream()
                .map(PaperRun::energyQuantiles)
                .filter(Objects::nonNull)
                .toList();
        if (known.isEmpty()) {
            return " |";
        }
        return IntStream.range(0, PaperEvaluation.QUANTILES.length)
                .mapToObj(q -> String.format(
                        Locale.ROOT,
                        "%.1f",
                        known.stream()
                                .mapToDouble(quantiles -> quantiles.get(q))
                                .average()
                                .orElseThrow()))
                .collect(Collectors.joining("/", " ", " |"));
    }

    private static String mean(List<Double> values, String format) {
        return values.isEmpty()
                ? " |"
                : String.format(
                        Locale.ROOT,
                        " " + format + " |",
                        values.stream().mapToDouble(v -> v).average().orElseThrow());
    }

    private static String spread(List<Double> values, String format) {
        if (values.size() < 2) {
            return mean(values, format);
        }
        double mean = values.stream().mapToDouble(v -> v).average().orElseThrow();
        double deviation =
                values.stream().mapToDouble(v -> Math.abs(v - mean)).max().orElseThrow();
        return String.format(Locale.ROOT, " " + format + " ± " + format + " |", mean, deviation);
    }

    private void appendCommands(StringBuilder text) {
        Map<String, Set<String>> rows = new LinkedHashMap<>();
        for (PaperRun run : results.runs()) {
            rows.computeIfAbsent("`" + run.command() + "` (" + run.conditions() + ")", key -> new LinkedHashSet<>())
                    .add(run.row());
        }
        text.append("\nMade by:\n\n");
        List<String> lines = new ArrayList<>();
        rows.forEach((command, titles) -> lines.add("- " + command + ": " + String.join("; ", titles) + "\n"));
        lines.forEach(text::append);
    }
}
