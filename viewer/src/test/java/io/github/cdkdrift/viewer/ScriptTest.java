package io.github.cdkdrift.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.cluster.ConformerClusters;
import io.github.cdkdrift.cluster.ConformerClusters.Cluster;
import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.io.ConformerWriter;
import io.github.cdkdrift.io.EnsembleFiles;
import io.github.cdkdrift.io.InputFormatException;
import io.github.cdkdrift.molecule.MolecularGraph;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmilesParser;

@Tag("slow")
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
    void clustersAndOrderOfEnergiesAreThoseOfTheEnsemble() throws Exception {
        ConformerEnsemble ensemble = Ethanol.ensemble();
        List<Cluster> clusters = ConformerClusters.of(ensemble).clusters();
        try (UsersJmol jmol = new UsersJmol()) {
            assertThat(jmol.open(script(ensemble, "ethanol.sdf"))).isNull();
            for (int k = 1; k <= 3; k++) {
                assertThat(jmol.run("cluster(" + k + ");")).isNull();
                assertThat(jmol.integer("{displayed}.size"))
                        .isEqualTo(9 * clusters.get(k - 1).size());
                int member = clusters.get(k - 1).members()[0];
                assertThat(jmol.integer("{displayed and modelindex=" + member + "}.size"))
                        .isEqualTo(9);
            }
            assertThat(jmol.run("clusters();")).isNull();
            assertThat(jmol.integer("{displayed}.size")).isEqualTo(3 * 9);
            assertThat(jmol.run("byEnergy();")).isNull();
            int lowest = IntStream.range(0, 100)
                    .boxed()
                    .min(Comparator.comparingDouble(
                            i -> ensemble.conformers().get(i).properties().get("energy")))
                    .orElseThrow();
            assertThat(jmol.integer("{visible and modelindex=" + lowest + "}.size"))
                    .isEqualTo(9);
            assertThat(jmol.integer("{visible}.size")).isEqualTo(9);
        }
    }

    @Test
    void withoutEnergiesTheOrderIsTheirOwn() throws Exception {
        ConformerEnsemble ensemble = new ConformerEnsemble(
                Ethanol.graph(),
                Ethanol.ensemble(4).conformers().stream()
                        .map(conformer -> Conformer.of(conformer.positions()))
                        .toList());
        Path script = script(ensemble, "ethanol.sdf");
        assertThat(Files.readString(script)).contains("the conformers have no energies");
        try (UsersJmol jmol = new UsersJmol()) {
            assertThat(jmol.open(script)).isNull();
            assertThat(jmol.run("byEnergy();")).isNull();
            assertThat(jmol.integer("{visible and modelindex=0}.size")).isEqualTo(9);
        }
    }

    /** The second frame is the first turned by a right angle, forces and all: superposed, the arrows are the same. */
    @Test
    void forcesTurnWithTheirMolecule() throws Exception {
        double[] x = Ethanol.ensemble(1).conformers().get(0).positions();
        StringBuilder text = new StringBuilder();
        for (int frame = 0; frame < 2; frame++) {
            text.append("9\nProperties=species:S:1:pos:R:3:forces:R:3\n");
            for (int atom = 0; atom < 9; atom++) {
                double[] p = {x[3 * atom], x[3 * atom + 1], x[3 * atom + 2]};
                double[] f = {atom, 1, -2};
                text.append(Ethanol.graph().symbol(atom)).append(row(frame == 0 ? p : turned(p)));
                text.append(row(frame == 0 ? f : turned(f))).append('\n');
            }
        }
        Path file = Files.writeString(folder.resolve("forces.extxyz"), text);
        Path script = folder.resolve("forces.spt");
        EnsemblePreview.writeScript(EnsembleFiles.read(file), file, script, PreviewSettings.defaults());
        try (UsersJmol jmol = new UsersJmol()) {
            assertThat(jmol.open(script)).isNull();
            for (int call = 0; call < 2; call++) {
                assertThat(jmol.run("forces();")).isNull();
                for (int atom = 0; atom < 9; atom++) {
                    String place = "{modelindex=1 and atomno=" + (atom + 1) + "}";
                    assertThat(jmol.number(place + ".vx")).isCloseTo(atom, within(1e-4));
                    assertThat(jmol.number(place + ".vy")).isCloseTo(1, within(1e-4));
                    assertThat(jmol.number(place + ".vz")).isCloseTo(-2, within(1e-4));
                }
            }
            assertThat(jmol.integer("{visible}.size")).isEqualTo(9);
        }
    }

    private static String row(double[] v) {
        return String.format(Locale.ROOT, " %.6f %.6f %.6f", v[0], v[1], v[2]);
    }

    private static double[] turned(double[] v) {
        return new double[] {-v[1], v[0], v[2]};
    }

    /** Oxygens of a carboxylate have changed places in the second conformer: Jmol lays each on the other. */
    @Test
    void equalAtomsChangePlacesInTheScriptToo() throws Exception {
        double[] x = {
            0, 0, 0, 1.5, 0, 0.1, -0.7, 1.0, 0.05, -0.5, -1.1, 0.2, 2.0, 0.9, 0.6, 2.1, -0.8, 0.9, 1.8, 0.3, -1.0
        };
        double[] y = x.clone();
        for (int k = 0; k < 3; k++) {
            y[6 + k] = x[9 + k];
            y[9 + k] = x[6 + k];
        }
        MolecularGraph acetate = MolecularGraph.of(
                new SmilesParser(SilentChemObjectBuilder.getInstance()).parseSmiles("[C](C([H])([H])[H])([O])[O]"));
        MolecularGraph ordered = acetate.reorderedLike(new int[] {6, 6, 8, 8, 1, 1, 1}, x);
        ConformerEnsemble ensemble = new ConformerEnsemble(ordered, List.of(Conformer.of(x), Conformer.of(y)));
        try (UsersJmol jmol = new UsersJmol()) {
            assertThat(jmol.open(script(ensemble, "acetate.sdf"))).isNull();
            for (int k = 0; k < 3; k++) {
                String axis = List.of("x", "y", "z").get(k);
                assertThat(jmol.number("{modelindex=1 and atomno=3}." + axis)).isCloseTo(x[9 + k], within(1e-3));
                assertThat(jmol.number("{modelindex=1 and atomno=2}." + axis)).isCloseTo(x[3 + k], within(1e-3));
            }
        }
    }

    @Test
    void pngjIsAPictureAndReopensWithEverythingInside() throws Exception {
        Path file = folder.resolve("ethanol.pngj");
        EnsemblePreview.writePngj(
                Ethanol.ensemble(), file, PreviewSettings.defaults().withSize(400, 300));
        Path moved = Files.createDirectories(folder.resolve("elsewhere")).resolve("picture.png");
        Files.move(file, moved);

        assertThat(ImageIO.read(moved.toFile()).getWidth()).isEqualTo(400);
        try (UsersJmol jmol = new UsersJmol()) {
            assertThat(jmol.run("load \"" + moved + "\";")).isNull();
            assertThat(jmol.models()).isEqualTo(100);
            assertThat(jmol.integer("{displayed}.size")).isEqualTo(20 * 9);
            assertThat(jmol.run("cluster(3);")).isNull();
            assertThat(jmol.integer("{displayed}.size"))
                    .isEqualTo(9
                            * ConformerClusters.of(Ethanol.ensemble())
                                    .clusters()
                                    .get(2)
                                    .size());
        }
        Path again = folder.resolve("again.pngj");
        EnsemblePreview.writePngj(
                Ethanol.ensemble(), again, PreviewSettings.defaults().withSize(400, 300));
        assertThat(again).hasSameBinaryContentAs(moved);
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
