package io.github.cdkdrift.cli;

import static io.github.cdkdrift.cli.CommonOptions.valued;

import io.github.cdkdrift.backend.Backend;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.io.AtomicFile;
import io.github.cdkdrift.io.FileIdentity;
import io.github.cdkdrift.model.BeadTrainingSettings;
import io.github.cdkdrift.model.ConformerModel;
import io.github.cdkdrift.model.ModelFile;
import io.github.cdkdrift.molecule.Beads;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.training.Checkpoint;
import io.github.cdkdrift.training.Trainer;
import io.github.cdkdrift.training.TrainingListener;
import io.github.cdkdrift.training.TrainingSettings;
import io.github.cdkdrift.viewer.report.TrainingPlot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.openscience.cdk.exception.CDKException;

/** {@code cdkdrift train}. */
final class TrainCommand implements Subcommand {
    private static final String CHECKPOINT = "checkpoint";
    private static final String CHECKPOINT_EVERY = "checkpoint-every";
    private static final String RESUME = "resume";
    private static final String PLOT = "plot";

    @Override
    public String name() {
        return "train";
    }

    @Override
    public String summary() {
        return "train a generator on frames with forces";
    }

    @Override
    public List<String> operands() {
        return List.of("FRAMES");
    }

    @Override
    public String requiredOptions() {
        return "-o MODEL";
    }

    @Override
    public Options options() {
        Options options = new Options();
        options.addOption(CommonOptions.output("MODEL", "the model file to write, usually ending with .drift"));
        FrameInput.addTo(options);
        options.addOption(BeadRun.option());
        ofNetworks().forEach(options::addOption);
        return options;
    }

    /** Those that are not of beads, but for a few. */
    private static List<Option> ofNetworks() {
        List<Option> options = new ArrayList<>(TrainingOptions.all());
        options.add(valued(CHECKPOINT, "FILE", "write the state of the training there on Ctrl-C"));
        options.add(valued(CHECKPOINT_EVERY, "N", "and every N steps; needs --" + CHECKPOINT));
        options.add(valued(RESUME, "FILE", "go on from a checkpoint, with its settings, on the same frames"));
        options.add(valued(PLOT, "FILE", "write the curves of the training there (.svg)"));
        return options;
    }

    @Override
    public String remarks() {
        return "FRAMES: extended XYZ (.extxyz, .xyz; .gz) with forces, or an MD17-style .npz.\n"
                + "Example: cdkdrift train ethanol.extxyz -o ethanol.drift --temperature 500";
    }

    @Override
    public FileUse files(Arguments arguments) throws UsageException, IOException {
        Optional<Path> checkpoint = arguments.outputFile(CHECKPOINT, "checkpoint");
        Optional<Path> resume = arguments.inputFile(RESUME);
        FileUse files = new FileUse()
                .reads("operand FRAMES", arguments.input(0))
                .readsWhereThere(
                        "option --" + FrameInput.MOLECULE,
                        arguments.inputWord(FrameInput.MOLECULE).stream().toList())
                .writes(CommonOptions.OUTPUT, Optional.of(arguments.requiredOutput("drift")))
                .writes(CHECKPOINT, checkpoint)
                .writes(PLOT, arguments.outputFile(PLOT, "svg"));
        // To go on and to keep the state under the same name is what a checkpoint is for.
        return isSame(checkpoint, resume) ? files : files.reads(RESUME, resume);
    }

    private static boolean isSame(Optional<Path> first, Optional<Path> second) throws IOException {
        return first.isPresent()
                && second.isPresent()
                && FileIdentity.of(first.get())
                        .key()
                        .equals(FileIdentity.of(second.get()).key());
    }

    @Override
    public void run(Arguments arguments, Console console) throws UsageException, IOException, CDKException {
        Path output = arguments.requiredOutput("drift");
        if (arguments.has(BeadRun.BEADS)) {
            trainBeads(arguments, output, console);
            return;
        }
        Optional<Path> checkpoint = arguments.outputFile(CHECKPOINT, "checkpoint");
        int interval = arguments.integer(CHECKPOINT_EVERY, 0, 1);
        if (interval > 0 && checkpoint.isEmpty()) {
            throw new UsageException("option --" + CHECKPOINT_EVERY + ": found without --" + CHECKPOINT);
        }
        TrainingSettings settings = TrainingOptions.settings(arguments);
        Optional<Path> plot = arguments.outputFile(PLOT, "svg");
        // Better now than after an hour of training.
        for (Optional<Path> file : List.of(Optional.of(output), plot, checkpoint)) {
            if (file.isPresent()) {
                AtomicFile.requireWritable(file.get());
            }
        }
        ForceFrames frames = FrameInput.read(arguments, arguments.input(0), console);
        MolecularGraph graph = FrameInput.graphWithOrders(arguments, frames);
        Trainer.requireEnough(frames);
        TrainingOptions.requirePrior(arguments, graph, frames.positions(0));
        console.say(String.format(Locale.ROOT, "%s, %,d frames; %s", graph.formula(), frames.size(), backend(console)));
        Trainer trainer = trainer(
                arguments,
                frames,
                graph,
                TrainingOptions.withTemperature(settings, arguments, frames, console),
                console);
        TrainingRun.describe(trainer, console);
        TrainingRun run = new TrainingRun(trainer, frames, graph, console);
        ConformerModel model = checkpoint.isPresent() ? run.run(checkpoint.get(), interval) : run.run();
        ModelFile.write(model, output);
        console.say("wrote " + output);
        console.say(TrainingRun.verdict(model));
        if (plot.isPresent()) {
            TrainingPlot.write(PageContent.curve(model.provenance()), plot.get());
            console.say("wrote " + plot.get());
        }
    }

    private static void trainBeads(Arguments arguments, Path output, Console console)
            throws UsageException, IOException, CDKException {
        BeadRun run = new BeadRun(arguments, console);
        BeadTrainingSettings settings = run.settings(ofNetworks());
        AtomicFile.requireWritable(output);
        ForceFrames frames = FrameInput.read(arguments, arguments.input(0), console);
        MolecularGraph graph = FrameInput.graphWithOrders(arguments, frames);
        Trainer.requireEnough(frames);
        Beads beads = run.beads(graph);
        console.say(String.format(
                Locale.ROOT,
                "%d beads of %s, %,d frames; %s",
                beads.size(),
                graph.formula(),
                frames.size(),
                backend(console)));
        ConformerModel model = run.run(frames, beads, settings);
        ModelFile.write(model, output);
        console.say("wrote " + output);
        console.say(TrainingRun.verdict(model));
    }

    private static String backend(Console console) {
        try (StageProgress stages = new StageProgress(console, "")) {
            stages.onBriefStage("starting ND4J");
            return Backend.current().describe();
        }
    }

    private static Trainer trainer(
            Arguments arguments, ForceFrames frames, MolecularGraph graph, TrainingSettings settings, Console console)
            throws UsageException, IOException, CDKException {
        Optional<Path> resume = arguments.inputFile(RESUME);
        Trainer trainer;
        try (StageProgress stages = new StageProgress(console, "")) {
            TrainingListener listener = TrainingRun.stages(stages);
            if (resume.isEmpty()) {
                return Trainer.of(frames, graph, settings, listener);
            }
            trainer = Checkpoint.resume(frames, graph, resume.get(), listener);
        }
        if (arguments.hasAny(TrainingOptions.all()) && !trainer.requested().equals(settings)) {
            throw new UsageException(
                    "option --" + RESUME + ": found a checkpoint with other settings than the options ask for;"
                            + " expected the options of the first run, or none");
        }
        return trainer;
    }
}
