package io.github.cdkdrift.cli;

import static io.github.cdkdrift.cli.CommonOptions.valued;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import io.github.cdkdrift.dynamics.EnergyConservation;
import io.github.cdkdrift.dynamics.SimulationSettings;
import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.io.AtomicFile;
import io.github.cdkdrift.journal.Journals;
import io.github.cdkdrift.journal.TrajectoryJournal;
import io.github.cdkdrift.model.ConformerModel;
import io.github.cdkdrift.model.ModelFile;
import io.github.cdkdrift.simulation.ModelSimulation;
import io.github.cdkdrift.simulation.SimulationReport;
import io.github.cdkdrift.simulation.SimulationReport.Beside;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.cli.Options;
import org.openscience.cdk.exception.CDKException;

/** {@code cdkdrift simulate}. */
final class SimulateCommand implements Subcommand {
    static final String RESUME = "resume";

    /** Behind the name of the output, while it is unfinished. */
    static final String UNFINISHED = ".part";

    private static final String REFERENCE = "reference";
    private static final String SAMPLES = "samples";
    private static final String TORSIONS = "torsions";
    private static final String REPORT = "report";
    private static final String JSON = "json";
    private static final String KIND = "cdkdrift simulate 1";
    private static final String PAGE = ".html";
    private static final int DRAWN = 10_000;
    private static final int MOST_DRAWN = 1_000_000;

    @Override
    public String name() {
        return "simulate";
    }

    @Override
    public String summary() {
        return "move a model's conformers in time, and say whether simulation and samples agree";
    }

    @Override
    public List<String> operands() {
        return List.of("MODEL");
    }

    @Override
    public String requiredOptions() {
        return "--time T -o OUT";
    }

    @Override
    public Options options() {
        Options options = new Options();
        options.addOption(CommonOptions.output(
                "OUT", "the trajectory: .extxyz or .xyz, also with .gz, or .npz; with energies and forces"));
        options.addOption(CommonOptions.format("extxyz"));
        SimulateOptions.addTo(options);
        options.addOption(valued(TORSIONS, "FILE", "write the torsions in the course of time as a table (.tsv)"));
        options.addOption(valued(REPORT, "PAGE", "write a page for a browser: trajectory, torsions, figures (.html)"));
        options.addOption(valued(JSON, "FILE", "write everything that is printed as JSON too"));
        options.addOption(valued(
                REFERENCE,
                "FILE",
                "conformers that simulation and samples are compared with (default: exact samples of the model's potential, of models"
                        + " that know their density)"));
        options.addOption(valued(SAMPLES, "N", "how many draws of the model are compared (" + DRAWN + ")"));
        FrameInput.addUnits(options);
        FrameInput.addCharge(options);
        return options;
    }

    @Override
    public String remarks() {
        return "Langevin dynamics (BAOAB) on the model's potential, nothing constrained, begun from draws of the model. Printed are transitions between"
                + " states of torsions with their rates, and three Jensen-Shannon divergences with the floor that samples of their size have.\n"
                + "Example: cdkdrift simulate ethanol.drift --time 100ps -o ethanol.extxyz --report ethanol.html";
    }

    @Override
    public FileUse files(Arguments arguments) throws UsageException, IOException {
        Path output = output(arguments);
        return new FileUse()
                .reads("operand MODEL", arguments.input(0))
                .reads(REFERENCE, arguments.inputFile(REFERENCE))
                .writes(CommonOptions.OUTPUT, Optional.of(output))
                .writes("the frames of the unfinished run", part(output))
                .writes(TORSIONS, arguments.outputFile(TORSIONS, "tsv"))
                .writes(REPORT, arguments.outputFile(REPORT, "html"))
                .writes(JSON, arguments.outputFile(JSON, "json"));
    }

    private static Path output(Arguments arguments) throws UsageException, IOException {
        return arguments.requiredOutput("extxyz");
    }

    private static Path part(Path output) {
        return output.resolveSibling(output.getFileName() + UNFINISHED);
    }

    @Override
    public void run(Arguments arguments, Console console) throws UsageException, IOException, CDKException {
        SimulateOptions.time(arguments);
        FrameInput.requireBeside(arguments, REFERENCE);
        Path output = output(arguments);
        Path part = part(output);
        requireOutputs(arguments, output, part);
        ConformerModel model = model(arguments);
        SimulationSettings settings =
                SimulateOptions.settings(arguments, model.settings().temperature());
        int samples = arguments.integer(SAMPLES, DRAWN, 1, MOST_DRAWN);
        List<Conformer> reference = reference(arguments, model, console);
        ModelSimulation simulation = new ModelSimulation(model, settings);
        EnergyConservation conservation = conservation(simulation, console);
        Reweighting.warnOfCorrection(model, model.potential(), console);
        BeadRun.warnOfTemperature(model, settings, console);
        try (TrajectoryJournal journal = journal(arguments, part, model, settings)) {
            new SimulationRun(simulation, console).of(journal, arguments.has(RESUME), Console.quoted(part));
            TrajectoryFiles files = new TrajectoryFiles(model, settings, journal);
            long frames = requireFrames(files, settings, part);
            Beside beside = new SimulationBeside(model, settings, console)
                    .of(
                            simulation,
                            samples,
                            reference,
                            arguments.text(REFERENCE).orElse(""));
            SimulationReport report = SimulationReport.of(model, settings, conservation, journal, beside);
            write(arguments, files, report, output);
            Optional<Path> page = arguments.outputFile(REPORT, "html");
            if (page.isPresent()) {
                new SimulationPage(model, settings, journal)
                        .write(page.get(), report, beside, arguments.command(name()));
            }
            journal.delete();
            (arguments.streams().outputTaken() ? console.err() : console.out()).print(report.toText());
            console.say(String.format(Locale.ROOT, "wrote %,d frames to %s", frames, output));
        }
    }

    /** Before any work: formats that are known, places that can be written to, no unfinished run in the way. */
    private static void requireOutputs(Arguments arguments, Path output, Path part)
            throws UsageException, IOException, CDKException {
        TrajectoryFiles.requireKnown(output);
        Optional<Path> page = arguments.outputFile(REPORT, "html");
        if (page.isPresent() && !page.get().toString().toLowerCase(Locale.ROOT).endsWith(PAGE)) {
            throw UsageException.value(REPORT, page.get(), "a name that ends with " + PAGE);
        }
        for (Optional<Path> file : List.of(
                Optional.of(output), page, arguments.outputFile(TORSIONS, "tsv"), arguments.outputFile(JSON, "json"))) {
            if (file.isPresent()) {
                AtomicFile.requireWritable(file.get());
            }
        }
        if (!arguments.has(RESUME) && Files.exists(part)) {
            throw new CDKException(
                    part + ": found the frames of an unfinished run; expected none: give the same command with --"
                            + RESUME + " to go on from them, or delete the file once no run writes it");
        }
    }

    private static ConformerModel model(Arguments arguments) throws UsageException, IOException, CDKException {
        ConformerModel model = ModelFile.read(arguments.input(0));
        if (model.potential() == null) {
            throw new CDKException(arguments.operandName(0) + ": " + ModelSimulation.NO_POTENTIAL);
        }
        return model;
    }

    private static List<Conformer> reference(Arguments arguments, ConformerModel model, Console console)
            throws UsageException, IOException, CDKException {
        Optional<Path> file = arguments.inputFile(REFERENCE);
        if (file.isEmpty()) {
            return null;
        }
        ConformerEnsemble read = EnsembleInput.conformers(arguments, file.get(), console);
        return ReferenceConformers.of(read, model, file.get());
    }

    private static EnergyConservation conservation(ModelSimulation simulation, Console console) throws UsageException {
        try (StageProgress stages = new StageProgress(console, "")) {
            stages.onBriefStage("looking whether the time step conserves the energy");
            EnergyConservation conservation = simulation.conservation();
            conservation.requireSuiting(simulation.settings().timeStep());
            return conservation;
        } catch (IllegalArgumentException e) {
            throw new UsageException("option --" + SimulateOptions.TIME_STEP + ": " + e.getMessage(), e);
        }
    }

    /** What must be the same for a run to go on. */
    static JsonObject header(Path model, SimulationSettings settings) throws IOException {
        JsonObject run = new Gson().toJsonTree(settings).getAsJsonObject();
        run.remove("frames");
        run.addProperty("kind", KIND);
        run.addProperty("model", Journals.digest(Files.readAllBytes(model)));
        return run;
    }

    private static TrajectoryJournal journal(
            Arguments arguments, Path part, ConformerModel model, SimulationSettings settings)
            throws UsageException, IOException, CDKException {
        JsonObject run = header(arguments.input(0), settings);
        int atoms = model.graph().atoms();
        int torsions = ModelSimulation.torsions(model.graph()).size();
        if (!arguments.has(RESUME)) {
            return TrajectoryJournal.begin(part, run, atoms, torsions, settings);
        }
        TrajectoryJournal journal = TrajectoryJournal.resume(part, run, atoms, torsions, settings);
        if (journal.size() - 1 > settings.frames()) {
            journal.close();
            throw new CDKException(
                    part + ": found " + (journal.size() - 1) + " frames of each walker; expected at most "
                            + settings.frames() + ", as --" + SimulateOptions.TIME + " says: give a longer time");
        }
        return journal;
    }

    private static long requireFrames(TrajectoryFiles files, SimulationSettings settings, Path part)
            throws CDKException {
        long frames = files.frames();
        if (frames == 0) {
            throw new CDKException("found all " + settings.walkers()
                    + " walkers broken before the first frame: the model's potential does not keep the molecule whole at "
                    + settings.temperature()
                    + " K; expected one that does: try a shorter time step or a lower temperature, and delete "
                    + part);
        }
        return frames;
    }

    private static void write(Arguments arguments, TrajectoryFiles files, SimulationReport report, Path output)
            throws UsageException, IOException, CDKException {
        files.write(output);
        Optional<Path> torsions = arguments.outputFile(TORSIONS, "tsv");
        if (torsions.isPresent()) {
            files.writeTorsions(torsions.get());
        }
        Optional<Path> json = arguments.outputFile(JSON, "json");
        if (json.isPresent()) {
            try (AtomicFile file = AtomicFile.create(json.get())) {
                file.stream().write(report.toJson().getBytes(StandardCharsets.UTF_8));
                file.commit();
            }
        }
    }
}
