package io.github.cdkdrift.cli;

import io.github.cdkdrift.molecule.ShownText;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * Where the command writes.
 *
 * @param out for data
 * @param err for everything else
 * @param columns width of the terminal that shows {@code err}, 0 where it goes elsewhere
 * @param quiet whether only errors are wanted
 */
record Console(PrintStream out, PrintStream err, int columns, boolean quiet) {
    /** The launcher knows whether standard error is a terminal; Java cannot tell the three streams apart. */
    static final String COLUMNS = "cdkdrift.columns";

    private static final String COMMAND = "cdkdrift.command";

    /** How the user called this program, for examples that can be copied. */
    static String command() {
        return System.getProperty(COMMAND, "cdkdrift");
    }

    /** A file's name as it is typed into a shell. */
    static String quoted(Path file) {
        return quoted(file.toString());
    }

    /** A word as it is typed into a shell. */
    static String quoted(String name) {
        return name.matches("[\\w./+:@%-]+") ? name : "'" + name.replace("'", "'\\''") + "'";
    }

    Console quietly() {
        return new Console(out, err, columns, true);
    }

    /** Tells the user something that is not data. */
    void say(String message) {
        if (!quiet) {
            complain(message);
        }
    }

    /** Tells the user what went wrong, also where nothing else is wanted. */
    void complain(String message) {
        err.println(ShownText.lines(StandardStreams.named(message)));
    }
}
