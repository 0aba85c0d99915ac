package io.github.cdkdrift.cli;

import static io.github.cdkdrift.cli.CommonOptions.valued;

import io.github.cdkdrift.molecule.Smarts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.cli.Options;
import org.openscience.cdk.exception.CDKException;

/** The options that hold a part of each molecule. */
final class RestraintOptions {
    static final String RESTRAIN = "restrain";
    private static final String FORCE_CONSTANT = "force-constant";
    private static final double USUAL = 100;
    private static final String EXPECTED =
            "SMARTS,DEGREES of a torsion's four atoms (as OCCO,60), or FILE or FILE,SMARTS with a reference geometry; several"
                    + " with blanks between them";
    /** A comma outside of brackets is no part of a SMARTS pattern. */
    private static final Pattern ANGLE = Pattern.compile("(.+),(-?\\d+(?:\\.\\d+)?)");

    private RestraintOptions() {}

    static void addTo(Options options) {
        options.addOption(valued(
                RESTRAIN,
                "WHAT",
                "hold a part of the molecule: " + EXPECTED + ". What is held is sampled with its thermal width"));
        options.addOption(
                valued(
                        FORCE_CONSTANT,
                        "K",
                        "of the restraint, ½ K d²: kcal/mol/rad² for torsions, kcal/mol/Å² for the atoms of a reference (100)"));
    }

    /** The files that restraints are read from. */
    static List<String> files(Arguments arguments) {
        List<String> files = new ArrayList<>();
        for (String word : words(arguments)) {
            if (!ANGLE.matcher(word).matches()) {
                files.add(file(word).map(Path::toString).orElse(word));
            }
        }
        return files;
    }

    private static String[] words(Arguments arguments) {
        String text = arguments.text(RESTRAIN).orElse("").strip();
        return text.isEmpty() ? new String[0] : text.split("\\s+");
    }

    static List<RestraintChoice> of(Arguments arguments) throws UsageException, IOException {
        if (!arguments.has(RESTRAIN)) {
            if (arguments.has(FORCE_CONSTANT)) {
                throw new UsageException(
                        "option --" + FORCE_CONSTANT + ": found without --" + RESTRAIN + ", which it belongs to");
            }
            return List.of();
        }
        double constant = arguments.decimal(
                FORCE_CONSTANT, USUAL, "a number above 0, at most 1,000,000", value -> value > 0 && value <= 1e6);
        List<RestraintChoice> choices = new ArrayList<>();
        for (String word : words(arguments)) {
            choices.add(choice(word, constant));
        }
        if (choices.isEmpty()) {
            throw UsageException.value(RESTRAIN, "nothing", EXPECTED);
        }
        return List.copyOf(choices);
    }

    private static RestraintChoice choice(String word, double constant) throws UsageException, IOException {
        Matcher angle = ANGLE.matcher(word);
        try {
            if (angle.matches()) {
                return RestraintChoice.torsion(Smarts.of(angle.group(1)), Double.parseDouble(angle.group(2)), constant);
            }
            Optional<Path> file = file(word);
            if (file.isPresent()) {
                String rest = word.substring(
                        Math.min(word.length(), file.get().toString().length() + 1));
                return RestraintChoice.core(
                        file.get(), rest.isEmpty() ? Optional.empty() : Optional.of(Smarts.of(rest)), constant);
            }
        } catch (CDKException e) {
            throw new UsageException("option --" + RESTRAIN + ": " + e.getMessage(), e);
        }
        throw UsageException.value(RESTRAIN, word, EXPECTED + "; there is no such file");
    }

    /** The longest beginning, up to a comma, that is a file. */
    private static Optional<Path> file(String word) {
        for (int end = word.length(); end > 0; end = word.lastIndexOf(',', end - 1)) {
            try {
                Path path = Path.of(word.substring(0, end));
                if (Files.isRegularFile(path)) {
                    return Optional.of(path);
                }
            } catch (InvalidPathException e) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }
}
