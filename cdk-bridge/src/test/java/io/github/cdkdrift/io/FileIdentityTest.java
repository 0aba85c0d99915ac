package io.github.cdkdrift.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileIdentityTest {
    @TempDir
    private Path folder;

    @Test
    void followsLinksOfEveryKind() throws IOException {
        Path real = Files.createFile(folder.resolve("a"));
        Path symbolic = Files.createSymbolicLink(folder.resolve("b"), Path.of("a"));
        Path hard = Files.createLink(folder.resolve("c"), real);
        Path sub = Files.createDirectory(folder.resolve("sub"));
        assertThat(same(real, symbolic)).isTrue();
        assertThat(same(real, hard)).isTrue();
        assertThat(same(real, sub.resolve("../a"))).isTrue();
        assertThat(same(real, Files.createFile(folder.resolve("d")))).isFalse();
    }

    @Test
    void comparesFilesThatAreNotThereYet() throws IOException {
        Path sub = Files.createDirectory(folder.resolve("sub"));
        Path linked = Files.createSymbolicLink(folder.resolve("linked"), sub);
        Path dangling = Files.createSymbolicLink(folder.resolve("dangling"), Path.of("sub", "x.sdf"));
        assertThat(same(sub.resolve("x.sdf"), linked.resolve("x.sdf"))).isTrue();
        assertThat(same(sub.resolve("x.sdf"), dangling)).isTrue();
        assertThat(same(sub.resolve("x.sdf"), sub.resolve("X.SDF"))).isTrue();
        assertThat(same(sub.resolve("x.sdf"), sub.resolve("y.sdf"))).isFalse();
    }

    @Test
    void refusesLinksInACircle() throws IOException {
        Path first = folder.resolve("first");
        Files.createSymbolicLink(first, Path.of("second"));
        Files.createSymbolicLink(folder.resolve("second"), Path.of("first"));
        assertThatThrownBy(() -> FileIdentity.of(first)).hasMessageContaining("links that lead in a circle");
    }

    private static boolean same(Path a, Path b) throws IOException {
        return FileIdentity.of(a).key().equals(FileIdentity.of(b).key());
    }
}
