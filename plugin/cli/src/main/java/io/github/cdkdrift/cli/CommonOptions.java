package io.github.cdkdrift.cli;

import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** Options that every subcommand has, and short ways to write down others. */
final class CommonOptions {
    static final String QUIET = "quiet";
    static final String DEBUG = "debug";
    static final String HELP = "help";
    static final String VERSION = "version";
    static final String OUTPUT = "output";
    static final String SEED = "seed";
    static final String TEMPERATURE = "temperature";
    static final String FORMAT = "format";

    private CommonOptions() {}

    static void addTo(Options options) {
        options.addOption("q", QUIET, false, "print nothing but data and errors");
        options.addOption(null, DEBUG, false, "show where in the program an error arose");
        options.addOption("h", HELP, false, "print this help");
        options.addOption("V", VERSION, false, "print the version");
    }

    /** The format of what goes to standard output, of which no name tells. */
    static Option format(String standard) {
        return valued(FORMAT, "ENDING", "format of -o -, standard output, as the ending of a name (" + standard + ")");
    }

    /** {@code --name VALUE}. */
    static Option valued(String name, String valueName, String description) {
        return Option.builder()
                .longOpt(name)
                .hasArg()
                .argName(valueName)
                .desc(description)
                .get();
    }

    /** {@code -o}, {@code --output}. */
    static Option output(String valueName, String description) {
        return Option.builder("o")
                .longOpt(OUTPUT)
                .hasArg()
                .argName(valueName)
                .desc(description)
                .get();
    }
}
