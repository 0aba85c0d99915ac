package io.github.cdkdrift.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.cdkdrift.io.MoleculeEntry;
import io.github.cdkdrift.io.MoleculeFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.openscience.cdk.exception.CDKException;

@Tag("slow")
class GenerateCommandTest {
    private static final Object[] SHORT = {"--effort", "draft", "--steps", 40};

    @TempDir
    private Path folder;

    @TempDir
    private static Path sharedCache;

    private Command.Result generate(Path cache, List<?> molecules, Object... more) {
        List<Object> words = new ArrayList<>(List.of("generate"));
        words.addAll(molecules);
        words.addAll(List.of(SHORT));
        words.addAll(List.of("--cache", cache));
        words.addAll(List.of(more));
        return Command.run(words.toArray());
    }

    private static JsonArray molecules(Path report) throws IOException {
        return JsonParser.parseString(Files.readString(report))
                .getAsJsonObject()
                .getAsJsonArray("molecules");
    }

    private static Map<String, Long> conformersByName(Path sdf) {
        return MoleculeFiles.read(List.of(sdf.toString())).stream()
                .collect(Collectors.groupingBy(MoleculeEntry::name, LinkedHashMap::new, Collectors.counting()));
    }

    /** Twelve molecules of a list, a file and the command line, seven of them broken. */
    private List<String> mixture() throws IOException {
        Path list = Files.writeString(
                folder.resolve("list.smi"),
                """
                CO methanol
                C* dummy
                CC(C unclosed
                CF fluoromethane
                [Na+].[Cl-] salt
                C[Fe]C iron
                C(C)(C)(C)(C)C five bonds
                O water
                C[CH2] radical
                """);
        Path sdf = Files.writeString(
                folder.resolve("records.sdf"),
                """
                cut coordinates


                  2  1  0  0  0  0  0  0  0  0999 V2000
                    0.0000    0.0000    0.0000 C   0  0
                    1.4x00    0.0000    0.0000 O   0  0
                  1  2  1  0
                M  END
                $$$$
                methylamine


                  2  1  0  0  0  0  0  0  0  0999 V2000
                    0.0000    0.0000    0.0000 C   0  0
                    1.4700    0.0000    0.0000 N   0  0
                  1  2  1  0
                M  END
                $$$$
                """);
        return List.of(list.toString(), sdf.toString(), "CCl chloromethane");
    }

    /** However few are wanted, walkers leave enough samples to be compared, and the run ends when they agree. */
    @Test
    void oneConformerIsOfAConvergedEnsemble() throws IOException {
        Path report = folder.resolve("one.tsv");

        Command.Result result = Command.run(
                        "generate",
                        "CCO",
                        "-n",
                        1,
                        "--effort",
                        "draft",
                        "--no-cache",
                        "-o",
                        folder.resolve("one.sdf"),
                        "--report",
                        report)
                .done();

        assertThat(result.err()).contains("the ensemble can be trusted");
        assertThat(Files.readString(report)).contains("\ttrue\t");
    }

    @Test
    @Timeout(300)
    void aMixtureOfGoodAndBrokenMoleculesIsDoneAsFarAsItGoes() throws Exception {
        Path output = folder.resolve("out.sdf");
        Path report = folder.resolve("report.json");

        Command.Result result = generate(sharedCache, mixture(), "-n", 20, "-o", output, "--report", report);

        assertThat(result.code()).as(result.err()).isEqualTo(Main.FAILED);
        assertThat(conformersByName(output))
                .as(result.err())
                .isEqualTo(Map.of(
                        "methanol", 20L, "fluoromethane", 20L, "water", 20L, "methylamine", 20L, "chloromethane", 20L))
                .containsKeys("methanol");
        assertThat(conformersByName(output).keySet())
                .containsExactly("methanol", "fluoromethane", "water", "methylamine", "chloromethane");
        Map<String, String> reasons = new LinkedHashMap<>();
        for (JsonElement line : molecules(report)) {
            JsonObject molecule = line.getAsJsonObject();
            String reason = molecule.get("reason").getAsString();
            reasons.put(molecule.get("name").getAsString(), reason);
            assertThat(molecule.get("message").getAsString().isEmpty()).isEqualTo(reason.isEmpty());
        }
        assertThat(reasons)
                .containsExactly(
                        Map.entry("methanol", ""),
                        Map.entry("dummy", "query"),
                        Map.entry("unclosed", "input"),
                        Map.entry("fluoromethane", ""),
                        Map.entry("salt", "element"),
                        Map.entry("iron", "element"),
                        Map.entry("five bonds", "valence"),
                        Map.entry("water", ""),
                        Map.entry("radical", "radical"),
                        Map.entry("cut coordinates", "input"),
                        Map.entry("methylamine", ""),
                        Map.entry("chloromethane", ""));
        assertThat(result.err()).contains("7 of 12 molecules failed");
        assertThat(result.out()).isEmpty();
        assertThat(MoleculeFiles.read(List.of(output.toString()))
                        .get(0)
                        .molecule()
                        .getProperties())
                .containsEntry("potential", "MMFF94")
                .containsKeys("energy", "relative_energy", "population", "cluster", "cluster_population");
    }

    /** But for rounding: a worker has fewer threads, and on some processors matrix products then round otherwise. */
    private static void requireSame(String[] found, String[] expected) {
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.length; i++) {
            if (!found[i].equals(expected[i])) {
                assertThat(Double.parseDouble(found[i])).isCloseTo(Double.parseDouble(expected[i]), within(2e-4));
            }
        }
    }

    @Test
    @Timeout(300)
    void workersDoTheSame() throws Exception {
        Path alone = folder.resolve("alone.sdf");
        Path output = folder.resolve("out.sdf");
        Path report = folder.resolve("report.json");
        List<String> molecules = List.of("CF fluoromethane", "C* dummy", "O water");
        generate(sharedCache, molecules, "-n", 20, "-o", alone);

        Command.Result result =
                generate(sharedCache, molecules, "-n", 20, "-o", output, "--report", report, "--jobs", 2);

        assertThat(result.code()).as(result.err()).isEqualTo(Main.FAILED);
        assertThat(result.err()).contains("1 of 3 molecules failed");
        // Both have drawn from the models in the cache.
        requireSame(
                Files.readString(output).split("\\s+"), Files.readString(alone).split("\\s+"));
        assertThat(molecules(report))
                .extracting(line -> line.getAsJsonObject().get("reason").getAsString())
                .containsExactly("", "query", "");
    }

    /** The potential's program kills the process that asks it, as a crash of native code would. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    @Timeout(300)
    void aWorkerThatDiesFailsAlone() throws IOException {
        Path report = folder.resolve("report.json");
        Command.Result result = generate(
                sharedCache,
                List.of("O first", "O second"),
                "-n",
                5,
                "-o",
                folder.resolve("out.sdf"),
                "--jobs",
                2,
                "--potential",
                "command:sh -c \"kill -9 $PPID\"",
                "--report",
                report);

        assertThat(result.code()).isEqualTo(Main.FAILED);
        assertThat(molecules(report))
                .extracting(line -> line.getAsJsonObject().get("reason").getAsString())
                .containsExactly("crash", "crash");
        assertThat(result.err()).contains("ended with code 137");
    }

    /** Not the input's fault, and perhaps that of the Ctrl-C that ends this program, too. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    @Timeout(300)
    void aProgramThatEndsIsTheReasonThatIsGiven() throws IOException {
        Path report = folder.resolve("report.json");
        Command.Result result = generate(
                sharedCache,
                List.of("O water"),
                "-n",
                5,
                "-o",
                folder.resolve("out.sdf"),
                "--jobs",
                1,
                "--potential",
                "command:sh -c \"exit 3\"",
                "--report",
                report);

        assertThat(result.code()).isEqualTo(Main.FAILED);
        assertThat(molecules(report))
                .extracting(line -> line.getAsJsonObject().get("reason").getAsString())
                .containsExactly("program");
    }

    @Test
    void theSecondTimeTheModelIsThereAndADamagedOneIsMadeAgain() throws Exception {
        Path cache = folder.resolve("cache");
        Path first = folder.resolve("first.sdf");
        Path again = folder.resolve("again.sdf");
        Path report = folder.resolve("report.tsv");
        List<String> water = List.of("O water");
        generate(cache, water, "-n", 10, "-o", first).done();
        generate(cache, water, "-n", 10, "-o", again, "--report", report).done();

        assertThat(again).hasSameBinaryContentAs(first);
        assertThat(Files.readAllLines(report).get(1).split("\t")[11]).isEqualTo("true");

        Path model;
        try (var files = Files.list(cache)) {
            model = files.collect(Collectors.toList()).get(0);
        }
        byte[] whole = Files.readAllBytes(model);
        whole[whole.length / 2] ^= 1;
        Files.write(model, whole);
        Files.delete(again);
        Command.Result result = generate(cache, water, "-n", 10, "-o", again).done();
        assertThat(result.err()).contains("training anew");
        assertThat(again).hasSameBinaryContentAs(first);
        assertThat(generate(cache, water, "-n", 10, "-o", again).done().err()).contains("model from the cache");
    }

    /** A model is kept where the user wants it, from the cache or without one, again and again, but no other file is lost. */
    @Test
    void aModelIsKeptUnderANameOfTheUsers() throws Exception {
        Path model = folder.resolve("halide.drift");
        Path output = folder.resolve("out.sdf");
        List<String> halide = List.of("F[C@H](Cl)Br halide");
        generate(sharedCache, halide, "-n", 10, "-o", output, "--keep-model", model)
                .done();
        byte[] kept = Files.readAllBytes(model);
        generate(sharedCache, halide, "-n", 10, "-o", output, "--keep-model", model)
                .done();
        assertThat(model).hasBinaryContent(kept);
        Command.run("sample", model, "-n", 5, "-o", folder.resolve("drawn.xyz")).done();

        Command.Result result =
                generate(sharedCache, List.of("F[C@@H](Cl)Br mirror"), "-n", 10, "-o", output, "--keep-model", model);
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .contains(model + ": found a file that is no model of mirror", "one molecule at a time");
        assertThat(model).hasBinaryContent(kept);
        assertThat(generate(sharedCache, halide, "-n", 10, "-o", output, "--jobs", 2, "--keep-model", model)
                        .err())
                .contains("option --keep-model: found besides --jobs");
        assertThat(Command.run("generate", "O", "-n", 10, "-o", output, "--without-network", "--keep-model", model)
                        .err())
                .contains("option --keep-model: found besides --without-network");
        assertThat(generate(sharedCache, halide, "-n", 10, "-o", model, "--keep-model", model)
                        .code())
                .isEqualTo(Main.WRONG_USE);
    }

    /** The program counts what it is asked itself; four energies more than there are labels are compared with its forces. */
    @Test
    @Timeout(300)
    void theCallsOfAnExpensivePotentialAreThoseThatItsProgramSees() throws IOException, CDKException {
        Path seen = folder.resolve("seen.txt");
        Path report = folder.resolve("report.json");
        String program = String.join(
                " ",
                "command:'" + Path.of(System.getProperty("java.home"), "bin", "java") + "'",
                "-cp '" + System.getProperty("java.class.path") + "'",
                CountingProgram.class.getName(),
                "'" + seen + "'");

        Command.Result result = generate(
                        sharedCache,
                        List.of("O water"),
                        "-n",
                        20,
                        "-o",
                        folder.resolve("out.sdf"),
                        "--potential",
                        program,
                        "--report",
                        report)
                .done();

        long asked = Long.parseLong(Files.readString(seen));
        assertThat(asked).isGreaterThanOrEqualTo(100);
        JsonObject line = molecules(report).get(0).getAsJsonObject();
        assertThat(line.get("potentialCalls").getAsLong()).isEqualTo(asked);
        assertThat(calls(line))
                .isEqualTo(
                        Map.of("minimisation", 0L, "labels", asked, "sampling", 0L, "training", 0L, "conformers", 0L));
        assertThat(result.err()).contains(asked + " potential calls");
        String potential = line.get("potential").getAsString();
        assertThat(potential)
                .startsWith("MMFF94 corrected by " + (asked - 4) + " labels of ")
                .contains("CountingProgram");
        assertThat(MoleculeFiles.read(List.of(folder.resolve("out.sdf").toString()))
                        .get(0)
                        .molecule()
                        .getProperties())
                .containsEntry("potential", potential);
    }

    /**
     * Of 128 walkers each step and each proposal is a call, and one before the first step of a part: 300 steps of exploration without
     * proposals, then with one every two steps four times 160 between fits, 200 to equilibrate and 400 that count. One more call is for the
     * start geometry. Some go to bring one conformer into its minimum, for the verdict.
     */
    @Test
    void theCallsOfAForceFieldAreThoseOfAllStages() throws IOException {
        Path report = folder.resolve("report.json");
        Path cache = folder.resolve("cache");
        generate(cache, List.of("O water"), "-n", 20, "-o", folder.resolve("a.sdf"), "--report", report)
                .done();

        JsonObject line = molecules(report).get(0).getAsJsonObject();
        Map<String, Long> calls = calls(line);
        // One start, its four copies (both hydrogens exchanged, and the reflection), and the 64 walkers of a draft.
        assertThat(calls)
                .containsEntry("labels", 0L)
                .containsEntry("sampling", 1 + 4 + 64L * (1 + 300 + 4 * (1 + 240) + (1 + 300) + (1 + 600)))
                .hasEntrySatisfying("conformers", count -> assertThat(count).isBetween(2048L + 1, 2048L + 200));
        assertThat(calls.get("minimisation")).isPositive();
        assertThat(calls.get("training")).isPositive();
        assertThat(line.get("potentialCalls").getAsLong())
                .isEqualTo(calls.values().stream().mapToLong(Long::longValue).sum());

        generate(cache, List.of("O water"), "-n", 20, "-o", folder.resolve("a.sdf"), "--report", report)
                .done();
        assertThat(molecules(report)
                        .get(0)
                        .getAsJsonObject()
                        .get("potentialCalls")
                        .getAsLong())
                .as("with the model from the cache")
                .isEqualTo(calls.get("conformers"));
    }

    @Test
    void energiesAloneGiveOneWellAndSaySo() throws Exception {
        Path report = folder.resolve("report.json");
        Path output = folder.resolve("out.sdf");
        Command.Result result = generate(
                        folder.resolve("cache"),
                        List.of("O water"),
                        "-n",
                        30,
                        "-o",
                        output,
                        "--positives",
                        "none",
                        "--report",
                        report)
                .done();

        assertThat(result.err()).contains("trained from energies alone");
        assertThat(conformersByName(output)).isEqualTo(Map.of("water", 30L));
        JsonObject line = molecules(report).get(0).getAsJsonObject();
        assertThat(line.get("potential").getAsString()).isEqualTo("MMFF94");
        assertThat(calls(line)).containsEntry("sampling", 0L);
        assertThat(generate(folder.resolve("cache"), List.of("O"), "-n", 5, "-o", output, "--positives", "none")
                        .done()
                        .err())
                .contains("model from the cache");
        assertThat(generate(sharedCache, List.of("O"), "-n", 5, "-o", output, "--positives", "frames")
                        .err())
                .contains("found frames; expected one of equilibrium|none");
    }

    private static Map<String, Long> calls(JsonObject line) {
        return line.getAsJsonObject("potentialCallsFor").entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().getAsLong()));
    }

    @Test
    void aFileForEachMoleculeAndDistinctConformersAlone() throws CDKException {
        generate(sharedCache, List.of("O a/b", "O a/b"), "-n", 10, "-o", folder.resolve("{}.sdf.gz"), "--unique", 5)
                .done();

        List<MoleculeEntry> entries =
                MoleculeFiles.read(List.of(folder.resolve("a_b.sdf.gz").toString()));
        assertThat(entries).hasSize(1);
        assertThat(entries.get(0).molecule().getProperties())
                .containsEntry("population", "1")
                .containsEntry("relative_energy", "0");
        assertThat(folder.resolve("a_b-2.sdf.gz")).isNotEmptyFile();
    }

    @Test
    void stereoisomersAreMoleculesOfTheirOwn() throws IOException {
        Path report = folder.resolve("report.json");
        generate(
                sharedCache,
                List.of("FC(Cl)Br chiral"),
                "-n",
                5,
                "-o",
                folder,
                "--stereo",
                "enumerate",
                "--report",
                report);

        assertThat(molecules(report))
                .extracting(line -> line.getAsJsonObject().get("name").getAsString())
                .containsExactly("chiral-s1", "chiral-s2");
        assertThat(folder.resolve("chiral-s1.sdf")).isNotEmptyFile();
        assertThat(folder.resolve("chiral-s2.sdf")).isNotEmptyFile();
    }

    @Test
    void nothingIsWrittenWhereAllFail() throws IOException {
        Path output = folder.resolve("out.sdf");

        Command.Result result = generate(folder.resolve("cache"), List.of("C*", "nonsense.sdf"), "-n", 5, "-o", output);

        assertThat(result.code()).isEqualTo(Main.FAILED);
        assertThat(result.err()).contains("no such file", "2 of 2 molecules failed; nothing was written");
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void aChargeThatContradictsTheStructureIsAReason() {
        assertThat(generate(sharedCache, List.of("O"), "-n", 5, "-o", folder.resolve("out.sdf"), "--charge", "1")
                        .err())
                .contains("found the charge 1", "add up to 0");
    }

    @Test
    void aDielectricIsNamedInEveryOutput() throws Exception {
        Path output = folder.resolve("out.sdf");
        Path report = folder.resolve("report.tsv");

        generate(sharedCache, List.of("OO"), "-n", 5, "-o", output, "--dielectric", "distance", "--report", report)
                .done();

        assertThat(Files.readString(output)).contains("MMFF94 (dielectric distance)");
        assertThat(Files.readString(report)).contains("\tMMFF94 (dielectric distance)\t");
    }

    @Test
    void wrongUseIsToldBeforeTheWork() {
        Path output = folder.resolve("out.sdf");
        List<String> water = List.of("O");

        assertThat(generate(sharedCache, water, "-o", output).err()).contains("missing option --number");
        assertThat(generate(sharedCache, water, "-n", 5).err()).contains("missing option --output");
        assertThat(generate(sharedCache, water, "-n", 5, "-o", folder.resolve("x.docx"))
                        .err())
                .contains(".sdf");
        assertThat(generate(sharedCache, water, "-n", 5, "-o", output, "--potential", "amber")
                        .err())
                .contains("amber", "mmff94");
        assertThat(generate(sharedCache, water, "-n", 5, "-o", output, "--potential", "gfn2", "--solvent", "wine")
                        .err())
                .contains("found the solvent wine", "acetone, acetonitrile, benzene", "water");
        assertThat(generate(sharedCache, water, "-n", 5, "-o", output, "--solvent", "water")
                        .err())
                .contains("found the solvent water with mmff94, which has none", "gfn2, gfn1 or gfnff");
        assertThat(generate(sharedCache, water, "-n", 5, "-o", output, "--dielectric", "0.5")
                        .err())
                .contains("option --dielectric: found 0.5; expected a number from 1");
        assertThat(generate(sharedCache, water, "-n", 5, "-o", output, "--unpaired", "1")
                        .err())
                .contains("found 1 unpaired electrons with mmff94", "expected gfn2 or gfn1");
        assertThat(generate(sharedCache, water, "-n", 5, "-o", output, "--no-cache")
                        .code())
                .isEqualTo(Main.WRONG_USE);
        assertThat(Command.run("generate", "-n", 5, "-o", output).err()).contains("missing MOLECULE");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    @Timeout(120)
    void anInterruptedRunLeavesNoFileAndNoWorker() throws Exception {
        Path output = folder.resolve("out.sdf");
        Path err = folder.resolve("err.txt");
        List<String> line = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "generate",
                "CCCCCC",
                "CCCCCO",
                "-n",
                "10",
                "-o",
                output.toString(),
                "--steps",
                "1000000",
                "--jobs",
                "2",
                "--no-cache");
        Process run = new ProcessBuilder(line).redirectError(err.toFile()).start();
        while (run.descendants().count() < 2 && run.isAlive()) {
            Thread.sleep(50);
        }
        List<ProcessHandle> workers = run.descendants().toList();
        run.destroy();

        assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(workers).hasSize(2);
        for (ProcessHandle worker : workers) {
            worker.onExit().get(60, TimeUnit.SECONDS);
        }
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(err);
        }
    }
}
