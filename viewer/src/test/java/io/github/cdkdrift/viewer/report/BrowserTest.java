package io.github.cdkdrift.viewer.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.cdkdrift.viewer.Ethanol;
import io.github.cdkdrift.viewer.PreviewSettings;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page as a reader has it. Skipped where Chromium is not installed. */
@Tag("slow")
class BrowserTest {
    private static final int ATOMS = 9;
    private static final PreviewSettings SETTINGS = PreviewSettings.defaults().withConformers(5);

    @TempDir
    static Path folder;

    private static Browser browser;
    private static Path page;

    @BeforeAll
    static void start() throws Exception {
        browser = new Browser();
        page = folder.resolve("report.html");
        ReportPage.write(TestReports.whole("Ethanol"), page, SETTINGS);
    }

    @AfterAll
    static void end() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void openAtTheDesk() throws Exception {
        browser.console();
        browser.requests();
        browser.size(1000, 800);
        browser.open(page);
    }

    @Test
    void nothingGoesWrongAndNothingIsAskedForElsewhere() throws Exception {
        browser.click("input[value='2']");
        browser.click("#play");

        assertThat(browser.console()).isEmpty();
        assertThat(browser.requests()).contains(page.toUri().toString()).allSatisfy(address -> assertThat(address)
                .matches("(file|data|blob):.*"));
    }

    @Test
    void theMoleculeIsDrawnAndAClusterChangesIt() throws Exception {
        assertThat(atoms()).isEqualTo(SETTINGS.conformers() * ATOMS);
        assertThat(browser.shows("#still")).isFalse();
        BufferedImage all = browser.picture("#view");
        assertThat(colours(all)).as("shades of a lit molecule").isGreaterThan(100);

        browser.click("input[value='2']");

        assertThat(atoms()).isEqualTo(10 * ATOMS);
        assertThat(browser.run("return document.getElementById('status').textContent")
                        .getAsString())
                .isEqualTo("10 conformers laid over each other of cluster 2");
        assertThat(differs(all, browser.picture("#view"))).isTrue();
    }

    @Test
    void aTrajectoryIsPlayedAndItsTimeChosen() throws Exception {
        Path simulated = folder.resolve("simulated.html");
        ReportPage.write(TestReports.simulated(), simulated, SETTINGS);
        browser.open(simulated);
        browser.click("#run");
        assertThat(atoms()).isEqualTo(ATOMS);
        assertThat(browser.run("return document.getElementById('run').getAttribute('aria-pressed')")
                        .getAsString())
                .isEqualTo("true");
        browser.click("#run");
        browser.run("const s = document.getElementById('frame'); s.value = 7; s.dispatchEvent(new Event('input'))");

        assertThat(browser.run("return document.getElementById('status').textContent")
                        .getAsString())
                .isEqualTo("3.5 ps of the simulation");
        assertThat(browser.console()).isEmpty();
    }

    @Test
    void theKeyboardChoosesTurnsAndZooms() throws Exception {
        browser.type("input[value='all']", "\uE015");
        assertThat(browser.run("return document.getElementById('view').dataset.shown")
                        .getAsString())
                .isEqualTo("1");
        BufferedImage before = browser.picture("#view");
        browser.type("#view", "\uE014");
        BufferedImage turned = browser.picture("#view");
        assertThat(differs(before, turned)).isTrue();
        browser.type("#view", "+");
        assertThat(differs(turned, browser.picture("#view"))).isTrue();
        browser.click("#reset");
        browser.click("button[data-turn='up']");
        browser.click("button[data-zoom='0.8']");
        assertThat(browser.console()).isEmpty();
    }

    @Test
    void conformersAreShownOneByOneInEachStyle() throws Exception {
        browser.click("#play");
        assertThat(atoms()).isEqualTo(ATOMS);
        browser.click("#play");
        assertThat(atoms()).isEqualTo(SETTINGS.conformers() * ATOMS);
        for (String style : List.of("sticks", "spheres", "lines")) {
            BufferedImage before = browser.picture("#view");
            browser.click("#style option[value='" + style + "']");
            assertThat(differs(before, browser.picture("#view"))).as(style).isTrue();
        }
    }

    @Test
    void allFiguresHaveSizeAndTitle() throws Exception {
        int figures = browser.run("return document.querySelectorAll('figure svg').length")
                .getAsInt();
        assertThat(figures)
                .as("6 distances, 2 roses, 2 profiles, 2 maps, energies, 2 curves")
                .isEqualTo(15);
        assertThat(browser.run("return [...document.querySelectorAll('figure svg')].every(f =>"
                                + " f.getBoundingClientRect().width > 150 && f.querySelector('title').textContent"
                                + " && f.querySelectorAll('path').length > 1)")
                        .getAsBoolean())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 375})
    void axeFindsNoSeriousFaultAndNothingStandsOut(int width) throws Exception {
        browser.size(width, 800);
        try (InputStream in = BrowserTest.class.getResourceAsStream("axe/axe.min.js")) {
            browser.run(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        JsonElement answer =
                browser.await("const done = arguments[0]; axe.run({iframes: false}).then(r => done(r.violations))");
        List<String> faults = new ArrayList<>();
        for (JsonElement fault : answer.getAsJsonArray()) {
            JsonObject violation = fault.getAsJsonObject();
            faults.add(violation.get("impact").getAsString() + " "
                    + violation.get("id").getAsString() + " "
                    + violation.getAsJsonArray("nodes").get(0).getAsJsonObject().get("html"));
        }
        assertThat(faults).isEmpty();
        assertThat(browser.run("return document.documentElement.scrollWidth").getAsInt())
                .isLessThanOrEqualTo(width);
    }

    @Test
    void withoutJavaScriptThePicturesStay() throws Exception {
        browser.javaScript(false);
        try {
            browser.open(page);
            assertThat(browser.shows("#still")).isTrue();
            assertThat(browser.shows("#clusters img")).isTrue();
            assertThat(browser.shows("#play")).isFalse();
            assertThat(browser.shows("input[value='1']")).isFalse();
        } finally {
            browser.javaScript(true);
        }
    }

    @Test
    void onPaperThePictureStandsForTheViewer() throws Exception {
        browser.medium("print");
        try {
            assertThat(browser.shows("#still")).isTrue();
            assertThat(browser.shows("#play")).isFalse();
        } finally {
            browser.medium("screen");
        }
    }

    @Test
    void anAttackInTheHeadingIsText() throws Exception {
        String attack = "</title></h1><script>window.prey = 1</script><img src=x onerror='window.prey = 1'>";
        Path other = folder.resolve("attack.html");
        ReportPage.write(
                new EnsembleReport(
                        attack,
                        Ethanol.ensemble(3),
                        null,
                        OptionalDouble.empty(),
                        new Origin(attack, Map.of(attack, attack), List.of(), Map.of(attack, 1L))),
                other,
                PreviewSettings.defaults());

        browser.open(other);

        assertThat(browser.run("return document.querySelector('h1').textContent")
                        .getAsString())
                .isEqualTo(attack);
        assertThat(browser.run("return String(window.prey)").getAsString()).isEqualTo("undefined");
        assertThat(browser.run("return document.title").getAsString()).isEqualTo(attack);
        assertThat(browser.console()).isEmpty();
    }

    private static int atoms() throws IOException {
        return Integer.parseInt(browser.run("return document.getElementById('view').dataset.atoms")
                .getAsString());
    }

    private static int colours(BufferedImage image) {
        Set<Integer> colours = new HashSet<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                colours.add(image.getRGB(x, y));
            }
        }
        return colours.size();
    }

    private static boolean differs(BufferedImage a, BufferedImage b) {
        for (int y = 0; y < Math.min(a.getHeight(), b.getHeight()); y++) {
            for (int x = 0; x < Math.min(a.getWidth(), b.getWidth()); x++) {
                if (a.getRGB(x, y) != b.getRGB(x, y)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Frame after frame another conformer, and again from the first. */
    @Test
    void theAnimationGoesThroughTheConformers() throws Exception {
        browser.click("#play");
        Set<String> words = new HashSet<>();
        for (int i = 0; i < 60 && words.size() < SETTINGS.conformers(); i++) {
            words.add(browser.run("return document.getElementById('status').textContent")
                    .getAsString());
            assertThat(atoms()).isEqualTo(ATOMS);
            Thread.sleep(100);
        }
        assertThat(words).hasSize(SETTINGS.conformers()).contains("conformer 1 of 5 of the whole ensemble");

        browser.click("#play");
        assertThat(atoms()).isEqualTo(SETTINGS.conformers() * ATOMS);
    }

    /** A strip of the view's edge, where no atom's colour may be. */
    @ParameterizedTest
    @ValueSource(ints = {360, 1000})
    void theMoleculeFitsItsView(int width) throws Exception {
        browser.size(width, 800);
        browser.open(page);
        BufferedImage view = browser.picture("#view");
        int white = 0xFFFFFFFF;
        int edge = 4;
        for (int x = edge; x < view.getWidth() - edge; x++) {
            assertThat(view.getRGB(x, edge)).as("above, x = %d", x).isEqualTo(white);
            assertThat(view.getRGB(x, view.getHeight() - edge))
                    .as("below, x = %d", x)
                    .isEqualTo(white);
        }
        for (int y = edge; y < view.getHeight() - edge; y++) {
            assertThat(view.getRGB(edge, y)).as("left, y = %d", y).isEqualTo(white);
            assertThat(view.getRGB(view.getWidth() - edge, y))
                    .as("right, y = %d", y)
                    .isEqualTo(white);
        }
        int drawn = 0;
        for (int x = 0; x < view.getWidth(); x++) {
            for (int y = 0; y < view.getHeight(); y++) {
                drawn += view.getRGB(x, y) == white ? 0 : 1;
            }
        }
        assertThat((double) drawn / view.getWidth() / view.getHeight()).isGreaterThan(0.05);
    }

    @ParameterizedTest
    @ValueSource(ints = {360, 1000})
    void theIndexOfABatchLeadsToItsMolecules(int width) throws Exception {
        Path index = folder.resolve("batch.html");
        BatchPage.write(
                "Three molecules",
                "cdkdrift generate <b>",
                List.of(
                        new BatchPage.Entry(
                                1,
                                "Ethanol",
                                "C2H6O",
                                true,
                                3,
                                List.of(0.5, 0.3, 0.2),
                                4.25,
                                "can be trusted",
                                "report.html"),
                        new BatchPage.Entry(
                                2, "<script>alert(1)</script>", "", false, 0, List.of(), 0, "found nothing", ""),
                        new BatchPage.Entry(3, "a".repeat(60), "CH4", true, 1, List.of(1.0), 1, "words", "")),
                index);
        browser.size(width, 800);
        browser.open(index);

        assertThat(browser.run("return document.querySelectorAll('#molecules tbody tr').length")
                        .getAsInt())
                .isEqualTo(3);
        assertThat(browser.run("return document.documentElement.scrollWidth <= innerWidth")
                        .getAsBoolean())
                .as("only the table scrolls")
                .isTrue();
        browser.run("document.querySelector('.scroll').scrollLeft = 500");
        assertThat(browser.run("return document.querySelector('#molecules tbody th').getBoundingClientRect().left")
                        .getAsDouble())
                .as("the first column stays")
                .isBetween(0.0, 30.0);
        assertThat(browser.run("return document.querySelector('.parts span').getBoundingClientRect().width")
                        .getAsDouble())
                .isBetween(70.0, 85.0);
        browser.run("document.querySelector('.scroll').scrollLeft = 0");
        browser.click("#molecules a");
        assertThat(browser.run("return document.getElementById('clusters') !== null")
                        .getAsBoolean())
                .isTrue();
        assertThat(browser.console()).isEmpty();
    }
}
