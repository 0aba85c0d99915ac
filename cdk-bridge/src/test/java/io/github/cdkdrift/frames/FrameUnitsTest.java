package io.github.cdkdrift.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.io.EnsembleFiles;
import io.github.cdkdrift.io.ForceUnits;
import io.github.cdkdrift.molecule.MolecularGraph;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames of water as other programs write them; the total energy of water is about -76.4 hartree. */
class FrameUnitsTest {
    private static final double HARTREE = -76.4;
    private static final double KCAL = HARTREE * 627.5094740631;
    private static final double EV = KCAL / 23.060547830619;

    @TempDir
    private Path folder;

    private Path frames(String name, String comment, String columns) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 2; i++) {
            text.append("3\nProperties=species:S:1:pos:R:3:").append(columns).append(' ');
            text.append(comment).append("\nO 0 0 0 1 0 0\nH 0.96 0 0 -0.5 0 0.25\nH -0.24 0.93 0 -0.5 0 -0.25\n");
        }
        return Files.writeString(folder.resolve(name), text);
    }

    @ParameterizedTest
    @CsvSource({
        "REF_forces:R:3, REF_energy=-310.0, REF_forces",
        "dft_forces:R:3, dft_energy=-310.0, dft_forces",
        "forces:R:3, energy=-310.0 stress=\"0 0 0 0 0 0\", stress",
        "forces:R:3, free_energy=-310.0, free_energy",
        "REF_forces:R:3, energy=-310.0, REF_forces"
    })
    void aseAndMaceWriteElectronvolts(String columns, String comment, String reason) throws Exception {
        ForceFrames frames = ForceFrames.read(frames("f.xyz", comment, columns));
        assertThat(frames.units().units()).isEqualTo(ForceUnits.EV_ANGSTROM);
        assertThat(frames.units().known()).isTrue();
        assertThat(frames.units().reason()).contains(reason);
        assertThat(frames.force(0, 0, 0)).isEqualTo(23.060547830619, within(1e-9));
        assertThat(frames.energy(1).orElseThrow()).isEqualTo(-310.0 * 23.060547830619, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"forces:R:3", "force:R:3", "Forces:R:3"})
    void totalEnergiesTellTheirUnit(String columns) throws Exception {
        ForceFrames ev = ForceFrames.read(frames("ev.xyz", "energy=" + EV, columns));
        assertThat(ev.units().units()).isEqualTo(ForceUnits.EV_ANGSTROM);
        assertThat(ev.energy(0).orElseThrow()).isEqualTo(KCAL, within(1e-6));
        ForceFrames kcal = ForceFrames.read(frames("kcal.xyz", "Energy=" + KCAL, columns));
        assertThat(kcal.units().units()).isEqualTo(ForceUnits.KCAL_MOL_ANGSTROM);
        assertThat(kcal.units().known()).isTrue();
        assertThat(kcal.force(0, 0, 0)).isEqualTo(1);
        ForceFrames kilojoules = ForceFrames.read(frames("kj.xyz", "energy=" + 4.184 * KCAL, columns));
        assertThat(kilojoules.units().units()).isEqualTo(ForceUnits.KJ_MOL_ANGSTROM);
    }

    @Test
    void hartreeDoesNotTellTheUnitOfTheForces() throws Exception {
        Path file = frames("ha.xyz", "energy=" + HARTREE, "forces:R:3");
        ForceFrames frames = ForceFrames.read(file);
        assertThat(frames.units().known()).isFalse();
        assertThatThrownBy(() -> UnitCheck.requirePlausible(frames, 0.7))
                .hasMessageContaining("total energies in hartree")
                .hasMessageContaining("in hartree/A they would have 439 K")
                .hasMessageContaining("--units");
        ForceFrames asked = ForceFrames.read(file, ForceUnits.HARTREE_ANGSTROM);
        assertThat(asked.force(0, 0, 0)).isEqualTo(627.5094740631, within(1e-9));
        assertThatCode(() -> UnitCheck.requirePlausible(asked, 0.7)).doesNotThrowAnyException();
    }

    @Test
    void positionsInAngstromThatAreStatedInBohrAreNoticed() throws Exception {
        ForceFrames frames = ForceFrames.read(frames("bohr.xyz", "units=hartree/bohr", "forces:R:3"));
        MolecularGraph graph = MolecularGraph.perceive(frames.atomicNumbers(), frames.positions(0));
        assertThatThrownBy(() -> UnitCheck.requireUsualBonds(frames, graph))
                .hasMessageContaining("found the bond O1-H2 to be 0.51 Å long with positions in the units hartree/bohr")
                .hasMessageContaining("if the positions are in Å");
        ForceFrames right = ForceFrames.read(frames("right.xyz", "units=hartree/A", "forces:R:3"));
        assertThatCode(() -> UnitCheck.requireUsualBonds(right, graph)).doesNotThrowAnyException();
    }

    @Test
    void unknownUnitsThatLookTooColdAreNamed() throws Exception {
        ForceFrames frames = ForceFrames.read(frames("rel.xyz", "energy=-0.1", "forces:R:3"));
        assertThat(frames.units().known()).isFalse();
        assertThatCode(() -> UnitCheck.requirePlausible(frames, 300)).doesNotThrowAnyException();
        assertThatThrownBy(() -> UnitCheck.requirePlausible(frames, 19))
                .hasMessageContaining("would have 19.0 K in kcal/mol/A, which nothing states")
                .hasMessageContaining("in eV/A they would have 438 K");
        assertThatThrownBy(() -> UnitCheck.requirePlausible(frames, 4000))
                .hasMessageContaining("in kJ/mol/A they would have 956 K");
    }

    @ParameterizedTest
    @ValueSource(strings = {"out.extxyz", "out.npz"})
    void unknownUnitsAreNeverStated(String name) throws Exception {
        Path out = folder.resolve(name);
        ForceFrames.read(frames("rel.xyz", "energy=-0.1", "forces:R:3")).write(out);
        String text = Files.readString(out, StandardCharsets.ISO_8859_1);
        assertThat(text).doesNotContain("kcal").doesNotContain("e_unit");
        assertThat(ForceFrames.read(out).units().known()).isFalse();
        ForceFrames.read(frames("rel.xyz", "energy=-0.1", "forces:R:3"), ForceUnits.EV_ANGSTROM)
                .write(out);
        assertThat(ForceFrames.read(out).units().known()).isTrue();
    }

    @Test
    void statedUnitsGoBeforeAllElse() throws Exception {
        for (String stated : new String[] {"units=\"kcal/mol/A\"", "energy_unit=kcal/mol", "forces_unit=kcal/mol/Å"}) {
            ForceFrames frames = ForceFrames.read(frames("f.xyz", "REF_energy=-310.0 " + stated, "REF_forces:R:3"));
            assertThat(frames.units().units()).isEqualTo(ForceUnits.KCAL_MOL_ANGSTROM);
            assertThat(frames.force(0, 0, 0)).isEqualTo(1);
        }
    }

    @Test
    void lowerCasePropertiesAreColumnsToo() throws Exception {
        Path file = frames("f.xyz", "energy=-1.0", "forces:R:3");
        Files.writeString(file, Files.readString(file).replace("Properties", "properties"));
        assertThat(ForceFrames.read(file).size()).isEqualTo(2);
    }

    @Test
    void columnsThatAreThereAreListedWhereNoneFits() throws Exception {
        Path file = frames("f.xyz", "energy=-1.0", "my_forces:R:3");
        assertThatThrownBy(() -> ForceFrames.read(file))
                .hasMessageContaining("found no forces")
                .hasMessageContaining("REF_forces")
                .hasMessageContaining("the columns are species, pos, my_forces");
        Path plain = Files.writeString(folder.resolve("plain.xyz"), "1\na title\nHe 0 0 0\n");
        assertThatThrownBy(() -> ForceFrames.read(plain)).hasMessageEndingWith("; the comment names no columns");
    }

    @Test
    void isolatedAtomsAreLeftOutAndCounted() throws Exception {
        String atom = "1\nProperties=species:S:1:pos:R:3:forces:R:3 energy=-13.6\n%s 0 0 0 0 0 0\n";
        Path file = frames("f.xyz", "energy=" + EV, "forces:R:3");
        Files.writeString(
                file, atom.formatted("H") + atom.formatted("O") + Files.readString(file) + atom.formatted("H"));
        ForceFrames frames = ForceFrames.read(file);
        assertThat(frames.size()).isEqualTo(2);
        assertThat(frames.notes()).containsExactly("3 frames of isolated atoms are left out");
        assertThat(frames.units().units()).isEqualTo(ForceUnits.EV_ANGSTROM);
        assertThat(EnsembleFiles.read(frames("g.xyz", "energy=" + EV, "forces:R:3"))
                        .size())
                .isEqualTo(2);
    }

    @Test
    void framesOfOtherAtomsAreLeftOutWhenAskedFor() throws Exception {
        Path file = frames("f.xyz", "energy=-1.0", "forces:R:3");
        String other = "2\nProperties=species:S:1:pos:R:3:forces:R:3 energy=-1.0\nH 0 0 0 0 0 0\nH 0.7 0 0 0 0 0\n";
        Files.writeString(file, Files.readString(file) + other);
        assertThatThrownBy(() -> ForceFrames.read(file)).hasMessageContaining("--skip-others");
        ForceFrames frames = ForceFrames.read(file, FrameReading.defaults().withSkipOthers(true));
        assertThat(frames.size()).isEqualTo(2);
        assertThat(frames.notes()).containsExactly("1 frames of other atoms than the first are left out");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "        -5.07005858|-5.07005858|CREST",
                "-5.07005858 !CREST|-5.07005858|CREST",
                " energy: -5.070058580000 gnorm: 0.0005 xtb: 6.6.0|-5.07005858|xtb",
                " energy: -5.07005858 xtb: 6.7.1|-5.07005858|xtb",
                "Coordinates from ORCA-job water E -76.4|-76.4|ORCA",
                " i =        0, time =        0.000, E =       -17.2139|-17.2139|CP2K"
            })
    void otherProgramsWriteTheirEnergyIntoTheComment(String comment, double hartree, String program) throws Exception {
        Path file = folder.resolve("f.xyz");
        Files.writeString(file, "3\n" + comment + "\nO 0 0 0\nH 0.96 0 0\nH -0.24 0.93 0\n");
        Conformer conformer = EnsembleFiles.read(file).conformers().get(0);
        assertThat(conformer.properties().get("energy")).isEqualTo(hartree * 627.5094740631, within(1e-6));
        Map<String, String> fields = conformer.data().orElseThrow().fields();
        assertThat(fields).containsEntry("energy_unit", "kcal/mol");
        assertThat(fields.get("energy_source"))
                .isEqualTo(String.format(Locale.ROOT, "comment line of %s, %s hartree", program, hartree));
    }

    @Test
    void aUnitBehindAnEnergyIsTaken() throws Exception {
        Path file = folder.resolve("f.xyz");
        Files.writeString(file, "3\nstep 3, E = -76.4 Eh\nO 0 0 0\nH 0.96 0 0\nH -0.24 0.93 0\n");
        Conformer conformer = EnsembleFiles.read(file).conformers().get(0);
        assertThat(conformer.properties().get("energy")).isEqualTo(-76.4 * 627.5094740631, within(1e-6));
        assertThat(conformer.data().orElseThrow().fields())
                .containsEntry("energy_source", "comment line, -76.4 hartree");
    }

    @Test
    void otherNumbersInCommentsAreNoEnergies() throws Exception {
        for (String comment : new String[] {"water 1.0", "frame 12", "12", "", "E. coli 4.5 mg", "charge=0 mult=1"}) {
            Path file = folder.resolve("f.xyz");
            Files.writeString(file, "3\n" + comment + "\nO 0 0 0\nH 0.96 0 0\nH -0.24 0.93 0\n");
            assertThat(EnsembleFiles.read(file).conformers().get(0).properties())
                    .as(comment)
                    .isEmpty();
        }
    }
}
