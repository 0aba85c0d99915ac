package io.github.cdkdrift.cli;

import static io.github.cdkdrift.cli.CommonOptions.valued;

import io.github.cdkdrift.potential.Dielectric;
import io.github.cdkdrift.potential.PotentialChoice;
import io.github.cdkdrift.potential.PotentialException;
import io.github.cdkdrift.potential.Potentials;
import io.github.cdkdrift.potential.XtbPotential;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.apache.commons.cli.Options;

/** The options that choose a potential and what goes with it: a solvent or a dielectric, unpaired electrons, processes. */
final class PotentialOptions {
    static final String POTENTIAL = "potential";
    private static final String SOLVENT = "solvent";
    private static final String DIELECTRIC = "dielectric";
    private static final String UNPAIRED = "unpaired";
    private static final String WORKERS = "workers";
    private static final String DISTANCE = "distance";
    private static final String COMMAND = "command:";

    /** For the remarks of a command. */
    static final String WHICH =
            "Which potential: mmff94 takes microseconds a geometry and ranks conformers roughly; gfn2 takes"
                    + " milliseconds, ranks them better, and describes any element up to radon, radicals (--unpaired 1) and metal"
                    + " complexes. Both are in vacuo, where molecules fold onto their own hydrogen bonds: for a solution add --solvent to"
                    + " gfn2, gfn1 or gfnff, or a --dielectric (distance, or 80) to mmff94.";

    private static final double LARGEST_DIELECTRIC = 1e6;
    private static final int MOST_UNPAIRED = 50;
    private static final int MOST_WORKERS = 1024;

    private PotentialOptions() {}

    /** What may stand behind {@code --potential}. */
    static String names() {
        return String.join(", ", Potentials.choices());
    }

    /** All but the potential itself, whose name a command may ask for in its own words. */
    static void addTo(Options options) {
        options.addOption(valued(
                SOLVENT,
                "NAME",
                "of gfn2, gfn1 and gfnff, by GBSA: "
                        + String.join(", ", XtbPotential.solvents(XtbPotential.Method.GFN2)) + " (none)"));
        options.addOption(valued(
                DIELECTRIC,
                "D",
                "of mmff94 and mmff94s: a dielectric constant, or " + DISTANCE
                        + " for one that grows with the distance (1, a vacuum)"));
        options.addOption(valued(
                UNPAIRED,
                "N",
                "unpaired electrons of a radical or metal complex, for gfn2 and gfn1 (what the structure says)"));
        options.addOption(valued(
                WORKERS,
                "N",
                "processes of gfn2, gfn1, gfnff or of command:PROGRAM that share the geometries of a batch; what comes out does not"
                        + " depend on how many there are (1)"));
    }

    /** The words that may name files in the choice of a potential. */
    static List<String> files(String choice) {
        return choice.startsWith(COMMAND)
                ? List.of(choice.substring(COMMAND.length()).strip().split("\\s+"))
                : List.of(choice);
    }

    /**
     * The potential with a name and all that the options say of it.
     *
     * @param option that the name was given with
     * @param charge of the molecule; empty where none is stated
     * @throws UsageException if nothing has that name, or it cannot have what the options ask for
     */
    static PotentialChoice choice(Arguments arguments, String option, String name, OptionalInt charge)
            throws UsageException {
        PotentialChoice choice = PotentialChoice.of(known(option, name));
        if (arguments.has(SOLVENT)) {
            choice = choice.withSolvent(arguments.text(SOLVENT).orElseThrow());
        }
        if (arguments.has(DIELECTRIC)) {
            choice = choice.withDielectric(dielectric(arguments));
        }
        if (arguments.has(UNPAIRED)) {
            choice = choice.withUnpaired(arguments.integer(UNPAIRED, 0, 0, MOST_UNPAIRED));
        }
        if (arguments.has(WORKERS)) {
            choice = choice.withWorkers(arguments.integer(WORKERS, 1, 1, MOST_WORKERS));
        }
        if (charge.isPresent()) {
            choice = choice.withCharge(charge.getAsInt());
        }
        try {
            return choice.checked();
        } catch (PotentialException e) {
            throw new UsageException("option --" + option + ": " + e.getMessage(), e);
        }
    }

    /** Fails where an option speaks of a potential that none names. */
    static void requireNone(Arguments arguments, String option) throws UsageException {
        for (String other : List.of(SOLVENT, DIELECTRIC, UNPAIRED, WORKERS)) {
            if (arguments.has(other)) {
                throw new UsageException("option --" + other + ": found without --" + option + ", which it belongs to");
            }
        }
    }

    private static Dielectric dielectric(Arguments arguments) throws UsageException {
        return arguments.text(DIELECTRIC).orElseThrow().equalsIgnoreCase(DISTANCE)
                ? Dielectric.DISTANCE
                : Dielectric.of(arguments.decimal(
                        DIELECTRIC,
                        1,
                        "a number from 1 to 1,000,000, or " + DISTANCE,
                        value -> value >= 1 && value <= LARGEST_DIELECTRIC));
    }

    /** A misspelt name would fail for every molecule. */
    private static String known(String option, String text) throws UsageException {
        if (text.startsWith(COMMAND) || Potentials.file(text).isPresent()) {
            return text;
        }
        String lower = text.toLowerCase(Locale.ROOT);
        if (!Potentials.choices().contains(lower)) {
            throw UsageException.value(option, text, "one of " + names());
        }
        return lower;
    }
}
