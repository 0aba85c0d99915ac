package io.github.cdkdrift.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    private Path folder;

    @Test
    void appearsOnlyWhenCommitted() throws IOException {
        Path target = folder.resolve("a.txt");
        try (AtomicFile file = AtomicFile.create(target)) {
            file.stream().write(65);
            assertThat(target).doesNotExist();
            file.commit();
            assertThat(target).hasContent("A");
        }
        assertThat(names()).containsExactly("a.txt");
    }

    @Test
    void leavesTheFileBeforeWhenNotCommitted() throws IOException {
        Path target = Files.writeString(folder.resolve("a.txt"), "before");
        try (AtomicFile file = AtomicFile.create(target)) {
            file.stream().write("after".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(target).hasContent("before");
        assertThat(names()).containsExactly("a.txt");
    }

    @Test
    void replacesWhatALinkPointsToAndKeepsTheLink() throws IOException {
        Path real = Files.writeString(folder.resolve("real.txt"), "before");
        Path link = Files.createSymbolicLink(folder.resolve("link.txt"), real);
        try (AtomicFile file = AtomicFile.create(link)) {
            file.stream().write(65);
            file.commit();
        }
        assertThat(link).isSymbolicLink();
        assertThat(real).hasContent("A");
    }

    @Test
    void hasThePermissionsOfAnyNewFile() throws IOException {
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"), "the file system has no permissions");
        Path usual = Files.createFile(folder.resolve("usual"));
        Path target = folder.resolve("atomic");
        try (AtomicFile file = AtomicFile.create(target)) {
            file.commit();
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
                .isEqualTo(PosixFilePermissions.toString(Files.getPosixFilePermissions(usual)));
    }

    @Test
    void leavesNothingWhenTheDiskIsFull() throws IOException {
        Path target = folder.resolve("a.txt");
        assertThatThrownBy(() -> {
                    try (AtomicFile file = AtomicFile.create(target, out -> new FullDisk(out, 3))) {
                        file.stream().write(new byte[] {1, 2, 3});
                        file.stream().write(4);
                        file.commit();
                    }
                })
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a.txt: No space left on device; the file was not written");
        assertThat(names()).isEmpty();
    }

    @Test
    void writesToADeviceDirectly() {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "the system has no /dev/full");
        assertThatThrownBy(() -> {
                    try (AtomicFile file = AtomicFile.create(full)) {
                        file.stream().write(1);
                        file.commit();
                    }
                })
                .isInstanceOf(IOException.class)
                .hasMessageContaining("/dev/full");
        assertThat(full).exists();
    }

    @Test
    void rejectsFoldersAndMissingFolders() {
        assertThatThrownBy(() -> AtomicFile.create(folder)).hasMessageContaining("is a directory; name a file");
        assertThatThrownBy(() -> AtomicFile.create(folder.resolve("none/a.txt")))
                .hasMessageContaining("there is no folder");
    }

    private Stream<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }

    /** A disk with room for a few bytes. */
    private static final class FullDisk extends FilterOutputStream {
        private int room;

        FullDisk(OutputStream out, int room) {
            super(out);
            this.room = room;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            room -= length;
            if (room < 0) {
                throw new IOException("No space left on device");
            }
            out.write(bytes, offset, length);
        }
    }
}
