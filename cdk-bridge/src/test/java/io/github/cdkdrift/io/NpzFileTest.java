package io.github.cdkdrift.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzFileTest {
    @TempDir
    private Path folder;

    @Test
    void arraysOfAnyShapeReadBackAsTheyWere() throws Exception {
        Path file = folder.resolve("arrays.npz");
        try (NpzFile npz = NpzFile.create(file)) {
            npz.putNumbers("scalar", new double[] {-0.1});
            npz.putNumbers("matrix", new double[] {1, 2, 3, 4, 5, 6}, 2, 3);
            npz.putWholeNumbers("whole", new int[] {-7, 1 << 30}, 2);
            npz.putText("text", "kcal/mol");
            npz.commit();
        }

        try (NpzArchive archive = NpzArchive.open(file)) {
            assertThat(archive.read("scalar").shape()).isEmpty();
            assertThat(archive.read("scalar").values()).containsExactly(-0.1);
            assertThat(archive.read("matrix").shape()).containsExactly(2, 3);
            assertThat(archive.read("matrix").values()).containsExactly(1, 2, 3, 4, 5, 6);
            assertThat(archive.read("whole").values()).containsExactly(-7, 1 << 30);
            assertThat(archive.readText("text")).isEqualTo("kcal/mol");
            assertThat(archive.choose(List.of("absent"))).isNull();
        }
    }

    @Test
    void nothingAppearsWithoutCommit() throws Exception {
        Path file = folder.resolve("arrays.npz");
        try (NpzFile npz = NpzFile.create(file)) {
            assertThatThrownBy(() -> npz.putNumbers("nan", new double[] {Double.NaN}, 1))
                    .isInstanceOf(InputFormatException.class)
                    .hasMessageContaining("entry nan");
        }

        assertThat(Files.list(folder)).isEmpty();
    }
}
