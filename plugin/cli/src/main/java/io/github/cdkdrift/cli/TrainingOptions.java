package io.github.cdkdrift.cli;

import static io.github.cdkdrift.cli.CommonOptions.valued;

import io.github.cdkdrift.drift.DriftSettings;
import io.github.cdkdrift.drift.ForceAlignment;
import io.github.cdkdrift.drift.Kernel;
import io.github.cdkdrift.drift.MetricCorrection;
import io.github.cdkdrift.drift.Normalisation;
import io.github.cdkdrift.dynamics.ConfigurationalTemperature;
import io.github.cdkdrift.feature.FeatureScaling;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.frames.UnitCheck;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.positives.EquilibriumSettings;
import io.github.cdkdrift.potential.FitPrior;
import io.github.cdkdrift.potential.FitSettings;
import io.github.cdkdrift.potential.PotentialException;
import io.github.cdkdrift.training.Field;
import io.github.cdkdrift.training.NetworkSettings;
import io.github.cdkdrift.training.OptimiserSettings;
import io.github.cdkdrift.training.PositiveSource;
import io.github.cdkdrift.training.Space;
import io.github.cdkdrift.training.TrainingSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.apache.commons.cli.Option;
import org.openscience.cdk.exception.CDKException;

/** The options that become {@link TrainingSettings}, which also hold the defaults. */
final class TrainingOptions {
    static final String TEMPERATURE = "temperature";
    private static final String FRAMES_TEMPERATURE = "frames";
    private static final String POSITIVES = "positives";
    private static final String LABELS = "labels";
    private static final String PRIOR = "prior";
    private static final String FIELD = "field";
    private static final String SPACE = "space";
    static final String STEPS = "steps";
    private static final String SCALING = "scaling";
    private static final String KERNEL = "kernel";
    private static final String NORMALISATION = "normalisation";
    private static final String BANDWIDTHS = "bandwidths";
    private static final String ALPHA = "alpha";
    private static final String BETA = "beta";
    private static final String ALIGNMENT = "alignment";
    private static final String METRIC = "metric";
    private static final String BATCH = "batch";
    static final String WIDTH = "width";
    private static final String LAYERS = "layers";
    private static final String LEARNING_RATE = "learning-rate";

    static final int MOST_UNITS = 1 << 14;
    private static final int MOST_LAYERS = 64;
    private static final int MOST_CONFORMERS = 1 << 16;

    private TrainingOptions() {}

    /** The options, each with its default. */
    static List<Option> all() {
        TrainingSettings standard = TrainingSettings.defaults();
        Space space = standard.space();
        TrainingSettings kernel = TrainingSettings.of(Field.FI_FK, space);
        DriftSettings both = kernel.drift();
        OptimiserSettings optimiser = standard.optimiser();
        NetworkSettings network = standard.network();
        return List.of(
                valued(
                        TEMPERATURE,
                        "K",
                        "temperature of the conformers in kelvin, or " + FRAMES_TEMPERATURE
                                + " for that of the frames, measured by their forces (" + FRAMES_TEMPERATURE + ")"),
                valued(
                        POSITIVES,
                        "SOURCE",
                        Spelling.all(PositiveSource.class)
                                + ": learn from equilibrium samples of a potential fitted to the forces, or from the frames as"
                                + " they are (" + Spelling.of(PositiveSource.EQUILIBRIUM) + ")"),
                valued(
                        LABELS,
                        "N",
                        "frames that the potential is fitted to ("
                                + standard.equilibrium().fit().frames() + ")"),
                valued(
                        PRIOR,
                        "NAME",
                        Spelling.all(FitPrior.class)
                                + ": what the fit begins from; automatic is MMFF94, or GFN-FF where that does not know the molecule,"
                                + " or nothing where neither can be had ("
                                + Spelling.of(standard.equilibrium().fit().prior()) + ")"),
                valued(
                        FIELD,
                        "FIELD",
                        Spelling.all(Field.class) + ": how generated conformers are drawn towards them ("
                                + Spelling.of(Field.DENSITY) + ")"),
                valued(
                        SPACE,
                        "SPACE",
                        Spelling.all(Space.class) + ": what the kernel fields compare (" + Spelling.of(space) + ")"),
                valued(STEPS, "N", "training steps (" + optimiser.steps() + ")"),
                valued(CommonOptions.SEED, "N", "seed of all random numbers (" + standard.seed() + ")"),
                valued(
                        SCALING,
                        "KIND",
                        Spelling.all(FeatureScaling.class) + ": how features are scaled before they are compared ("
                                + Spelling.of(kernel.scaling()) + ")"),
                valued(
                        KERNEL,
                        "KIND",
                        Spelling.all(Kernel.class) + ": how weights fall with distance (" + Spelling.of(both.kernel())
                                + ")"),
                valued(
                        NORMALISATION,
                        "KIND",
                        Spelling.all(Normalisation.class) + ": how kernel weights are normalised ("
                                + Spelling.of(both.normalisation()) + ")"),
                valued(
                        BANDWIDTHS,
                        "H,H,…",
                        "widths of the kernels, in units of the median distance between frames ("
                                + join(both.bandwidths()) + ")"),
                valued(
                        ALPHA,
                        "A",
                        "weight of the force in the field fi, 0 to 1 (" + bySpace(DriftSettings::alpha) + ")"),
                valued(
                        BETA,
                        "B",
                        "weight of the force in the field fk, 0 or more (" + bySpace(DriftSettings::beta) + ")"),
                valued(
                        ALIGNMENT,
                        "KIND",
                        Spelling.all(ForceAlignment.class) + ": what the field fk aligns with ("
                                + Spelling.of(both.alignment()) + ")"),
                valued(
                        METRIC,
                        "KIND",
                        Spelling.all(MetricCorrection.class)
                                + ": what the forces of fi and fk are corrected for in distance space ("
                                + Spelling.of(both.metric()) + ")"),
                valued(BATCH, "N", "conformers drawn in a step (" + optimiser.batch() + ")"),
                valued(WIDTH, "N", "units of a hidden layer (" + network.width() + ")"),
                valued(LAYERS, "N", "hidden layers (" + network.hiddenLayers() + ")"),
                valued(LEARNING_RATE, "R", "learning rate at the start (" + optimiser.learningRate() + ")"));
    }

    /** A default that depends on the space. */
    private static String bySpace(ToDoubleFunction<DriftSettings> setting) {
        return Arrays.stream(Space.values())
                .map(space -> Spelling.of(space) + " "
                        + setting.applyAsDouble(
                                TrainingSettings.of(Field.FI_FK, space).drift()))
                .collect(Collectors.joining(", "));
    }

    private static String join(List<Double> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /** The settings that a command line asks for. */
    static TrainingSettings settings(Arguments arguments) throws UsageException {
        Field field = arguments.choice(FIELD, Field.DENSITY);
        Space space = arguments.choice(SPACE, TrainingSettings.defaults().space());
        PositiveSource source = arguments.choice(POSITIVES, PositiveSource.EQUILIBRIUM);
        TrainingSettings recipe = TrainingSettings.of(field, space).withPositives(source);
        for (String option : List.of(SPACE, SCALING, KERNEL, NORMALISATION, BANDWIDTHS)) {
            requireUse(
                    arguments,
                    option,
                    field != Field.TRANSPORT && field != Field.DENSITY,
                    "--field drift, fi, fk or fi+fk, which it belongs to");
        }
        for (String option : List.of(LABELS, PRIOR)) {
            requireUse(
                    arguments,
                    option,
                    source == PositiveSource.EQUILIBRIUM,
                    "--positives equilibrium, which it belongs to");
        }
        TrainingSettings settings = recipe.withTemperature(temperature(arguments, recipe.temperature()))
                .withScaling(arguments.choice(SCALING, recipe.scaling()))
                .withSeed(arguments.seed(recipe.seed()))
                .withNetwork(network(arguments, recipe.network()))
                .withOptimiser(optimiser(arguments, recipe.optimiser()));
        if (source == PositiveSource.EQUILIBRIUM) {
            EquilibriumSettings equilibrium = settings.equilibrium();
            FitSettings fit = equilibrium.fit();
            settings = settings.withEquilibrium(
                    equilibrium.withFit(fit.withFrames(arguments.integer(LABELS, fit.frames(), 1))
                            .withPrior(arguments.choice(PRIOR, fit.prior()))));
        }
        DriftSettings drift = drift(arguments, recipe.drift(), space);
        return drift == null ? settings : settings.withDrift(drift);
    }

    /**
     * Checks that what was asked for to begin from knows the molecule.
     *
     * @param geometry one of it, [atoms · 3] Å
     * @throws PotentialException if it does not
     */
    static void requirePrior(Arguments arguments, MolecularGraph graph, double[] geometry)
            throws UsageException, PotentialException {
        arguments.choice(PRIOR, FitPrior.NONE).requireKnown(graph, geometry);
    }

    /** The settings with the temperature of the frames, where that is asked for and plays a part, and what to say of it. */
    static TrainingSettings withTemperature(
            TrainingSettings settings, Arguments arguments, ForceFrames frames, Console console) throws CDKException {
        boolean wanted = asksForThatOfFrames(arguments);
        if (settings.equilibrium() == null) {
            return settings;
        }
        ConfigurationalTemperature measured;
        try {
            measured = ConfigurationalTemperature.of(frames);
        } catch (CDKException e) {
            if (wanted) {
                throw new CDKException(e.getMessage() + "; state the temperature with --" + TEMPERATURE, e);
            }
            return settings;
        }
        String found = String.format(
                Locale.ROOT,
                "The frames have %.0f ± %.0f K by their forces",
                measured.kelvin(),
                measured.standardError());
        if (wanted) {
            UnitCheck.requirePlausible(frames, measured.kelvin());
            if (!UnitCheck.isPlausible(measured.kelvin())) {
                throw new CDKException(String.format(
                        Locale.ROOT,
                        "found frames that have %.3g K by their forces; expected %.0f to %,.0f K: state the temperature of the"
                                + " conformers with --" + TEMPERATURE,
                        measured.kelvin(),
                        UnitCheck.COLDEST,
                        UnitCheck.HOTTEST));
            }
            console.say(found + ", and the conformers will have that temperature (--" + TEMPERATURE + " to choose).");
            return settings.withTemperature(measured.kelvin());
        }
        if (Math.abs(measured.kelvin() - settings.temperature()) > 2 * measured.standardError()) {
            console.say(String.format(
                    Locale.ROOT,
                    "%s; the conformers will have %.0f K, as you ask: the potential fitted to the frames is sampled there.",
                    found,
                    settings.temperature()));
        }
        return settings;
    }

    /** The temperature that is stated, otherwise this one. */
    static double temperature(Arguments arguments, double otherwise) throws UsageException {
        return asksForThatOfFrames(arguments)
                ? otherwise
                : arguments.decimal(
                        TEMPERATURE,
                        otherwise,
                        Arguments.KELVIN + ", or " + FRAMES_TEMPERATURE,
                        Arguments::isTemperature);
    }

    static boolean asksForThatOfFrames(Arguments arguments) {
        return arguments.text(TEMPERATURE).orElse(FRAMES_TEMPERATURE).equals(FRAMES_TEMPERATURE);
    }

    /** Null where the field is no kernel's. */
    private static DriftSettings drift(Arguments arguments, DriftSettings recipe, Space space) throws UsageException {
        boolean kernel = recipe != null;
        requireUse(arguments, ALPHA, kernel && recipe.alpha() > 0, "--field fi or fi+fk, which it belongs to");
        requireUse(arguments, BETA, kernel && recipe.beta() > 0, "--field fk or fi+fk, which it belongs to");
        requireUse(arguments, ALIGNMENT, kernel && recipe.beta() > 0, "--field fk or fi+fk, which it belongs to");
        requireUse(
                arguments,
                METRIC,
                kernel && recipe.usesForces() && space == Space.DISTANCE,
                "--field fi, fk or fi+fk and --space distance, which it belongs to");
        if (!kernel) {
            return null;
        }
        return new DriftSettings(
                arguments.choice(KERNEL, recipe.kernel()),
                arguments.choice(NORMALISATION, recipe.normalisation()),
                recipe.sinkhornRounds(),
                arguments.positiveDecimals(BANDWIDTHS, recipe.bandwidths()),
                recipe.medianBandwidths(),
                recipe.equalised(),
                arguments.decimal(ALPHA, recipe.alpha(), "a number from 0 to 1", value -> value >= 0 && value <= 1),
                recipe.scaledForces(),
                arguments.decimal(BETA, recipe.beta(), "a number, 0 or more", value -> value >= 0),
                arguments.choice(ALIGNMENT, recipe.alignment()),
                recipe.standardisedAlignment(),
                arguments.choice(METRIC, recipe.metric()));
    }

    private static void requireUse(Arguments arguments, String option, boolean used, String condition)
            throws UsageException {
        if (arguments.has(option) && !used) {
            throw new UsageException("option --" + option + ": found without " + condition);
        }
    }

    private static NetworkSettings network(Arguments arguments, NetworkSettings recipe) throws UsageException {
        return new NetworkSettings(
                recipe.noise(),
                arguments.integer(WIDTH, recipe.width(), 1, MOST_UNITS),
                arguments.integer(LAYERS, recipe.hiddenLayers(), 1, MOST_LAYERS),
                recipe.code(),
                recipe.turns());
    }

    private static OptimiserSettings optimiser(Arguments arguments, OptimiserSettings recipe) throws UsageException {
        return new OptimiserSettings(
                arguments.integer(STEPS, recipe.steps(), 1),
                arguments.integer(BATCH, recipe.batch(), 2, MOST_CONFORMERS),
                recipe.positives(),
                arguments.decimal(
                        LEARNING_RATE,
                        recipe.learningRate(),
                        "a number above 0 and at most 1",
                        value -> value > 0 && value <= 1),
                recipe.averagingDecay());
    }
}
