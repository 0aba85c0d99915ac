package io.github.cdkdrift.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cdkdrift.io.ForceUnits;
import io.github.cdkdrift.io.InputFormatException;
import io.github.cdkdrift.io.TestFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForceFramesFileTest {
    private static final String COMMENT = "Properties=species:S:1:pos:R:3:forces:R:3 energy=1";

    @TempDir
    private Path folder;

    @Test
    void readsNpzUnderAnyName() throws Exception {
        Path file = TestFiles.bytes(folder, "water.data", TestFiles.zip(TestFiles.waterArrays()));
        ForceFrames frames = ForceFrames.read(file);

        assertThat(frames.size()).isEqualTo(2);
        assertThat(frames.position(1, 2, 1)).isEqualTo(16);
        assertThat(frames.energies()).containsExactly(-1, -2);
    }

    @Test
    void readsExtendedXyzInRequestedUnits() throws Exception {
        Path file =
                TestFiles.text(folder, "two.extxyz", "1", COMMENT, "He 0 0 0 0 0 1", "1", COMMENT, "He 0 0 2 0 0 1");
        ForceFrames frames = ForceFrames.read(file, ForceUnits.EV_ANGSTROM);

        assertThat(frames.size()).isEqualTo(2);
        assertThat(frames.position(1, 0, 2)).isEqualTo(2);
        assertThat(frames.force(1, 0, 2)).isEqualTo(23.060547830619);
        assertThat(frames.energy(0)).hasValue(23.060547830619);
    }

    @ParameterizedTest
    @ValueSource(strings = {"copy.npz", "copy.extxyz", "copy.XYZ.gz"})
    void writesFramesThatReadBackAsTheyWere(String name) throws Exception {
        ForceFrames frames = ForceFrames.read(TestFiles.data("md17-ethanol/md17-ethanol-0-1999.npz", folder))
                .every(40);
        Path file = folder.resolve(name);
        frames.write(file);
        ForceFrames copy = ForceFrames.read(file, ForceUnits.KCAL_MOL_ANGSTROM);

        assertThat(copy.atomicNumbers()).isEqualTo(frames.atomicNumbers());
        assertThat(copy.energies()).isEqualTo(frames.energies());
        for (int i = 0; i < frames.size(); i++) {
            assertThat(copy.positions(i)).isEqualTo(frames.positions(i));
            assertThat(copy.forces(i)).isEqualTo(frames.forces(i));
        }
        assertThatThrownBy(() -> ForceFrames.read(file, ForceUnits.EV_ANGSTROM))
                .hasMessageContaining("found units kcal/mol/A");
    }

    @ParameterizedTest
    @ValueSource(strings = {"labelled.npz", "labelled.extxyz"})
    void whatComputedTheLabelsIsKept(String name) throws Exception {
        ForceFrames frames = ForceFrames.of(new int[] {2}, new double[6], new double[6], null);
        Path file = folder.resolve(name);
        frames.write(file);
        assertThat(ForceFrames.read(file).potential()).isEmpty();

        frames.withPotential("GFN2-xTB").every(2).write(file);
        assertThat(ForceFrames.read(file).potential()).hasValue("GFN2-xTB");
        assertThat(ForceFrames.read(file).first(1).potential()).hasValue("GFN2-xTB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"potential=other", "potential=-1.5e2", ""})
    void framesOfDifferentPotentialsAreOfNone(String second) throws Exception {
        String comment = COMMENT + " potential=one";
        Path file = TestFiles.text(
                folder, "two.extxyz", "1", comment, "He 0 0 0 0 0 1", "1", COMMENT + " " + second, "He 0 0 2 0 0 1");
        assertThat(ForceFrames.read(file).potential()).isEmpty();
    }

    @Test
    void writesNothingUnderANameThatSaysNothing() throws Exception {
        ForceFrames frames = ForceFrames.of(new int[] {2}, new double[3], new double[3], null);
        assertThatThrownBy(() -> frames.write(folder.resolve("frames.dat")))
                .isInstanceOf(InputFormatException.class)
                .hasMessageContaining("one that ends with .extxyz, .xyz or .npz");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void rejectsFramesWhoseAtomsDiffer() {
        Path file = TestFiles.text(folder, "f.xyz", "1", COMMENT, "He 0 0 0 0 0 1", "1", COMMENT, "H 0 0 2 0 0 1");
        assertRejected(
                file, "f.xyz, line 4 (frame 2): found the atomic numbers [1]; expected [2] as in the first frame");
    }

    @Test
    void rejectsFramesWithoutForces() {
        assertRejected(
                TestFiles.text(folder, "plain.xyz", "1", "", "He 0 0 0"),
                "plain.xyz, line 1 (frame 1): found no forces; expected a column forces:R:3");
        Map<String, byte[]> arrays = TestFiles.waterArrays();
        arrays.remove("F.npy");
        assertThatThrownBy(() -> ForceFrames.read(TestFiles.bytes(folder, "f.npz", TestFiles.zip(arrays))))
                .hasMessageContaining("f.npz: found no forces; expected an entry F or forces");
    }

    @Test
    void rejectsEnergiesInSomeFramesOnly() {
        Path file = TestFiles.text(
                folder,
                "f.xyz",
                "1",
                COMMENT,
                "He 0 0 0 0 0 1",
                "1",
                COMMENT.replace(" energy=1", ""),
                "He 0 0 0 0 0 1");
        assertRejected(file, "line 4 (frame 2): found no energy");
    }

    @Test
    void rejectsWhatIsNoFileWithFrames() {
        assertThatThrownBy(() -> ForceFrames.read(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("directory");
        assertRejected(TestFiles.bytes(folder, "empty.npz", new byte[0]), "empty.npz: found an empty file");
        assertRejected(TestFiles.text(folder, "blank.xyz", "", " "), "blank.xyz: found no frame");
    }

    private static void assertRejected(Path file, String message) {
        assertThatThrownBy(() -> ForceFrames.read(file))
                .isInstanceOf(InputFormatException.class)
                .hasMessageContaining(message);
    }
}
