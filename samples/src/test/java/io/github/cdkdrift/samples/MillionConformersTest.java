package io.github.cdkdrift.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdkdrift.io.EnsembleFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class MillionConformersTest {
    @TempDir
    Path folder;

    @Test
    void writesAsManyConformersAsAskedFor() throws Exception {
        Path file = folder.resolve("conformers.xyz.gz");

        MillionConformers.main(new String[] {file.toString(), "1500", "2"});

        assertThat(EnsembleFiles.read(file).size()).isEqualTo(1500);
    }
}
