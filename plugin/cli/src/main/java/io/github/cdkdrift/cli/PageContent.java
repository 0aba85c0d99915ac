package io.github.cdkdrift.cli;

import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.evaluation.EvaluationReport;
import io.github.cdkdrift.evaluation.Metric;
import io.github.cdkdrift.evaluation.Metrics;
import io.github.cdkdrift.model.ConformerModel;
import io.github.cdkdrift.model.Provenance;
import io.github.cdkdrift.positives.EquilibriumReport;
import io.github.cdkdrift.training.KernelPlan;
import io.github.cdkdrift.training.TrainingSettings;
import io.github.cdkdrift.viewer.report.Comparison;
import io.github.cdkdrift.viewer.report.Distribution;
import io.github.cdkdrift.viewer.report.EnsembleReport;
import io.github.cdkdrift.viewer.report.Measure;
import io.github.cdkdrift.viewer.report.Origin;
import io.github.cdkdrift.viewer.report.TorsionProfile;
import io.github.cdkdrift.viewer.report.TrainingPoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Puts what the engine knows into the words of the viewer's page. */
final class PageContent {
    private PageContent() {}

    /**
     * An ensemble alone.
     *
     * @param heading of the page
     * @param model whose training and temperature are told; null for none
     */
    static EnsembleReport of(
            String heading, EnsembleInput input, ConformerModel model, OptionalDouble temperature, String command) {
        return new EnsembleReport(
                heading, input.ensemble(), null, orOf(temperature, model), origin(input, model, command));
    }

    /**
     * Conformers of one molecule as they were written.
     *
     * @param findings sentences and averages to stand at the top
     */
    static EnsembleReport ofMolecule(
            String name, ConformerEnsemble written, OptionalDouble temperature, String command, List<String> findings) {
        return new EnsembleReport(
                "Conformers of " + name,
                written,
                null,
                temperature,
                origin(new EnsembleInput(written, null, null), null, command),
                findings);
    }

    /** The same beside a reference. */
    static EnsembleReport withComparison(
            EnsembleReport page,
            EvaluationReport report,
            ConformerEnsemble reference,
            ConformerEnsemble training,
            List<TorsionProfile> profiles) {
        List<Distribution> distributions = report.histograms().stream()
                .map(histogram -> new Distribution(
                        histogram.name(),
                        histogram.unit(),
                        histogram.low(),
                        histogram.width(),
                        histogram.generated(),
                        histogram.reference(),
                        histogram.training()))
                .toList();
        return new EnsembleReport(
                page.heading(),
                page.ensemble(),
                new Comparison(reference, training, measures(report), distributions, profiles),
                page.temperature(),
                page.origin());
    }

    static List<TrainingPoint> curve(Provenance provenance) {
        return provenance.progress().stream()
                .map(progress -> new TrainingPoint(progress.step(), progress.loss(), progress.widthRatio()))
                .toList();
    }

    private static OptionalDouble orOf(OptionalDouble temperature, ConformerModel model) {
        return temperature.isPresent() || model == null
                ? temperature
                : OptionalDouble.of(model.settings().temperature());
    }

    private static Origin origin(EnsembleInput input, ConformerModel model, String command) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("cdkdrift", Provenance.currentVersion());
        facts.put("Java", System.getProperty("java.version") + " on " + System.getProperty("os.name"));
        if (model == null) {
            return new Origin(command, facts, List.of(), input.rejected());
        }
        Provenance provenance = model.provenance();
        TrainingSettings settings = model.settings();
        facts.put("Trained by", "cdkdrift " + provenance.libraryVersion() + ", " + provenance.backend());
        facts.put(
                "Trained on",
                provenance.framesSha256() == null
                        ? trainedOn(provenance.equilibrium())
                        : String.format(
                                Locale.ROOT,
                                "%,d frames, SHA-256 of their contents %s",
                                provenance.frames(),
                                provenance.framesSha256()));
        facts.put(
                "Training",
                String.format(
                        Locale.ROOT,
                        "%,d steps%s, temperature %s K, seed %d",
                        settings.optimiser().steps(),
                        settings.plan() instanceof KernelPlan kernel ? " in " + Spelling.words(kernel.space()) : "",
                        settings.temperature(),
                        settings.seed()));
        return new Origin(command, facts, curve(provenance), input.rejected());
    }

    /** @param report null where nothing was sampled */
    private static String trainedOn(EquilibriumReport report) {
        return report == null
                ? "energies of the potential alone"
                : String.format(Locale.ROOT, "%,d samples of %s", report.samples(), report.potential());
    }

    private static List<Measure> measures(EvaluationReport report) {
        List<Measure> measures = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            add(measures, report, "", report.label(metric), metrics -> metrics.values()
                    .get(metric));
        }
        report.energies()
                .forEach(energies -> measures.add(new Measure(
                        "",
                        "energy W1 (" + energies.potential() + "), kcal/mol",
                        energies.generated(),
                        energies.training(),
                        energies.floor())));
        for (String name : report.generated().typeTvd().keySet()) {
            add(measures, report, "TVD by pair of elements", name, metrics -> metrics.typeTvd()
                    .get(name));
        }
        for (String name : report.generated().torsionJsd().keySet()) {
            add(measures, report, "JSD by torsion, nats", name, metrics -> metrics.torsionJsd()
                    .get(name));
        }
        return measures;
    }

    private static void add(
            List<Measure> measures,
            EvaluationReport report,
            String group,
            String name,
            Function<Metrics, Double> figure) {
        Double generated = figure.apply(report.generated());
        if (generated != null) {
            measures.add(new Measure(
                    group,
                    name,
                    generated,
                    report.training() == null ? null : figure.apply(report.training()),
                    figure.apply(report.floor())));
        }
    }
}
