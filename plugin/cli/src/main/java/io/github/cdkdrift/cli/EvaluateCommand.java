package io.github.cdkdrift.cli;

import static io.github.cdkdrift.cli.CommonOptions.valued;

import io.github.cdkdrift.cluster.ConformerClusters;
import io.github.cdkdrift.cluster.EnsembleUncertainty;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.evaluation.Evaluation;
import io.github.cdkdrift.evaluation.EvaluationReport;
import io.github.cdkdrift.evaluation.EvaluationSettings;
import io.github.cdkdrift.io.AtomicFile;
import io.github.cdkdrift.model.ConformerModel;
import io.github.cdkdrift.model.ModelFile;
import io.github.cdkdrift.viewer.PreviewSettings;
import io.github.cdkdrift.viewer.report.EnsembleReport;
import io.github.cdkdrift.viewer.report.ReportPage;
import io.github.cdkdrift.viewer.report.TorsionProfile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.apache.commons.cli.Options;
import org.openscience.cdk.exception.CDKException;

/** {@code cdkdrift evaluate}. */
final class EvaluateCommand implements Subcommand {
    private static final String REFERENCE = "reference";
    private static final String TRAINING = "training";
    private static final String JSON = "json";
    private static final String MODEL = "model";
    private static final String PAGE = ".html";

    @Override
    public String name() {
        return "evaluate";
    }

    @Override
    public String summary() {
        return "compare conformers with a reference ensemble";
    }

    @Override
    public List<String> operands() {
        return List.of("ENSEMBLE|MODEL");
    }

    @Override
    public String requiredOptions() {
        return "--reference FRAMES";
    }

    @Override
    public Options options() {
        Options options = new Options();
        options.addOption(
                valued(REFERENCE, "FRAMES", "independent frames of the same molecule at the same temperature"));
        options.addOption(valued(TRAINING, "FRAMES", "the frames of the training, to show what they score themselves"));
        options.addOption(valued(JSON, "FILE", "write everything as JSON too, histograms included"));
        options.addOption(CommonOptions.output("PAGE", "write a page for a browser too (.html)"));
        options.addOption(valued(MODEL, "FILE", "the model that drew ENSEMBLE, to show its training on the page"));
        options.addOption(valued(
                CommonOptions.TEMPERATURE,
                "K",
                "for free energies in kcal/mol on the page (the model's own, otherwise kT)"));
        PropertyChoice.addTo(options);
        FrameInput.addUnits(options);
        FrameInput.addCharge(options);
        EnsembleInput.addTo(options);
        return options;
    }

    @Override
    public String remarks() {
        return "Files: .sdf, .xyz, .extxyz, .cml or .npz, each also with .gz; atoms in the same order in all of them.\n"
                + "A model instead of an ensemble is drawn from.\n"
                + "Example: cdkdrift evaluate ethanol.sdf --reference long-trajectory.npz --training ethanol.extxyz";
    }

    @Override
    public FileUse files(Arguments arguments) throws UsageException, IOException {
        return new FileUse()
                .reads("operand ENSEMBLE", arguments.input(0))
                .reads(REFERENCE, Optional.of(arguments.requiredInput(REFERENCE)))
                .reads(TRAINING, arguments.inputFile(TRAINING))
                .reads(MODEL, arguments.inputFile(MODEL))
                .writes(JSON, arguments.outputFile(JSON, "json"))
                .writes(CommonOptions.OUTPUT, arguments.outputFile(CommonOptions.OUTPUT, "html"));
    }

    @Override
    public void run(Arguments arguments, Console console) throws UsageException, IOException, CDKException {
        Path reference = arguments.requiredInput(REFERENCE);
        Optional<Path> training = arguments.inputFile(TRAINING);
        Optional<Path> json = arguments.outputFile(JSON, "json");
        Optional<Path> page = arguments.outputFile(CommonOptions.OUTPUT, "html");
        if (page.isPresent() && !page.get().toString().toLowerCase(Locale.ROOT).endsWith(PAGE)) {
            throw UsageException.value(CommonOptions.OUTPUT, page.get(), "a name that ends with " + PAGE);
        }
        for (Optional<Path> output : List.of(json, page)) {
            if (output.isPresent()) {
                AtomicFile.requireWritable(output.get());
            }
        }
        OptionalDouble temperature = arguments.temperature();
        PropertyChoice properties = PropertyChoice.of(arguments);
        EnsembleInput input = EnsembleInput.read(arguments, arguments.input(0), console);
        ConformerModel model = model(arguments, input);
        ConformerEnsemble wanted = EnsembleInput.conformers(arguments, reference, console);
        ConformerEnsemble trained =
                training.isPresent() ? EnsembleInput.conformers(arguments, training.get(), console) : null;
        EvaluationReport report = evaluate(input.ensemble(), wanted, trained, console);
        if (input.rejected() != null) {
            report = report.withRejected(input.rejected());
        }
        if (json.isPresent()) {
            write(report.toJson(), json.get());
        }
        if (page.isPresent()) {
            EnsembleReport alone = PageContent.of(
                    "Evaluation of " + arguments.operandName(0).getFileName(),
                    input,
                    model,
                    temperature,
                    arguments.command(name()));
            // Read again: an ensemble has no forces, which these are from.
            List<TorsionProfile> profiles = training.isPresent()
                    ? TorqueProfiles.of(
                            training.get(), FrameInput.units(arguments), wanted.graph(), alone.temperature())
                    : List.of();
            ReportPage.write(
                    PageContent.withComparison(alone, report, wanted, trained, profiles),
                    page.get(),
                    PreviewSettings.defaults());
        }
        double kelvin =
                temperature.orElse(model == null ? Double.NaN : model.settings().temperature());
        (arguments.streams().outputTaken() ? console.err() : console.out())
                .print(report.toText()
                        + averages("this ensemble", properties, input.ensemble(), kelvin)
                        + averages("the reference", properties, wanted, kelvin)
                        + "Verdict: " + EvaluationVerdict.of(report, input.ensemble(), wanted) + "\n");
    }

    private static EvaluationReport evaluate(
            ConformerEnsemble generated, ConformerEnsemble reference, ConformerEnsemble training, Console console) {
        try (StageProgress stages = new StageProgress(console, "")) {
            stages.onBriefStage(String.format(
                    Locale.ROOT,
                    "comparing %,d conformers with %,d of the reference",
                    generated.size(),
                    reference.size()));
            return Evaluation.evaluate(
                    generated, reference, training, EvaluationSettings.defaults(), part -> stages.onPart(part, ""));
        }
    }

    /** Conformers taken as independent. */
    private static String averages(String of, PropertyChoice properties, ConformerEnsemble ensemble, double kelvin) {
        return properties.isEmpty()
                ? ""
                : properties
                        .of(
                                ensemble,
                                ConformerClusters.of(ensemble),
                                kelvin,
                                EnsembleUncertainty.of(Double.POSITIVE_INFINITY))
                        .stream()
                        .map(average -> "  " + average + "\n")
                        .collect(Collectors.joining(
                                "", "Averages of " + of + ", conformers taken as independent:\n", ""));
    }

    private static ConformerModel model(Arguments arguments, EnsembleInput input)
            throws UsageException, IOException, CDKException {
        Optional<Path> file = arguments.inputFile(MODEL);
        return file.isPresent() ? ModelFile.read(file.get()) : input.model();
    }

    private static void write(String text, Path path) throws IOException {
        try (AtomicFile file = AtomicFile.create(path)) {
            file.stream().write(text.getBytes(StandardCharsets.UTF_8));
            file.commit();
        }
    }
}
