package io.github.cdkdrift.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The one-file examples. That for jbang is a Java source file, which Java itself runs; the tools are asked where they are installed. */
@Tag("slow")
class ScriptsTest {
    private static final Path FOLDER = Path.of("scripts").toAbsolutePath();
    private static final Pattern ROW = Pattern.compile("\\s*([\\d.]+) kcal/mol\\s+([\\d.]+) %");

    private static boolean installed(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static String run(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        return text;
    }

    /** Ethanol: trans, and gauche twice 0.18 kcal/mol above. */
    private static void requireEthanol(String text) {
        List<Double> energies = new ArrayList<>();
        double sum = 0;
        Matcher row = ROW.matcher(text);
        while (row.find()) {
            energies.add(Double.valueOf(row.group(1)));
            sum += Double.parseDouble(row.group(2));
        }
        assertThat(energies).as(text).containsExactly(0.0, 0.18, 0.18);
        assertThat(sum).isBetween(99.8, 100.2);
    }

    @Test
    void theJavaFileRunsByItself() throws Exception {
        requireEthanol(run(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                FOLDER.resolve("Conformers.java").toString(),
                "CCO")));
    }

    @Test
    void theJavaFileRunsByJbang() throws Exception {
        assumeTrue(installed("jbang"), "jbang is not installed");
        requireEthanol(run(List.of("jbang", FOLDER.resolve("Conformers.java").toString(), "CCO")));
    }

    @Test
    void theScriptRunsByGroovy() throws Exception {
        assumeTrue(installed("groovy"), "Groovy is not installed");
        requireEthanol(run(List.of("groovy", FOLDER.resolve("conformers.groovy").toString(), "CCO")));
    }
}
