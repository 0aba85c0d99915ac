package io.github.cdkdrift.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;
import java.util.stream.Collectors;
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
    /** What is expected of a temperature, in words. */
    static final String KELVIN = "a temperature in kelvin, above 0 and at most 100,000";

    private static final double HOTTEST = 100_000;
    private static final String ANY_NUMBER = "…";

    private final CommandLine line;
    private final List<String> words;
    private final StandardStreams streams;

    private Arguments(CommandLine line, List<String> words, StandardStreams streams) {
        this.line = line;
        this.words = List.copyOf(words);
        this.streams = streams;
    }

    /** Takes a command line apart; operands are not looked at yet. */
    static Arguments parse(Options options, List<String> words, StandardStreams streams) throws UsageException {
        DefaultParser parser = DefaultParser.builder()
                .setAllowPartialMatching(false)
                .setStripLeadingAndTrailingQuotes(false)
                .get();
        try {
            Arguments arguments = new Arguments(parser.parse(options, words.toArray(new String[0])), words, streams);
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
            boolean again =
                    Arrays.stream(line.getOptions()).filter(option::equals).count() > 1;
            if (option.hasOptionalArg() && again) {
                throw new UsageException("option --" + name + ": found twice; expected once");
            }
            if (option.hasArg() && line.getOptionValues(name) != null && line.getOptionValues(name).length > 1) {
                throw UsageException.value(name, String.join(" and ", line.getOptionValues(name)), "one value");
            }
        }
    }

    /** Fails unless there are as many operands as names; more, where the last name ends with an ellipsis. */
    void requireOperands(List<String> names) throws UsageException {
        List<String> found = line.getArgList();
        if (found.size() < names.size()) {
            throw new UsageException("missing " + names.get(found.size())
                    + Arrays.stream(line.getOptions())
                            .filter(option -> option.hasOptionalArg() && option.getValue() != null)
                            .map(option -> "; " + option.getValue() + " was taken for the " + option.getArgName()
                                    + " of --" + option.getLongOpt() + ": put " + names.get(found.size()) + " first")
                            .collect(Collectors.joining()));
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

    static boolean isTemperature(double kelvin) {
        return kelvin > 0 && kelvin <= HOTTEST;
    }

    Optional<String> text(String option) {
        return Optional.ofNullable(line.getOptionValue(option));
    }

    /** An operand that is a file or something else, as a SMILES; a stream is the file that its content is kept in. */
    String word(int index) throws UsageException, IOException {
        return read(line.getArgList().get(index));
    }

    /** All operands, files or something else; streams are the files that their content is kept in. */
    List<String> operands() throws UsageException, IOException {
        List<String> operands = new ArrayList<>();
        for (String word : line.getArgList()) {
            operands.add(read(word));
        }
        return List.copyOf(operands);
    }

    private String read(String word) throws UsageException, IOException {
        boolean mayBeStream = word.equals(StandardStreams.DASH) || word.startsWith("/");
        return mayBeStream || isThere(word)
                ? streams.input(path("operand", word)).toString()
                : word;
    }

    private static boolean isThere(String word) {
        try {
            return !word.isBlank() && Files.exists(Path.of(word));
        } catch (InvalidPathException e) {
            return false;
        }
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
                ? OptionalDouble.of(decimal(CommonOptions.TEMPERATURE, 0, KELVIN, Arguments::isTemperature))
                : OptionalDouble.empty();
    }

    /** What the user calls an operand. */
    Path operandName(int index) throws UsageException {
        String word = line.getArgList().get(index);
        return path("operand", word.equals(StandardStreams.DASH) ? "standard input" : word);
    }

    /** An operand that is read. */
    Path input(int index) throws UsageException, IOException {
        return streams.input(path("operand", line.getArgList().get(index)));
    }

    /** The value of an option that is read. */
    Optional<Path> inputFile(String option) throws UsageException, IOException {
        Optional<Path> file = file(option);
        return file.isEmpty() ? file : Optional.of(streams.input(file.get()));
    }

    /** The value of an option that is read, be it a file or something else, as a SMILES. */
    Optional<String> inputWord(String option) throws UsageException, IOException {
        Optional<String> text = text(option);
        return text.isEmpty() ? text : Optional.of(read(text.get()));
    }

    Path requiredInput(String option) throws UsageException, IOException {
        return inputFile(option).orElseThrow(() -> missing(option));
    }

    /** An operand that is written; {@code -} is standard output, in the format of {@code --format} or else of this ending. */
    Path output(int index, String ending) throws UsageException, IOException {
        return written("operand", line.getArgList().get(index), ending, true);
    }

    /** The value of an option that is written; {@code -} is standard output. */
    Optional<Path> outputFile(String option, String ending) throws UsageException, IOException {
        Optional<String> text = text(option);
        boolean formatted = option.equals(CommonOptions.OUTPUT);
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(written("option --" + option, text.get(), ending, formatted));
    }

    /** The value of {@code --output}, which is written; {@code -} is standard output. */
    Path requiredOutput(String ending) throws UsageException, IOException {
        return outputFile(CommonOptions.OUTPUT, ending).orElseThrow(() -> missing(CommonOptions.OUTPUT));
    }

    private Path written(String where, String text, String ending, boolean formatted)
            throws UsageException, IOException {
        Optional<String> format = formatted ? text(CommonOptions.FORMAT) : Optional.empty();
        if (text.equals(StandardStreams.DASH)) {
            return streams.output(format.orElse(ending));
        }
        if (format.isPresent()) {
            throw new UsageException("option --" + CommonOptions.FORMAT + ": found with " + text
                    + ", whose ending says the format; expected -, standard output");
        }
        return path(where, text);
    }

    StandardStreams streams() {
        return streams;
    }

    /** A folder or file of which nothing more is asked. */
    Optional<Path> file(String option) throws UsageException {
        Optional<String> text = text(option);
        return text.isEmpty() ? Optional.empty() : Optional.of(path("option --" + option, text.get()));
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

    /** The same, at most {@code most}: beyond it nothing but a slip of the pen is meant. */
    int integer(String option, int otherwise, int least, int most) throws UsageException {
        return Math.toIntExact(whole(option, otherwise, least, most));
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
