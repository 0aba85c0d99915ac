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
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
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

    @Test
    void writesWhereALinkToNothingPoints() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link.txt"), Path.of("later.txt"));
        write(link, "A");
        assertThat(link).isSymbolicLink();
        assertThat(folder.resolve("later.txt")).hasContent("A");
    }

    @Test
    void keepsThePermissionsOfAFileThatWasThere() throws IOException {
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"), "the file system has no permissions");
        Path target = Files.writeString(folder.resolve("a.txt"), "before");
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-r-----"));
        write(target, "after");
        assertThat(target).hasContent("after");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
                .isEqualTo("rw-r-----");
    }

    @Test
    void refusesAReadOnlyFileEvenOfTheAdministrator() throws IOException {
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"), "the file system has no permissions");
        Path target = Files.writeString(folder.resolve("a.txt"), "before");
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("r--r--r--"));
        assertThatThrownBy(() -> AtomicFile.create(target)).hasMessageContaining("is read-only; name another file");
        assertThat(target).hasContent("before");
        assertThat(names()).containsExactly("a.txt");
    }

    @Test
    void keepsHardLinksTogether() throws IOException {
        Path target = Files.writeString(folder.resolve("a.txt"), "a longer text before");
        Path other = folder.resolve("b.txt");
        try {
            Files.createLink(other, target);
        } catch (UnsupportedOperationException e) {
            assumeTrue(false, "the file system has no hard links");
        }
        write(target, "after");
        assertThat(target).hasContent("after");
        assertThat(other).hasContent("after");
        assertThat(names()).containsExactlyInAnyOrder("a.txt", "b.txt");
    }

    @Test
    void clearsAwayWhatAKilledProgramLeft() throws IOException {
        Path abandoned = Files.createFile(folder.resolve(".unfinished-00000000-1111-2222-3333-444444444444"));
        Path foreign = Files.createFile(folder.resolve(".unfinished-business"));
        Files.setLastModifiedTime(abandoned, FileTime.from(Instant.now().minus(Duration.ofSeconds(10))));
        write(folder.resolve("a.txt"), "A");
        assertThat(abandoned).doesNotExist();
        assertThat(foreign).exists();
    }

    @Test
    void leavesAloneWhatAnotherProgramIsWriting() throws Exception {
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(program.getInputStream().read()).isEqualTo('.');
            String held = names().findFirst().orElseThrow();
            Files.setLastModifiedTime(
                    folder.resolve(held), FileTime.from(Instant.now().minus(Duration.ofSeconds(10))));
            // In this program the folder may not have been looked into yet.
            write(folder.resolve("a.txt"), "A");
            assertThat(names()).containsExactlyInAnyOrder("a.txt", held);
            program.destroyForcibly().waitFor();
            assertThat(names()).containsExactlyInAnyOrder("a.txt", held);
        } finally {
            program.destroyForcibly();
        }
    }

    private static void write(Path target, String text) throws IOException {
        try (AtomicFile file = AtomicFile.create(target)) {
            file.stream().write(text.getBytes(StandardCharsets.UTF_8));
            file.commit();
        }
    }

    /** A program that is writing a file. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) throws IOException {
            try (AtomicFile file = AtomicFile.create(Path.of(arguments[0], "held.txt"))) {
                file.stream().write(65);
                System.out.print('.');
                System.out.flush();
                int ended = System.in.read();
                file.stream().write(ended);
            }
        }
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
