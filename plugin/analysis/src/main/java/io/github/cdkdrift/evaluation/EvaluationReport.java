package io.github.cdkdrift.evaluation;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.github.cdkdrift.io.InputFormatException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * The figures of an evaluation with both floors. Immutable; holds no NaN: what does not apply is absent.
 *
 * @param generatedConformers how many were compared
 * @param referenceConformers with how many
 * @param trainingFrames how many training frames there were, 0 for none given
 * @param settings bins, floor and coverage
 * @param generated the generated conformers against the reference
 * @param training the training frames against the reference, null where none were given
 * @param floor what {@code generatedConformers} independent draws from the reference's distribution would be expected to score
 * @param referenceStability the reference's own share of stable conformers, which {@link Metric#STABILITY} should equal
 * @param histograms pooled distances, distances of each pair of elements, torsions
 * @param energies distances between energies, one for each potential that judged
 * @param rejected how many conformers were drawn again, by reason; empty where none were or nobody counted
 */
public record EvaluationReport(
        int generatedConformers,
        int referenceConformers,
        int trainingFrames,
        EvaluationSettings settings,
        Metrics generated,
        Metrics training,
        Metrics floor,
        double referenceStability,
        List<Histogram> histograms,
        List<EnergyComparison> energies,
        Map<String, Long> rejected) {
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    /** Copies, and checks that the report is whole. */
    public EvaluationReport {
        Objects.requireNonNull(settings, "settings");
        Objects.requireNonNull(generated, "generated");
        Objects.requireNonNull(floor, "floor");
        if (generatedConformers < 1 || referenceConformers < 2 || (training == null) != (trainingFrames == 0)) {
            throw new IllegalArgumentException("a report of " + generatedConformers + " generated, "
                    + referenceConformers + " reference and " + trainingFrames + " training conformers");
        }
        histograms = List.copyOf(histograms);
        energies = List.copyOf(energies);
        rejected = Collections.unmodifiableMap(new LinkedHashMap<>(rejected));
    }

    /** One figure of the generated conformers, empty where it does not apply. */
    public OptionalDouble get(Metric metric) {
        return generated.get(metric);
    }

    /** What a figure is called beside this report's: with what it is to be compared to, where that is not zero or one. */
    public String label(Metric metric) {
        return switch (metric) {
            case STABILITY -> String.format(
                    Locale.ROOT, "%s (aim %.4f, the reference's)", metric.label(), referenceStability);
            case COVERAGE_RECALL, COVERAGE_PRECISION -> metric.label() + ", within " + settings.coverageThreshold()
                    + " Å";
            default -> metric.label();
        };
    }

    /** With the conformers that were rejected and drawn again, by reason. */
    public EvaluationReport withRejected(Map<String, Long> counts) {
        return with(energies, counts);
    }

    /** With one more comparison of energies. */
    public EvaluationReport withEnergies(EnergyComparison comparison) {
        List<EnergyComparison> more = new ArrayList<>(energies);
        more.add(comparison);
        return with(more, rejected);
    }

    /** A table of figures against columns, then the parts of the means; lines end with a line feed. */
    public String toText() {
        return new ReportText(this).toString();
    }

    /** All of it as JSON, which {@link #fromJson} reads. */
    public String toJson() {
        return GSON.toJson(this);
    }

    /**
     * Reads {@link #toJson()}.
     *
     * @param source what the text was read from, for the message
     * @throws InputFormatException if it is not a whole report
     */
    public static EvaluationReport fromJson(String json, String source) throws InputFormatException {
        try {
            return Objects.requireNonNull(GSON.fromJson(json, EvaluationReport.class), "nothing");
        } catch (RuntimeException e) {
            // Gson passes on whatever the records' constructors throw, wrapped in a bare RuntimeException.
            throw new InputFormatException(
                    source, "", String.valueOf(e.getMessage()), "an evaluation report in JSON", e);
        }
    }

    private EvaluationReport with(List<EnergyComparison> newEnergies, Map<String, Long> newRejected) {
        return new EvaluationReport(
                generatedConformers,
                referenceConformers,
                trainingFrames,
                settings,
                generated,
                training,
                floor,
                referenceStability,
                histograms,
                newEnergies,
                newRejected);
    }
}
