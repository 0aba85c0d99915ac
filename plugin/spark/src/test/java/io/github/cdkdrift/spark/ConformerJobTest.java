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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Spark in this process, with the command in processes of its own, as on a cluster. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(300)
class ConformerJobTest {
    private static final String PROGRAM = System.getProperty("cdkdrift.program");
    private static final List<String> SHORT = List.of("--effort", "draft", "--steps", "5", "--no-cache");

    @TempDir
    private Path folder;

    private SparkSession spark;

    @BeforeEach
    void begin() {
        spark = SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.sql.warehouse.dir", folder.resolve("warehouse").toString())
                .getOrCreate();
    }

    @AfterEach
    void end() throws IOException {
        spark.close();
    }

    private static JobSettings settings() {
        return JobSettings.of(5).withProgram(PROGRAM).withMemory("512m").withMoleculesPerTask(2);
    }

    private Path list() throws IOException {
        return Files.writeString(folder.resolve("in.smi"), "SMILES name\n\nO water\nC* dummy\n# no more names\nO\n");
    }

    private Path records() throws IOException {
        String sulfane = "sulfane\n\n\n  1  0  0  0  0  0  0  0  0  0999 V2000\n"
                + "    0.0000    0.0000    0.0000 S   0  0\nM  END\n$$$$\n";
        return Files.writeString(
                folder.resolve("in.sdf"),
                sulfane + sulfane.replace("0.0000 S ", "0.0x00 S ") + sulfane.replace("sulfane", ""));
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
                .contains("4 of 6 molecules are done", "1 failed: input", "1 failed: query");
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
                .containsExactly("water", "dummy", "in-3", "sulfane", "sulfane", "in-3");
        assertThat(rows)
                .extracting(row -> row.<String>getAs("status"))
                .containsExactly("done", "failed", "done", "done", "failed", "done");
        Row water = rows.get(0);
        assertThat(water.<Object>getAs("converged")).isEqualTo(true);
        assertThat(water.getList(water.fieldIndex("elements"))).isEqualTo(List.of(8, 1, 1));
        assertThat(water.getList(water.fieldIndex("energies"))).hasSize(5);
        assertThat(water.<Long>getAs("potential_calls")).isPositive();
        assertThat(rows.get(4).<String>getAs("message")).contains("0.0x00", "expected a coordinate");

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

    @Test
    void aCrashAndAMoleculeWithoutEndAreRowsAndTheRestGoesOn() {
        String potential = "command:'" + Path.of(System.getProperty("java.home"), "bin", "java") + "' -cp '"
                + Path.of("target", "test-classes").toAbsolutePath() + "' " + TroubledProgram.class.getName();
        List<String> options = new ArrayList<>(SHORT);
        options.addAll(List.of("--potential", potential));

        Map<String, Row> rows = ConformerJob.run(
                        table("Cl crash", "F slow", "C(C broken", "[H][H] hydrogen"),
                        settings()
                                .withOptions(options)
                                .withTimeLimit(Duration.ofSeconds(30))
                                .withMoleculesPerTask(4))
                .collectAsList()
                .stream()
                .collect(Collectors.toMap(row -> row.getString(0), row -> row));

        assertThat(rows.get("Cl crash").<String>getAs("reason")).isEqualTo("crash");
        assertThat(rows.get("Cl crash").<String>getAs("message")).contains("ended with code 137");
        assertThat(rows.get("F slow").<String>getAs("reason")).isEqualTo("time");
        assertThat(rows.get("F slow").<Double>getAs("seconds")).isBetween(30.0, 60.0);
        assertThat(rows.get("C(C broken").<String>getAs("reason")).isEqualTo("input");
        assertThat(rows.get("[H][H] hydrogen").<String>getAs("message")).isEmpty();
        assertThat(rows.get("[H][H] hydrogen").<String>getAs("status")).isEqualTo("done");
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
}
