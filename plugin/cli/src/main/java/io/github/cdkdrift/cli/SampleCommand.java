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
import io.github.cdkdrift.potential.PotentialChoice;
import io.github.cdkdrift.rotamer.RotamerStates;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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
    private static final int REPORT_EVERY = 1000;

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
                        + PotentialOptions.names()));
        PotentialOptions.addTo(options);
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
                        PotentialOptions.files(arguments.text(REWEIGHT).orElse("")))
                .writes(CommonOptions.OUTPUT, Optional.of(arguments.requiredOutput("sdf")));
    }

    @Override
    public void run(Arguments arguments, Console console) throws UsageException, IOException, CDKException {
        long count = arguments.requiredCount(NUMBER);
        Path output = arguments.requiredOutput("sdf");
        ConformerModel model = ModelFile.read(arguments.input(0));
        SamplingSettings settings =
                new SamplingSettings(arguments.seed(0), !arguments.has(NO_ENERGIES), arguments.integer(POLISH, 0, 0));
        if (arguments.has(STATE)) {
            model = model.withStates(chosen(arguments.text(STATE).orElseThrow(), model.states()));
        }
        Optional<PotentialChoice> towards = towards(arguments);
        if (towards.isPresent()) {
            requireEnergies(model, settings);
        }
        try (ConformerWriter writer = ConformerWriter.open(output, model.graph(), fields(towards, model, settings));
                Progress progress = new Progress(console, "sampling", 0, count)) {
            ConformerSampler sampler = model.sampler(settings);
            List<Conformer> kept = new ArrayList<>();
            for (long done = 1; done <= count; done++) {
                if (towards.isPresent()) {
                    kept.add(sampler.next());
                } else {
                    writer.write(sampler.next());
                }
                if (done % REPORT_EVERY == 0) {
                    progress.at(done, "");
                }
            }
            if (towards.isPresent()) {
                for (Conformer conformer : weighted(kept, model, towards.get(), console)) {
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

    private static Optional<PotentialChoice> towards(Arguments arguments) throws UsageException {
        Optional<String> name = arguments.text(REWEIGHT);
        if (name.isEmpty()) {
            PotentialOptions.requireNone(arguments, REWEIGHT);
            return Optional.empty();
        }
        return Optional.of(PotentialOptions.choice(arguments, REWEIGHT, name.get(), OptionalInt.empty()));
    }

    private static Map<String, String> fields(
            Optional<PotentialChoice> towards, ConformerModel model, SamplingSettings settings) {
        Map<String, String> fields = RunFields.of(model, settings);
        towards.ifPresent(choice -> fields.put("weight_towards", choice.toString()));
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
            List<Conformer> conformers, ConformerModel model, PotentialChoice choice, Console console)
            throws IOException, CDKException {
        try (Potential wanted = choice.potential(model.graph(), model.referencePositions())) {
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
