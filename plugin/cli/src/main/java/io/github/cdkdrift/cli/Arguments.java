package io.github.cdkdrift.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;
import org.apache.commons.cli.AlreadySelectedException;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;

/** A command line that has been taken apart, with its values as numbers, files and choices. */
final class Arguments {
    private static final String ANY_NUMBER = "…";

    private final CommandLine line;
    private final List<String> words;

    private Arguments(CommandLine line, List<String> words) {
        this.line = line;
        this.words = List.copyOf(words);
    }

    /** Takes a command line apart; operands are not looked at yet. */
    static Arguments parse(Options options, List<String> words) throws UsageException {
        DefaultParser parser = DefaultParser.builder()
                .setAllowPartialMatching(false)
                .setStripLeadingAndTrailingQuotes(false)
                .get();
        try {
            Arguments arguments = new Arguments(parser.parse(options, words.toArray(new String[0])), words);
            arguments.requireEachOnce();
            return arguments;
        } catch (UnrecognizedOptionException e) {
            throw new UsageException(
                    "unknown option " + e.getOption() + Suggestion.of(e.getOption(), spellings(options)), e);
        } catch (MissingArgumentException e) {
            Option option = e.getOption();
            throw new UsageException(
                    "option --" + option.getLongOpt() + ": found nothing; expected " + option.getArgName(), e);
        } catch (AlreadySelectedException e) {
            throw new UsageException(
                    "option --" + e.getOption().getLongOpt() + ": found besides another of "
                            + e.getOptionGroup().getOptions().stream()
                                    .map(option -> "--" + option.getLongOpt())
                                    .toList()
                            + "; expected one of them",
                    e);
        } catch (ParseException e) {
            throw new UsageException(e.getMessage(), e);
        }
    }

    private static Collection<String> spellings(Options options) {
        List<String> spellings = new ArrayList<>();
        for (Option option : options.getOptions()) {
            spellings.add("--" + option.getLongOpt());
            if (option.getOpt() != null) {
                spellings.add("-" + option.getOpt());
            }
        }
        return spellings;
    }

    private void requireEachOnce() throws UsageException {
        for (Option option : line.getOptions()) {
            String name = option.getLongOpt();
            if (option.hasArg() && line.getOptionValues(name).length > 1) {
                throw UsageException.value(name, String.join(" and ", line.getOptionValues(name)), "one value");
            }
        }
    }

    /** Fails unless there are as many operands as names; more, where the last name ends with an ellipsis. */
    void requireOperands(List<String> names) throws UsageException {
        List<String> found = line.getArgList();
        if (found.size() < names.size()) {
            throw new UsageException("missing " + names.get(found.size()));
        }
        boolean more = !names.isEmpty() && names.get(names.size() - 1).endsWith(ANY_NUMBER);
        if (found.size() > names.size() && !more) {
            throw new UsageException("unexpected operand " + found.get(names.size()));
        }
    }

    boolean has(String option) {
        return line.hasOption(option);
    }

    /** Whether any of these options was given. */
    boolean hasAny(Collection<Option> options) {
        return options.stream().anyMatch(option -> has(option.getLongOpt()));
    }

    Optional<String> text(String option) {
        return Optional.ofNullable(line.getOptionValue(option));
    }

    /** An operand as it was typed. */
    String word(int index) {
        return line.getArgList().get(index);
    }

    /** All operands as they were typed. */
    List<String> operands() {
        return List.copyOf(line.getArgList());
    }

    /** Everything behind the name of the subcommand, as it was typed. */
    List<String> words() {
        return words;
    }

    /** The whole command as it is typed into a shell. */
    String command(String subcommand) {
        StringBuilder command = new StringBuilder("cdkdrift ").append(subcommand);
        words.forEach(word -> command.append(' ').append(Console.quoted(word)));
        return command.toString();
    }

    /** The temperature in kelvin, empty where it was not given. */
    OptionalDouble temperature() throws UsageException {
        return has(CommonOptions.TEMPERATURE)
                ? OptionalDouble.of(decimal(CommonOptions.TEMPERATURE, 0, "a number above 0, in kelvin", k -> k > 0))
                : OptionalDouble.empty();
    }

    Path operand(int index) throws UsageException {
        return path("operand", word(index));
    }

    Optional<Path> file(String option) throws UsageException {
        Optional<String> text = text(option);
        return text.isEmpty() ? Optional.empty() : Optional.of(path("option --" + option, text.get()));
    }

    Path requiredFile(String option) throws UsageException {
        return file(option).orElseThrow(() -> missing(option));
    }

    private static Path path(String where, String text) throws UsageException {
        try {
            if (!text.isBlank()) {
                return Path.of(text);
            }
        } catch (InvalidPathException e) {
            throw new UsageException(where + ": found " + text + "; expected the name of a file", e);
        }
        throw new UsageException(where + ": found an empty name; expected the name of a file");
    }

    private static UsageException missing(String option) {
        return new UsageException("missing option --" + option);
    }

    /** A whole number that is at least {@code least}. */
    int integer(String option, int otherwise, int least) throws UsageException {
        return Math.toIntExact(whole(option, otherwise, least, Integer.MAX_VALUE));
    }

    long requiredCount(String option) throws UsageException {
        if (!has(option)) {
            throw missing(option);
        }
        return whole(option, 1, 1, Long.MAX_VALUE);
    }

    long seed(long otherwise) throws UsageException {
        return whole(CommonOptions.SEED, otherwise, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private long whole(String option, long otherwise, long least, long most) throws UsageException {
        if (!has(option)) {
            return otherwise;
        }
        String text = line.getOptionValue(option);
        String expected = least == Long.MIN_VALUE ? "a whole number" : "a whole number, at least " + least;
        try {
            long value = Long.parseLong(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new UsageException(
                    UsageException.value(option, text, expected).getMessage(), e);
        }
        throw UsageException.value(option, text, value(most, expected));
    }

    private static String value(long most, String expected) {
        return most == Long.MAX_VALUE ? expected : expected + " and at most " + most;
    }

    /** A finite number for which a condition holds that {@code expected} puts into words. */
    double decimal(String option, double otherwise, String expected, DoublePredicate condition) throws UsageException {
        return has(option) ? decimal(option, line.getOptionValue(option), expected, condition) : otherwise;
    }

    /** Finite numbers above 0, separated by commas. */
    List<Double> positiveDecimals(String option, List<Double> otherwise) throws UsageException {
        if (!has(option)) {
            return otherwise;
        }
        List<Double> values = new ArrayList<>();
        for (String word : line.getOptionValue(option).split(",", -1)) {
            values.add(decimal(option, word, "numbers above 0, separated by commas", value -> value > 0));
        }
        return values;
    }

    private static double decimal(String option, String text, String expected, DoublePredicate condition)
            throws UsageException {
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value) && condition.test(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new UsageException(
                    UsageException.value(option, text, expected).getMessage(), e);
        }
        throw UsageException.value(option, text, expected);
    }

    /** One of the constants of an enumeration, as {@link Spelling} has them. */
    <E extends Enum<E>> E choice(String option, E otherwise) throws UsageException {
        if (!has(option)) {
            return otherwise;
        }
        String text = line.getOptionValue(option);
        Class<E> type = otherwise.getDeclaringClass();
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> Spelling.of(constant).equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> UsageException.value(option, text, "one of " + Spelling.all(type)));
    }
}
