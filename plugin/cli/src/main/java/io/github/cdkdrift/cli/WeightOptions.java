package io.github.cdkdrift.cli;

import static io.github.cdkdrift.cli.CommonOptions.valued;

import io.github.cdkdrift.model.ConformerModel;
import io.github.cdkdrift.model.SamplingSettings;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.potential.PotentialChoice;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.openscience.cdk.exception.CDKException;

/** What draws are given weights towards, or drawn from exactly, instead of being written as they are. */
final class WeightOptions {
    static final String REWEIGHT = "reweight";
    static final String WEIGHTS = "weights";
    static final String EXACT = "exact";
    static final String ANNEAL = "anneal";
    /** The model's own potential. */
    static final String OWN = "";

    private WeightOptions() {}

    static void addTo(Options options) {
        options.addOption(potential(
                WEIGHTS,
                "give each conformer the weight exp(−E/k_BT)/density by the model's potential or another one"));
        options.addOption(valued(
                ANNEAL,
                "N",
                "carry draws over to the model's potential in so many steps before they get their weights, which then vary less (as many"
                        + " as atoms, 16 at least; 1: weights of one pass)"));
        options.addOption(potential(
                EXACT,
                "draw from exactly the Boltzmann distribution of the model's potential or another one: Metropolis' rule decides which"
                        + " draws of the model are kept"));
        options.addOption(valued(
                REWEIGHT,
                "NAME",
                "weights towards another potential, also of models that do not know their density: "
                        + PotentialOptions.names()));
        PotentialOptions.addTo(options);
    }

    private static Option potential(String name, String description) {
        return Option.builder()
                .longOpt(name)
                .hasArg()
                .optionalArg(true)
                .argName("NAME")
                .desc(description)
                .get();
    }

    /** As many as atoms where nothing is said, and one pass where the model has no potential. */
    static int levels(Arguments arguments, ConformerModel model) throws UsageException {
        int levels = arguments.integer(ANNEAL, SamplingSettings.annealing(model), 1);
        if (levels > 1 && model.potential() == null) {
            throw new UsageException("option --" + ANNEAL + ": found " + levels
                    + " with a model that has no potential to carry draws over to; expected 1");
        }
        return levels;
    }

    static Potential named(Arguments arguments, String name, ConformerModel model)
            throws UsageException, IOException, CDKException {
        return choice(arguments, name).potential(model.graph(), model.referencePositions());
    }

    static PotentialChoice choice(Arguments arguments, String name) throws UsageException {
        String option = Stream.of(WEIGHTS, REWEIGHT, EXACT)
                .filter(arguments::has)
                .findFirst()
                .orElseThrow();
        return PotentialOptions.choice(arguments, option, name, OptionalInt.empty());
    }

    static Potential own(ConformerModel model, String option) throws UsageException {
        if (model.potential() == null) {
            throw new UsageException(
                    "option --" + option + ": found a model without a potential; expected one that has, as training on"
                            + " equilibrium samples leaves one, or the name of a potential");
        }
        return model.potential();
    }

    /** What weights lead to, {@link #OWN} for the model's potential; empty where none are asked for. */
    static Optional<String> towards(Arguments arguments) {
        if (arguments.has(WEIGHTS)) {
            return Optional.of(arguments.text(WEIGHTS).orElse(OWN));
        }
        return arguments.text(REWEIGHT);
    }

    static void requireOneWay(Arguments arguments) throws UsageException {
        List<String> ways =
                Stream.of(WEIGHTS, REWEIGHT, EXACT).filter(arguments::has).toList();
        if (ways.size() > 1) {
            throw new UsageException(
                    "option --" + ways.get(0) + ": found besides --" + ways.get(1) + "; expected one of them");
        }
        if (ways.isEmpty() || arguments.text(ways.get(0)).isEmpty()) {
            PotentialOptions.requireNone(arguments, WEIGHTS);
        }
        if (arguments.has(ANNEAL) && (ways.isEmpty() || arguments.has(EXACT))) {
            throw new UsageException("option --" + ANNEAL + ": found without --" + WEIGHTS + " or --" + REWEIGHT
                    + ", whose weights it is for");
        }
        if (arguments.has(EXACT) && arguments.has(SampleCommand.POLISH)) {
            throw new UsageException(
                    "option --" + SampleCommand.POLISH + ": found besides --" + EXACT + "; expected one of them");
        }
    }

    static List<String> files(Arguments arguments, String option) {
        return PotentialOptions.files(arguments.text(option).orElse(""));
    }
}
