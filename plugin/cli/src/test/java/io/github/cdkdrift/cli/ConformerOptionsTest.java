package io.github.cdkdrift.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.io.EnsembleFiles;
import io.github.cdkdrift.molecule.Alignment;
import io.github.cdkdrift.molecule.Torsion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of an ensemble is written, and what is held while it is sampled; without networks. */
@Tag("slow")
class ConformerOptionsTest {
    @TempDir
    private Path folder;

    private Command.Result generate(String molecule, Path output, Object... more) {
        List<Object> words =
                new ArrayList<>(List.of("generate", molecule, "-o", output, "--effort", "draft", "--no-cache"));
        words.addAll(List.of(more));
        return Command.run(words.toArray());
    }

    private static ConformerEnsemble read(Path file) throws Exception {
        return EnsembleFiles.read(file, Optional.empty(), OptionalInt.empty());
    }

    @Test
    void ethanolHasTransAndGaucheAndWithoutHydrogensOne() throws Exception {
        Path minima = folder.resolve("minima.sdf");
        generate("CCO", minima, "-n", 300, "--minimise").done();
        Path heavy = folder.resolve("heavy.sdf");
        generate("CCO", heavy, "-n", 100, "--minimise", "--heavy").done();
        Path few = folder.resolve("few.sdf");
        generate("CCO", few, "-n", 300, "--minimise", "--max-conformers", 2, "--sort", "population")
                .done();

        List<Conformer> conformers = read(minima).conformers();
        assertThat(conformers).hasSize(3);
        assertThat(conformers.stream()
                        .mapToDouble(minimum -> minimum.properties().get("population"))
                        .sum())
                .isCloseTo(1, within(1e-5));
        assertThat(read(heavy).size()).isEqualTo(1);
        assertThat(read(few).conformers()).hasSize(2).allMatch(minimum -> minimum.properties()
                .containsKey("cluster_population_standard_error"));
    }

    /** Width √(k_BT/(k + k′)): the potential's own curvature k′ is positive in a gauche well, and some kcal/mol/rad². */
    @Test
    void aTorsionIsHeldAtItsAngle() throws Exception {
        Path file = folder.resolve("held.sdf");
        generate("CCCC", file, "-n", 500, "--restrain", "CCCC,70", "--force-constant", 200)
                .done();

        double[] differences = read(file).conformers().stream()
                .mapToDouble(conformer -> Torsion.degrees(conformer.positions(), new int[] {0, 1, 2, 3}) - 70)
                .toArray();
        double mean = Arrays.stream(differences).average().orElseThrow();
        double width =
                Math.sqrt(Arrays.stream(differences).map(d -> d * d).average().orElseThrow() - mean * mean);
        double free = Math.toDegrees(Math.sqrt(0.596 / 200));
        assertThat(mean).isCloseTo(0, within(1.5));
        assertThat(width).isBetween(0.85 * free, 1.1 * free);
    }

    @Test
    void aCoreStaysOnItsReference() throws Exception {
        Path reference = folder.resolve("core.sdf");
        generate("c1ccccc1O", reference, "-n", 1, "--minimise").done();
        Path file = folder.resolve("held.sdf");
        generate("CCOc1ccccc1", file, "-n", 100, "--restrain", reference.toString())
                .done();

        double[] core = read(reference).conformers().get(0).positions();
        // The reference has the oxygen at its last carbon atom, the molecule at its first.
        int[] ofMolecule = {4, 5, 6, 7, 8, 3, 2};
        for (Conformer conformer : read(file).conformers()) {
            double[] held = new double[21];
            for (int i = 0; i < 21; i++) {
                held[i] = conformer.positions()[3 * ofMolecule[i / 3] + i % 3];
            }
            assertThat(Alignment.rmsd(held, Arrays.copyOf(core, 21))).isLessThan(0.3);
        }
    }

    @Test
    void propertiesAreOnTheTerminalAndInTheReport() throws Exception {
        Path report = folder.resolve("report.json");
        Command.Result result = generate(
                        "OCCO",
                        folder.resolve("a.csv"),
                        "-n",
                        200,
                        "--properties",
                        "gyration,dipole,1-4",
                        "--report",
                        report)
                .done();

        JsonObject line = JsonParser.parseString(Files.readString(report))
                .getAsJsonObject()
                .getAsJsonArray("molecules")
                .get(0)
                .getAsJsonObject();
        assertThat(line.getAsJsonArray("properties"))
                .extracting(average -> average.getAsJsonObject().get("name").getAsString())
                .containsExactly(
                        "radius of gyration", "dipole moment (MMFF94 charges)", "distance O1-O4", "⟨r⁻⁶⟩^(−1/6) O1-O4");
        assertThat(line.get("verdict").getAsString()).contains("trust");
        assertThat(result.err())
                .contains("radius of gyration 1.", line.get("verdict").getAsString());
        assertThat(Files.readAllLines(folder.resolve("a.csv")))
                .hasSize(201)
                .first()
                .asString()
                .startsWith("name,conformer");
    }

    @Test
    void aBatchHasAnIndexAndAPageForEachMoleculeAndSoHasItsFile() throws Exception {
        Path index = folder.resolve("batch.html");
        Path file = folder.resolve("batch.sdf");
        Command.run(
                "generate",
                "CCO ethanol",
                "C* dummy",
                "OCCO glycol",
                "-n",
                100,
                "--minimise",
                "-o",
                file,
                "--report",
                index,
                "--effort",
                "draft",
                "--no-cache");

        String text = Files.readString(index);
        assertThat(text)
                .contains(
                        "<a href=\"batch-molecules/00001-ethanol.html\">ethanol</a>",
                        "3 molecules, 2 of them done",
                        "dummy")
                .contains("00003-glycol.html");
        String page = Files.readString(folder.resolve("batch-molecules/00001-ethanol.html"));
        assertThat(page).contains("Conformers of ethanol", "as the conformers' file states it", "trust");

        Path shown = folder.resolve("shown.html");
        Command.run("preview", file, "-o", shown).done();
        assertThat(Files.readString(shown)).contains("2 molecules, 2 of them done", "00002-glycol.html");
        assertThat(Command.run("preview", file, "-o", folder.resolve("x.png")).err())
                .contains("all must have the same atoms");
    }

    @Test
    void oneMoleculeHasItsPageWhereTheReportIs() throws Exception {
        Path index = folder.resolve("one.html");
        generate("CCO ethanol", folder.resolve("one.sdf"), "-n", 50, "--report", index)
                .done();

        assertThat(Files.readString(index)).contains("Conformers of ethanol", "id=\"clusters\"");
        assertThat(folder.resolve("one-molecules")).doesNotExist();
    }

    @Test
    void averagesOfAFileStandBesideThoseOfItsReference() throws Exception {
        Path first = folder.resolve("first.sdf");
        Path second = folder.resolve("second.sdf");
        generate("OCCO", first, "-n", 300).done();
        generate("OCCO", second, "-n", 300, "--seed", 3).done();
        Path hot = folder.resolve("hot.sdf");
        generate("OCCO", hot, "-n", 300, "--temperature", 900).done();

        String same = Command.run("evaluate", first, "--reference", second, "--properties", "gyration,1-4")
                .done()
                .out();
        assertThat(same).contains("Averages of the reference", "radius of gyration 1.3", "distance O1-O4");
        assertThat(same).contains("Verdict: the ensemble is its reference within twice");
        assertThat(Command.run("evaluate", hot, "--reference", second).done().out())
                .contains("Verdict: the ensemble is not its reference: TVD", "strained");
    }

    @Test
    void wrongUseIsToldBeforeTheWork() {
        Path out = folder.resolve("out.sdf");
        assertThat(generate("CCO", out, "-n", 5, "--pick", "diverse").err())
                .contains("--pick: found without --max-conformers");
        assertThat(generate("CCO", out, "-n", 5, "--heavy").err()).contains("--heavy: found without --unique");
        assertThat(generate("CCO", out, "-n", 5, "--minimise", "--rmsd", "C((").err())
                .contains("option --rmsd: found C((; expected all, heavy, or a SMARTS pattern");
        assertThat(generate("CCO", out, "-n", 5, "--minimise", "--samples").err())
                .contains("expected one of them");
        assertThat(generate("CCO", out, "-n", 5, "--restrain", "no-such.sdf").err())
                .contains("there is no such file");
        assertThat(generate("CCO", out, "-n", 5, "--force-constant", 5).err()).contains("found without --restrain");
        assertThat(generate("CCO", out, "-n", 5, "--restrain", "CCO[H],60", "--exact")
                        .err())
                .contains("option --exact: found besides --restrain");
        assertThat(generate("CCO", out, "-n", 5, "--without-network", "--steps", 5)
                        .err())
                .contains("option --steps: found besides --without-network");
        assertThat(generate("CCO", out, "-n", 5, "--properties", "1-2-3").err()).contains("two or four numbers");
        assertThat(generate("CCO", out, "-n", 5, "--restrain", "CCO,60").err())
                .contains("expected one of the four atoms");
        assertThat(generate("CCO", out, "-n", 5, "--minimise", "--rmsd", "N").err())
                .contains("found no atoms of C2H6O");
        assertThat(out).doesNotExist();
    }
}
