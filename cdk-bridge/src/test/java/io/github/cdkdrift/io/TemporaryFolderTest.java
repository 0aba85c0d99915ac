package io.github.cdkdrift.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFolderTest {
    @TempDir
    private Path parent;

    @Test
    void goesWithItsContentWhenItIsClosed() throws IOException {
        Path folder;
        try (TemporaryFolder temporary = TemporaryFolder.create(parent)) {
            folder = temporary.path();
            Files.writeString(folder.resolve("a.txt"), "A");
        }
        assertThat(folder).doesNotExist();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void endsWhatAKilledProgramHadStartedAndNothingElse() throws Exception {
        Process left = new ProcessBuilder("sleep", "100").start();
        Process other = new ProcessBuilder("sleep", "100").start();
        Path abandoned = Files.createDirectory(parent.resolve("cdkdrift-run-1"));
        Files.createFile(abandoned.resolve("lock"));
        TemporaryFolder.remember(abandoned, left.toHandle());
        // A number that another program has by now.
        Files.writeString(abandoned.resolve("program-" + other.pid()), "2001-01-01T00:00:00Z");
        try (TemporaryFolder next = TemporaryFolder.create(parent)) {
            assertThat(left.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(other.isAlive()).isTrue();
            assertThat(abandoned).doesNotExist();
        } finally {
            left.destroyForcibly();
            other.destroyForcibly();
        }
    }

    @Test
    void clearsAwayAFolderThatWasNeverLockedOnceItIsOld() throws IOException {
        Path old = Files.createDirectory(parent.resolve("cdkdrift-run-3"));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(3600)));
        TemporaryFolder.create(parent).close();
        assertThat(old).doesNotExist();
    }

    @Test
    void clearsAwayThoseOfKilledProgramsAndNotItsOwn() throws IOException {
        Path abandoned = Files.createDirectory(parent.resolve("cdkdrift-run-1"));
        Files.createFile(abandoned.resolve("lock"));
        Files.writeString(abandoned.resolve("a.txt"), "A");
        Path foreign = Files.createDirectory(parent.resolve("cdkdrift-run-2"));
        try (TemporaryFolder first = TemporaryFolder.create(parent);
                TemporaryFolder second = TemporaryFolder.create(parent)) {
            assertThat(abandoned).doesNotExist();
            assertThat(foreign).exists();
            assertThat(first.path()).exists();
            assertThat(second.path()).exists();
        }
    }
}
