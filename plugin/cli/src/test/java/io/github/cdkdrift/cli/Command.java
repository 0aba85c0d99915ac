package io.github.cdkdrift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs the command in this process. */
final class Command {
    /** What a run left behind. */
    record Result(int code, String out, String err) {
        /** Fails unless the work was done. */
        Result done() {
            assertThat(code).as(err).isEqualTo(Main.DONE);
            return this;
        }
    }

    private Command() {}

    static Result run(Object... words) {
        String[] arguments = new String[words.length];
        for (int i = 0; i < words.length; i++) {
            arguments[i] = words[i].toString();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(
                arguments,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Result(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Copies the bundled frames 0 to 1999 of ethanol into a folder. */
    static Path ethanolFrames(Path folder) throws IOException {
        Path file = folder.resolve("ethanol.npz");
        try (InputStream in =
                Command.class.getResourceAsStream("/io/github/cdkdrift/data/md17-ethanol/md17-ethanol-0-1999.npz")) {
            Files.copy(in, file);
        }
        return file;
    }
}
