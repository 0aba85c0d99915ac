package io.github.cdkdrift.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.io.ConformerWriter;
import io.github.cdkdrift.io.InputFormatException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptTest {
    @TempDir
    Path folder;

    @Test
    void jmolLoadsAllModelsFromAnotherWorkingDirectoryAndShowsTwentyOfThem() throws Exception {
        ConformerEnsemble ensemble = Ethanol.ensemble();
        Path script = script(ensemble, "ethanol.sdf");

        assertThat(Path.of("").toAbsolutePath()).as("working directory").isNotEqualTo(folder);
        try (UsersJmol jmol = new UsersJmol()) {
            assertThat(jmol.open(script)).isNull();
            assertThat(jmol.models()).isEqualTo(100);
            assertThat(jmol.integer("{displayed}.size")).as("atoms shown").isEqualTo(20 * 9);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".sdf", ".xyz", ".extxyz", ".cml", ".sdf.gz", ".xyz.gz", ".extxyz.gz", ".cml.gz"})
    void jmolLoadsEachFormatThatWeWrite(String extension) throws Exception {
        ConformerEnsemble ensemble = Ethanol.ensemble(4);
        Path file = folder.resolve("ethanol" + extension);
        ConformerWriter.write(file, ensemble);
        Path script = folder.resolve("ethanol.spt");
        EnsemblePreview.writeScript(ensemble, file, script, PreviewSettings.defaults());
        try (UsersJmol jmol = new UsersJmol()) {
            assertThat(jmol.open(script)).isNull();
            assertThat(jmol.models()).isEqualTo(4);
            assertThat(jmol.integer("{*}.size")).isEqualTo(4 * 9);
        }
    }

    /** The reference is our own superposition, which is tested against other programs where it lives. */
    @Test
    void jmolSuperposesWholeMoleculesOnTheirHeavyAtoms() throws Exception {
        ConformerEnsemble ensemble = Ethanol.ensemble(5);
        List<double[]> expected =
                Overlay.of(ensemble, PreviewSettings.defaults()).geometries();
        try (UsersJmol jmol = new UsersJmol()) {
            assertThat(jmol.open(script(ensemble, "ethanol.sdf"))).isNull();
            for (int model = 0; model < 5; model++) {
                for (int atom = 0; atom < 9; atom++) {
                    String place = "{modelindex=" + model + " and atomno=" + (atom + 1) + "}";
                    assertThat(jmol.number(place + ".x")).isCloseTo(expected.get(model)[3 * atom], within(2e-3));
                    assertThat(jmol.number(place + ".y")).isCloseTo(expected.get(model)[3 * atom + 1], within(2e-3));
                    assertThat(jmol.number(place + ".z")).isCloseTo(expected.get(model)[3 * atom + 2], within(2e-3));
                }
            }
        }
    }

    @Test
    void namedViewsRunWithoutAnError() throws Exception {
        try (UsersJmol jmol = new UsersJmol()) {
            assertThat(jmol.open(script(Ethanol.ensemble(), "ethanol.sdf"))).isNull();
            assertThat(jmol.run("everything();")).isNull();
            assertThat(jmol.integer("{displayed}.size")).isEqualTo(100 * 9);
            assertThat(jmol.run("firstOnly();")).isNull();
            assertThat(jmol.integer("{displayed}.size")).isEqualTo(9);
            assertThat(jmol.run("oneByOne();")).isNull();
            assertThat(jmol.integer("{visible}.size")).isEqualTo(9);
            assertThat(jmol.run("overlay();")).isNull();
            assertThat(jmol.integer("{displayed}.size")).isEqualTo(20 * 9);
        }
    }

    @Test
    void loadsAnEvenPartOfALargeFile() throws Exception {
        Conformer one = Ethanol.ensemble(1).conformers().get(0);
        ConformerEnsemble ensemble = new ConformerEnsemble(Ethanol.graph(), Collections.nCopies(4001, one));
        try (UsersJmol jmol = new UsersJmol()) {
            assertThat(jmol.open(script(ensemble, "ethanol.sdf"))).isNull();
            assertThat(jmol.models()).as("every third of 4001").isEqualTo(1334);
        }
    }

    @Test
    void findsTheEnsembleInANeighbouringFolder() throws Exception {
        Files.createDirectories(folder.resolve("data"));
        Files.createDirectories(folder.resolve("scripts"));
        Path file = folder.resolve("data/ethanol.sdf");
        ConformerEnsemble ensemble = Ethanol.ensemble(3);
        Files.writeString(file, EnsembleText.sdf(ensemble, "", ""));
        Path script = folder.resolve("scripts/ethanol.spt");
        EnsemblePreview.writeScript(ensemble, file, script, PreviewSettings.defaults());

        assertThat(Files.readString(script)).contains("../data/ethanol.sdf").doesNotContain(folder.toString());
        try (UsersJmol jmol = new UsersJmol()) {
            assertThat(jmol.open(script)).isNull();
            assertThat(jmol.models()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b.sdf",
                "a'b.sdf",
                "a\"b.sdf",
                "a;b.sdf",
                "a\nb.sdf",
                "a\\b.sdf",
                "$a.sdf",
                "$SCRIPT_PATH$.sdf",
                "=1abc.sdf",
                ":x.sdf",
                "?a.sdf",
                "@{1+1}.sdf",
                "%{1}.sdf",
                "#a.sdf",
                "a%20b.sdf",
                "é中文😀.sdf",
                "*.sdf",
                "{a}.sdf",
                "\\u0041.sdf",
                "\u202ex.sdf",
                "http:a.sdf",
                "\";write VAR _version \"pwned.txt\";\".sdf"
            })
    void fileNamesAreNamesAndNothingElse(String name) throws Exception {
        Path script = script(Ethanol.ensemble(2), name);
        try (UsersJmol jmol = new UsersJmol()) {
            jmol.run("cd \"" + folder + "\";");
            assertThat(jmol.open(script)).isNull();
            assertThat(jmol.models()).isEqualTo(2);
        }
        try (var left = Files.list(folder)) {
            assertThat(left).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a|b.sdf", "a::b.sdf", "ethanol.npz", "ethanol"})
    void refusesNamesThatJmolWouldReadAsSomethingElse(String name) throws Exception {
        Path script = folder.resolve("ethanol.spt");
        ConformerEnsemble ensemble = Ethanol.ensemble(2);
        assertThatThrownBy(() ->
                        EnsemblePreview.writeScript(ensemble, folder.resolve(name), script, PreviewSettings.defaults()))
                .isInstanceOf(InputFormatException.class)
                .hasMessageContaining(name)
                .hasMessageContaining("expected");
        assertThat(script).doesNotExist();
    }

    private Path script(ConformerEnsemble ensemble, String name) throws Exception {
        Path file = folder.resolve(name);
        Path script = folder.resolve("ethanol.spt");
        Files.writeString(file, EnsembleText.sdf(ensemble, "ethanol", ""));
        EnsemblePreview.writeScript(ensemble, file, script, PreviewSettings.defaults());
        return script;
    }
}
