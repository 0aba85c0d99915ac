package io.github.cdkdrift.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.io.EnsembleFiles;
import io.github.cdkdrift.viewer.report.EnsembleReport;
import io.github.cdkdrift.viewer.report.Origin;
import io.github.cdkdrift.viewer.report.ReportPage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A title that would write a file if it were run: Jmol's own defaults run it, as the first two tests show. */
@Tag("slow")
class MaliciousTitleTest {
    private static final PreviewSettings SMALL =
            PreviewSettings.defaults().withSize(160, 120).withConformers(3);

    @TempDir
    Path folder;

    private Path prey() {
        return folder.resolve("prey.txt");
    }

    private String attack() {
        return "harmless jmolscript: write VAR _version \"" + prey() + "\";";
    }

    @Test
    void jmolAloneRunsTheCommentOfAnSdFile() throws Exception {
        Path file = sdf("ethanol", attack());
        try (UsersJmol jmol = new UsersJmol()) {
            assertThat(jmol.run("load \"" + file + "\";")).isNull();
        }
        assertThat(prey()).exists();
    }

    @Test
    void jmolAloneRunsTheCommentOfAnXyzFile() throws Exception {
        Path file = xyz("ethanol.xyz", attack());
        try (UsersJmol jmol = new UsersJmol()) {
            assertThat(jmol.run("load \"" + file + "\";")).isNull();
        }
        assertThat(prey()).exists();
    }

    static Stream<String> titles() {
        return Stream.of(
                "jmolscript: write VAR _version \"PREY\";",
                "x\" ; write VAR _version \"PREY\"; \"",
                "</script><script>document.title='prey'</script><img src=x onerror=\"document.title='prey'\">",
                "<!-- --> ]]> &lt; &amp; ' \" `${1}`",
                "\u202Egnp.exe\u202C \u200F \u2066",
                "bell \u0007 escape \u001B[31m null \u0001 tab \t",
                "%s %n {0} $(touch PREY) `touch PREY` \\u0022",
                "x".repeat(1_000_000));
    }

    @ParameterizedTest
    @MethodSource("titles")
    void titlesOfSdFilesChangeNothingButText(String title) throws Exception {
        String text = title.replace("PREY", prey().toString());
        assertHarmless(sdf(text, text));
    }

    @ParameterizedTest
    @MethodSource("titles")
    void commentsOfXyzFilesChangeNothingButText(String title) throws Exception {
        String text = title.replace("PREY", prey().toString());
        assertHarmless(xyz("ethanol.xyz", text));
    }

    @ParameterizedTest
    @MethodSource("titles")
    void commentsOfExtendedXyzFilesChangeNothingButText(String title) throws Exception {
        String text = "Properties=species:S:1:pos:R:3 comment=\""
                + title.replace("PREY", prey().toString()).replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        assertHarmless(xyz("ethanol.extxyz", text));
    }

    private void assertHarmless(Path file) throws Exception {
        ConformerEnsemble ensemble = EnsembleFiles.read(file);
        Path script = folder.resolve("ethanol.spt");
        EnsemblePreview.writeScript(ensemble, file, script, SMALL);
        try (UsersJmol jmol = new UsersJmol()) {
            assertThat(jmol.open(script)).isNull();
            assertThat(jmol.models()).isEqualTo(3);
        }
        assertThat(prey()).doesNotExist();
    }

    /** The same pictures as of a file with a harmless title. */
    @ParameterizedTest
    @MethodSource("titles")
    void pictureArchiveAndPageShowTitlesAsTextAtMost(String title) throws Exception {
        String text = title.replace("PREY", prey().toString());
        ConformerEnsemble ensemble = EnsembleFiles.read(sdf(text, text));
        assertThat(EnsemblePreview.png(ensemble, SMALL)).isEqualTo(EnsemblePreview.png(Ethanol.ensemble(3), SMALL));
        Path pngj = folder.resolve("ethanol.pngj");
        EnsemblePreview.writePngj(ensemble, pngj, SMALL);
        try (UsersJmol jmol = new UsersJmol()) {
            assertThat(jmol.run("load \"" + pngj + "\";")).isNull();
            assertThat(jmol.models()).isEqualTo(3);
        }
        assertThat(prey()).doesNotExist();
        assertThat(page(ensemble)).hasSizeLessThan(2_000_000).doesNotContain("onerror=\"", "<img src=x", "\u202E");
    }

    private String page(ConformerEnsemble ensemble) throws Exception {
        Path page = folder.resolve("page.html");
        ReportPage.write(
                new EnsembleReport(
                        "Ethanol", ensemble, null, OptionalDouble.empty(), new Origin("", Map.of(), List.of(), null)),
                page,
                SMALL);
        return Files.readString(page);
    }

    private Path sdf(String title, String comment) throws Exception {
        return Files.writeString(
                folder.resolve("ethanol.sdf"),
                EnsembleText.sdf(Ethanol.ensemble(3), title, comment),
                StandardCharsets.UTF_8);
    }

    private Path xyz(String name, String comment) throws Exception {
        return Files.writeString(
                folder.resolve(name), EnsembleText.xyz(Ethanol.ensemble(3), comment), StandardCharsets.UTF_8);
    }
}
