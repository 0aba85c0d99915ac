package io.github.cdkdrift.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.NoSuchElementException;
import org.openscience.cdk.exception.CDKException;

/** What went wrong, in one line for the user. */
final class Failure {
    private Failure() {}

    static String message(Throwable failure) {
        return StandardStreams.named(words(failure));
    }

    private static String words(Throwable failure) {
        if (failure instanceof OutOfMemoryError) {
            return "not enough memory; give Java more, for example with CDKDRIFT_JAVA_OPTIONS=-Xmx8g";
        }
        if (failure instanceof FileSystemException problem) {
            return message(problem);
        }
        return isExpected(failure) && failure.getMessage() != null
                ? oneLine(failure.getMessage())
                : "unexpected " + oneLine(failure.toString()) + "; please report it with what --debug shows";
    }

    private static boolean isExpected(Throwable failure) {
        return failure instanceof CDKException
                || failure instanceof IOException
                || failure instanceof IllegalArgumentException
                || failure instanceof IllegalStateException
                || failure instanceof ArithmeticException
                || failure instanceof NoSuchElementException;
    }

    private static String message(FileSystemException problem) {
        String reason = problem.getReason();
        if (reason == null && problem instanceof NoSuchFileException) {
            reason = "no such file";
        } else if (reason == null && problem instanceof AccessDeniedException) {
            reason = "no permission";
        }
        return problem.getFile() + ": " + (reason == null ? problem.getClass().getSimpleName() : oneLine(reason));
    }

    private static String oneLine(String message) {
        return message.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
