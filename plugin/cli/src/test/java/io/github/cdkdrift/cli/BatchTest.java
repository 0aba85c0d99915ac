package io.github.cdkdrift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One bad record never ends a batch, and a small file never fills the memory. */
@Tag("slow")
class BatchTest {
    private static final int UNPACKED = 200_000_000;

    @TempDir
    private Path folder;

    @Test
    void badRecordsAreReportedOneByOne() throws IOException {
        Path file = folder.resolve("batch.smi");
        Path report = folder.resolve("report.tsv");
        Files.writeString(
                file,
                "[Cu]C first\n[C" + "+".repeat(200_000) + "] charges\n" + "C(".repeat(100_000) + " branches\n"
                        + "C".repeat(50_000) + " chain\n[Cu]C last\n");
        Command.Result result =
                Command.run("generate", file, "-n", 1, "-o", folder.resolve("o.sdf"), "--report", report);
        assertThat(result.err()).contains("5 of 5 molecules failed").doesNotContain("unexpected");
        assertThat(Files.readString(report))
                .contains("\tfirst\t")
                .contains("\tcharges\t")
                .contains("\tbranches\t")
                .contains("\tchain\t")
                .contains("\tlast\t");
    }

    @ParameterizedTest
    @CsvSource({
        "newlines.sdf.gz, '', '\n'",
        "spaces.xyz.gz, '', ' \n'",
        "zeros.extxyz.gz, '3\n\n', 'H 0 0 0\n'",
        "comment.cml.gz, '<cml><!--', 'xxxxxxxxxxxx'",
        "attribute.cml.gz, '<cml><molecule id=\"', 'xxxxxxxxxxxx'",
        "field.sdf.gz, '\n\n\n  0  0  0  0  0  0  0  0  0  0999 V2000\nM  END\n> <x>\n', 'xxxxxxxxxx\n'",
        "lines.smi.gz, '', '#\n'"
    })
    void dataThatUnpackWithoutMeasureAreRefused(String name, String head, String filling) throws IOException {
        Path bomb = folder.resolve(name);
        byte[] block = filling.repeat(10_000).getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb))) {
            out.write(head.getBytes(StandardCharsets.UTF_8));
            for (long written = 0; written < UNPACKED; written += block.length) {
                out.write(block);
            }
        }
        long start = System.nanoTime();
        Command.Result result = name.contains(".smi")
                ? Command.run("generate", bomb, "-n", 1, "-o", folder.resolve("out.sdf"))
                : Command.run("convert", bomb, folder.resolve("out.sdf"));
        assertThat(result.code()).as(name).isEqualTo(Main.FAILED);
        assertThat(result.err()).contains("found").contains("expected").doesNotContain("memory");
        assertThat((System.nanoTime() - start) * 1e-9).isLessThan(20);
    }

    @Test
    void farCoordinatesAreRefused() throws IOException {
        Path xyz = Files.writeString(folder.resolve("far.xyz"), "2\n\nH 0 0 1000001\nH 0 0 1000001.7\n");
        Path sdf = Files.writeString(
                folder.resolve("far.sdf"),
                "\n\n\n  2  1  0  0  0  0  0  0  0  0999 V2000\n2000000.00    0.0000    0.0000 H   0  0\n"
                        + "2000000.74    0.0000    0.0000 H   0  0\n  1  2  1  0\nM  END\n");
        for (Path file : new Path[] {xyz, sdf}) {
            Command.Result result = Command.run("convert", file, folder.resolve("out.sdf"));
            assertThat(result.code()).isEqualTo(Main.FAILED);
            assertThat(result.err()).contains("at most 1e6 from 0");
        }
    }
}
