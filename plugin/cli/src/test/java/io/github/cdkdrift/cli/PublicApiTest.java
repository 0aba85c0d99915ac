package io.github.cdkdrift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What other projects can use is written down, a file for each module, and changes only on purpose. Packages that are not for them are
 * internal: what they offer may change in any version, and no public signature elsewhere mentions it.
 */
class PublicApiTest {
    private static final String ROOT = "io.github.cdkdrift";

    /** The public packages of each module; the root package is the engine's. */
    private static final Map<String, Set<String>> PUBLIC = Map.of(
            "cdk-bridge", Set.of("molecule", "ensemble", "io", "frames"),
            "plugin/potential", Set.of("potential"),
            "plugin/sampling",
                    Set.of(
                            "dynamics",
                            "density",
                            "sampler",
                            "rotamer",
                            "positives",
                            "labelling",
                            "random",
                            "coordinate"),
            "plugin/analysis", Set.of("superposition", "cluster", "property", "evaluation", "kinetics"),
            "plugin/engine",
                    Set.of(
                            "",
                            "conformer",
                            "feature",
                            "drift",
                            "training",
                            "generator",
                            "diffusion",
                            "model",
                            "simulation"),
            "viewer", Set.of("viewer", "viewer.report"));

    private static final Set<String> INTERNAL =
            Set.of("archive", "backend", "network", "journal", "worker", "cli", "data");

    /** Signatures that mention internal types, for what the engine's own packages give each other. */
    private static final Set<String> MENTIONED = Set.of(
            "drift.DriftFields backend.Kernels",
            "generator.AnnealedSource backend.Kernels",
            "generator.CouplingFlow backend.Kernels",
            "generator.CouplingOptimiser backend.Kernels",
            "generator.CouplingPass backend.Kernels",
            "generator.DensitySource backend.Kernels",
            "generator.PositionNetwork network.Mlp",
            "generator.WellNetwork network.Mlp",
            "training.NetworkSettings network.LatentInput",
            "training.NetworkSettings network.MlpShape",
            "training.NetworkSettings network.TorsionHead",
            "training.PointSampler network.Mlp");

    private static final List<JavaClass> CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(ROOT).stream()
                    .filter(type -> !type.getName().endsWith("package-info"))
                    .toList();

    private static String packageOf(Class<?> type) {
        String name = type.getPackageName();
        return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
    }

    private static Map<String, Class<?>> offered(Set<String> packages) {
        Map<String, Class<?>> offered = new TreeMap<>();
        for (JavaClass type : CLASSES) {
            Class<?> reflected = type.reflect();
            if (packages.contains(packageOf(reflected)) && PublicApi.isOffered(reflected)) {
                offered.put(type.getName(), reflected);
            }
        }
        return offered;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"cdk-bridge", "plugin/potential", "plugin/sampling", "plugin/analysis", "plugin/engine", "viewer"
            })
    void thePublicSignaturesAreThoseWrittenDown(String module) throws IOException {
        String found =
                offered(PUBLIC.get(module)).values().stream().map(PublicApi::of).collect(Collectors.joining("\n"));
        Path made = Path.of("target", "api", module, "api.txt");
        Files.createDirectories(made.getParent());
        Files.writeString(made, found);
        Path written = Path.of("..", "..", module, "api.txt");
        Set<String> before = lines(Files.exists(written) ? Files.readString(written, StandardCharsets.UTF_8) : "");
        Set<String> now = lines(found);
        assertThat(difference(before, now))
                .as(
                        "what other projects may call has changed: if that is meant, say so in CHANGELOG.md and copy plugin/cli/%s to"
                                + " %s/api.txt",
                        made, module)
                .isEmpty();
        assertThat(now).hasSizeGreaterThan(20);
    }

    /** Members with the class they are of. */
    private static Set<String> lines(String text) {
        Set<String> lines = new TreeSet<>();
        String head = "";
        for (String line : text.lines().filter(l -> !l.isBlank()).toList()) {
            head = line.startsWith(" ") ? head : line;
            lines.add(line.startsWith(" ") ? head.replaceFirst("\\(.*", "") + ":" + line : line);
        }
        return lines;
    }

    private static List<String> difference(Set<String> before, Set<String> now) {
        List<String> gone = before.stream()
                .filter(line -> !now.contains(line))
                .map(line -> "- " + line)
                .toList();
        List<String> come = now.stream()
                .filter(line -> !before.contains(line))
                .map(line -> "+ " + line)
                .toList();
        return Stream.concat(gone.stream(), come.stream()).toList();
    }

    @Test
    void everyPackageIsPublicOrInternal() {
        Set<String> known = new TreeSet<>(INTERNAL);
        PUBLIC.values().forEach(known::addAll);
        Set<String> all =
                CLASSES.stream().map(type -> packageOf(type.reflect())).collect(Collectors.toSet());
        assertThat(known).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void publicSignaturesMentionNoInternalTypes() {
        Set<String> mentions = new TreeSet<>();
        for (Set<String> packages : PUBLIC.values()) {
            for (Class<?> type : offered(packages).values()) {
                PublicApi.mentioned(type)
                        .filter(other -> other.getName().startsWith(ROOT) && INTERNAL.contains(packageOf(other)))
                        .forEach(other -> mentions.add(type.getName().substring(ROOT.length() + 1) + " "
                                + other.getName().substring(ROOT.length() + 1)));
            }
        }
        assertThat(mentions).containsExactlyInAnyOrderElementsOf(MENTIONED);
    }

    /** A change is seen, whichever it is. */
    @Test
    void aMemberThatComesGoesOrChangesIsADifference() {
        String before = PublicApi.of(Progress.class);
        assertThat(difference(lines(before), lines(before))).isEmpty();
        assertThat(PublicApi.of(Map.Entry.class))
                .startsWith("interface java.util.Map$Entry\n")
                .contains("    abstract K java.util.Map$Entry.getKey()\n");
        Set<String> map = lines(PublicApi.of(Map.Entry.class));
        Set<String> less = new TreeSet<>(map);
        less.removeIf(line -> line.contains("getKey"));
        assertThat(difference(map, less))
                .containsExactly("- interface java.util.Map$Entry:    abstract K java.util.Map$Entry.getKey()");
    }
}
