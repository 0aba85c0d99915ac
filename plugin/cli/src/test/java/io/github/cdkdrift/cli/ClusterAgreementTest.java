package io.github.cdkdrift.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.io.MoleculeEntry;
import io.github.cdkdrift.io.MoleculeFiles;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openscience.cdk.exception.CDKException;

/** One ensemble has the same clusters and populations wherever it is shown. */
@Tag("slow")
class ClusterAgreementTest {
    private static final int CONFORMERS = 150;
    private static final int BAR = 0xFF4477AA;

    @TempDir
    private static Path folder;

    private static Path conformers;
    private static Path table;

    /** Population by number, as the SDF file has them. */
    private static final Map<Integer, Double> POPULATIONS = new TreeMap<>();

    @BeforeAll
    static void generate() throws CDKException {
        conformers = folder.resolve("fluoroethanol.sdf");
        table = folder.resolve("report.tsv");
        Command.run(
                        "generate",
                        "FCCO",
                        "-n",
                        CONFORMERS,
                        "-o",
                        conformers,
                        "--report",
                        table,
                        "--effort",
                        "draft",
                        "--steps",
                        60,
                        "--cache",
                        folder.resolve("cache"))
                .done();
        Map<Integer, Integer> members = new TreeMap<>();
        for (MoleculeEntry entry : MoleculeFiles.read(List.of(conformers.toString()))) {
            Map<Object, Object> properties = entry.molecule().getProperties();
            int cluster = (int) Double.parseDouble(properties.get("cluster").toString());
            POPULATIONS.put(
                    cluster,
                    Double.parseDouble(properties.get("cluster_population").toString()));
            members.merge(cluster, 1, Integer::sum);
        }
        members.forEach((cluster, count) ->
                assertThat(POPULATIONS.get(cluster)).isCloseTo((double) count / CONFORMERS, within(1e-6)));
    }

    @Test
    void theLargestClusterIsTheFirstAndAllAreThere() {
        assertThat(POPULATIONS.keySet().stream().mapToInt(i -> i).sum())
                .isEqualTo(POPULATIONS.size() * (POPULATIONS.size() + 1) / 2);
        assertThat(POPULATIONS).hasSizeGreaterThan(1);
        List<Double> shares = List.copyOf(POPULATIONS.values());
        assertThat(shares).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        // Each is rounded to six digits.
        assertThat(shares.stream().mapToDouble(share -> share).sum()).isCloseTo(1, within(5e-7 * shares.size() + 1e-9));
    }

    @Test
    void theTableHasThemToo() throws IOException {
        List<String> lines = Files.readAllLines(table);
        List<String> heading = List.of(lines.get(0).split("\t"));
        String[] cells = lines.get(1).split("\t");

        assertThat(cells[heading.indexOf("clusters")]).isEqualTo(String.valueOf(POPULATIONS.size()));
        requireSame(
                Arrays.stream(cells[heading.indexOf("populations")].split(" "))
                        .map(Double::valueOf)
                        .toList(),
                1e-4);
    }

    /** Minima: the same numbers in the file, on the terminal, in the table and, read back, on the page; a window leaves shares as they are. */
    @Test
    void minimaHaveTheirBasinsPopulationsEverywhere() throws Exception {
        Path minima = folder.resolve("minima.sdf");
        Path lines = folder.resolve("minima.tsv");
        Command.Result result = Command.run(
                        "generate",
                        "FCCO",
                        "-n",
                        CONFORMERS,
                        "-o",
                        minima,
                        "--report",
                        lines,
                        "--minimise",
                        "--effort",
                        "draft",
                        "--steps",
                        60,
                        "--cache",
                        folder.resolve("cache"),
                        "--energy-window",
                        1.5)
                .done();

        List<Double> shares = new ArrayList<>();
        double before = 0;
        for (MoleculeEntry entry : MoleculeFiles.read(List.of(minima.toString()))) {
            Map<Object, Object> properties = entry.molecule().getProperties();
            double energy = Double.parseDouble(properties.get("relative_energy").toString());
            assertThat(energy).isBetween(before, 1.5);
            before = energy;
            shares.add(Double.parseDouble(properties.get("population").toString()));
        }
        List<Double> written = shares.stream().sorted(Comparator.reverseOrder()).toList();
        assertThat(shares).hasSizeGreaterThan(1);
        // What is above the window has a share, too.
        assertThat(shares.stream().mapToDouble(share -> share).sum()).isLessThan(1 - 1e-3);
        for (double share : shares) {
            assertThat(result.err()).contains(String.format(Locale.ROOT, "%.1f ± ", 100 * share));
        }
        List<String> rows = Files.readAllLines(lines);
        int column = List.of(rows.get(0).split("\t")).indexOf("populations");
        List<Double> table = Arrays.stream(rows.get(1).split("\t")[column].split(" "))
                .map(Double::valueOf)
                .toList();
        for (double share : written) {
            assertThat(table).anySatisfy(value -> assertThat(value).isCloseTo(share, within(1e-4)));
        }
        Path page = folder.resolve("minima.html");
        Command.run("preview", minima, "-o", page).done();
        String text = Files.readString(page);
        for (double share : written) {
            assertThat(text).contains(String.format(Locale.ROOT, "%.1f", 100 * share));
        }
    }

    @Test
    void theReportHasThemToo() throws IOException {
        Path page = folder.resolve("page.html");
        Command.run("preview", conformers, "-o", page).done();

        requireSame(
                matches(Files.readString(page), "title=\"(\\d+) conformers\"").stream()
                        .map(count -> Double.parseDouble(count) / CONFORMERS)
                        .toList(),
                1e-6);
    }

    @Test
    void theScriptHasThemToo() throws IOException {
        Path script = folder.resolve("script.spt");
        Command.run("preview", conformers, "-o", script).done();

        String numbers = matches(Files.readString(script), "\\[((?:\\d+, ){" + (CONFORMERS - 1) + "}\\d+)\\]")
                .get(0);
        Map<Integer, Long> count = Stream.of(numbers.split(", "))
                .collect(Collectors.groupingBy(Integer::valueOf, TreeMap::new, Collectors.counting()));
        requireSame(
                count.values().stream()
                        .map(members -> (double) members / CONFORMERS)
                        .toList(),
                1e-6);
    }

    /** Two clusters side by side: the lengths of the bars beneath them go as their populations. */
    @Test
    void thePictureHasThemToo() throws IOException {
        Path picture = folder.resolve("clusters.png");
        Command.run("preview", conformers, "-o", picture, "--view", "clusters", "--conformers", 2, "--size", "1600x600")
                .done();

        BufferedImage image = ImageIO.read(picture.toFile());
        double ratio = (double) bar(image, 0, 800) / bar(image, 800, 1600);
        assertThat(ratio).isCloseTo(POPULATIONS.get(1) / POPULATIONS.get(2), within(0.03 * ratio));
    }

    private static int bar(BufferedImage image, int from, int to) {
        int pixels = 0;
        for (int x = from; x < to; x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                pixels += image.getRGB(x, y) == BAR ? 1 : 0;
            }
        }
        assertThat(pixels).isPositive();
        return pixels;
    }

    private static void requireSame(List<Double> found, double tolerance) {
        List<Double> expected = List.copyOf(POPULATIONS.values());
        int shown = Math.min(expected.size(), 24);
        assertThat(found).hasSizeGreaterThanOrEqualTo(shown);
        for (int i = 0; i < shown; i++) {
            assertThat(found.get(i)).as("cluster %d", i + 1).isCloseTo(expected.get(i), within(tolerance));
        }
    }

    private static List<String> matches(String text, String pattern) {
        List<String> found = new ArrayList<>();
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        assertThat(found).isNotEmpty();
        return found;
    }
}
