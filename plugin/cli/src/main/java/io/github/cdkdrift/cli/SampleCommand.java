package io.github.cdkdrift.cli;

import static io.github.cdkdrift.cli.CommonOptions.valued;

import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.io.ConformerWriter;
import io.github.cdkdrift.model.ConformerModel;
import io.github.cdkdrift.model.ConformerSampler;
import io.github.cdkdrift.model.ImportanceWeights;
import io.github.cdkdrift.model.ModelFile;
import io.github.cdkdrift.model.RunFields;
import io.github.cdkdrift.model.SamplingSettings;
import io.github.cdkdrift.molecule.Rejection;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.potential.Potentials;
import io.github.cdkdrift.rotamer.RotamerStates;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.openscience.cdk.exception.CDKException;

/** {@code cdkdrift sample}. */
final class SampleCommand implements Subcommand {
    private static final String NUMBER = "number";
    private static final String STATE = "state";
    private static final String POLISH = "polish";
    private static final String NO_ENERGIES = "no-energies";
    private static final String REWEIGHT = "reweight";

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
                CommonOptions.output("OUT", "the file to write: .sdf, .xyz, .extxyz or .cml, each also with .gz"));
        options.addOption(CommonOptions.format("sdf"));
        options.addOption(valued(CommonOptions.SEED, "N", "seed of the random numbers (0)"));
        options.addOption(valued(STATE, "N,N,…", "draw these rotamer states alone, in the ratio of their populations"));
        options.addOption(valued(
                POLISH, "N", "Metropolis-adjusted Langevin steps on the model's potential for each conformer (0)"));
        options.addOption(Option.builder()
                .longOpt(NO_ENERGIES)
                .desc("leave out the potential energies")
                .get());
        options.addOption(valued(
                REWEIGHT,
                "NAME",
                "give each conformer a weight that carries the ensemble over to another potential: "
                        + String.join(", ", Potentials.choices())));
        return options;
    }

    @Override
    public String remarks() {
        return "Geometries with a broken bond, a clash or a wrong stereocentre are drawn again, and counted.\n"
                + "Example: cdkdrift sample ethanol.drift -n 1000 -o ethanol.sdf";
    }

    @Override
    public FileUse files(Arguments arguments) throws UsageException, IOException {
        return new FileUse()
                .reads("operand MODEL", arguments.input(0))
                .readsWhereThere(
                        "option --" + REWEIGHT,
                        PotentialWords.files(arguments.text(REWEIGHT).orElse("")))
                .writes(CommonOptions.OUTPUT, Optional.of(arguments.requiredOutput("sdf")));
    }

    @Override
    public void run(Arguments arguments, Console console) throws UsageException, IOException, CDKException {
        long count = arguments.requiredCount(NUMBER);
        Path output = arguments.requiredOutput("sdf");
        ConformerModel model = model(arguments, console);
        SamplingSettings settings =
                new SamplingSettings(arguments.seed(0), !arguments.has(NO_ENERGIES), arguments.integer(POLISH, 0, 0));
        if (arguments.has(STATE)) {
            model = model.withStates(chosen(arguments.text(STATE).orElseThrow(), model.states()));
        }
        if (arguments.has(REWEIGHT)) {
            requireEnergies(model, settings);
        }
        try (ConformerWriter writer = ConformerWriter.open(output, model.graph(), fields(arguments, model, settings));
                Progress progress = new Progress(console, "sampling", 0, count)) {
            ConformerSampler sampler = model.sampler(settings);
            List<Conformer> kept = new ArrayList<>();
            for (long done = 1; done <= count; done++) {
                if (arguments.has(REWEIGHT)) {
                    kept.add(sampler.next());
                } else {
                    writer.write(sampler.next());
                }
                progress.at(done, "");
            }
            if (arguments.has(REWEIGHT)) {
                for (Conformer conformer :
                        weighted(kept, model, arguments.text(REWEIGHT).orElseThrow(), console)) {
                    writer.write(conformer);
                }
            }
            writer.commit();
            console.say(rejected(sampler));
            if (settings.polish() > 0) {
                console.say(String.format(
                        Locale.ROOT, "%.0f %% of the polishing steps accepted", 100 * sampler.polishAcceptance()));
            }
        }
        console.say(String.format(
                Locale.ROOT,
                "wrote %,d conformers of %s to %s",
                count,
                model.graph().formula(),
                output));
    }

    private static ConformerModel model(Arguments arguments, Console console)
            throws UsageException, IOException, CDKException {
        try (StageProgress stages = new StageProgress(console, "")) {
            stages.onBriefStage("reading " + arguments.operandName(0));
            return ModelFile.read(arguments.input(0));
        }
    }

    private static Map<String, String> fields(Arguments arguments, ConformerModel model, SamplingSettings settings) {
        Map<String, String> fields = RunFields.of(model, settings);
        arguments.text(REWEIGHT).ifPresent(choice -> fields.put("weight_towards", choice));
        return fields;
    }

    private static void requireEnergies(ConformerModel model, SamplingSettings settings) throws UsageException {
        if (model.potential() == null || !settings.energies()) {
            throw new UsageException(
                    "option --" + REWEIGHT + ": found conformers without energies; expected a model with a"
                            + " potential, as training on equilibrium samples leaves one, and no --" + NO_ENERGIES);
        }
    }

    private static List<Conformer> weighted(
            List<Conformer> conformers, ConformerModel model, String choice, Console console)
            throws IOException, CDKException {
        try (Potential wanted = Potentials.of(choice, model.graph(), model.referencePositions())) {
            ImportanceWeights weights =
                    ImportanceWeights.of(conformers, wanted, model.settings().temperature());
            console.say(String.format(
                    Locale.ROOT,
                    "weights towards %s at %.0f K: worth %,.1f of %,d conformers",
                    wanted.name(),
                    model.settings().temperature(),
                    weights.effectiveSamples(),
                    conformers.size()));
            return weights.assignTo(conformers);
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
