package io.github.cdkdrift.cli;

import java.util.List;

/** What may name files in the choice of a potential. */
final class PotentialWords {
    private static final String COMMAND = "command:";

    private PotentialWords() {}

    /** The words of a program's command line, or the choice itself, which may be a published model. */
    static List<String> files(String choice) {
        return choice.startsWith(COMMAND)
                ? List.of(choice.substring(COMMAND.length()).strip().split("\\s+"))
                : List.of(choice);
    }
}
