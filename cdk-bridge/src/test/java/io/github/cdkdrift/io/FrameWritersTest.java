package io.github.cdkdrift.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameWritersTest {
    @TempDir
    private Path folder;

    private NpzFrames bundled() throws Exception {
        return NpzFrames.read(TestFiles.data("md17-ethanol/md17-ethanol-0-1999.npz", folder));
    }

    @ParameterizedTest
    @ValueSource(strings = {"frames.extxyz", "frames.xyz.gz"})
    void extendedXyzGivesEveryNumberBack(String name) throws Exception {
        NpzFrames frames = bundled();
        Path file = folder.resolve(name);
        try (ExtendedXyzWriter writer = ExtendedXyzWriter.open(file)) {
            for (int i = 0; i < frames.size(); i++) {
                writer.write(frame(frames, i));
            }
            writer.commit();
        }
        try (ExtendedXyzReader reader = ExtendedXyzReader.open(file, ForceUnits.KCAL_MOL_ANGSTROM)) {
            for (int i = 0; i < frames.size(); i++) {
                LabelledFrame expected = frame(frames, i);
                LabelledFrame actual = reader.read();
                assertThat(actual.atomicNumbers()).isEqualTo(expected.atomicNumbers());
                assertThat(actual.positions()).isEqualTo(expected.positions());
                assertThat(actual.forces()).isEqualTo(expected.forces());
                assertThat(actual.energy()).isEqualTo(expected.energy());
            }
            assertThat(reader.read()).isNull();
        }
    }

    /** The order of a copied map would change from one program to the next. */
    @Test
    void textsOfExtendedXyzStandInTheirOrder() throws Exception {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String key : List.of("zeta", "alpha", "potential", "seed", "beta", "unit", "gamma")) {
            texts.put(key, "x");
        }
        Path file = folder.resolve("texts.extxyz");
        try (ExtendedXyzWriter writer = ExtendedXyzWriter.open(file, texts)) {
            writer.write(frame(bundled(), 0));
            writer.commit();
        }
        assertThat(Files.readAllLines(file).get(1))
                .contains("zeta=\"x\" alpha=\"x\" potential=\"x\" seed=\"x\" beta=\"x\" unit=\"x\" gamma=\"x\"");
    }

    @Test
    void npzGivesEveryNumberBackAndTheSameBytesEachTime() throws Exception {
        NpzFrames frames = bundled();
        Path file = folder.resolve("copy.npz");
        frames.write(file);
        byte[] first = Files.readAllBytes(file);
        frames.write(file);

        NpzFrames copy = NpzFrames.read(file);
        assertThat(copy.atomicNumbers()).isEqualTo(frames.atomicNumbers());
        assertThat(copy.positions()).isEqualTo(frames.positions());
        assertThat(copy.forces()).isEqualTo(frames.forces());
        assertThat(copy.energies()).isEqualTo(frames.energies());
        assertThat(Files.readAllBytes(file)).isEqualTo(first);
    }

    @Test
    void nothingAppearsWhenANumberIsNotFinite() throws Exception {
        double[] bad = {0, Double.NaN, 0};
        double[] good = {0, 0, 0};
        int[] helium = {2};
        assertNothingWritten(
                new LabelledFrame(helium, bad, good, OptionalDouble.empty()),
                "frame 1: found NaN in the positions of atom 1");
        assertNothingWritten(new LabelledFrame(helium, good, bad, OptionalDouble.empty()), "in the forces of atom 1");
        assertNothingWritten(
                new LabelledFrame(helium, good, good, OptionalDouble.of(Double.POSITIVE_INFINITY)), "in the energy");
        assertThatThrownBy(() -> new NpzFrames(helium, good, bad, null).write(folder.resolve("bad.npz")))
                .hasMessageContaining("bad.npz, entry F: found NaN");
        assertThat(names()).isEmpty();
    }

    private void assertNothingWritten(LabelledFrame frame, String message) throws IOException {
        assertThatThrownBy(() -> {
                    try (ExtendedXyzWriter writer = ExtendedXyzWriter.open(folder.resolve("bad.xyz"))) {
                        writer.write(frame);
                        writer.commit();
                    }
                })
                .isInstanceOf(InputFormatException.class)
                .hasMessageContaining(message);
        assertThat(names()).isEmpty();
    }

    private Stream<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::toString).toList().stream();
        }
    }

    private static LabelledFrame frame(NpzFrames frames, int index) {
        return new LabelledFrame(
                frames.atomicNumbers(),
                Arrays.copyOfRange(frames.positions(), 27 * index, 27 * index + 27),
                Arrays.copyOfRange(frames.forces(), 27 * index, 27 * index + 27),
                OptionalDouble.of(frames.energies()[index]));
    }
}
