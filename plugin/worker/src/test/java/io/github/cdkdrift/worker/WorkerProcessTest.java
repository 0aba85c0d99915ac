package io.github.cdkdrift.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class WorkerProcessTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    /** Repeats what it is asked, with its process number; ends, waits and crashes on request. */
    private WorkerProcess echo() {
        return new WorkerProcess(
                List.of(
                        "sh",
                        "-c",
                        """
                        while read -r line; do
                            echo noise of a library
                            case $line in
                                crash) echo 'the last words' >&2; kill -9 $$ ;;
                                wait) sleep 1000 ;;
                                *) echo "answer $$ $line $GREETING" ;;
                            esac
                        done
                        """),
                Map.of("GREETING", "hello"),
                folder.resolve("errors.txt"));
    }

    @Test
    void aProgramAnswersOneQuestionAfterTheOther() throws Exception {
        try (WorkerProcess worker = echo()) {
            String[] first = worker.ask("one", LONG).split(" ");
            String[] second = worker.ask("two", LONG).split(" ");

            assertThat(first).endsWith("one", "hello");
            assertThat(second).endsWith("two", "hello");
            assertThat(second[0]).as("the same process").isEqualTo(first[0]);
        }
    }

    @Test
    void aCrashCostsOneAnswer() throws Exception {
        try (WorkerProcess worker = echo()) {
            worker.ask("before", LONG);
            WorkerEndedException end =
                    catchThrowableOfType(WorkerEndedException.class, () -> worker.ask("crash", LONG));

            assertThat(end.tookTooLong()).isFalse();
            assertThat(end.code()).isEqualTo(128 + 9);
            assertThat(end.lastWords()).isEqualTo("the last words");
            assertThat(worker.ask("after", LONG)).contains("after");
        }
    }

    @Test
    void whatTakesTooLongIsEndedWithAllThatItStarted() throws Exception {
        try (WorkerProcess worker = echo()) {
            long process = Long.parseLong(worker.ask("before", LONG).split(" ")[0]);
            WorkerEndedException end =
                    catchThrowableOfType(WorkerEndedException.class, () -> worker.ask("wait", Duration.ofMillis(300)));

            assertThat(end.tookTooLong()).isTrue();
            assertThat(worker.ask("after", LONG)).contains("after").doesNotStartWith(process + " ");
            assertThat(ProcessHandle.of(process).filter(ProcessHandle::isAlive)).isEmpty();
        }
    }

    @Test
    void aProgramThatIsNotThereIsAnError() {
        try (WorkerProcess worker = new WorkerProcess(
                List.of(folder.resolve("missing").toString()), Map.of(), folder.resolve("errors.txt"))) {
            assertThatThrownBy(() -> worker.ask("one", LONG)).isInstanceOf(IOException.class);
        }
    }
}
