package io.github.cdkdrift.cli;

import static io.github.cdkdrift.cli.CommonOptions.valued;

import io.github.cdkdrift.io.AtomicFile;
import io.github.cdkdrift.labelling.ActiveSettings;
import io.github.cdkdrift.potential.FitPrior;
import io.github.cdkdrift.potential.PotentialChoice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.Options;

/** The options about labels of a potential that a fit stands for. */
final class LabelOptions {
    static final String KEEP = "keep-labels";
    private static final String LABELS = "labels";
    private static final String PRIOR = "prior";
    private static final int MOST_LABELS = 100_000;

    private LabelOptions() {}

    static void addTo(Options options) {
        ActiveSettings usual = ActiveSettings.defaults();
        options.addOption(valued(
                LABELS,
                "N",
                "energies with forces that gfn2, gfn1, gfnff or a program is asked for at most; a fit to them is sampled ("
                        + usual.most() + ")"));
        options.addOption(valued(
                KEEP,
                "FILE",
                "keep the labels there as they come: .extxyz, .xyz or .npz, as train reads them, with {} for the molecule's name where"
                        + " there are several; those that the file has already are not asked for again"));
        options.addOption(valued(
                PRIOR,
                "NAME",
                Spelling.all(FitPrior.class)
                        + ": what the fit to the labels begins from; automatic is MMFF94, or GFN-FF where that"
                        + " does not know the molecule (" + Spelling.of(usual.prior()) + ")"));
    }

    /**
     * What the options say.
     *
     * @param jobs processes at a time
     * @throws UsageException if they belong to another potential
     * @throws IOException if nothing can be written where labels are to be kept
     */
    static LabelChoice of(Arguments arguments, PotentialChoice potential, int jobs) throws UsageException, IOException {
        for (String option : List.of(LABELS, KEEP, PRIOR)) {
            if (arguments.has(option) && potential.isCheap()) {
                throw new UsageException(
                        "option --" + option + ": found with " + potential.name()
                                + ", which is sampled itself; expected gfn2, gfn1, gfnff or a program, which are asked for labels");
            }
        }
        ActiveSettings settings = ActiveSettings.defaults().withPrior(arguments.choice(PRIOR, FitPrior.AUTOMATIC));
        if (arguments.has(LABELS)) {
            settings =
                    settings.withMost(arguments.integer(LABELS, settings.most(), ActiveSettings.FEWEST, MOST_LABELS));
        }
        Optional<String> kept = arguments.text(KEEP);
        if (kept.isPresent()) {
            requireFile(kept.get(), jobs);
        }
        return new LabelChoice(settings, kept);
    }

    private static void requireFile(String name, int jobs) throws UsageException, IOException {
        FrameConversion.requireWritable(KEEP, Path.of(name));
        if (jobs > 1 && !name.contains(OutputFiles.NAME)) {
            throw new UsageException(
                    "option --" + KEEP + ": found " + name
                            + ", one file for molecules that are worked on at a time; expected a name with {} for the molecule's name");
        }
        AtomicFile.requireWritable(Path.of(name.replace(OutputFiles.NAME, "x")));
    }

    /** The one file of all molecules, where there is one. */
    static Optional<Path> file(Arguments arguments) {
        return arguments
                .text(KEEP)
                .filter(name -> !name.contains(OutputFiles.NAME))
                .map(Path::of);
    }
}
