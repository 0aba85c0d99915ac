package io.github.cdkdrift.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdkdrift.molecule.RecordData;
import io.github.cdkdrift.molecule.ShownText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.openscience.cdk.exception.CDKException;

/** What holds of every input that a reader may get; examples are drawn with a seed, and shrunk where one fails. */
class ReaderPropertiesTest {
    private static final String SEED = "20";

    private static Path written(byte[] bytes, String ending) throws IOException {
        Path file = Files.createTempFile("property", ending);
        file.toFile().deleteOnExit();
        return Files.write(file, bytes);
    }

    /** Finite doubles of all sizes, but for a zero with a sign, which is written as 0. */
    private static Arbitrary<Double> numbers(double most) {
        return Arbitraries.oneOf(
                        Arbitraries.doubles().between(-most, most).ofScale(15),
                        Arbitraries.doubles().between(-1e-3, 1e-3).ofScale(20),
                        Arbitraries.of(0.0, Double.MIN_VALUE, 1.0 / 3, -most, most))
                .map(number -> number + 0.0);
    }

    @Provide
    Arbitrary<LabelledFrame> frames() {
        return Arbitraries.integers().between(1, 4).flatMap(atoms -> Combinators.combine(
                        Arbitraries.integers()
                                .between(1, 118)
                                .array(int[].class)
                                .ofSize(atoms),
                        numbers(1e6).array(double[].class).ofSize(3 * atoms),
                        numbers(1e9).array(double[].class).ofSize(3 * atoms).injectNull(0.3),
                        numbers(1e9).injectNull(0.3))
                .as((elements, positions, forces, energy) -> new LabelledFrame(
                        elements,
                        positions,
                        forces,
                        energy == null ? OptionalDouble.empty() : OptionalDouble.of(energy))));
    }

    /** Units are stated, so that a frame comes back with the same bits. */
    @Property(seed = SEED, tries = 200)
    void extendedXyzIsReadAsItWasWritten(@ForAll("frames") LabelledFrame frame) throws Exception {
        Path file = written(new byte[0], ".extxyz");
        try (ExtendedXyzWriter writer = ExtendedXyzWriter.open(file)) {
            writer.write(frame);
            writer.write(frame);
            writer.commit();
        }
        try (ExtendedXyzReader reader = ExtendedXyzReader.open(file)) {
            for (int i = 0; i < 2; i++) {
                LabelledFrame read = reader.read();
                assertThat(read.atomicNumbers()).isEqualTo(frame.atomicNumbers());
                assertThat(read.positions()).isEqualTo(frame.positions());
                assertThat(read.forces()).isEqualTo(frame.forces());
                assertThat(read.energy()).isEqualTo(frame.energy());
            }
            assertThat(reader.read()).isNull();
        }
        Files.delete(file);
    }

    @Provide
    Arbitrary<Map<String, String>> fields() {
        Arbitrary<String> names = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars("_-.µ%")
                .ofMinLength(1)
                .ofMaxLength(12);
        Arbitrary<String> values = Arbitraries.strings()
                .withCharRange(' ', '~')
                .withChars("\"\\'=àµ中")
                .ofMaxLength(100);
        return Arbitraries.maps(names.map(name -> "f_" + name), values).ofMaxSize(4);
    }

    /** In the comment of extended XYZ quotes and backslashes are escaped; nothing of a field is lost. */
    @Property(seed = SEED, tries = 200)
    void dataFieldsOfExtendedXyzComeBack(@ForAll("fields") Map<String, String> fields) throws Exception {
        Path file = written(new byte[0], ".extxyz");
        RecordData data = new RecordData("a name", new LinkedHashMap<>(fields));
        LabelledFrame frame = new LabelledFrame(new int[] {2}, new double[3], null, OptionalDouble.empty());
        try (ExtendedXyzWriter writer = ExtendedXyzWriter.open(file)) {
            writer.write(frame, data);
            writer.commit();
        }
        try (ExtendedXyzReader reader = ExtendedXyzReader.open(file)) {
            reader.read();
            assertThat(reader.data().title()).isEqualTo("a name");
            fields.forEach(
                    (name, value) -> assertThat(reader.data().fields()).as(name).containsEntry(name, value));
        }
        Files.delete(file);
    }

    /** As the JDK rounds; Fortran's exponent letter is another spelling of the same number. */
    @Property(seed = SEED, tries = 2000)
    void decimalNumbersAreRoundedCorrectly(@ForAll double number, @ForAll @IntRange(min = 1, max = 20) int digits) {
        if (!Double.isFinite(number)) {
            return;
        }
        String text = new BigDecimal(number).round(new MathContext(digits)).toString();
        for (String spelling : List.of(text, text.replace('E', 'D'), Double.toString(number))) {
            byte[] bytes = spelling.getBytes(StandardCharsets.ISO_8859_1);
            assertThat(DecimalNumbers.parse(bytes, 0, bytes.length))
                    .as(spelling)
                    .isEqualTo(Double.parseDouble(spelling.replace('D', 'E')));
        }
    }

    /** What is no number is refused, and never read as another one. */
    @Property(seed = SEED, tries = 1000)
    void whatIsNoNumberIsRefused(@ForAll @StringLength(max = 8) @CharRange(from = ' ', to = '~') String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        Double found = null;
        try {
            found = DecimalNumbers.parse(bytes, 0, bytes.length);
        } catch (NumberFormatException e) {
            // Then Java must refuse it, too.
        }
        if (found != null && Double.isFinite(found)) {
            assertThat(found).isEqualTo(Double.parseDouble(text.replaceAll("[dD]", "e")));
        }
        if (found == null && text.matches("-?[0-9]{1,6}(\\.[0-9]*)?")) {
            throw new AssertionError("refused the number " + text);
        }
    }

    @Provide
    Arbitrary<List<String>> lines() {
        return Arbitraries.strings()
                .all()
                .excludeChars('\n', '\r', '\uFEFF', '\uFFFE')
                .ofMaxLength(40)
                .filter(line -> line.codePoints().noneMatch(c -> c >= 0xD800 && c < 0xE000))
                .list()
                .ofMaxSize(6);
    }

    /** Whatever ends them. */
    @Property(seed = SEED, tries = 300)
    void linesAreReadWithEitherEnd(@ForAll("lines") List<String> lines, @ForAll boolean windows) throws Exception {
        String end = windows ? "\r\n" : "\n";
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line).append(end));
        List<String> read = new ArrayList<>();
        try (LineReader reader =
                new LineReader(new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)), "lines")) {
            while (reader.advance()) {
                read.add(reader.text());
                assertThat(reader.number()).isEqualTo(read.size());
            }
        }
        assertThat(read).isEqualTo(lines);
    }

    /** Nothing that moves a terminal's cursor or turns the order of letters comes through, and nothing is escaped twice. */
    @Property(seed = SEED, tries = 1000)
    void shownTextHasNoHiddenCharacters(@ForAll String text) {
        String shown = ShownText.line(text);
        assertThat(shown.codePoints())
                .noneMatch(c -> Character.isISOControl(c)
                        || Character.getType(c) == Character.FORMAT
                        || Character.getType(c) == Character.SURROGATE
                        || Character.getType(c) == Character.LINE_SEPARATOR);
        assertThat(ShownText.line(shown)).isEqualTo(shown);
    }

    /** Bytes of any kind under any name are a file or a refusal in words; nothing else is thrown. */
    @Property(seed = SEED, tries = 300)
    void anyBytesAreReadOrRefusedInWords(@ForAll byte[] bytes, @ForAll @IntRange(max = 5) int kind) throws IOException {
        String ending =
                List.of(".sdf", ".xyz", ".extxyz", ".cml", ".npz", ".sdf.gz").get(kind);
        Path file = written(bytes, ending);
        try {
            assertThat(EnsembleFiles.read(file).conformers()).isNotEmpty();
        } catch (CDKException e) {
            assertThat(e.getMessage()).contains(file.getFileName().toString()).hasSizeLessThan(2000);
        }
        Files.delete(file);
    }
}
