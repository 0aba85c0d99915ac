package io.github.cdkdrift.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Spark in this process, with the command in processes of its own, as on a cluster. */
@Tag("slow")
@DisabledOnOs(OS.WINDOWS)
@Timeout(300)
class ConformerJobTest {
    private static final String PROGRAM = System.getProperty("cdkdrift.program");
    private static final List<String> SHORT = List.of("--effort", "draft", "--steps", "5", "--no-cache");

    @TempDir
    private Path folder;

    private SparkSession spark;

    /** What another test has begun, and not ended. */
    @BeforeEach
    void begin() {
        spark = SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .getOrCreate();
    }

    @AfterAll
    static void end() {
        SparkSession.active().stop();
    }

    private static JobSettings settings() {
        return JobSettings.of(5).withProgram(PROGRAM).withMemory("512m").withMoleculesPerTask(2);
    }

    private Path list() throws IOException {
        return Files.writeString(folder.resolve("in.smi"), "SMILES name\n\nO water\n# no element\nC*\n");
    }

    private Path records() throws IOException {
        String sulfane = "sulfane\n\n\n  1  0  0  0  0  0  0  0  0  0999 V2000\n"
                + "    0.0000    0.0000    0.0000 S   0  0\nM  END\n$$$$\n";
        return Files.writeString(
                folder.resolve("in.sdf"), sulfane.replace("0.0000 S ", "0.0x00 S ") + sulfane.replace("sulfane", ""));
    }

    /** What the command itself writes. */
    private String plain(Path... inputs) throws IOException, InterruptedException {
        Path output = folder.resolve("plain.sdf");
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", PROGRAM, "generate"));
        Stream.of(inputs).map(Path::toString).forEach(line::add);
        line.addAll(List.of("-n", "5", "-o", output.toString(), "--jobs", "1"));
        line.addAll(SHORT);
        Process command = new ProcessBuilder(line)
                .redirectError(folder.resolve("err.txt").toFile())
                .start();
        assertThat(command.waitFor())
                .as(Files.readString(folder.resolve("err.txt")))
                .isEqualTo(1);
        return Files.readString(output);
    }

    @Test
    void aJobWritesWhatTheCommandWrites() throws Exception {
        Path smiles = list();
        Path sdf = records();
        String expected = plain(smiles, sdf);
        Path output = folder.resolve("results");
        List<String> words = new ArrayList<>(List.of(smiles.toString(), sdf.toString(), "-n", "5", "--sdf"));
        words.addAll(List.of(
                "-o", output.toString(), "--program", PROGRAM, "--memory", "512m", "--molecules-per-task", "2"));
        words.add("--");
        words.addAll(SHORT);
        ByteArrayOutputStream err = new ByteArrayOutputStream();

        int code =
                GenerateOnSpark.run(words.toArray(new String[0]), new PrintStream(err, true, StandardCharsets.UTF_8));

        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("2 of 4 molecules are done", "1 failed: input", "1 failed: query");
        assertThat(code).isEqualTo(1);
        StringBuilder written = new StringBuilder();
        try (Stream<Path> parts = Files.list(output.resolve("sdf"))) {
            for (Path part : parts.filter(file -> file.getFileName().toString().startsWith("part-"))
                    .sorted()
                    .toList()) {
                written.append(Files.readString(part));
            }
        }
        assertThat(written).hasToString(expected);
        begin();
        requireRows(spark.read().parquet(output.resolve("conformers.parquet").toString()));
    }

    private static void requireRows(Dataset<Row> results) {
        List<Row> rows = results.orderBy(MoleculeTables.NUMBER).collectAsList();
        assertThat(rows)
                .extracting(row -> row.<String>getAs("molecule"))
                .containsExactly("water", "in-2", "sulfane", "in-2");
        assertThat(rows)
                .extracting(row -> row.<String>getAs("status"))
                .containsExactly("done", "failed", "failed", "done");
        Row water = rows.get(0);
        assertThat(water.<Object>getAs("converged")).isEqualTo(true);
        assertThat(water.getList(water.fieldIndex("elements"))).isEqualTo(List.of(8, 1, 1));
        assertThat(water.getList(water.fieldIndex("energies"))).hasSize(5);
        assertThat(water.<Long>getAs("potential_calls")).isPositive();
        assertThat(rows.get(2).<String>getAs("message")).contains("0.0x00", "expected a coordinate");

        List<Row> conformers =
                ConformerJob.exploded(results).filter("number = 1").collectAsList();
        assertThat(conformers).hasSize(5);
        for (Row conformer : conformers) {
            int number = conformer.getAs("conformer");
            List<Float> positions = conformer.getList(conformer.fieldIndex("coordinates"));
            assertThat(positions).hasSize(9);
            assertThat(conformer.<Double>getAs("energy"))
                    .isEqualTo(
                            water.<Double>getList(water.fieldIndex("energies")).get(number));
            double bond = Math.sqrt(Math.pow(positions.get(0) - positions.get(3), 2)
                    + Math.pow(positions.get(1) - positions.get(4), 2)
                    + Math.pow(positions.get(2) - positions.get(5), 2));
            assertThat(bond).as("MMFF94's bond of water is 0.969 Å").isBetween(0.85, 1.1);
        }
    }

    private Dataset<Row> table(String... smiles) {
        return spark.createDataFrame(
                Arrays.stream(smiles).map(RowFactory::create).toList(),
                new StructType().add(ConformerJob.SMILES, DataTypes.StringType));
    }

    private Map<String, Row> troubled(Duration limit, String... smiles) {
        String potential = "command:'" + Path.of(System.getProperty("java.home"), "bin", "java") + "' -cp '"
                + Path.of("target", "test-classes").toAbsolutePath() + "' " + TroubledProgram.class.getName();
        List<String> options = new ArrayList<>(SHORT);
        options.addAll(List.of("--potential", potential));
        return ConformerJob.run(
                        table(smiles),
                        settings().withOptions(options).withTimeLimit(limit).withMoleculesPerTask(4))
                .collectAsList()
                .stream()
                .collect(Collectors.toMap(row -> row.getString(0), row -> row));
    }

    @Test
    void aCrashIsARowAndTheRestGoesOn() {
        Map<String, Row> rows = troubled(Duration.ofMinutes(5), "Cl crash", "C(C broken", "O water");

        assertThat(rows.get("Cl crash").<String>getAs("reason")).isEqualTo("crash");
        assertThat(rows.get("Cl crash").<String>getAs("message")).contains("ended with code 137");
        assertThat(rows.get("C(C broken").<String>getAs("reason")).isEqualTo("input");
        assertThat(rows.get("O water").<String>getAs("message")).isEmpty();
        assertThat(rows.get("O water").<String>getAs("status")).isEqualTo("done");
    }

    /** A carbon tetrafluoride and what comes after it, since long molecules come first. */
    @Test
    void aMoleculeWithoutEndIsARowAndTheRestGoesOn() {
        Map<String, Row> rows = troubled(Duration.ofSeconds(15), "FC(F)(F)F slow", "C( broken");

        assertThat(rows.get("FC(F)(F)F slow").<String>getAs("reason")).isEqualTo("time");
        assertThat(rows.get("FC(F)(F)F slow").<Double>getAs("seconds")).isBetween(15.0, 60.0);
        assertThat(rows.get("C( broken").<String>getAs("reason")).isEqualTo("input");
    }

    @Test
    void wrongUseEndsTheJobAndSaysWhy() {
        assertThatThrownBy(() -> ConformerJob.run(table("O"), settings().withOptions(List.of("--potential", "amber")))
                        .count())
                .hasStackTraceContaining("the command does not take the options")
                .hasStackTraceContaining("amber");
        assertThatThrownBy(() -> ConformerJob.run(table("O"), settings().withProgram("missing.jar"))
                        .collectAsList())
                .hasStackTraceContaining("missing.jar");
        assertThatThrownBy(() -> ConformerJob.run(table("O").withColumnRenamed("smiles", "structure"), settings()))
                .hasMessageContaining("expected one called smiles or sdf");
        assertThatThrownBy(() -> settings().withOptions(List.of("--jobs", "2")))
                .hasMessageContaining("which the job sets itself");
    }
}
