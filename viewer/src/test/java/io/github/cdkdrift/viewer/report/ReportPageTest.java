package io.github.cdkdrift.viewer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.viewer.Ethanol;
import io.github.cdkdrift.viewer.PreviewSettings;
import io.github.cdkdrift.viewer.report.Chart.Axis;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmilesParser;

@Tag("slow")
class ReportPageTest {
    private static final PreviewSettings SMALL = PreviewSettings.defaults().withConformers(2);

    @TempDir
    Path folder;

    private String page(EnsembleReport report) throws Exception {
        Path file = folder.resolve("page.html");
        ReportPage.write(report, file, SMALL);
        return Files.readString(file);
    }

    @Test
    void numbersAreExactForProgramsAndRoundedForTheEye() throws Exception {
        assertThat(page(TestReports.whole("Ethanol")))
                .contains("<data value=\"0.21523456789\">0.2152</data>")
                .contains("<data value=\"1.0E-4\">0.0001</data>")
                .contains("<data value=\"1234\">1,234</data> broken bond")
                .contains("<data value=\"500.0\">500</data> K");
    }

    /** Of the two torsions one is known from torques: a dotted line, an entry of the legend, and the share that is extrapolated. */
    @Test
    void freeEnergiesFromTorquesStandBesideTheCounted() throws Exception {
        assertThat(page(TestReports.whole("Ethanol")))
                .containsOnlyOnce("class=\"torques open\"")
                .containsOnlyOnce("from the torques on the training frames")
                .contains("Free energy along C2-C1-O3-H9; the one from torques puts 12.3 % where no frame has been");
    }

    @Test
    void aSimulationHasItsFiguresTorsionsAndFrames() throws Exception {
        String page = page(TestReports.simulated());

        assertThat(page)
                .contains("Langevin dynamics of &lt;ethanol&gt;")
                .contains("<data value=\"0.012345678\">0.01235</data>")
                .contains("<td colspan=\"4\">not measured: no reference</td>")
                .contains("<input type=\"range\" id=\"frame\" min=\"0\" max=\"9\" value=\"0\">")
                .contains("{\"times\":[0.0,0.5,1.0,");
        // From 175° to −175° and from −170° to 60°, over 180°, the line is lifted: three pieces of two, two and six
        // points.
        assertThat(page.split("class=\"series open\" d=\"M")[1].split("\"")[0].split("M"))
                .extracting(piece -> piece.split("L").length)
                .containsExactly(2, 3, 7);
        assertThat(page(TestReports.whole("Ethanol"))).doesNotContain("id=\"run\"", "id=\"simulation\"");
    }

    /** Populations by counting, free energies by k_BT = 0.99361 kcal/mol at 500 K. */
    @Test
    void clustersHavePopulationsOfBothAndFreeEnergies() throws Exception {
        EnsembleReport report = TestReports.whole("Ethanol");
        ClusterTable table =
                new ClusterTable(report.ensemble(), report.comparison().reference());

        assertThat(table.shown()).hasSize(3);
        assertThat(table.shown().stream().mapToInt(row -> row.own().length).sum())
                .isEqualTo(60);
        assertThat(table.shown().stream()
                        .mapToInt(ClusterTable.Row::inReference)
                        .sum())
                .isEqualTo(100);
        ClusterTable.Row second = table.shown().get(1);
        double ratio = (double) table.shown().get(0).own().length / second.own().length;
        assertThat(table.freeEnergy(second).orElseThrow()).isCloseTo(Math.log(ratio), within(1e-12));
        assertThat(ReportCharts.unit(report)).isCloseTo(0.99361, within(1e-5));
        double p = second.own().length / 60.0;
        assertThat(table.uncertainty(second).orElseThrow()).isCloseTo(Math.sqrt(p * (1 - p) / 60), within(1e-12));
        assertThat(table.lowestEnergy(table.shown().get(0)).orElseThrow())
                .isLessThan(table.meanEnergy(table.shown().get(0)).orElseThrow());
    }

    @Test
    void clustersThatTheEnsembleLacksHaveARow() throws Exception {
        ConformerEnsemble reference = Ethanol.ensemble();
        int[] largest = new ClusterTable(reference, null).shown().get(0).own();
        ConformerEnsemble oneSided = new ConformerEnsemble(
                reference.graph(),
                Arrays.stream(largest).mapToObj(reference.conformers()::get).toList());

        ClusterTable table = new ClusterTable(oneSided, reference);

        assertThat(table.shown()).hasSize(3);
        assertThat(table.shown().get(0).own()).hasSize(largest.length);
        assertThat(table.shown().get(2).own()).isEmpty();
        assertThat(table.freeEnergy(table.shown().get(2))).isEmpty();
        assertThat(table.shown().get(2).representative()).isGreaterThanOrEqualTo(largest.length);
    }

    @Test
    void sameReportGivesTheSameBytes() throws Exception {
        assertThat(page(TestReports.whole("Ethanol"))).isEqualTo(page(TestReports.whole("Ethanol")));
    }

    @Test
    void pageNamesNoAddressToLoadFrom() throws Exception {
        String html = page(TestReports.whole("Ethanol")).replaceAll("(?s)<script>.*?</script>", "");
        assertThat(html).doesNotContainPattern("(src|href|url)\\s*[=(]\\s*[\"']?(https?:)?//");
        assertThat(Pattern.compile("src=\"(?!data:)").matcher(html).find()).isFalse();
        assertThat(html).contains("default-src 'none'");
    }

    @Test
    void whatIsMissingIsLeftOutOrSaid() throws Exception {
        SmilesParser smiles = new SmilesParser(SilentChemObjectBuilder.getInstance());
        ConformerEnsemble atom = new ConformerEnsemble(
                MolecularGraph.of(smiles.parseSmiles("[Ar]")), List.of(Conformer.of(new double[] {1, 2, 3})));
        assertThat(page(TestReports.bare(atom)))
                .contains("id=\"clusters\"", "Not known")
                .doesNotContain(
                        "id=\"distances\"", "id=\"torsions\"", "id=\"energies\"", "id=\"training\"", "id=\"measures\"");
        assertThat(page(TestReports.bare(Ethanol.ensemble(1))))
                .contains("id=\"distances\"", "id=\"torsions\"", "Free energy, kT", "id=\"energies\"");
    }

    /** A propane-like chain of many wells: 30 clusters, of which 24 have rows. */
    @Test
    void manyClustersAreCountedInOneRow() throws Exception {
        ConformerEnsemble ensemble = ChainEnsemble.ofClusters(30);
        assertThat(new ClusterTable(ensemble, null).others()).isNotEmpty();
        assertThat(page(TestReports.bare(ensemble))).contains("more clusters");
    }

    @Test
    void anEmptyEnsembleAndABadTemperatureAreErrors() throws Exception {
        ConformerEnsemble empty = new ConformerEnsemble(Ethanol.graph(), List.of());
        assertThatThrownBy(() -> TestReports.bare(empty)).hasMessageContaining("at least one conformer");
        EnsembleReport report = TestReports.bare(Ethanol.ensemble(1));
        assertThatThrownBy(
                        () -> new EnsembleReport("", report.ensemble(), null, OptionalDouble.of(-1), report.origin()))
                .hasMessageContaining("above 0");
    }

    @Test
    void densitiesIntegrateToOne() throws Exception {
        for (Distribution distribution : EnsembleDistributions.of(Ethanol.ensemble())) {
            double total = distribution.generated().stream()
                    .mapToDouble(density -> density * distribution.width())
                    .sum();
            assertThat(total).as(distribution.name()).isCloseTo(1, within(1e-9));
        }
    }

    @Test
    void longestAxisLiesAcross() {
        double[] rod = {0, 0, -3, 0.1, 0, 0, 0, 0.5, 1, 0, 0, 3};
        double[] turned = new PrincipalAxes(rod).turned(rod);
        assertThat(Math.abs(turned[9] - turned[0])).isGreaterThan(5.9);
        assertThat(Math.abs(turned[10] - turned[1])).isLessThan(0.6);
        double squares = 0;
        double before = 0;
        for (int k = 0; k < 3; k++) {
            squares += Math.pow(turned[6 + k] - turned[3 + k], 2);
            before += Math.pow(rod[6 + k] - rod[3 + k], 2);
        }
        assertThat(squares).as("a rotation keeps distances").isCloseTo(before, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 8.3, 0, 10, 2.5, 5.0",
        "0, 0.107, 0, 0.15, 0.05, 0.10",
        "1.38, 1.78, 1.3, 1.8, 0.1, 1.5",
        "-180, 180, -200, 200, 100, −100",
        "0, 0, 0, 0.25, 0.25, 0.25"
    })
    void axesRunFromRoundToRoundNumbers(double low, double high, double from, double to, double step, String tick) {
        Axis axis = Axis.around("x", low, high);
        assertThat(axis.low()).isCloseTo(from, within(1e-9));
        assertThat(axis.high()).isGreaterThanOrEqualTo(to - 1e-9);
        assertThat(axis.step()).isCloseTo(step, within(1e-9));
        assertThat(Arrays.stream(axis.ticks()).mapToObj(axis::tick)).contains(tick);
    }

    @Test
    void linesBreakWhereNothingIsKnown() {
        String svg = new Chart("t", new Axis("x", 0, 3, 1), new Axis("y", 0, 1, 1))
                .line("generated", new double[] {0, 1, 2, 3}, new double[] {0, Double.POSITIVE_INFINITY, 1, 0})
                .svg("id");
        assertThat(svg).containsPattern("d=\"M\\S+ \\S+M\\S+ \\S+L\\S+ \\S+\"");
    }

    @Test
    void textOfAnybodyIsTextOnOneLineAndNotTooLong() {
        assertThat(Html.escape("<b a=\"1\" c='2'>&")).isEqualTo("&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;");
        assertThat(Html.escape("a\u202Eb\u0000c\nd\uD800e")).isEqualTo("a b c d e");
        assertThat(Html.escape("é中😀")).isEqualTo("é中😀");
        assertThat(Html.escape("x".repeat(1000))).hasSize(301).endsWith("…");
    }

    /** What SOURCE.md says about the bundled viewer is so. */
    @Test
    void bundledViewerIsTheOneThatItsSourceNames() throws Exception {
        for (String name : List.of("3Dmol-min.js", "LICENSE")) {
            try (InputStream in = ReportPage.class.getResourceAsStream("3dmol/" + name);
                    InputStream source = ReportPage.class.getResourceAsStream("3dmol/SOURCE.md")) {
                String digest = HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(in.readAllBytes()));
                assertThat(new String(source.readAllBytes(), StandardCharsets.UTF_8))
                        .contains("SHA-256 of `" + name + "`: " + digest);
            }
        }
    }

    @Test
    void curvesOfATrainingStandAlone() throws Exception {
        Path file = folder.resolve("curves.svg");
        TrainingPlot.write(TestReports.whole("").origin().training(), file);
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
        assertThat(Files.readString(file)).contains("xmlns", "Loss", "Width ratio", "class=\"level\"");
    }
}
