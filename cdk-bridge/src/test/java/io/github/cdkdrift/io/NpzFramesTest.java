package io.github.cdkdrift.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpzFramesTest {
    @TempDir
    private Path folder;

    /** Expected values: {@code numpy.load} of the same file, printed with {@code repr}. */
    @Test
    void readsTheBundledFrames() throws Exception {
        NpzFrames frames = NpzFrames.read(TestFiles.data("md17-ethanol/md17-ethanol-0-1999.npz", folder));

        assertThat(frames.size()).isEqualTo(2000);
        assertThat(frames.atomicNumbers()).containsExactly(6, 6, 8, 1, 1, 1, 1, 1, 1);
        assertThat(Arrays.copyOf(frames.positions(), 3)).containsExactly(0.0072, -0.5687, 0.0);
        assertThat(frames.forces()[2]).isEqualTo(5.2067503058e-07);
        assertThat(frames.energies()[1]).isEqualTo(-97208.37630463531);
    }

    @Test
    void readsDeflatedArraysUnderTheKeysOfRevisedMd17() throws Exception {
        Map<String, byte[]> arrays = TestFiles.waterArrays();
        arrays.put("coords.npy", arrays.remove("R.npy"));
        arrays.put("forces.npy", arrays.remove("F.npy"));
        arrays.put("energies.npy", TestFiles.npy(new double[] {-1, -2}, 2));
        arrays.put("nuclear_charges.npy", arrays.remove("z.npy"));
        arrays.remove("E.npy");

        NpzFrames frames = read(arrays);

        assertThat(frames.atomicNumbers()).containsExactly(8, 1, 1);
        assertThat(frames.positions()).isEqualTo(TestFiles.counting(18));
        assertThat(frames.energies()).containsExactly(-1, -2);
    }

    @ParameterizedTest
    @CsvSource({"<f4", "<f8", ">f4", ">f8", "<i2", ">i4", "<i8", "|i1", "|u1", "<u2", "<u4", "<u8"})
    void readsEveryRealTypeAndByteOrder(String type) throws Exception {
        Map<String, byte[]> arrays = TestFiles.waterArrays();
        arrays.put("R.npy", TestFiles.npy(type, false, "2, 3, 3", encode(type, TestFiles.counting(18))));

        assertThat(read(arrays).positions()).isEqualTo(TestFiles.counting(18));
    }

    /** Element [f, a, x] of a column-major array of shape [2, 3, 3] stands at f + 2 a + 6 x. */
    @Test
    void readsColumnMajorArrays() throws Exception {
        double[] columnMajor = new double[18];
        for (int i = 0; i < 18; i++) {
            columnMajor[i / 9 + 2 * (i / 3 % 3) + 6 * (i % 3)] = i;
        }
        Map<String, byte[]> arrays = TestFiles.waterArrays();
        arrays.put("R.npy", TestFiles.npy("<f8", true, "2, 3, 3", encode("<f8", columnMajor)));

        assertThat(read(arrays).positions()).isEqualTo(TestFiles.counting(18));
    }

    @Test
    void readsStatedUnits() throws Exception {
        Map<String, byte[]> arrays = TestFiles.waterArrays();
        arrays.put("e_unit.npy", text("eV"));
        arrays.put("r_unit.npy", text("Ang"));

        assertThat(read(arrays).energies()[0]).isEqualTo(-23.060547830619);
        Path file = write(arrays);
        assertThatThrownBy(() -> NpzFrames.read(file, ForceUnits.KCAL_MOL_ANGSTROM))
                .hasMessageContaining("entries e_unit and r_unit: found units eV/A; expected kcal/mol/A");
        arrays.put("r_unit.npy", text("foot"));
        assertRejected(arrays, "unknown units 'eV/foot'");
    }

    @Test
    void leavesForcesAndEnergiesOutWhereThereAreNone() throws Exception {
        Map<String, byte[]> arrays = TestFiles.waterArrays();
        arrays.remove("F.npy");
        arrays.remove("E.npy");

        assertThat(read(arrays).forces()).isNull();
        assertThat(read(arrays).energies()).isNull();
    }

    @Test
    void neverUnpicklesObjects() {
        Map<String, byte[]> arrays = TestFiles.waterArrays();
        arrays.put("F.npy", TestFiles.npy("|O", false, "2, 3, 3", new byte[144]));
        assertRejected(arrays, "entry F: found Python objects; expected numbers; objects are never unpickled");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/R.npy", "../R.npy", "a/../../R.npy", "C:/R.npy", "..\\R.npy"})
    void rejectsUnsafeEntryNames(String name) {
        Map<String, byte[]> arrays = TestFiles.waterArrays();
        arrays.put(name, new byte[0]);
        assertRejected(arrays, "found an unsafe name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1099511627776, 3, 3",
                "4611686018427387904, 3, 3",
                "99999999999999999999, 3, 3",
                "2, 3, 4",
                "2, 3",
                "0, 3, 3",
                ""
            })
    void rejectsAHeaderThatClaimsOtherDataThanThereAre(String shape) {
        Map<String, byte[]> arrays = TestFiles.waterArrays();
        arrays.put("R.npy", TestFiles.npy("<f8", false, shape, new byte[144]));
        assertRejected(arrays, "entry R: found");
    }

    @Test
    void rejectsZerosThatUnpackWithoutMeasure() {
        Map<String, byte[]> arrays = TestFiles.waterArrays();
        int frames = 1_000_000;
        arrays.put("R.npy", TestFiles.npy("<f8", false, frames + ", 3, 3", new byte[72 * frames]));

        assertRejected(arrays, "entry R: found data that unpack to more than 400 times their size");
    }

    @Test
    void rejectsMoreDimensionsThanNumPyHas() {
        Map<String, byte[]> arrays = TestFiles.waterArrays();
        arrays.put("R.npy", TestFiles.npy("<f8", false, "1,".repeat(10_000), new byte[8]));

        assertRejected(arrays, "entry R: found a shape of 10000 dimensions; expected at most 64");
    }

    @Test
    void rejectsShapesThatDoNotFitTogether() {
        assertShapeRejected("R.npy", "entry R: found shape [2, 9]", 2, 9);
        assertShapeRejected("F.npy", "entry F: found shape [1, 6, 3]", 1, 6, 3);
        assertShapeRejected("E.npy", "entry E: found shape [3]", 3);
        assertShapeRejected("z.npy", "entry z: found shape [2]", 2);
    }

    @Test
    void rejectsValuesThatAreNotFinite() {
        Map<String, byte[]> arrays = TestFiles.waterArrays();
        double[] values = TestFiles.counting(18);
        values[12] = Double.NaN;
        arrays.put("F.npy", TestFiles.npy(values, 2, 3, 3));
        assertRejected(arrays, "entry F, frame 2: found NaN; expected finite numbers");
    }

    @Test
    void rejectsAtomsThatAreNoneOrChange() {
        Map<String, byte[]> arrays = TestFiles.waterArrays();
        arrays.put("z.npy", TestFiles.npy(new double[] {8, 1, 0}, 3));
        assertRejected(arrays, "entry z: found the atomic number 0.0 of atom 3");
        arrays.put("z.npy", TestFiles.npy(new double[] {8, 1, 1.5}, 3));
        assertRejected(arrays, "entry z: found the atomic number 1.5 of atom 3");
        arrays.put("z.npy", TestFiles.npy(new double[] {8, 1, 1, 8, 6, 1}, 2, 3));
        assertRejected(arrays, "entry z, frame 2: found atom 2 of another element");
    }

    @Test
    void rejectsMissingAndAmbiguousEntries() {
        Map<String, byte[]> arrays = TestFiles.waterArrays();
        arrays.put("coords.npy", arrays.get("R.npy"));
        assertRejected(arrays, "found entries [R, coords]; expected one of them");
        arrays.keySet().removeAll(List.of("coords.npy", "R.npy"));
        assertRejected(arrays, "found the entries 'E', 'F', 'z'; expected one named R or coords");
    }

    @Test
    void rejectsTypesThatAreNoRealNumbers() {
        for (String type : new String[] {"<c16", "<f2", "<U4", "|b1", "<M8", "|V8"}) {
            Map<String, byte[]> arrays = TestFiles.waterArrays();
            arrays.put("R.npy", TestFiles.npy(type, false, "2, 3, 3", new byte[18 * 16]));
            assertRejected(arrays, "entry R: found");
        }
    }

    @Test
    void rejectsAByteThatChangedOnTheWay() throws IOException {
        byte[] archive = Files.readAllBytes(TestFiles.data("md17-ethanol/md17-ethanol-0-1999.npz", folder));
        archive[500_000] ^= 1;
        Path file = TestFiles.bytes(folder, "changed.npz", archive);
        assertThatThrownBy(() -> NpzFrames.read(file))
                .isInstanceOf(InputFormatException.class)
                .hasMessageContaining("found data that do not fit their checksum");
    }

    @Test
    void rejectsWhatIsNoArchive() {
        Path file = TestFiles.text(folder, "text.npz", "PK this is no archive");
        assertThatThrownBy(() -> NpzFrames.read(file)).hasMessageContaining("text.npz: found no readable zip archive");
    }

    private void assertShapeRejected(String entry, String message, int... shape) {
        Map<String, byte[]> arrays = TestFiles.waterArrays();
        arrays.put(entry, TestFiles.npy(new double[Arrays.stream(shape).reduce(1, (a, b) -> a * b)], shape));
        assertRejected(arrays, message);
    }

    private void assertRejected(Map<String, byte[]> arrays, String message) {
        assertThatThrownBy(() -> read(arrays))
                .isInstanceOf(InputFormatException.class)
                .hasMessageContaining(message);
    }

    private NpzFrames read(Map<String, byte[]> arrays) throws Exception {
        return NpzFrames.read(write(arrays));
    }

    private Path write(Map<String, byte[]> arrays) throws IOException {
        return TestFiles.bytes(folder, "frames.npz", TestFiles.zip(arrays));
    }

    private static byte[] text(String value) {
        return TestFiles.npy("<U" + value.length(), false, "", value.getBytes(Charset.forName("UTF-32LE")));
    }

    private static byte[] encode(String type, double[] values) {
        int size = type.charAt(2) - '0';
        ByteBuffer data = ByteBuffer.allocate(size * values.length)
                .order(type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            switch (type.substring(1)) {
                case "f4" -> data.putFloat((float) value);
                case "f8" -> data.putDouble(value);
                case "i8", "u8" -> data.putLong((long) value);
                case "i4", "u4" -> data.putInt((int) value);
                case "i2", "u2" -> data.putShort((short) value);
                default -> data.put((byte) value);
            }
        }
        return data.array();
    }
}
