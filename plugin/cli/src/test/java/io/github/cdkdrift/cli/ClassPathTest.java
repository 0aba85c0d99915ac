package io.github.cdkdrift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.cli.Options;
import org.junit.jupiter.api.Test;

/** What the command and its libraries bring to an application's class path. */
class ClassPathTest {
    private static List<Path> jars() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> path.toString().endsWith(".jar") && Files.isRegularFile(path))
                .toList();
    }

    /** Jmol's jar holds Commons CLI, too; in the launcher's folder that is taken out of it, here ours comes first. */
    @Test
    void noClassIsThereTwice() throws IOException {
        Map<String, Path> first = new HashMap<>();
        TreeSet<String> twice = new TreeSet<>();
        for (Path jar : jars()) {
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                zip.stream()
                        .map(ZipEntry::getName)
                        .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF"))
                        .filter(name -> !name.endsWith("module-info.class"))
                        .forEach(name -> {
                            Path before = first.putIfAbsent(name, jar);
                            if (before != null) {
                                twice.add(name.substring(0, name.lastIndexOf('/')) + " in " + before.getFileName()
                                        + " and " + jar.getFileName());
                            }
                        });
            }
        }
        assertThat(first).hasSizeGreaterThan(10_000);
        assertThat(twice).hasSize(1).allMatch(name -> name.startsWith("org/apache/commons/cli in commons-cli-"));
        assertThat(Options.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toString())
                .contains("commons-cli");
    }

    @Test
    void noLoggingFrameworkComesAlong() {
        assertThat(jars())
                .noneMatch(jar -> jar.getFileName().toString().matches("(log4j-(core|api|1\\.2-api)|logback).*"));
    }
}
