package io.github.cdkdrift.cli;

import static io.github.cdkdrift.cli.CommonOptions.valued;

import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.evaluation.Evaluation;
import io.github.cdkdrift.evaluation.EvaluationReport;
import io.github.cdkdrift.evaluation.EvaluationSettings;
import io.github.cdkdrift.io.AtomicFile;
import io.github.cdkdrift.io.EnsembleFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.Options;
import org.openscience.cdk.exception.CDKException;

/** {@code cdkdrift evaluate}. */
final class EvaluateCommand implements Subcommand {
    private static final String REFERENCE = "reference";
    private static final String TRAINING = "training";
    private static final String JSON = "json";

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
        return List.of("ENSEMBLE");
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
        return options;
    }

    @Override
    public String remarks() {
        return "Files: .sdf, .xyz, .extxyz, .cml or .npz, each also with .gz; atoms in the same order in all of them.\n"
                + "Example: cdkdrift evaluate ethanol.sdf --reference long-trajectory.npz --training ethanol.extxyz";
    }

    @Override
    public void run(Arguments arguments, Console console) throws UsageException, IOException, CDKException {
        Path reference = arguments.requiredFile(REFERENCE);
        Optional<Path> training = arguments.file(TRAINING);
        Optional<Path> json = arguments.file(JSON);
        ConformerEnsemble generated = EnsembleFiles.read(arguments.operand(0));
        EvaluationReport report = Evaluation.evaluate(
                generated,
                EnsembleFiles.read(reference),
                training.isPresent() ? EnsembleFiles.read(training.get()) : null,
                EvaluationSettings.defaults());
        if (json.isPresent()) {
            write(report.toJson(), json.get());
        }
        console.out().print(report.toText());
    }

    private static void write(String text, Path path) throws IOException {
        try (AtomicFile file = AtomicFile.create(path)) {
            file.stream().write(text.getBytes(StandardCharsets.UTF_8));
            file.commit();
        }
    }
}
