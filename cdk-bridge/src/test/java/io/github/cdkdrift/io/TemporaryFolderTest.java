package io.github.cdkdrift.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
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
