package io.github.cdkdrift.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExtendedXyzReaderTest {
    private static final String PROPERTIES = "Properties=species:S:1:pos:R:3:forces:R:3";

    @TempDir
    private Path folder;

    @Test
    void readsLabelsOfAFrame() throws Exception {
        LabelledFrame frame = read("1", PROPERTIES + " energy=-1.5", "C 1 2 3 4e0 -5.5 +6");

        assertThat(frame.atomicNumbers()).containsExactly(6);
        assertThat(frame.positions()).containsExactly(1, 2, 3);
        assertThat(frame.forces()).containsExactly(4, -5.5, 6);
        assertThat(frame.energy()).hasValue(-1.5);
    }

    @Test
    void readsColumnsInAnyOrderAndLeavesOthersAside() throws Exception {
        LabelledFrame frame = read(
                "1",
                "Lattice=\"9 0 0 0 9 0 0 0 9\" Properties=id:I:1:forces:R:3:Z:I:1:pos:R:3:species:S:1 pbc=\"F F F\"",
                "7 4 5 6 8 1 2 3 O");

        assertThat(frame.positions()).containsExactly(1, 2, 3);
        assertThat(frame.forces()).containsExactly(4, 5, 6);
        assertThat(frame.atomicNumbers()).containsExactly(8);
    }

    @Test
    void readsQuotedAndEscapedValues() throws Exception {
        LabelledFrame frame = read(
                "1",
                "name=\"energy=3 \\\"quoted\\\" Properties=no\" comment={a b} " + PROPERTIES
                        + " flag 'energy' = '-2.5'",
                "H 0 0 0 0 0 0");

        assertThat(frame.energy()).hasValue(-2.5);
        assertThat(frame.forces()).isNotNull();
    }

    @Test
    void readsPlainXyzWithoutLabels() throws Exception {
        LabelledFrame frame = read("2", "Properties unknown, energy=low", "cl 1 2 3 0.1", "17 4.0 5.0 6.0 0.2");

        assertThat(frame.atomicNumbers()).containsExactly(17, 17);
        assertThat(frame.forces()).isNull();
        assertThat(frame.energy()).isEmpty();
    }

    @Test
    void readsFramesOfDifferentSizeBetweenBlankLinesAndWindowsLineEnds() throws Exception {
        String text = "1\r\n\r\nH 0 0 0\r\n\r\n2\r\n\r\nH 0 0 0\r\nHe 1 1 1";
        try (ExtendedXyzReader reader = ExtendedXyzReader.of(stream(text), "text")) {
            assertThat(reader.read().atomicNumbers()).containsExactly(1);
            assertThat(reader.read().atomicNumbers()).containsExactly(1, 2);
            assertThat(reader.place()).isEqualTo("line 5");
            assertThat(reader.read()).isNull();
        }
    }

    @Test
    void readsGzipWhateverItsName() throws Exception {
        byte[] text = "1\n\nH 0 0 0\n".getBytes(StandardCharsets.UTF_8);
        Path file = TestFiles.bytes(folder, "compressed.xyz", TestFiles.gzip(text));
        try (ExtendedXyzReader reader = ExtendedXyzReader.open(file)) {
            assertThat(reader.read().atomicNumbers()).containsExactly(1);
        }
    }

    /** Expected values: CODATA 2018 by hand, 1 eV = 23.0605 kcal/mol, 1 hartree/bohr = 1185.8210 kcal/mol/Å, 1 bohr = 0.529177 Å. */
    @ParameterizedTest
    @CsvSource({
        "kcal/mol/Angstrom, 1, 1, 1",
        "eV/Å, 23.0605, 1, 23.0605",
        "Hartree/Bohr, 627.50947, 0.529177, 1185.8210",
        "kJ/mol/nm, 0.2390057, 10, 0.02390057"
    })
    void convertsStatedUnits(String units, double energy, double length, double force) throws Exception {
        LabelledFrame frame = read("1", PROPERTIES + " energy=1 units=\"" + units + "\"", "H 1 0 0 1 0 0");

        assertThat(frame.energy().orElseThrow()).isCloseTo(energy, within(energy));
        assertThat(frame.positions()[0]).isCloseTo(length, within(length));
        assertThat(frame.forces()[0]).isCloseTo(force, within(force));
    }

    @Test
    void acceptsRequestedUnitsThatTheFileConfirms() throws Exception {
        Path file = TestFiles.text(folder, "f.xyz", "1", PROPERTIES + " units=eV/A", "H 0 0 0 1 0 0");
        try (ExtendedXyzReader reader = ExtendedXyzReader.open(file, ForceUnits.EV_ANGSTROM)) {
            assertThat(reader.read().forces()[0]).isEqualTo(23.060547830619);
        }
    }

    @Test
    void rejectsUnitsThatContradictTheRequest() {
        Path file = TestFiles.text(folder, "f.xyz", "1", PROPERTIES + " units=eV/A", "H 0 0 0 1 0 0");
        assertThatThrownBy(() -> {
                    try (ExtendedXyzReader reader = ExtendedXyzReader.open(file, ForceUnits.HARTREE_BOHR)) {
                        reader.read();
                    }
                })
                .isInstanceOf(InputFormatException.class)
                .hasMessageContaining("f.xyz, line 2: found units eV/A; expected hartree/bohr");
    }

    @Test
    void rejectsUnknownUnits() {
        assertRejected(
                "line 2: found unknown units 'pound/foot'; expected one of kcal/mol/A",
                () -> read("1", "units=pound/foot", "H 0 0 0"));
    }

    @Test
    void rejectsAFrameThatIsCutOff() {
        assertRejected("line 4: found the end of the file; expected atom 2 of 3", () -> read("3", "", "H 0 0 0"));
        assertRejected("line 2: found the end of the file; expected the comment line", () -> read("3"));
    }

    @Test
    void rejectsACountThatIsTooSmall() {
        assertRejected("line 4: found 'H 0 0 1'; expected the number of atoms", () -> {
            try (ExtendedXyzReader reader = ExtendedXyzReader.of(stream("1\n\nH 0 0 0\nH 0 0 1\n"), "text")) {
                reader.read();
                reader.read();
            }
        });
    }

    @Test
    void rejectsACountThatIsTooLargeWithoutReservingMemoryForIt() {
        assertRejected("line 4: found 1 columns '1'", () -> read("2", "", "H 0 0 0", "1", "", "H 0 0 0"));
        assertRejected("expected atom 2 of 999999999", () -> read("999999999", "", "H 0 0 0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.5", "4294967297", "nine", "1 1"})
    void rejectsACountThatIsNone(String count) {
        assertRejected("line 1: found '" + count + "'; expected the number of atoms", () -> read(count, "", "H 0 0 0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Xx", "119", "0", "C1", "?", "Hydrogen", "1e0", "é"})
    void rejectsAnUnknownElement(String symbol) {
        assertRejected("line 3: found the element '" + symbol + "'", () -> read("1", "", symbol + " 0 0 0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nan", "NaN", "inf", "-Infinity", "1e999"})
    void rejectsValuesThatAreNotFinite(String value) {
        assertRejected(
                "line 3: found '" + value + "'; expected a finite number", () -> read("1", "", "H 0 " + value + " 0"));
        assertRejected("line 3: found '" + value + "'", () -> read("1", PROPERTIES, "H 0 0 0 0 0 " + value));
        assertRejected(
                "line 2: found '" + value + "'", () -> read("1", PROPERTIES + " energy=" + value, "H 0 0 0 0 0 0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1,5", "1.2.3", "--1", "1f", "0x1p3", "1d", ".", "-", "1e"})
    void rejectsWhatIsNoNumber(String value) {
        assertRejected("line 3: found '" + value + "'; expected a number", () -> read("1", "", "H " + value + " 0 0"));
    }

    @Test
    void rejectsLinesWithAnotherNumberOfColumnsThanProperties() {
        assertRejected("line 3: found 4 columns 'H 0 0 0'; expected 7 columns", () -> read("1", PROPERTIES, "H 0 0 0"));
        assertRejected("found 8 columns", () -> read("1", PROPERTIES, "H 0 0 0 0 0 0 0"));
        assertRejected("found 3 columns 'H 0 0'; expected element, x, y and z", () -> read("1", "", "H 0 0"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "species:S:1",
                "pos:R:3",
                "species:S:1:pos:R",
                "species:S:1:pos:R:2",
                "species:S:1:pos:R:x",
                "species:S:1:pos:S:3",
                "species:S:1:pos:R:3:pos:R:3",
                "species:S:1:pos:R:3:forces:R:3:forces:R:3",
                "species:S:1:pos:R:3:charge:Q:1",
                "species:S:1:pos:R:3:a:R:999:b:R:999",
                "species:S:1:pos:R:3:a:R:99999999999",
                ""
            })
    void rejectsPropertiesThatCannotBeMeant(String properties) {
        assertRejected(
                "line 2: found Properties='" + properties + "'",
                () -> read("1", "Properties=\"" + properties + "\"", "H 0 0 0"));
    }

    @Test
    void rejectsATextWithoutLineEnds() {
        assertRejected("found a line of more than", () -> read("1" + " ".repeat(5_000_000)));
    }

    @Test
    void rejectsGzipThatIsCutOff() throws IOException {
        byte[] whole = TestFiles.gzip(Files.readAllBytes(TestFiles.data("md17-ethanol/SOURCE.md", folder)));
        Path file = TestFiles.bytes(folder, "half.gz", Arrays.copyOf(whole, whole.length / 2));
        assertRejected("damaged or cut off compressed data", () -> drain(file));
        Path stub = TestFiles.bytes(folder, "stub.gz", new byte[] {0x1f, (byte) 0x8b, 8});
        assertRejected("damaged gzip data", () -> drain(stub));
    }

    @Test
    void namesFilesThatMayNotBeRead() throws IOException {
        Path file = TestFiles.text(folder, "secret.xyz", "1", "", "H 0 0 0");
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"), "the file system has no permissions");
        Files.setPosixFilePermissions(file, Set.of());
        assumeFalse(Files.isReadable(file), "this user may read every file");
        assertThatThrownBy(() -> drain(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("secret.xyz: no permission to read it");
    }

    @Test
    void namesFilesThatCannotBeOpened() {
        assertThatThrownBy(() -> drain(folder)).isInstanceOf(IOException.class).hasMessageContaining("is a directory");
        assertThatThrownBy(() -> drain(folder.resolve("none.xyz")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("none.xyz: no such file");
        assertRejected("found an empty file", () -> drain(TestFiles.bytes(folder, "empty.xyz", new byte[0])));
    }

    private static Offset<Double> within(double value) {
        return Offset.offset(1e-5 * value);
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static LabelledFrame read(String... lines) throws Exception {
        try (ExtendedXyzReader reader = ExtendedXyzReader.of(stream(String.join("\n", lines)), "text")) {
            return reader.read();
        }
    }

    private static void drain(Path file) throws Exception {
        try (ExtendedXyzReader reader = ExtendedXyzReader.open(file)) {
            LabelledFrame frame;
            do {
                frame = reader.read();
            } while (frame != null);
        }
    }

    private static void assertRejected(String message, ThrowingCallable reading) {
        assertThatThrownBy(reading).isInstanceOf(InputFormatException.class).hasMessageContaining(message);
    }
}
