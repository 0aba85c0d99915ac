package io.github.cdkdrift.simulation;

import io.github.cdkdrift.dynamics.EnergyConservation;
import io.github.cdkdrift.dynamics.SimulationSettings;
import io.github.cdkdrift.evaluation.GroupedShares;
import io.github.cdkdrift.evaluation.TorsionHistograms;
import io.github.cdkdrift.kinetics.Transitions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A report in words. */
final class SimulationText {
    private static final int MOST_RATES = 12;
    private static final int MOST_STATES = 20;

    private final SimulationReport report;
    private final List<String> lines = new ArrayList<>();

    SimulationText(SimulationReport report) {
        this.report = report;
    }

    String text() {
        head();
        report.broken()
                .forEach(walker -> say(
                        "  walker %d broke: %s, found at %s ps; it is in no average",
                        walker.walker() + 1, words(walker), number(walker.time())));
        motions();
        agreements();
        states();
        return String.join("\n", lines) + "\n";
    }

    private static String words(BrokenWalker walker) {
        return walker.reason().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private void say(String format, Object... values) {
        lines.add(String.format(Locale.ROOT, format, values));
    }

    /** Without trailing zeros. */
    static String number(double value) {
        String text = String.format(Locale.ROOT, "%.4f", value);
        return text.replaceAll("0+$", "").replaceAll("\\.$", "");
    }

    private void head() {
        SimulationSettings settings = report.settings();
        say(
                "Langevin dynamics (BAOAB, nothing constrained) of %s by %s at %s K: %d walkers of %s ps each, steps of %s fs, friction %s/ps.",
                report.molecule(),
                report.potential(),
                number(settings.temperature()),
                settings.walkers(),
                number(settings.time()),
                number(settings.timeStep()),
                number(settings.friction()));
        say(
                "  without heat bath the energy is off by %.3f k_BT √(3 atoms) over %s fs (root mean square; above %s the step is too long)",
                report.conservation().deviation(),
                number(report.conservation().femtoseconds()),
                number(EnergyConservation.LARGEST));
        say("  walkers that broke: %d of %d", report.broken().size(), settings.walkers());
    }

    private void motions() {
        if (report.motions().isEmpty()) {
            return;
        }
        say(
                "Transitions between states of torsions, counted when the middle half of another state is reached, looked at every %s ps, and rates for each"
                        + " picosecond in the state that is left:",
                number(report.settings().observationInterval()));
        for (TorsionMotion motion : report.motions()) {
            say(
                    "  %s: %s",
                    motion.name(),
                    motion.states().size() == 1
                            ? "one state, about " + degrees(motion, 0)
                            : motion.transitions().count() + " transitions");
            motion.transitions().rates().stream().limit(MOST_RATES).forEach(rate -> lines.add(line(motion, rate)));
            if (motion.transitions().rates().size() > MOST_RATES) {
                say(
                        "    … and %d more pairs of states",
                        motion.transitions().rates().size() - MOST_RATES);
            }
        }
    }

    private static String degrees(TorsionMotion motion, int state) {
        return String.format(Locale.ROOT, "%.0f°", motion.states().get(state));
    }

    private static String line(TorsionMotion motion, Transitions.Rate rate) {
        String pair = degrees(motion, rate.from()) + " to " + degrees(motion, rate.to());
        if (Double.isNaN(rate.rate())) {
            return "    " + pair + ": not measured, no walker was ever there";
        }
        return rate.count() == 0
                ? String.format(Locale.ROOT, "    %s: none seen, rate below %.2g/ps (95 %%)", pair, rate.most())
                : String.format(
                        Locale.ROOT, "    %s: %,d seen, %.3g ± %.1g/ps", pair, rate.count(), rate.rate(), rate.error());
    }

    private void agreements() {
        say(
                "Agreement: Jensen–Shannon divergence in nats (0 to 0.693), histograms of %d bins over the circle, mean over the torsions. Beside it its floor,"
                        + " what two sets from one distribution show on average whose effective sample sizes are those of these, and what they"
                        + " exceed in one of twenty cases.",
                TorsionHistograms.BINS);
        if (report.reference() != null) {
            say("  reference: %s", report.reference());
        }
        for (Agreement agreement :
                List.of(report.simulationReference(), report.samplesReference(), report.simulationSamples())) {
            lines.add("  " + line(agreement));
        }
        if (!report.slow().isEmpty()) {
            say(
                    "  Warning: %s turned fewer than three times a walker: walkers have not forgotten where they began, and that simulation and samples agree"
                            + " there says little. A longer --time would tell.",
                    String.join(", ", report.slow()));
        }
    }

    /** One figure in words. */
    static String line(Agreement agreement) {
        if (!agreement.isMeasured()) {
            return agreement.name() + ": not measured, " + agreement.missing();
        }
        String figures = String.format(
                Locale.ROOT,
                "%s: %.5f, floor %.5f, one in twenty above %.5f (%,.0f and %,.0f independent samples)",
                agreement.name(),
                agreement.torsions().value(),
                agreement.torsions().floor(),
                agreement.torsions().high(),
                agreement.torsions().first(),
                agreement.torsions().second());
        String differences = agreement.difference() == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        "; largest difference of a state's free energy %.3f ± %.3f kcal/mol (state %d)",
                        agreement.difference().value(),
                        agreement.difference().standardError(),
                        agreement.state() + 1);
        return figures
                + differences
                + (agreement.oneSided().isEmpty()
                        ? ""
                        : "; of state "
                                + agreement.oneSided().stream()
                                        .map(state -> String.valueOf(state + 1))
                                        .collect(Collectors.joining(", "))
                                + " one of them holds nothing");
    }

    private void states() {
        StateComparison states = report.states();
        if (states == null || states.states().size() < 2) {
            return;
        }
        say("Rotamer states, symmetry-equivalent ones together, shares in %%:");
        say("  state    simulation       samples     reference  torsions");
        int shown = Math.min(MOST_STATES, states.states().size());
        for (int state = 0; state < shown; state++) {
            say(
                    "  %5d  %12s  %12s  %12s  %s",
                    state + 1,
                    share(states.simulation(), state),
                    share(states.samples(), state),
                    share(states.reference(), state),
                    states.states().describe(state));
        }
        if (shown < states.states().size()) {
            say("  … and %d more", states.states().size() - shown);
        }
    }

    private static String share(GroupedShares shares, int state) {
        if (shares == null) {
            return "not measured";
        }
        return String.format(Locale.ROOT, "%.2f", 100 * shares.shares()[state])
                + (Double.isNaN(shares.errors()[state])
                        ? ""
                        : String.format(Locale.ROOT, " ± %.2f", 100 * shares.errors()[state]));
    }
}
