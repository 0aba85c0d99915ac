package io.github.cdkdrift.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class GenerateOnSparkTest {
    @Test
    void aWrongCommandLineIsExplained() throws IOException {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(err, true, StandardCharsets.UTF_8);

        assertThat(GenerateOnSpark.run(new String[] {"in.smi", "-n", "many"}, out))
                .isEqualTo(2);
        assertThat(GenerateOnSpark.run(new String[] {"in.smi", "--shard", "1/2", "-n"}, out))
                .isEqualTo(2);
        assertThat(GenerateOnSpark.run(new String[] {"in.smi", "-n", "5"}, out)).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains(
                        "option -n: found many; expected a whole number",
                        "usage: spark-submit",
                        "unknown option --shard");
    }

    @Test
    void settingsThatCannotBeAreRefused() {
        assertThatThrownBy(() -> JobSettings.of(0)).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> JobSettings.of(1).withMemory("much")).hasMessageContaining("for example 1g");
        assertThatThrownBy(() -> JobSettings.of(1).withOptions(List.of("--jobs=2")))
                .hasMessageContaining("which the job sets itself");
    }
}
