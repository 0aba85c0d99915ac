package io.github.cdkdrift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.cdkdrift.frames.ForceFrames;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code --labels}, {@code --keep-labels}, {@code --prior} and {@code --workers}. */
class LabelOptionsTest {
    @TempDir
    private Path folder;

    private static Command.Result generate(Object... words) {
        List<Object> all = new ArrayList<>(List.of("generate", "O water", "-n", "20", "--no-cache"));
        all.addAll(List.of(words));
        return Command.run(all.toArray());
    }

    /** What a wrong command line is told. */
    private static String wrongUse(Object... words) {
        Command.Result result = generate(words);
        assertThat(result.code()).as(result.err()).isEqualTo(Main.WRONG_USE);
        return result.err();
    }

    private String program() {
        return String.join(
                " ",
                "command:'" + Path.of(System.getProperty("java.home"), "bin", "java") + "'",
                "-cp '" + System.getProperty("java.class.path") + "'",
                CountingProgram.class.getName(),
                "'" + folder.resolve("seen.txt") + "'");
    }

    private long calls(Path report) throws Exception {
        JsonObject json = JsonParser.parseString(Files.readString(report)).getAsJsonObject();
        return json.getAsJsonArray("molecules")
                .get(0)
                .getAsJsonObject()
                .get("potentialCalls")
                .getAsLong();
    }

    /** Conformers are the same bytes, and the second time the program is asked nothing. */
    @Test
    @Tag("slow")
    @Timeout(300)
    void labelsAreSharedByWorkersAndKept() throws Exception {
        Path alone = folder.resolve("alone.sdf");
        Path shared = folder.resolve("shared.sdf");
        Path labels = folder.resolve("labels.extxyz");
        Path report = folder.resolve("report.json");
        generate("-o", alone, "--potential", program(), "--labels", 40).done();

        generate(
                        "-o",
                        shared,
                        "--potential",
                        program(),
                        "--labels",
                        40,
                        "--workers",
                        3,
                        "--keep-labels",
                        labels,
                        "--report",
                        report)
                .done();

        assertThat(shared).hasSameBinaryContentAs(alone);
        ForceFrames kept = ForceFrames.read(labels);
        assertThat(kept.size()).isBetween(20, 40);
        assertThat(calls(report)).isEqualTo(kept.size() + 4);

        generate("-o", shared, "--potential", program(), "--labels", 40, "--keep-labels", labels, "--report", report)
                .done();

        assertThat(shared).hasSameBinaryContentAs(alone);
        assertThat(calls(report)).isZero();
    }

    @Test
    @Tag("slow")
    @Timeout(300)
    void aFitMayBeginFromNothing() throws Exception {
        Path out = folder.resolve("out.sdf");
        Command.Result result = generate("-o", out, "--potential", program(), "--labels", 30, "--prior", "none")
                .done();
        assertThat(Files.readString(out)).doesNotContain("corrected by");
        assertThat(result.err()).contains("potential calls");
    }

    @Test
    void optionsThatDoNotFitAreWrongUse() {
        Path out = folder.resolve("out.sdf");
        assertThat(wrongUse("-o", out, "--labels", 40))
                .contains("option --labels: found with mmff94, which is sampled itself");
        assertThat(wrongUse("-o", out, "--potential", "mmff94s", "--prior", "gfnff"))
                .contains("option --prior: found with mmff94s");
        assertThat(wrongUse("-o", out, "--potential", "gfn2", "--labels", 9))
                .contains("--labels")
                .contains("9");
        assertThat(wrongUse("-o", out, "--potential", "gfn2", "--keep-labels", folder.resolve("labels.sdf")))
                .contains("option --keep-labels")
                .contains(".extxyz");
        assertThat(wrongUse("-o", out, "--potential", "gfn2", "--jobs", 2, "--keep-labels", folder.resolve("l.xyz")))
                .contains("option --keep-labels")
                .contains("{}");
        assertThat(wrongUse("-o", out, "--workers", 2)).contains("option --potential: found 2 workers for mmff94");
    }

    @Test
    void aNameForEachMoleculeIsOneThatFilesMayHave() {
        LabelChoice choice = new LabelChoice(LabelChoice.usual().settings(), Optional.of("labels/{}.extxyz"));
        assertThat(choice.file("a/b c")).isEqualTo(Path.of("labels/a_b_c.extxyz"));
        assertThat(LabelChoice.usual().file("a")).isNull();
    }
}
