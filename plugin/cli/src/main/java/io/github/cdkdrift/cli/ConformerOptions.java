package io.github.cdkdrift.cli;

import static io.github.cdkdrift.cli.CommonOptions.valued;

import io.github.cdkdrift.cli.ConformerChoice.Pick;
import io.github.cdkdrift.cli.ConformerChoice.Sort;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.OptionGroup;
import org.apache.commons.cli.Options;

/** The options that say which conformers are written: minima or samples, how different, how high, how many, in which order. */
final class ConformerOptions {
    static final String UNIQUE = "unique";
    private static final String MINIMISE = "minimise";
    private static final String SAMPLES = "samples";
    private static final String RMSD = "rmsd";
    private static final String HEAVY = "heavy";
    private static final String WINDOW = "energy-window";
    private static final String MOST = "max-conformers";
    private static final String PICK = "pick";
    private static final String SORT = "sort";

    private ConformerOptions() {}

    static void addTo(Options options) {
        options.addOption(valued(
                UNIQUE,
                "RMSD",
                "write only distinct conformers, the lowest energy first: those within so many Å of a lower one are left out"
                        + " (equal atoms exchanged, mirror images kept apart)"));
        OptionGroup form = new OptionGroup();
        form.addOption(flag(
                MINIMISE,
                "write the minimum of the potential in each basin, with the basin's population and free energy, the"
                        + " lowest first (usual with --" + UNIQUE + ")"));
        form.addOption(
                flag(SAMPLES, "write samples at the temperature, also with --" + UNIQUE + " (usual without it)"));
        options.addOptionGroup(form);
        OptionGroup atoms = new OptionGroup();
        atoms.addOption(valued(
                RMSD, "ATOMS", "atoms that deviations are measured over: all, heavy, or a SMARTS pattern (all)"));
        atoms.addOption(flag(HEAVY, "the same as --" + RMSD + " heavy: the positions of hydrogens do not matter"));
        options.addOptionGroup(atoms);
        options.addOption(
                valued(WINDOW, "E", "write no conformer more than E kcal/mol above the lowest of its molecule (all)"));
        options.addOption(valued(MOST, "N", "write at most N conformers of each molecule (all)"));
        options.addOption(valued(
                PICK,
                "CHOICE",
                Spelling.all(Pick.class) + ": which of more than --" + MOST + ", those of lowest energy or those that"
                        + " differ most (lowest)"));
        options.addOption(valued(
                SORT,
                "CHOICE",
                Spelling.all(Sort.class)
                        + ": the order of the conformers of a molecule (energy for distinct conformers, none, as drawn,"
                        + " for samples)"));
    }

    private static Option flag(String name, String description) {
        return Option.builder().longOpt(name).desc(description).get();
    }

    static ConformerChoice of(Arguments arguments) throws UsageException {
        OptionalDouble unique = arguments.has(UNIQUE)
                ? OptionalDouble.of(
                        arguments.decimal(UNIQUE, 0, "a number of Å, from 0 to 100", rmsd -> rmsd >= 0 && rmsd <= 100))
                : OptionalDouble.empty();
        boolean minimise = arguments.has(MINIMISE) || unique.isPresent() && !arguments.has(SAMPLES);
        if (!minimise && unique.isEmpty() && !arguments.has(MOST)) {
            for (String option : List.of(RMSD, HEAVY)) {
                if (arguments.has(option)) {
                    throw new UsageException("option --" + option + ": found without --" + UNIQUE + ", --" + MINIMISE
                            + " or --" + MOST + ", which it belongs to");
                }
            }
        }
        if (arguments.has(PICK) && !arguments.has(MOST)) {
            throw new UsageException("option --" + PICK + ": found without --" + MOST + ", which it belongs to");
        }
        return new ConformerChoice(
                minimise,
                unique,
                arguments.has(HEAVY)
                        ? AtomChoice.HEAVY
                        : AtomChoice.of(RMSD, arguments.text(RMSD).orElse(AtomChoice.ALL.text())),
                arguments.has(WINDOW)
                        ? OptionalDouble.of(
                                arguments.decimal(WINDOW, 0, "a number of kcal/mol, 0 or more", window -> window >= 0))
                        : OptionalDouble.empty(),
                arguments.has(MOST) ? OptionalInt.of(arguments.integer(MOST, 1, 1)) : OptionalInt.empty(),
                arguments.choice(PICK, Pick.LOWEST),
                arguments.choice(SORT, minimise || unique.isPresent() ? Sort.ENERGY : Sort.NONE));
    }
}
