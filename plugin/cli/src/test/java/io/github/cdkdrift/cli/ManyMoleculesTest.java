package io.github.cdkdrift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdkdrift.io.MoleculeFiles;
import io.github.cdkdrift.io.MoleculeReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Many molecules, one after the other, in several runs, again after a run was killed: always the same conformers. */
@Tag("slow")
@DisabledOnOs(OS.WINDOWS)
class ManyMoleculesTest {
    private static final List<String> LINES =
            List.of("O water", "C* dummy", "CF fluoromethane", "O water", "O", "S sulfane");

    /** Trains anew in each run: a model from a cache would hide a difference. */
    private static final List<String> OPTIONS = List.of("-n", "7", "--effort", "draft", "--steps", "5", "--no-cache");

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    private static Path plain;

    private static List<Object> words(Path input, Path output, Object... more) {
        List<Object> words = new ArrayList<>(List.of("generate", input, "-o", output));
        words.addAll(OPTIONS);
        words.addAll(List.of(more));
        return words;
    }

    private static Command.Result generate(Path input, Path output, Object... more) {
        return Command.run(words(input, output, more).toArray());
    }

    /** In a process of its own. */
    private static Process start(Path err, List<?> words, String... options) throws IOException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of(options));
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        words.forEach(word -> line.add(word.toString()));
        return new ProcessBuilder(line).redirectError(err.toFile()).start();
    }

    private static List<String> records(Path... sdf) throws IOException {
        List<String> records = new ArrayList<>();
        for (Path file : sdf) {
            if (Files.exists(file)) {
                records.addAll(Arrays.asList(Files.readString(file).split("(?<=\\$\\$\\$\\$\n)")));
            }
        }
        return records;
    }

    @BeforeAll
    static void aRunInThisProcess() throws IOException {
        Path input = Files.write(shared.resolve("in.smi"), LINES);
        plain = shared.resolve("plain.sdf");
        Command.Result result = generate(input, plain);
        assertThat(result.code()).as(result.err()).isEqualTo(Main.FAILED);
        assertThat(records(plain)).hasSize(5 * 7);
    }

    @Test
    @Timeout(300)
    void processesOfTheirOwnGiveTheSameBytesInTheSameOrder() throws IOException {
        Path output = folder.resolve("out.sdf.gz");
        Path unpacked = folder.resolve("out.sdf");

        Command.Result result = generate(shared.resolve("in.smi"), output, "--jobs", 3);

        assertThat(result.err()).contains("1 of 6 molecules failed");
        assertThat(MoleculeFiles.read(List.of(output.toString()))).hasSize(5 * 7);
        try (var in = new GZIPInputStream(Files.newInputStream(output))) {
            Files.copy(in, unpacked);
        }
        assertThat(unpacked).hasSameBinaryContentAs(plain);
    }

    @Test
    @Timeout(300)
    void shardsTogetherAreTheWholeWhateverTheOrder() throws IOException {
        List<String> reversed = new ArrayList<>(LINES);
        Collections.reverse(reversed);
        // The molecule without a name is called by its place.
        reversed.replaceAll(line -> line.equals("O") ? "O in-5" : line);
        Path input = Files.write(folder.resolve("in.smi"), reversed);
        Path[] outputs = Stream.of(1, 2, 3)
                .map(shard -> folder.resolve("shard-" + shard + ".sdf"))
                .toArray(Path[]::new);
        List<String> reports = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Path report = folder.resolve("report-" + i + ".jsonl");
            generate(input, outputs[i], "--shard", (i + 1) + "/3", "--report", report);
            reports.addAll(Files.readAllLines(report));
        }

        assertThat(records(outputs)).containsExactlyInAnyOrderElementsOf(records(plain));
        assertThat(reports).hasSize(LINES.size());
        for (int number = 1; number <= LINES.size(); number++) {
            String start = "{\"number\":" + number + ",";
            assertThat(reports).as(start).anyMatch(line -> line.startsWith(start));
        }
    }

    @Test
    @Timeout(300)
    void aKilledRunGoesOnWhereItWas() throws Exception {
        Path output = folder.resolve("out.sdf");
        Path journal = folder.resolve("out.sdf.journal");
        Path report = folder.resolve("report.tsv");
        Path err = folder.resolve("err.txt");
        List<Object> words = words(shared.resolve("in.smi"), output, "--report", report, "--jobs", 2);
        Process run = start(err, words);
        while (run.isAlive()
                && (Files.notExists(journal) || Files.readAllLines(journal).size() < 3)) {
            Thread.sleep(20);
        }
        List<ProcessHandle> workers = run.descendants().toList();
        run.destroyForcibly().waitFor();
        for (ProcessHandle worker : workers) {
            worker.onExit().get(60, TimeUnit.SECONDS);
        }
        assertThat(output).doesNotExist();
        String head = Files.readAllLines(journal).get(0);
        // What was being written when the end came.
        Files.writeString(journal, "{\"identity\":\"0123", StandardOpenOption.APPEND);
        Files.writeString(folder.resolve("out.sdf.part"), "half a record", StandardOpenOption.APPEND);

        assertThat(Command.run(words.toArray()).err())
                .contains("found the journal of an unfinished run", "expected --resume");
        assertThat(generate(shared.resolve("in.smi"), output, "--resume", "--seed", 5)
                        .err())
                .contains("found another run");
        words.add("--resume");
        Command.Result result = Command.run(words.toArray());

        assertThat(result.err()).contains("records were done before", "1 of 6 molecules failed");
        assertThat(output).hasSameBinaryContentAs(plain);
        assertThat(Files.readAllLines(report)).hasSize(1 + LINES.size());
        assertThat(Command.run(words.toArray()).done().err()).contains("nothing is left to do");
        // Killed between the last two things it does: its conformers are in their place, and its journal is there, too.
        Files.writeString(journal, head + "\n{\"ended\":true}\n");
        assertThat(Command.run(words.toArray()).done().err()).contains("nothing is left to do");
        assertThat(output).hasSameBinaryContentAs(plain);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(output, report, err);
        }
    }

    @Test
    void anInterruptedRunSaysHowToGoOn() throws Exception {
        Path output = folder.resolve("out.sdf");
        Path journal = folder.resolve("out.sdf.journal");
        Path err = folder.resolve("err.txt");
        Process run = start(err, words(shared.resolve("in.smi"), output));
        while (run.isAlive()
                && (Files.notExists(journal) || Files.readAllLines(journal).size() < 2)) {
            Thread.sleep(20);
        }
        run.destroy();
        assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();

        assertThat(Files.readString(err)).contains("are done and kept with " + journal, "--resume goes on");
        assertThat(output).doesNotExist();
    }

    @Test
    void aMoleculeThatTakesTooLongFailsAlone() throws IOException {
        Path input = Files.write(folder.resolve("in.smi"), List.of("CCCCCCCCCCCCCCCCCC long"));
        Path report = folder.resolve("report.tsv");

        generate(input, folder.resolve("out.sdf"), "--time-limit", 1, "--report", report);

        assertThat(Files.readString(report)).contains("\tfailed\ttime\t", "not done after 1 s");
    }

    @Test
    @Timeout(120)
    void aLongListNeedsNoMoreMemoryAndBeginsAtOnce() throws Exception {
        Path input = folder.resolve("in.smi");
        byte[] block = "C* no molecule\n".repeat(20_000).getBytes(StandardCharsets.UTF_8);
        Files.writeString(input, "O water\n");
        Files.write(input, block, StandardOpenOption.APPEND);
        Path output = folder.resolve("out.sdf");
        Path err = folder.resolve("err.txt");

        Process run = start(err, words(input, output, "--quiet"), "-Xmx40m", "-XX:+UseSerialGC");
        Path part = folder.resolve("out.sdf.part");
        while (run.isAlive() && (Files.notExists(part) || Files.size(part) == 0)) {
            Thread.sleep(5);
        }
        assertThat(run.isAlive())
                .as("the first is written while the others are to come")
                .isTrue();
        assertThat(run.waitFor()).isEqualTo(Main.FAILED);

        assertThat(Files.readString(err)).contains("20,000 of 20,001 molecules failed");
        assertThat(records(output)).hasSize(7);
    }

    @Test
    void wrongShardsAreTold() {
        assertThat(generate(shared.resolve("in.smi"), folder.resolve("out.sdf"), "--shard", "4/3")
                        .err())
                .contains("option --shard: found 4/3; expected I/N");
        assertThat(generate(shared.resolve("in.smi"), folder.resolve("{}.sdf"), "--shard", "1/3")
                        .err())
                .contains("whose names may be alike in two shards");
    }

    @Test
    void recordsThatWereDoneCountAsOftenAsTheyWere() {
        DoneRecords done = new DoneRecords();
        List<String> identities = new ArrayList<>();
        try (MoleculeReader reader =
                MoleculeReader.of(Stream.of("C", "CC", "C", "CCC").toList(), OptionalInt.empty(), 0)) {
            while (reader.advance()) {
                identities.add(reader.identity());
            }
        }
        identities.forEach(done::add);
        done.sorted();

        assertThat(identities).allMatch(done::take);
        assertThat(identities).noneMatch(done::take);
    }
}
