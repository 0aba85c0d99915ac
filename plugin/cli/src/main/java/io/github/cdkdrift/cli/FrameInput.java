package io.github.cdkdrift.cli;

import static io.github.cdkdrift.cli.CommonOptions.valued;

import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.frames.FrameReading;
import io.github.cdkdrift.frames.UnitCheck;
import io.github.cdkdrift.io.EnsembleFiles;
import io.github.cdkdrift.io.ForceUnits;
import io.github.cdkdrift.io.FrameUnits;
import io.github.cdkdrift.molecule.MolecularGraph;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.cli.OptionGroup;
import org.apache.commons.cli.Options;
import org.openscience.cdk.exception.CDKException;

/** The options about force-labelled frames: units, which of them, which molecule. */
final class FrameInput {
    private static final String UNITS = "units";
    private static final String CHARGE = "charge";
    private static final int MOST_CHARGE = 8;
    private static final String SKIP_OTHERS = "skip-others";
    private static final String FIRST = "first";
    private static final String EVERY = "every";
    private static final String RANGE = "range";
    static final String MOLECULE = "molecule";
    private static final Pattern FROM_TO = Pattern.compile("(\\d{1,9}):(\\d{1,9})");

    private FrameInput() {}

    static void addTo(Options options) {
        options.addOption(valued(
                MOLECULE,
                "FILE|SMILES",
                "the molecule, in any order of its atoms (default: bonds are perceived from the first frame)"));
        addUnits(options);
        addCharge(options);
        addSkipping(options);
        options.addOptionGroup(new OptionGroup()
                .addOption(valued(FIRST, "N", "only the first N frames"))
                .addOption(valued(EVERY, "K", "only every K-th frame, beginning with the first"))
                .addOption(valued(RANGE, "A:B", "only frames A to B - 1, counted from 0")));
    }

    static void addUnits(Options options) {
        options.addOption(valued(
                UNITS,
                "UNITS",
                "units of energy and length: " + unitLabels()
                        + " (default: what the file states or is recognised to have, otherwise"
                        + " kcal/mol/A)"));
    }

    static void addCharge(Options options) {
        options.addOption(valued(
                CHARGE,
                "N",
                "charge of the molecule, where its bonds are perceived from coordinates (default: what the file or the bonds"
                        + " say, otherwise 0)"));
    }

    /** The charge that the options state. */
    static OptionalInt charge(Arguments arguments) throws UsageException {
        return arguments.has(CHARGE)
                ? OptionalInt.of(arguments.integer(CHARGE, 0, -MOST_CHARGE, MOST_CHARGE))
                : OptionalInt.empty();
    }

    /** Fails where units or a charge are given without the file that they are of. */
    static void requireBeside(Arguments arguments, String file) throws UsageException {
        for (String option : List.of(UNITS, CHARGE)) {
            if (arguments.has(option) && !arguments.has(file)) {
                throw new UsageException("option --" + option + ": found without --" + file + ", which it belongs to");
            }
        }
    }

    static void addSkipping(Options options) {
        options.addOption(
                null,
                SKIP_OTHERS,
                false,
                "leave out frames of other atoms than the first one's; isolated atoms always are");
    }

    private static String unitLabels() {
        return Arrays.stream(ForceUnits.values()).map(ForceUnits::label).collect(Collectors.joining(", "));
    }

    /** The frames that the options select. */
    static ForceFrames read(Arguments arguments, Path file, Console console)
            throws UsageException, IOException, CDKException {
        FrameReading reading = new FrameReading(units(arguments), arguments.has(SKIP_OTHERS));
        ForceFrames frames;
        try (StageProgress stages = new StageProgress(console, "")) {
            stages.onBriefStage("reading " + file);
            frames = ForceFrames.read(file, reading);
        }
        frames.notes().forEach(console::say);
        FrameUnits units = frames.units();
        if (units.known() && !units.reason().isEmpty()) {
            console.say("units " + units.units().label() + ", " + units.reason());
        }
        return selected(arguments, frames, file);
    }

    private static ForceFrames selected(Arguments arguments, ForceFrames frames, Path file) throws UsageException {
        if (arguments.has(FIRST)) {
            int count = arguments.integer(FIRST, 1, 1);
            requireAtMost(FIRST, count, frames.size(), file);
            return frames.first(count);
        }
        if (arguments.has(EVERY)) {
            return frames.every(arguments.integer(EVERY, 1, 1));
        }
        return arguments.has(RANGE) ? range(arguments.text(RANGE).orElseThrow(), frames, file) : frames;
    }

    static Optional<ForceUnits> units(Arguments arguments) throws UsageException {
        Optional<String> label = arguments.text(UNITS);
        try {
            return label.map(ForceUnits::parse);
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    UsageException.value(UNITS, label.orElseThrow(), "one of " + unitLabels())
                            .getMessage(),
                    e);
        }
    }

    private static ForceFrames range(String text, ForceFrames frames, Path file) throws UsageException {
        Matcher matcher = FROM_TO.matcher(text);
        if (!matcher.matches()) {
            throw UsageException.value(RANGE, text, "A:B, for example 0:1000");
        }
        int from = Integer.parseInt(matcher.group(1));
        int to = Integer.parseInt(matcher.group(2));
        if (from >= to) {
            throw UsageException.value(RANGE, text, "A:B with A below B");
        }
        requireAtMost(RANGE, to, frames.size(), file);
        return frames.range(from, to);
    }

    private static void requireAtMost(String option, int found, int frames, Path file) throws UsageException {
        if (found > frames) {
            throw UsageException.value(option, found, "at most " + frames + ", the frames in " + file);
        }
    }

    /** The same, with bond orders. */
    static MolecularGraph graphWithOrders(Arguments arguments, ForceFrames frames)
            throws UsageException, IOException, CDKException {
        MolecularGraph graph = graph(arguments, frames);
        UnitCheck.requireUsualBonds(frames, graph);
        if (!graph.bondOrdersKnown()) {
            throw new CDKException("found frames of " + graph.formula()
                    + " whose atoms have no bond orders without radicals"
                    + " at this charge; expected the charge of an ion (--" + CHARGE + "), or a molecule with bonds (--"
                    + MOLECULE + ")");
        }
        return graph;
    }

    /** The molecule that the options name, its atoms in the order of the frames; otherwise perceived from the first frame. */
    static MolecularGraph graph(Arguments arguments, ForceFrames frames)
            throws UsageException, IOException, CDKException {
        int[] atomicNumbers = frames.atomicNumbers();
        double[] positions = frames.positions(0);
        Optional<String> molecule = arguments.inputWord(MOLECULE);
        return molecule.isPresent()
                ? MolecularGraph.of(EnsembleFiles.readMolecule(molecule.get())).reorderedLike(atomicNumbers, positions)
                : MolecularGraph.perceive(atomicNumbers, positions, charge(arguments));
    }
}
