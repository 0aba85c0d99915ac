package io.github.cdkdrift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same bytes in every language and time zone, also of a program that uses the library. */
@Tag("slow")
class LocaleTest {
    private final Locale locale = Locale.getDefault();
    private final TimeZone zone = TimeZone.getDefault();

    @TempDir
    private Path folder;

    @AfterEach
    void restore() {
        Locale.setDefault(locale);
        TimeZone.setDefault(zone);
    }

    @Test
    void neitherLanguageNorTimeZoneChangeAByte() throws IOException {
        Path frames = Command.ethanolFrames(folder);
        Map<String, String> first = written(frames, "en-US", "UTC");
        assertThat(written(frames, "tr-TR", "Europe/Istanbul")).isEqualTo(first);
        assertThat(written(frames, "ar-EG", "Pacific/Kiritimati")).isEqualTo(first);
    }

    private Map<String, String> written(Path frames, String language, String place) throws IOException {
        Locale.setDefault(Locale.forLanguageTag(language));
        TimeZone.setDefault(TimeZone.getTimeZone(place));
        Path out = Files.createDirectories(folder.resolve("out"));
        Map<String, String> bytes = new TreeMap<>();
        Path sdf = out.resolve("a.sdf");
        for (String name : new String[] {"a.sdf", "a.xyz", "a.cml", "a.extxyz", "a.npz"}) {
            Command.run("convert", frames, out.resolve(name)).done();
        }
        Command.run("preview", sdf, "-o", out.resolve("a.spt"), "--conformers", 3)
                .done();
        for (String name : new String[] {"a.sdf", "a.xyz", "a.cml", "a.extxyz", "a.npz", "a.spt"}) {
            bytes.put(name, HexFormat.of().formatHex(Files.readAllBytes(out.resolve(name))));
        }
        return bytes;
    }
}
