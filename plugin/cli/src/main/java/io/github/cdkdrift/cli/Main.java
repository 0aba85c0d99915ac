package io.github.cdkdrift.cli;

import io.github.cdkdrift.io.TemporaryFolder;
import io.github.cdkdrift.model.Provenance;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import org.apache.commons.cli.Options;
import org.openscience.cdk.exception.CDKException;

/** The {@code cdkdrift} command. */
public final class Main {
    /** Exit code when the work is done. */
    public static final int DONE = 0;

    /** Exit code when the work failed. */
    public static final int FAILED = 1;

    /** Exit code when the command line is wrong. */
    public static final int WRONG_USE = 2;

    /** Exit code after Ctrl-C, as a shell has it: 128 and the number of the signal. */
    public static final int INTERRUPTED = 130;

    static final List<Subcommand> SUBCOMMANDS = List.of(
            new DemoCommand(),
            new GenerateCommand(),
            new LabelCommand(),
            new InspectCommand(),
            new TrainCommand(),
            new SampleCommand(),
            new SimulateCommand(),
            new EvaluateCommand(),
            new ConvertCommand(),
            new PreviewCommand());

    private Main() {}

    /** Runs the command and ends the program with its exit code. */
    public static void main(String[] arguments) {
        // Whatever the user's language and place, the same input gives the same bytes.
        Locale.setDefault(Locale.ROOT);
        System.setProperty("java.awt.headless", "true");
        // CDK's readers would log to standard error what the command reports itself.
        System.setProperty("cdk.logging.level", "fatal");
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(arguments, out, err));
    }

    /**
     * Runs the command.
     *
     * @param out takes data
     * @param err takes everything else
     * @return the exit code: {@link #DONE}, {@link #FAILED}, {@link #WRONG_USE} or {@link #INTERRUPTED}
     */
    public static int run(String[] arguments, PrintStream out, PrintStream err) {
        Console console = new Console(out, err, Integer.getInteger(Console.COLUMNS, 0), false);
        int code = run(arguments, console);
        if (out.checkError()) {
            err.println("cdkdrift: standard output could not be written: is the disk full, or its reader gone?");
            return code == DONE ? FAILED : code;
        }
        return code;
    }

    private static int run(String[] arguments, Console console) {
        PrintStream out = console.out();
        PrintStream err = console.err();
        List<String> words = Arrays.asList(arguments);
        String first = words.isEmpty() ? "" : words.get(0);
        switch (first) {
            case "-h", "--help", "help" -> {
                out.print(Help.overview(SUBCOMMANDS));
                return DONE;
            }
            case "-V", "--version" -> {
                out.println(version());
                return DONE;
            }
            case "" -> {
                err.print(Help.overview(SUBCOMMANDS));
                return WRONG_USE;
            }
            default -> {
                return find(first, words.subList(1, words.size()), console);
            }
        }
    }

    private static int find(String name, List<String> words, Console console) {
        for (Subcommand subcommand : SUBCOMMANDS) {
            if (subcommand.name().equals(name)) {
                return run(subcommand, words, console);
            }
        }
        List<String> names = SUBCOMMANDS.stream().map(Subcommand::name).toList();
        console.complain("cdkdrift: unknown command " + name + Suggestion.of(name, names));
        console.complain("usage: cdkdrift " + String.join("|", names) + " … (cdkdrift --help says more)");
        return WRONG_USE;
    }

    private static int run(Subcommand subcommand, List<String> words, Console console) {
        Options options = subcommand.options();
        CommonOptions.addTo(options);
        String name = "cdkdrift " + subcommand.name();
        try (StandardStreams streams = new StandardStreams(System.in, console.out())) {
            Arguments arguments = Arguments.parse(options, words, streams);
            if (arguments.has(CommonOptions.HELP)) {
                console.out().print(Help.of(subcommand, options));
                return DONE;
            }
            if (arguments.has(CommonOptions.VERSION)) {
                console.out().println(version());
                return DONE;
            }
            arguments.requireOperands(subcommand.operands());
            return run(subcommand, arguments, console, name);
        } catch (UsageException e) {
            return wrongUse(subcommand, e, console);
        }
    }

    private static int run(Subcommand subcommand, Arguments arguments, Console console, String name)
            throws UsageException {
        try {
            TemporaryFolder.clear();
            subcommand.files(arguments).requireApart();
            subcommand.run(arguments, arguments.has(CommonOptions.QUIET) ? console.quietly() : console);
            arguments.streams().deliver();
            return DONE;
        } catch (CancellationException e) {
            return INTERRUPTED;
        } catch (CDKException | IOException | RuntimeException | Error e) {
            console.complain(name + ": " + Failure.message(e));
            if (arguments.has(CommonOptions.DEBUG)) {
                e.printStackTrace(console.err());
            }
            return FAILED;
        }
    }

    private static int wrongUse(Subcommand subcommand, UsageException e, Console console) {
        console.complain("cdkdrift " + subcommand.name() + ": " + e.getMessage());
        if (!GenerateWorker.isOne()) {
            console.complain(Help.usage(subcommand) + " (cdkdrift " + subcommand.name() + " --help says more)");
        }
        return WRONG_USE;
    }

    private static String version() {
        return "cdkdrift " + Provenance.currentVersion() + " (Java " + System.getProperty("java.version") + ")";
    }
}
