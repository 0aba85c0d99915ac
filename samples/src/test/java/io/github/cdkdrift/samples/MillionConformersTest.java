package io.github.cdkdrift.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdkdrift.io.EnsembleFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MillionConformersTest {
    @TempDir
    Path folder;

    @Test
    void writesAsManyConformersAsAskedFor() throws Exception {
        Path file = folder.resolve("conformers.xyz.gz");

        MillionConformers.main(new String[] {"../test-data/golden/model-format-5.drift", file.toString(), "1500"});

        assertThat(EnsembleFiles.read(file).size()).isEqualTo(1500);
    }
}
