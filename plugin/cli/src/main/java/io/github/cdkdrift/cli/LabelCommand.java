package io.github.cdkdrift.cli;

import static io.github.cdkdrift.cli.CommonOptions.valued;

import io.github.cdkdrift.io.AtomicFile;
import io.github.cdkdrift.io.EnsembleFiles;
import io.github.cdkdrift.labelling.LabelJournal;
import io.github.cdkdrift.labelling.Labelling;
import io.github.cdkdrift.labelling.LabellingSettings;
import io.github.cdkdrift.labelling.StartGeometries;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.potential.PotentialChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.DoubleStream;
import java.util.stream.StreamSupport;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.geometry.GeometryUtil;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;

/** {@code cdkdrift label}. */
final class LabelCommand implements Subcommand {
    private static final String POTENTIAL = PotentialOptions.POTENTIAL;
    private static final String TEMPERATURE = "temperature";
    private static final String FRAMES = "frames";
    private static final String WALKERS = "walkers";
    private static final String STRIDE = "stride";
    private static final String DYNAMICS = "dynamics";
    private static final String RESUME = "resume";

    /** Behind the name of the output, while it is unfinished. */
    private static final String UNFINISHED = ".part";

    private static final int MOST_WALKERS = 10_000;

    private static final LabellingSettings DEFAULTS = LabellingSettings.defaults();

    @Override
    public String name() {
        return "label";
    }

    @Override
    public String summary() {
        return "make frames with forces from a structure";
    }

    @Override
    public List<String> operands() {
        return List.of("MOLECULE");
    }

    @Override
    public String requiredOptions() {
        return "--potential NAME -o FRAMES";
    }

    @Override
    public Options options() {
        Options options = new Options();
        options.addOption(valued(POTENTIAL, "NAME", PotentialOptions.names()));
        PotentialOptions.addTo(options);
        FrameInput.addCharge(options);
        options.addOption(
                CommonOptions.output("FRAMES", "the file to write: .npz, .extxyz or .xyz, the latter also with .gz"));
        options.addOption(CommonOptions.format("extxyz"));
        options.addOption(valued(
                TEMPERATURE, "K", String.format(Locale.ROOT, "of the dynamics, K (%.0f)", DEFAULTS.temperature())));
        options.addOption(valued(FRAMES, "N", "how many frames (" + DEFAULTS.frames() + ")"));
        options.addOption(valued(
                WALKERS,
                "N",
                "independent copies that give frames, begun in different rotamers (" + DEFAULTS.walkers() + ")"));
        options.addOption(
                valued(STRIDE, "N", "steps of 0.5 fs between two frames of a walker (" + DEFAULTS.stride() + ")"));
        options.addOption(valued(
                DYNAMICS,
                "KIND",
                Spelling.all(LabelDynamics.class) + ": with torsion jumps and replica exchange, "
                        + DEFAULTS.tempering().levels()
                        + " temperatures for each walker, so that frames come as often as they"
                        + " are populated; or Langevin dynamics alone, for trajectories ("
                        + Spelling.of(LabelDynamics.EQUILIBRIUM) + ")"));
        options.addOption(Option.builder()
                .longOpt(RESUME)
                .desc("go on from the frames of an interrupted run of the same command, in FRAMES" + UNFINISHED
                        + "; --frames may differ")
                .get());
        options.addOption(valued(CommonOptions.SEED, "N", "seed of the random numbers (" + DEFAULTS.seed() + ")"));
        return options;
    }

    @Override
    public String remarks() {
        return "MOLECULE: a file (.sdf, .mol, .xyz, .extxyz, .cml) or a SMILES. gfn2, gfn1 and gfnff need libxtb (Debian:"
                + " libxtb6).\n"
                + PotentialOptions.WHICH + "\n"
                + "Whether the walkers agree on rotamers is measured and printed. Frames stand in FRAMES" + UNFINISHED
                + " while the run lasts; after Ctrl-C or worse, --" + RESUME + " goes on from there.\n"
                + "Example: cdkdrift label CCO --potential gfn2 -o ethanol.extxyz";
    }

    @Override
    public FileUse files(Arguments arguments) throws UsageException, IOException {
        Path output = output(arguments);
        return new FileUse()
                .readsWhereThere("operand MOLECULE", List.of(arguments.word(0)))
                .readsWhereThere(
                        "option --" + POTENTIAL,
                        PotentialOptions.files(arguments.text(POTENTIAL).orElse("")))
                .writes(CommonOptions.OUTPUT, Optional.of(output))
                .writes("the frames of the unfinished run", part(output));
    }

    @Override
    public void run(Arguments arguments, Console console) throws UsageException, IOException, CDKException {
        Path output = output(arguments);
        OptionalInt charge = FrameInput.charge(arguments);
        PotentialChoice choice = PotentialOptions.choice(
                arguments,
                POTENTIAL,
                arguments.text(POTENTIAL).orElseThrow(() -> new UsageException("missing option --" + POTENTIAL)),
                charge);
        LabellingSettings settings = settings(arguments);
        FrameConversion.requireWritable(CommonOptions.OUTPUT, output);
        AtomicFile.requireWritable(output);
        Path part = part(output);
        boolean resume = arguments.has(RESUME);
        if (!resume && Files.exists(part)) {
            throw new CDKException(
                    part + ": found the frames of an unfinished run; expected none: give the same command with --"
                            + RESUME + " to go on from them, or delete the file once no run writes it");
        }
        IAtomContainer molecule;
        MolecularGraph structure;
        List<double[]> starts;
        try (StageProgress stages = new StageProgress(console, "")) {
            stages.onBriefStage("making start geometries");
            molecule = EnsembleFiles.readMolecule(
                    arguments.word(0), charge, choice.unpaired().orElse(0));
            structure = MolecularGraph.of(molecule);
            starts = starts(molecule, structure, settings);
        }
        MolecularGraph graph = structure.completedLike(starts.get(0));
        if (graph.stereocentres().size() > structure.stereocentres().size()) {
            console.say("nothing states the configuration of a stereocentre: one is taken");
            starts = starts(molecule, graph, settings);
        }
        try (Potential potential = choice.potential(graph, starts.get(0));
                LabelJournal journal = resume
                        ? LabelJournal.resume(part, graph, choice, settings)
                        : LabelJournal.begin(part, graph, choice, settings)) {
            console.say(graph.formula() + ", " + potential.name());
            if (resume) {
                console.say(String.format(
                        Locale.ROOT,
                        "going on from %,d frames in %s%s",
                        journal.frames().size(),
                        part,
                        journal.cut() > 0 ? "; one that was half written is cut off" : ""));
            }
            LabellingRun run = new LabellingRun(graph, potential, settings, console);
            Labelling labelling = run.of(starts, journal, Console.quoted(part));
            labelling.frames().write(output);
            journal.delete();
            console.say(String.format(
                    Locale.ROOT,
                    "wrote %,d frames to %s (start geometries: %d, broken walkers: %d)",
                    labelling.frames().size(),
                    output,
                    labelling.minima().size(),
                    labelling.broken()));
            run.describe(labelling.agreement());
        }
    }

    private static Path output(Arguments arguments) throws UsageException, IOException {
        return arguments.requiredOutput("extxyz");
    }

    private static Path part(Path output) {
        return output.resolveSibling(output.getFileName() + UNFINISHED);
    }

    private static LabellingSettings settings(Arguments arguments) throws UsageException {
        return arguments
                .choice(DYNAMICS, LabelDynamics.EQUILIBRIUM)
                .of(DEFAULTS)
                .withTemperature(arguments.decimal(
                        TEMPERATURE, DEFAULTS.temperature(), Arguments.KELVIN, Arguments::isTemperature))
                .withFrames(arguments.integer(FRAMES, DEFAULTS.frames(), 1))
                .withWalkers(arguments.integer(WALKERS, DEFAULTS.walkers(), 1, MOST_WALKERS))
                .withSteps(DEFAULTS.equilibration(), arguments.integer(STRIDE, DEFAULTS.stride(), 1))
                .withSeed(arguments.seed(DEFAULTS.seed()));
    }

    /** What the file holds comes first. */
    private static List<double[]> starts(IAtomContainer molecule, MolecularGraph graph, LabellingSettings settings)
            throws CDKException {
        double[] structure = GeometryUtil.has3DCoordinates(molecule)
                ? StreamSupport.stream(molecule.atoms().spliterator(), false)
                        .map(IAtom::getPoint3d)
                        .flatMapToDouble(point -> DoubleStream.of(point.x, point.y, point.z))
                        .toArray()
                : null;
        return StartGeometries.of(graph, structure, settings.copies(), settings.seed());
    }
}
