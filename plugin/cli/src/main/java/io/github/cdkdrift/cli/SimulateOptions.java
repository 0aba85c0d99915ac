package io.github.cdkdrift.cli;

import static io.github.cdkdrift.cli.CommonOptions.valued;

import io.github.cdkdrift.dynamics.SimulationSettings;
import java.math.BigDecimal;
import java.util.Locale;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** The options of {@code simulate} that say how molecules move. */
final class SimulateOptions {
    static final String TIME = "time";
    static final String TIME_STEP = "time-step";
    private static final String EVERY = "every";
    private static final String OBSERVE = "observe";
    private static final String EQUILIBRATION = "equilibration";
    private static final String FRICTION = "friction";
    private static final String WALKERS = "walkers";
    private static final int MOST_WALKERS = 10_000;
    private static final double STRONGEST = 1000;

    private static final SimulationSettings DEFAULTS = SimulationSettings.at(1);

    private SimulateOptions() {}

    static void addTo(Options options) {
        options.addOption(valued(
                TIME, "T", "simulated time of each walker, with its unit: fs, ps, ns or µs (us), for example 1ns"));
        options.addOption(valued(
                WALKERS, "N", "independent molecules, begun from draws of the model (" + DEFAULTS.walkers() + ")"));
        options.addOption(valued(TIME_STEP, "T", "time step (" + span(1) + ")"));
        options.addOption(valued(
                FRICTION,
                "RATE",
                String.format(
                        Locale.ROOT,
                        "friction of the heat bath in 1/ps; rates depend on it, populations do not (%.0f)",
                        DEFAULTS.friction())));
        options.addOption(valued(CommonOptions.TEMPERATURE, "K", "of the heat bath, K (the model's)"));
        options.addOption(
                valued(EVERY, "T", "time between two frames of a walker (" + span(DEFAULTS.frameSteps()) + ")"));
        options.addOption(valued(
                OBSERVE,
                "T",
                "time between two looks at the torsions, for series, transitions and histograms ("
                        + span(DEFAULTS.observationSteps()) + ")"));
        options.addOption(
                valued(EQUILIBRATION, "T", "time before the first frame (" + span(DEFAULTS.equilibration()) + ")"));
        options.addOption(valued(CommonOptions.SEED, "N", "seed of the random numbers (" + DEFAULTS.seed() + ")"));
        options.addOption(Option.builder()
                .longOpt(SimulateCommand.RESUME)
                .desc("go on with an interrupted run of the same command, whose frames are in OUT"
                        + SimulateCommand.UNFINISHED + ", to the same bytes; --time may differ")
                .get());
    }

    private static TimeSpan span(int steps) {
        return new TimeSpan(BigDecimal.valueOf(DEFAULTS.timeStep()).multiply(BigDecimal.valueOf(steps)));
    }

    /** @param kelvin the model's temperature */
    static SimulationSettings settings(Arguments arguments, double kelvin) throws UsageException {
        TimeSpan step = span(arguments, TIME_STEP, 1, "0.5fs");
        TimeSpan observe = span(arguments, OBSERVE, DEFAULTS.observationSteps(), "100fs");
        TimeSpan every = span(arguments, EVERY, DEFAULTS.frameSteps(), "1ps");
        TimeSpan time = time(arguments);
        int ofStep = observe.times(step, OBSERVE, "the time step (--" + TIME_STEP + ")");
        int observations =
                every.times(observe, EVERY, "the time between two looks at the torsions (--" + OBSERVE + ")");
        int frames = time.times(every, TIME, "the time between two frames (--" + EVERY + ")");
        int equilibration = (int) Math.ceil(
                span(arguments, EQUILIBRATION, DEFAULTS.equilibration(), "2ps").asFemtoseconds()
                        / step.asFemtoseconds());
        return new SimulationSettings(
                arguments.temperature().orElse(kelvin),
                step.asFemtoseconds(),
                arguments.decimal(
                        FRICTION,
                        DEFAULTS.friction(),
                        "a friction in 1/ps, above 0 and at most 1000",
                        value -> value > 0 && value <= STRONGEST),
                arguments.integer(WALKERS, DEFAULTS.walkers(), 1, MOST_WALKERS),
                equilibration,
                frames,
                observations * ofStep,
                ofStep,
                arguments.seed(DEFAULTS.seed()));
    }

    static TimeSpan time(Arguments arguments) throws UsageException {
        return TimeSpan.of(
                TIME,
                arguments
                        .text(TIME)
                        .orElseThrow(() ->
                                new UsageException("missing option --" + TIME + ", for example --" + TIME + " 100ps")),
                "100ps");
    }

    private static TimeSpan span(Arguments arguments, String option, int steps, String example) throws UsageException {
        return arguments.has(option)
                ? TimeSpan.of(option, arguments.text(option).orElseThrow(), example)
                : span(steps);
    }
}
