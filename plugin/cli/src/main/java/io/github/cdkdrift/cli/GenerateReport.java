package io.github.cdkdrift.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.github.cdkdrift.io.AtomicFile;
import io.github.cdkdrift.model.Provenance;
import io.github.cdkdrift.molecule.ShownText;
import io.github.cdkdrift.potential.PotentialCalls;
import io.github.cdkdrift.property.EnsembleAverage;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What became of every molecule of a run, for people and for programs. */
final class GenerateReport {
    private static final int LONGEST_NAME = 30;
    private static final Gson LINES = new GsonBuilder().disableHtmlEscaping().create();
    private static final Gson PRETTY =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
    private static final String HEADING =
            "number\tname\tsource\tplace\toutcome\treason\tformula\tatoms\tpotential\tconformers\tclusters\tcached\t"
                    + "seconds\tpotential_calls\teffective_samples\tsplit_rhat\tfile\tnotes\tmessage\tpopulations\tpopulation_errors\tconverged\tproperties\tverdict\n";

    /**
     * One molecule; numbers are null where there are none.
     *
     * @param number of its record in the whole input, from 1
     * @param outcome {@code done} or {@code failed}
     * @param reason one word why it failed, empty where it is done
     * @param conformers written
     * @param clusters how many there are among the conformers drawn
     * @param populations of the largest clusters, the largest first
     * @param populationErrors their standard errors; null where they were not measured
     * @param cached whether the model was there already
     * @param seconds of work on it
     * @param potentialCalls geometries that the potential was asked for in this run
     * @param potentialCallsFor what they were for
     * @param effectiveSamples effective sample size of the training samples
     * @param splitRhat of the training samples
     * @param converged whether independent walkers agreed as well as was asked for; null where that was not measured
     * @param file that holds its conformers
     * @param message why it failed
     * @param properties averages that were asked for
     * @param verdict whether the ensemble can be trusted, in a sentence
     */
    record Line(
            long number,
            String name,
            String source,
            String place,
            String outcome,
            String reason,
            String formula,
            Integer atoms,
            String potential,
            Integer conformers,
            Integer clusters,
            List<Double> populations,
            List<Double> populationErrors,
            Boolean cached,
            double seconds,
            Long potentialCalls,
            PotentialCalls potentialCallsFor,
            Double effectiveSamples,
            Double splitRhat,
            Boolean converged,
            String file,
            List<String> notes,
            String message,
            List<Average> properties,
            String verdict) {
        boolean isDone() {
            return outcome.equals("done");
        }

        /** The same with the file that holds its conformers. */
        Line in(String newFile) {
            return new Line(
                    number,
                    name,
                    source,
                    place,
                    outcome,
                    reason,
                    formula,
                    atoms,
                    potential,
                    conformers,
                    clusters,
                    populations,
                    populationErrors,
                    cached,
                    seconds,
                    potentialCalls,
                    potentialCallsFor,
                    effectiveSamples,
                    splitRhat,
                    converged,
                    newFile,
                    notes,
                    message,
                    properties,
                    verdict);
        }
    }

    /** An average; value and standard error are null where they were not measured. */
    record Average(String name, String unit, Double value, Double standardError) {
        static Average of(EnsembleAverage average) {
            return new Average(average.name(), average.unit(), known(average.value()), known(average.standardError()));
        }

        private static Double known(double value) {
            return Double.isFinite(value) ? value : null;
        }

        String words() {
            return new EnsembleAverage(
                            name,
                            unit,
                            value == null ? Double.NaN : value,
                            standardError == null ? Double.NaN : standardError)
                    .toString();
        }
    }

    private record Head(String version, double temperature, long seed) {}

    private GenerateReport() {}

    /** All lines, one after the other. */
    interface Lines {
        void forEach(LineWriter writer) throws IOException;
    }

    /** Takes a line. */
    interface LineWriter {
        void write(Line line) throws IOException;
    }

    /**
     * Writes a report in constant memory: JSON where the name ends with {@code .json}, an object a line where it ends with
     * {@code .jsonl}, otherwise a table with tabs.
     */
    static void write(Path file, GenerateSettings settings, Lines lines) throws IOException {
        String name = file.toString().toLowerCase(Locale.ROOT);
        try (AtomicFile target = AtomicFile.create(file);
                Writer out = new BufferedWriter(new OutputStreamWriter(target.stream(), StandardCharsets.UTF_8))) {
            if (name.endsWith(".json")) {
                json(settings, lines, out);
            } else if (name.endsWith(".jsonl")) {
                lines.forEach(line -> out.write(LINES.toJson(line) + "\n"));
            } else {
                out.write(HEADING);
                lines.forEach(line -> out.write(row(line)));
            }
            out.flush();
            target.commit();
        }
    }

    private static void json(GenerateSettings settings, Lines lines, Writer out) throws IOException {
        String head = PRETTY.toJson(new Head(
                Provenance.currentVersion(),
                settings.training().temperature(),
                settings.training().seed()));
        out.write(head.substring(0, head.lastIndexOf('\n')) + ",\n  \"molecules\": [");
        String[] between = {"\n    "};
        lines.forEach(line -> {
            out.write(between[0] + PRETTY.toJson(line).replace("\n", "\n    "));
            between[0] = ",\n    ";
        });
        out.write("\n  ]\n}\n");
    }

    private static String row(Line line) {
        return List.of(
                                line.number,
                                line.name,
                                line.source,
                                line.place,
                                line.outcome,
                                line.reason,
                                line.formula,
                                cell(line.atoms),
                                line.potential,
                                cell(line.conformers),
                                cell(line.clusters),
                                cell(line.cached),
                                number(line.seconds, "%.2f"),
                                cell(line.potentialCalls),
                                number(line.effectiveSamples, "%.0f"),
                                number(line.splitRhat, "%.3f"),
                                line.file,
                                String.join("; ", line.notes),
                                line.message,
                                numbers(line.populations),
                                numbers(line.populationErrors),
                                line.converged == null ? "not measured" : line.converged,
                                line.properties.stream().map(Average::words).collect(Collectors.joining("; ")),
                                line.verdict)
                        .stream()
                        .map(value -> ShownText.line(value.toString().replaceAll("[\\t\\r\\n]+", " ")))
                        .collect(Collectors.joining("\t"))
                + "\n";
    }

    private static String numbers(List<Double> shares) {
        return shares == null
                ? ""
                : shares.stream().map(share -> number(share, "%.4f")).collect(Collectors.joining(" "));
    }

    private static String cell(Object value) {
        return value == null ? "" : value.toString();
    }

    private static String number(Double value, String format) {
        return value == null ? "" : String.format(Locale.ROOT, format, value);
    }

    /** What became of a molecule, in columns. */
    static String summary(Line line) {
        String name = line.name.length() > LONGEST_NAME ? line.name.substring(0, LONGEST_NAME - 1) + "…" : line.name;
        String head = String.format(Locale.ROOT, "%4d  %-" + LONGEST_NAME + "s  ", line.number, name);
        if (!line.isDone()) {
            // Why has been said when it happened.
            return head + "failed  (" + line.reason + ")";
        }
        return head
                + String.format(
                        Locale.ROOT,
                        "done    %8.1f s  %,7d conformers%s, %,d potential calls%s",
                        line.seconds,
                        line.conformers,
                        line.clusters == null
                                ? ""
                                : String.format(
                                        Locale.ROOT, ", %,d cluster%s", line.clusters, line.clusters == 1 ? "" : "s"),
                        line.potentialCalls,
                        Boolean.TRUE.equals(line.cached) ? ", model from the cache" : "");
    }
}
