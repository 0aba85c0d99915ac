package io.github.cdkdrift.cli;

import io.github.cdkdrift.backend.Backend;
import io.github.cdkdrift.data.BundledData;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.evaluation.Evaluation;
import io.github.cdkdrift.evaluation.EvaluationReport;
import io.github.cdkdrift.evaluation.EvaluationSettings;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.io.ConformerWriter;
import io.github.cdkdrift.io.TemporaryFolder;
import io.github.cdkdrift.model.ConformerModel;
import io.github.cdkdrift.model.ModelFile;
import io.github.cdkdrift.model.RunFields;
import io.github.cdkdrift.model.SamplingSettings;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.training.Trainer;
import io.github.cdkdrift.training.TrainingSettings;
import io.github.cdkdrift.viewer.EnsemblePreview;
import io.github.cdkdrift.viewer.PreviewSettings;
import io.github.cdkdrift.viewer.report.EnsembleReport;
import io.github.cdkdrift.viewer.report.ReportPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.apache.commons.cli.Options;
import org.openscience.cdk.exception.CDKException;

/** {@code cdkdrift demo}. */
final class DemoCommand implements Subcommand {
    private static final String STEPS = "steps";

    /** Of the reference trajectory: ⟨|f|²⟩/⟨∇²E⟩ over all its frames. */
    private static final double KELVIN = 645;

    private static final int CONFORMERS = 1000;
    private static final String FOLDER = "demo";
    private static final List<String> FILES =
            List.of("ethanol.drift", "ethanol.sdf", "ethanol.png", "ethanol.spt", "ethanol.html");

    @Override
    public String name() {
        return "demo";
    }

    @Override
    public String summary() {
        return "train on bundled frames of ethanol, draw conformers, evaluate them, make a report";
    }

    @Override
    public List<String> operands() {
        return List.of();
    }

    @Override
    public String requiredOptions() {
        return "";
    }

    @Override
    public Options options() {
        Options options = new Options();
        options.addOption(CommonOptions.output("DIR", "the folder for the results (" + FOLDER + ")"));
        options.addOption(CommonOptions.valued(STEPS, "N", "training steps (" + standardSteps() + ")"));
        return options;
    }

    @Override
    public String remarks() {
        return "The frames are the first picosecond of the MD17 trajectory of ethanol, the reference is 6,000 other frames of it.";
    }

    @Override
    public FileUse files(Arguments arguments) throws UsageException, IOException {
        Path folder = folder(arguments);
        FileUse files = new FileUse();
        FILES.forEach(name -> files.writes("the demo", folder.resolve(name)));
        return files;
    }

    @Override
    public void run(Arguments arguments, Console console) throws UsageException, IOException, CDKException {
        Path folder = folder(arguments);
        TrainingSettings settings = TrainingSettings.defaults()
                .withTemperature(KELVIN)
                .withSteps(arguments.integer(STEPS, standardSteps(), 1));
        Files.createDirectories(folder);
        ForceFrames frames = bundled(BundledData.ETHANOL);
        MolecularGraph graph = MolecularGraph.perceive(frames.atomicNumbers(), frames.positions(0));
        console.say(String.format(
                Locale.ROOT,
                "Training on %,d frames of ethanol (MD17), %,d steps; %s.\n"
                        + "Conformers will have %.0f K: MD17 states 500 K, but the forces of the whole trajectory, which is the"
                        + " reference, say 645 K.",
                frames.size(),
                settings.optimiser().steps(),
                Backend.current().describe(),
                settings.temperature()));
        Trainer trainer;
        try (StageProgress stages = new StageProgress(console, "")) {
            trainer = Trainer.of(frames, graph, settings, TrainingRun.stages(stages));
        }
        TrainingRun.describe(trainer, console);
        ConformerModel model = new TrainingRun(trainer, frames, graph, console).run();
        ModelFile.write(model, folder.resolve("ethanol.drift"));

        EnsembleInput drawn = EnsembleInput.drawn(model, CONFORMERS, settings.seed(), console);
        show(drawn, settings.seed(), folder, console);
        ConformerEnsemble reference = bundled(BundledData.ETHANOL_REFERENCE).ensemble(graph);
        ConformerEnsemble training = frames.ensemble(graph);
        EvaluationReport report = Evaluation.evaluate(
                        drawn.ensemble(), reference, training, EvaluationSettings.defaults())
                .withRejected(drawn.rejected());
        EnsembleReport page =
                PageContent.of("Ethanol", drawn, model, OptionalDouble.empty(), arguments.command(name()));
        ReportPage.write(
                PageContent.withComparison(
                        page, report, reference, training, TorqueProfiles.of(frames, graph, page.temperature())),
                folder.resolve("ethanol.html"),
                PreviewSettings.defaults());
        console.out().print(report.toText());
        console.say(whatNext(folder));
    }

    private static ForceFrames bundled(String name) throws IOException, CDKException {
        try (TemporaryFolder temporary = TemporaryFolder.create()) {
            return ForceFrames.read(BundledData.extract(name, temporary.path()));
        }
    }

    private static Path folder(Arguments arguments) throws UsageException {
        return arguments.file(CommonOptions.OUTPUT).orElse(Path.of(FOLDER));
    }

    private static int standardSteps() {
        return TrainingSettings.defaults().optimiser().steps();
    }

    private static void show(EnsembleInput drawn, long seed, Path folder, Console console)
            throws IOException, CDKException {
        ConformerEnsemble ensemble = drawn.ensemble();
        Path conformers = folder.resolve("ethanol.sdf");
        ConformerWriter.write(conformers, ensemble, RunFields.of(drawn.model(), SamplingSettings.seed(seed)));
        PreviewSettings look = PreviewSettings.defaults();
        EnsemblePreview.writePng(ensemble, folder.resolve("ethanol.png"), look);
        EnsemblePreview.writeScript(ensemble, conformers, folder.resolve("ethanol.spt"), look);
        console.say(String.format(
                Locale.ROOT,
                "Drew %,d conformers; wrote ethanol.drift, ethanol.sdf, ethanol.png, ethanol.spt and ethanol.html to %s\n",
                ensemble.size(),
                folder));
    }

    private static String whatNext(Path folder) {
        String command = Console.command();
        return "\nWhat next:\n"
                + "  read the report    open " + folder.resolve("ethanol.html") + " in a browser\n"
                + "  look at them       " + folder.resolve("ethanol.png") + ", or open " + folder.resolve("ethanol.spt")
                + " in Jmol\n"
                + "  draw more          " + command + " sample " + Console.quoted(folder.resolve("ethanol.drift"))
                + " -n 10000 -o more.sdf\n"
                + "  use your frames    " + command + " train frames.extxyz -o my.drift";
    }
}
