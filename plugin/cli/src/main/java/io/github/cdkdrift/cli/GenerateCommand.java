package io.github.cdkdrift.cli;

import static io.github.cdkdrift.cli.CommonOptions.valued;

import io.github.cdkdrift.Effort;
import io.github.cdkdrift.io.AtomicFile;
import io.github.cdkdrift.io.ConformerPieces;
import io.github.cdkdrift.io.MoleculeReader;
import io.github.cdkdrift.molecule.PreparationSettings;
import io.github.cdkdrift.potential.PotentialChoice;
import io.github.cdkdrift.training.TrainingSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.openscience.cdk.exception.CDKException;

/** {@code cdkdrift generate}. */
final class GenerateCommand implements Subcommand {
    private static final String POTENTIAL = PotentialOptions.POTENTIAL;
    private static final String NUMBER = "number";
    private static final String POLISH = "polish";
    private static final String EXACT = "exact";
    private static final String STEREO = "stereo";
    private static final String POSITIVES = "positives";
    private static final String EFFORT = "effort";
    private static final String STEPS = "steps";
    private static final String LARGEST_FRAGMENT = "largest-fragment";
    private static final String MOST_ATOMS = "most-atoms";
    private static final String JOBS = "jobs";
    private static final String SHARD = "shard";
    private static final String RESUME = "resume";
    private static final String TIME_LIMIT = "time-limit";
    private static final String REPORT = "report";
    private static final String DEFAULT_POTENTIAL = "mmff94";
    private static final int MOST_JOBS = 256;
    private static final int MOST_POLISH = 1_000_000;

    @Override
    public String name() {
        return "generate";
    }

    @Override
    public String summary() {
        return "draw conformers of molecules from their structures alone";
    }

    @Override
    public List<String> operands() {
        return List.of("MOLECULE…");
    }

    @Override
    public String requiredOptions() {
        return "-n N -o OUT";
    }

    @Override
    public Options options() {
        TrainingSettings training = Effort.STANDARD.settings();
        Options options = new Options();
        options.addOption(Option.builder("n")
                .longOpt(NUMBER)
                .hasArg()
                .argName("N")
                .desc("how many conformers of each molecule")
                .get());
        options.addOption(CommonOptions.output(
                "OUT",
                "the file for all: .sdf, .xyz, .extxyz, .cml, .mol2, .pdb, or .csv for a table of energies, populations and other"
                        + " fields, each also with .gz; or a file for each: a folder, or a"
                        + " name with {} for the molecule's name"));
        options.addOption(CommonOptions.format("sdf"));
        options.addOption(valued(POTENTIAL, "NAME", PotentialOptions.names() + " (" + DEFAULT_POTENTIAL + ")"));
        PotentialOptions.addTo(options);
        LabelOptions.addTo(options);
        options.addOption(valued(
                CommonOptions.TEMPERATURE,
                "K",
                String.format(Locale.ROOT, "of the conformers, K (%.0f)", training.temperature())));
        ConformerOptions.addTo(options);
        PropertyChoice.addTo(options);
        NetworkChoice.addTo(options);
        RestraintOptions.addTo(options);
        options.addOption(
                valued(POLISH, "N", "Metropolis-adjusted Langevin steps on the potential for each conformer (0)"));
        options.addOption(Option.builder()
                .longOpt(EXACT)
                .desc(
                        "draw from exactly the potential's Boltzmann distribution: Metropolis' rule decides which draws are kept")
                .get());
        options.addOption(valued(
                STEREO,
                "CHOICE",
                Spelling.all(StereoChoice.class) + " of the stereoisomers of a structure that leaves open"
                        + " which it is (one)"));
        options.addOption(valued(
                POSITIVES,
                "SOURCE",
                Spelling.all(GeneratePositives.class)
                        + ": learn from equilibrium samples of the potential; or from its energies"
                        + " alone, never sampled, which finds one well of the molecule and its symmetric copies: for study, not for"
                        + " the best ensembles ("
                        + Spelling.of(GeneratePositives.EQUILIBRIUM) + ")"));
        options.addOption(
                valued(
                        EFFORT,
                        "CHOICE",
                        Spelling.all(Effort.class)
                                + ": draft asks for a tenth of the effective samples, thorough for three times as many (standard)"));
        options.addOption(valued(
                STEPS,
                "N",
                "training steps (" + training.optimiser().steps() + ", with --positives none "
                        + TrainingSettings.ofEnergies().optimiser().steps() + ", draft a tenth of them)"));
        FrameInput.addCharge(options);
        options.addOption(Option.builder()
                .longOpt(LARGEST_FRAGMENT)
                .desc("of salts and mixtures the largest fragment, as the free base or acid, instead of refusing them")
                .get());
        options.addOption(valued(
                MOST_ATOMS,
                "N",
                "refuse larger molecules (" + PreparationSettings.defaults().mostAtoms() + ")"));
        options.addOption(valued(CommonOptions.SEED, "N", "seed of the random numbers (0)"));
        Threads.addTo(options);
        options.addOption(
                valued(JOBS, "N", "molecules at a time, each in a process of its own; 1 works in this process (1)"));
        options.addOption(valued(
                SHARD,
                "I/N",
                "of N runs that share the same input the I-th; their outputs together are those of one run"));
        options.addOption(
                null,
                RESUME,
                false,
                "go on where an interrupted run of the same command stopped; begin where there is none");
        options.addOption(valued(
                TIME_LIMIT,
                "S",
                "seconds after which a molecule has failed, which then works in a process of its own"));
        ModelPlace.addTo(options);
        options.addOption(valued(
                REPORT,
                "FILE",
                "what became of each molecule, how long it took and how often its potential was asked, averages and a verdict: .json, .jsonl (an object a line), a table with tabs, or .html,"
                        + " a page with one for each of the first 100 molecules"));
        return options;
    }

    @Override
    public String remarks() {
        return "MOLECULE: a SMILES, or a file with any number of molecules: .smi, .smiles, .txt (a SMILES and perhaps a name a"
                + " line), .sdf, .mol, .cml, .xyz, .extxyz. A molecule that cannot be done is reported, and the rest goes on;"
                + " the exit code is 0 only if all are done.\n"
                + "Each conformer has its energy (kcal/mol), the energy above the lowest of its molecule, its cluster, and"
                + " populations. Samples are Boltzmann-distributed already, so a cluster's population is its share of them.\n"
                + "Potential calls are the geometries for which --potential itself was asked for energy and forces in this run: start"
                + " geometries minimised, equilibrium sampled, the network trained, energies and polish of conformers (2,048 drawn"
                + " at a time); of a potential that a fit to labels stands for, the labels alone, and of a program four energies more, which its"
                + " forces are compared with. A model from the cache costs"
                + " none but those of its conformers.\n"
                + PotentialOptions.WHICH + "\n"
                + "Example: cdkdrift generate \"CC(=O)Oc1ccccc1C(=O)O aspirin\" -n 1000 -o aspirin.sdf";
    }

    @Override
    public FileUse files(Arguments arguments) throws UsageException, IOException {
        Path output = output(arguments);
        FileUse files = new FileUse()
                .readsWhereThere("operand MOLECULE", arguments.operands())
                .readsWhereThere(
                        "option --" + POTENTIAL,
                        PotentialOptions.files(arguments.text(POTENTIAL).orElse("")))
                .readsWhereThere("option --" + RestraintOptions.RESTRAIN, RestraintOptions.files(arguments))
                .writes(LabelOptions.KEEP, LabelOptions.file(arguments))
                .writes(ModelPlace.KEEP, ModelPlace.file(arguments))
                .writes(REPORT, arguments.outputFile(REPORT, "tsv"));
        return OutputFiles.isOne(output) ? files.writes(CommonOptions.OUTPUT, Optional.of(output)) : files;
    }

    @Override
    public void run(Arguments arguments, Console console) throws UsageException, IOException, CDKException {
        Threads.limit(arguments);
        GenerateSettings settings = settings(arguments);
        int jobs = arguments.integer(JOBS, 1, 1, MOST_JOBS);
        ModelPlace place = ModelPlace.of(
                arguments, arguments.has(SHARD) ? Optional.of(SHARD) : jobs > 1 ? Optional.of(JOBS) : Optional.empty());
        Supplier<MoleculeReader> input = input(arguments, settings);
        Path output = output(arguments);
        Optional<Path> report = arguments.outputFile(REPORT, "tsv");
        Optional<BatchPages> pages = BatchPages.of(report, arguments.command(name()));
        if (GenerateWorker.isOne()) {
            ConformerPieces format = OutputFiles.pieces(output);
            new GenerateWorker(new MoleculeWork(settings, place, pages, console.quietly()), format, input.get())
                    .answer();
            return;
        }
        if (report.isPresent()) {
            AtomicFile.requireWritable(report.get());
        }
        Optional<RunProgress> done = GenerateRun.of(
                new GenerateRun.Plan(
                        input,
                        settings,
                        jobs,
                        timeLimit(arguments),
                        shard(arguments, output),
                        arguments.has(RESUME),
                        place,
                        output,
                        report,
                        pages,
                        files(arguments)),
                arguments,
                console);
        if (done.isPresent()) {
            conclude(done.get(), output, console);
        }
    }

    private static Supplier<MoleculeReader> input(Arguments arguments, GenerateSettings settings)
            throws UsageException, IOException {
        List<String> operands = arguments.operands();
        OptionalInt charge = FrameInput.charge(arguments);
        int unpaired = settings.potential().unpaired().orElse(0);
        return () -> MoleculeReader.of(operands, charge, unpaired);
    }

    private static Optional<Duration> timeLimit(Arguments arguments) throws UsageException {
        return arguments.has(TIME_LIMIT)
                ? Optional.of(Duration.ofSeconds(arguments.integer(TIME_LIMIT, 1, 1)))
                : Optional.empty();
    }

    private static Shard shard(Arguments arguments, Path output) throws UsageException {
        Optional<String> text = arguments.text(SHARD);
        if (text.isEmpty()) {
            return Shard.WHOLE;
        }
        Shard shard = Shard.parse(SHARD, text.get());
        if (!OutputFiles.isOne(output)) {
            throw new UsageException("option --" + SHARD + ": found with " + output
                    + ", a file for each molecule, whose names may be alike in two shards; expected one file, as shard-"
                    + shard.number() + ".sdf");
        }
        return shard;
    }

    private static Path output(Arguments arguments) throws UsageException, IOException {
        return arguments.requiredOutput("sdf");
    }

    private static void conclude(RunProgress run, Path output, Console console) throws CDKException {
        long failed = run.failed();
        if (run.done() > 0 || failed == 0) {
            console.say("wrote " + output);
        }
        if (failed > 0) {
            throw new CDKException(String.format(
                    Locale.ROOT,
                    "%,d of %,d molecules failed%s",
                    failed,
                    run.done() + failed,
                    run.done() > 0 ? "; the conformers of the others are written" : "; nothing was written"));
        }
    }

    private static GenerateSettings settings(Arguments arguments) throws UsageException, IOException {
        Effort effort = arguments.choice(EFFORT, Effort.STANDARD);
        GeneratePositives positives = arguments.choice(POSITIVES, GeneratePositives.EQUILIBRIUM);
        TrainingSettings training = positives.settings(effort).withSeed(arguments.seed(0));
        OptionalDouble temperature = arguments.temperature();
        if (temperature.isPresent()) {
            training = training.withTemperature(temperature.getAsDouble());
        }
        if (arguments.has(STEPS)) {
            training = training.withSteps(arguments.integer(STEPS, 1, 1));
        }
        long count = arguments.requiredCount(NUMBER);
        if (count > Integer.MAX_VALUE) {
            throw UsageException.value(NUMBER, count, "at most " + Integer.MAX_VALUE);
        }
        if (arguments.has(EXACT) && arguments.has(POLISH)) {
            throw new UsageException("option --" + POLISH + ": found besides --" + EXACT + "; expected one of them");
        }
        PotentialChoice potential = PotentialOptions.choice(
                arguments,
                POTENTIAL,
                arguments.text(POTENTIAL).orElse(DEFAULT_POTENTIAL),
                FrameInput.charge(arguments));
        List<RestraintChoice> held = RestraintOptions.of(arguments);
        return new GenerateSettings(
                potential,
                LabelOptions.of(arguments, potential, arguments.integer(JOBS, 1, 1, MOST_JOBS)),
                training,
                (int) count,
                arguments.integer(POLISH, 0, 0, MOST_POLISH),
                arguments.has(EXACT),
                ConformerOptions.of(arguments),
                PropertyChoice.of(arguments),
                network(arguments, positives, !held.isEmpty()),
                held,
                arguments.choice(STEREO, StereoChoice.ONE),
                PreparationSettings.defaults()
                        .withMostAtoms(arguments.integer(
                                MOST_ATOMS, PreparationSettings.defaults().mostAtoms(), 1))
                        .withLargestFragment(arguments.has(LARGEST_FRAGMENT))
                        .withAnyElement(potential.takesAnyElement())
                        .withRadicals(potential.unpaired().orElse(0) > 0));
    }

    private static NetworkChoice network(Arguments arguments, GeneratePositives positives, boolean held)
            throws UsageException {
        List<String> networks = new ArrayList<>(List.of(EXACT, POLISH, STEPS, ModelPlace.KEEP));
        if (positives == GeneratePositives.NONE) {
            networks.add(POSITIVES);
        }
        return NetworkChoice.of(arguments, networks, held);
    }
}
