package io.github.cdkdrift.cli;

import static io.github.cdkdrift.cli.CommonOptions.valued;

import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.io.ConformerWriter;
import io.github.cdkdrift.model.ConformerModel;
import io.github.cdkdrift.model.ConformerSampler;
import io.github.cdkdrift.model.ExactEnsemble;
import io.github.cdkdrift.model.ExactSampler;
import io.github.cdkdrift.model.ModelFile;
import io.github.cdkdrift.model.RunFields;
import io.github.cdkdrift.model.SamplingSettings;
import io.github.cdkdrift.molecule.Rejection;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.rotamer.RotamerStates;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.openscience.cdk.exception.CDKException;

/** {@code cdkdrift sample}. */
final class SampleCommand implements Subcommand {
    private static final String NUMBER = "number";
    private static final String STATE = "state";
    static final String POLISH = "polish";
    private static final String NO_ENERGIES = "no-energies";

    private static final int MOST_EXACT = 10_000_000;

    @Override
    public String name() {
        return "sample";
    }

    @Override
    public String summary() {
        return "draw conformers from a trained model";
    }

    @Override
    public List<String> operands() {
        return List.of("MODEL");
    }

    @Override
    public String requiredOptions() {
        return "-n N -o OUT";
    }

    @Override
    public Options options() {
        Options options = new Options();
        options.addOption(Option.builder("n")
                .longOpt(NUMBER)
                .hasArg()
                .argName("N")
                .desc("how many conformers")
                .get());
        options.addOption(
                CommonOptions.output(
                        "OUT",
                        "the file to write: .sdf, .xyz, .extxyz, .cml, .mol2, .pdb, or .csv for a table of energies and other fields; each also with .gz"));
        options.addOption(CommonOptions.format("sdf"));
        options.addOption(valued(CommonOptions.SEED, "N", "seed of the random numbers (0)"));
        options.addOption(valued(STATE, "N,N,…", "draw these rotamer states alone, in the ratio of their populations"));
        options.addOption(valued(
                POLISH, "N", "Metropolis-adjusted Langevin steps on the model's potential for each conformer (0)"));
        options.addOption(Option.builder()
                .longOpt(NO_ENERGIES)
                .desc("leave out the potential energies")
                .get());
        WeightOptions.addTo(options);
        return options;
    }

    @Override
    public String remarks() {
        return "Geometries with a broken bond, a clash or a wrong stereocentre are drawn again, and counted; with --exact they are refused.\n"
                + "Example: cdkdrift sample ethanol.drift -n 1000 -o ethanol.sdf";
    }

    @Override
    public FileUse files(Arguments arguments) throws UsageException, IOException {
        return new FileUse()
                .reads("operand MODEL", arguments.input(0))
                .readsWhereThere(
                        "option --" + WeightOptions.REWEIGHT, WeightOptions.files(arguments, WeightOptions.REWEIGHT))
                .readsWhereThere(
                        "option --" + WeightOptions.WEIGHTS, WeightOptions.files(arguments, WeightOptions.WEIGHTS))
                .readsWhereThere("option --" + WeightOptions.EXACT, WeightOptions.files(arguments, WeightOptions.EXACT))
                .writes(CommonOptions.OUTPUT, Optional.of(arguments.requiredOutput("sdf")));
    }

    @Override
    public void run(Arguments arguments, Console console) throws UsageException, IOException, CDKException {
        long count = arguments.requiredCount(NUMBER);
        Path output = arguments.requiredOutput("sdf");
        ConformerModel model = model(arguments, console);
        WeightOptions.requireOneWay(arguments);
        SamplingSettings settings =
                new SamplingSettings(arguments.seed(0), !arguments.has(NO_ENERGIES), arguments.integer(POLISH, 0, 0));
        if (arguments.has(STATE)) {
            model = model.withStates(chosen(arguments.text(STATE).orElseThrow(), model.states()));
        }
        try (ConformerWriter writer = ConformerWriter.open(output, model.graph(), fields(arguments, model, settings))) {
            if (arguments.has(WeightOptions.EXACT)) {
                writeExact(writer, exactCount(count), arguments, model, settings, console);
            } else if (WeightOptions.towards(arguments).isPresent()) {
                writeWeighted(writer, count, arguments, model, settings, console);
            } else {
                writeDrawn(writer, count, model, settings, console);
            }
            writer.commit();
        }
        console.say(String.format(
                Locale.ROOT,
                "wrote %,d conformers of %s to %s",
                count,
                model.graph().formula(),
                output));
    }

    private static void writeDrawn(
            ConformerWriter writer, long count, ConformerModel model, SamplingSettings settings, Console console)
            throws IOException, CDKException {
        ConformerSampler sampler = model.sampler(settings);
        try (Progress progress = new Progress(console, "sampling", 0, count)) {
            for (long done = 1; done <= count; done++) {
                writer.write(sampler.next());
                progress.at(done, "");
            }
        }
        console.say(rejected(sampler));
        if (settings.polish() > 0) {
            console.say(String.format(
                    Locale.ROOT, "%.0f %% of the polishing steps accepted", 100 * sampler.polishAcceptance()));
        }
    }

    private static void writeWeighted(
            ConformerWriter writer,
            long count,
            Arguments arguments,
            ConformerModel model,
            SamplingSettings settings,
            Console console)
            throws UsageException, IOException, CDKException {
        boolean exact = Reweighting.isExact(model) && settings.polish() == 0;
        if (arguments.has(WeightOptions.WEIGHTS) && !exact) {
            throw new UsageException("option --" + WeightOptions.WEIGHTS + ": " + ExactSampler.NO_DENSITY
                    + ", and no --" + POLISH + ", after which it is not known");
        }
        if (!exact) {
            requireEnergies(model, settings);
        }
        ConformerSampler sampler =
                model.sampler(exact ? settings.withLevels(WeightOptions.levels(arguments, model)) : settings);
        List<Conformer> drawn = Stream.generate(sampler::next).limit(count).toList();
        console.say(rejected(sampler));
        String choice = WeightOptions.towards(arguments).orElseThrow();
        Potential other = choice.equals(WeightOptions.OWN) ? null : WeightOptions.named(arguments, choice, model);
        try (Potential opened = other) {
            Potential wanted = opened == null ? WeightOptions.own(model, WeightOptions.WEIGHTS) : opened;
            for (Conformer conformer : new Reweighting(model, wanted, console).of(drawn)) {
                writer.write(conformer);
            }
        }
    }

    private static void writeExact(
            ConformerWriter writer,
            int count,
            Arguments arguments,
            ConformerModel model,
            SamplingSettings settings,
            Console console)
            throws UsageException, IOException, CDKException {
        if (!Reweighting.isExact(model)) {
            throw new UsageException("option --" + WeightOptions.EXACT + ": " + ExactSampler.NO_DENSITY);
        }
        String choice = arguments.text(WeightOptions.EXACT).orElse(WeightOptions.OWN);
        Potential other = choice.equals(WeightOptions.OWN) ? null : WeightOptions.named(arguments, choice, model);
        try (Potential opened = other) {
            Potential wanted = opened == null ? WeightOptions.own(model, WeightOptions.EXACT) : opened;
            ExactEnsemble exact = ExactDraw.of(model, wanted, settings.seed(), count);
            Reweighting.warnOfCorrection(model, wanted, console);
            console.say(
                    ExactDraw.describe(exact, wanted.name(), model.settings().temperature()));
            ExactDraw.doubt(exact).ifPresent(doubt -> console.say("Warning: " + doubt));
            for (Conformer conformer : exact.conformers()) {
                writer.write(settings.energies() ? conformer : new Conformer(conformer.positions(), Map.of()));
            }
        }
    }

    /** They are kept until all are there. */
    private static int exactCount(long count) throws UsageException {
        if (count > MOST_EXACT) {
            throw UsageException.value(
                    NUMBER,
                    count,
                    String.format(Locale.ROOT, "at most %,d with --%s", MOST_EXACT, WeightOptions.EXACT));
        }
        return (int) count;
    }

    private static ConformerModel model(Arguments arguments, Console console)
            throws UsageException, IOException, CDKException {
        try (StageProgress stages = new StageProgress(console, "")) {
            stages.onBriefStage("reading " + arguments.operandName(0));
            return ModelFile.read(arguments.input(0));
        }
    }

    private static Map<String, String> fields(Arguments arguments, ConformerModel model, SamplingSettings settings)
            throws UsageException {
        Map<String, String> fields = RunFields.of(model, settings);
        Optional<String> towards = WeightOptions.towards(arguments);
        if (towards.isPresent()) {
            String choice = towards.get();
            fields.put(
                    "weight_towards",
                    choice.equals(WeightOptions.OWN)
                            ? model.potential() == null ? "" : model.potential().name()
                            : WeightOptions.choice(arguments, choice).toString());
        }
        if (arguments.text(WeightOptions.EXACT).isPresent()) {
            fields.put(
                    RunFields.POTENTIAL,
                    WeightOptions.choice(
                                    arguments,
                                    arguments.text(WeightOptions.EXACT).get())
                            .toString());
        }
        return fields;
    }

    private static void requireEnergies(ConformerModel model, SamplingSettings settings) throws UsageException {
        if (model.potential() == null || !settings.energies()) {
            throw new UsageException("option --" + WeightOptions.REWEIGHT
                    + ": found conformers without energies; expected a model with a"
                    + " potential, as training on equilibrium samples leaves one, and no --" + NO_ENERGIES);
        }
    }

    private static RotamerStates chosen(String text, RotamerStates states) throws UsageException {
        List<Integer> numbers = new ArrayList<>();
        for (String number : text.split(",", -1)) {
            if (!number.matches("[0-9]{1,4}")
                    || Integer.parseInt(number) < 1
                    || Integer.parseInt(number) > states.size()) {
                throw new UsageException("option --" + STATE + ": found " + number
                        + "; expected numbers of rotamer states, " + "separated by commas:\n" + StateTable.of(states));
            }
            numbers.add(Integer.parseInt(number) - 1);
        }
        return states.only(numbers);
    }

    private static String rejected(ConformerSampler sampler) {
        Map<Rejection, Long> rejections = sampler.rejections();
        if (rejections.isEmpty()) {
            return String.format(Locale.ROOT, "none of %,d geometries rejected", sampler.drawn());
        }
        return rejections.entrySet().stream()
                .map(entry -> String.format(Locale.ROOT, "%s %,d", Spelling.words(entry.getKey()), entry.getValue()))
                .collect(Collectors.joining(
                        ", ",
                        String.format(Locale.ROOT, "of %,d geometries rejected and drawn again: ", sampler.drawn()),
                        ""));
    }
}
