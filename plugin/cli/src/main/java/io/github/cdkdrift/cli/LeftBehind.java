package io.github.cdkdrift.cli;

import java.io.IOException;
import java.nio.file.Files;

/** When a run ends before its time: says what a run has left to go on with, and clears it away where that is nothing. */
final class LeftBehind implements AutoCloseable {
    private final OutputFiles output;
    private final GenerateJournal journal;
    private final Console console;
    private final Thread hook = new Thread(this::interrupted, "what is left");

    LeftBehind(OutputFiles output, GenerateJournal journal, Console console) {
        this.output = output;
        this.journal = journal;
        this.console = console;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void interrupted() {
        journal.stop();
        leave();
    }

    /** Where a journal that has something in it stays, so does the file of conformers. */
    private void leave() {
        if (Files.notExists(output.journal())) {
            return;
        }
        if (journal.size() > 0) {
            console.say(journal.size() + " records are done and kept with " + output.journal()
                    + ": the same command with --resume goes on");
            return;
        }
        try {
            journal.delete();
            output.discard();
        } catch (IOException e) {
            // The next run begins anew with what it finds.
            return;
        }
    }

    /** The run has ended, one way or the other. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The program is ending already.
            return;
        }
        leave();
    }
}
