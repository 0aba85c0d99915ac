package io.github.cdkdrift.viewer.report;

import io.github.cdkdrift.io.AtomicFile;
import io.github.cdkdrift.viewer.EnsemblePreview;
import io.github.cdkdrift.viewer.PreviewSettings;
import io.github.cdkdrift.viewer.PreviewView;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes an {@link EnsembleReport} as one HTML file that needs nothing else: no network, no fonts, no further files. The molecule
 * turns in 3Dmol.js (BSD-3-Clause, inside); without JavaScript or WebGL, and on paper, pictures by Jmol stand in its
 * place. The page's own security policy forbids every request. The same report gives the same bytes.
 */
public final class ReportPage {
    private static final int STILL_WIDTH = 800;
    private static final int STILL_HEIGHT = 600;
    private static final int THUMBNAIL_WIDTH = 192;
    private static final int THUMBNAIL_HEIGHT = 144;

    private final EnsembleReport report;
    private final PreviewSettings settings;
    private final Html page = new Html();
    private final ClusterTable clusters;

    private ReportPage(EnsembleReport report, PreviewSettings settings) {
        this.report = report;
        this.settings = settings;
        clusters = new ClusterTable(
                report.ensemble(),
                report.comparison() == null ? null : report.comparison().reference());
    }

    /**
     * Writes the page; the file appears when it is whole.
     *
     * @param settings number of conformers, style and background of the pictures; their size is the page's own
     * @throws IllegalArgumentException if a conformer holds a coordinate that is not finite
     * @throws IOException if the file cannot be written
     */
    public static void write(EnsembleReport report, Path file, PreviewSettings settings) throws IOException {
        String html = new ReportPage(report, settings).html();
        try (AtomicFile target = AtomicFile.create(file)) {
            target.stream().write(html.getBytes(StandardCharsets.UTF_8));
            target.commit();
        }
    }

    private String html() throws IOException {
        String viewer = resource("3dmol/3Dmol-min.js");
        String script = resource("report.js");
        String policy = "default-src 'none'; img-src data: blob:; style-src 'unsafe-inline'; base-uri 'none';"
                + " form-action 'none'; script-src '" + hash(viewer) + "' '" + hash(script) + "'";
        page.raw("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n")
                .raw("<meta http-equiv=\"Content-Security-Policy\" content=\"" + policy + "\">\n")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
                .text(report.heading())
                .raw(
                        "</title>\n<link rel=\"icon\" href=\"data:,\">\n<style>" + resource("report.css")
                                + "</style></head>\n<body>\n<a class=\"skip\" href=\"#conformers\">Skip to the conformers</a>\n");
        header();
        page.raw("<main>\n");
        conformers();
        if (report.trajectory() != null) {
            new TrajectorySection(report.trajectory()).write(page);
        }
        if (report.comparison() != null) {
            new MeasureSection(report.comparison()).write(page);
        }
        new FigureSections(report, page).write();
        rejected();
        origin();
        page.raw("</main>\n<script type=\"application/json\" id=\"molecule\">")
                .raw(MoleculeData.json(report.ensemble(), clusters, settings.conformers()))
                .raw("</script>\n" + trajectory() + "<script>" + viewer + "</script>\n<script>" + script
                        + "</script>\n</body></html>\n");
        return page.toString();
    }

    private String trajectory() {
        return report.trajectory() == null
                ? ""
                : "<script type=\"application/json\" id=\"trajectory\">"
                        + new TrajectorySection(report.trajectory()).json() + "</script>\n";
    }

    private void header() {
        page.raw("<header><h1>")
                .text(report.heading())
                .raw("</h1>\n<p>")
                .raw("%,d conformers of ", report.ensemble().size())
                .raw(formula());
        if (report.comparison() != null) {
            page.raw(
                    ", beside %,d of a reference",
                    report.comparison().reference().size());
            if (report.comparison().training() != null) {
                page.raw(
                        " and %,d frames of the training",
                        report.comparison().training().size());
            }
        }
        report.temperature().ifPresent(kelvin -> page.raw(" at ")
                .number(kelvin, kelvin == Math.rint(kelvin) ? "%.0f" : "%.2f")
                .raw(" K"));
        page.raw(".</p>\n");
        String title = report.ensemble().graph().container().getTitle();
        if (title != null && !title.isBlank()) {
            page.raw("<p>Title in the file: <q>").text(title).raw("</q></p>\n");
        }
        if (!report.findings().isEmpty()) {
            page.raw("<ul class=\"findings\">");
            report.findings()
                    .forEach(finding -> page.raw("<li>").sentence(finding).raw("</li>"));
            page.raw("</ul>\n");
        }
        page.raw("</header>\n");
    }

    private String formula() {
        return Html.escape(report.ensemble().graph().formula()).replaceAll("(\\d+)", "<sub>$1</sub>");
    }

    private void conformers() throws IOException {
        PreviewSettings look = settings.withSize(STILL_WIDTH, STILL_HEIGHT);
        page.raw("<section id=\"conformers\"><h2>Conformers</h2>\n<p>" + clusterWords() + "</p>\n")
                .raw("<div class=\"stage\"><div id=\"view\"><img id=\"still\" width=\"" + STILL_WIDTH + "\" height=\""
                        + STILL_HEIGHT
                        + "\" alt=\"Conformers laid over each other: the first in the colours of its elements, the others"
                        + " as thin blue sticks\" src=\"")
                .raw(image(EnsemblePreview.png(report.ensemble(), look.withView(PreviewView.OVERLAY))))
                .raw("\"></div>\n<div>" + resource("controls.html"));
        if (report.trajectory() != null) {
            new TrajectorySection(report.trajectory()).controls(page);
        }
        page.raw("</div></div>\n");
        table(EnsemblePreview.pngs(
                clusters.all(),
                clusters.shown().stream()
                        .mapToInt(ClusterTable.Row::representative)
                        .toArray(),
                settings.withSize(THUMBNAIL_WIDTH, THUMBNAIL_HEIGHT)));
        page.raw("</section>\n");
    }

    private String clusterWords() {
        String how =
                switch (clusters.criterion()) {
                    case WELLS -> "A cluster is one combination of wells of the torsions' densities, equal atoms exchanged.";
                    case DEVIATION -> "Conformers within 0.5 Å of the one of lowest energy among them by their heavy atoms, equal"
                            + " atoms exchanged, form a cluster.";
                    case MINIMA -> "Conformers that lead to one minimum of the potential form a cluster.";
                    case STATED -> "Clusters are those that the conformers' file states.";
                };
        return how
                + (clusters.statesErrors()
                        ? " The uncertainty is one standard error, as the conformers' file states it."
                        : " The uncertainty is one standard error with conformers taken as independent.");
    }

    private static String image(byte[] png) {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
    }

    private void table(List<byte[]> pictures) {
        boolean reference = report.comparison() != null;
        boolean energies = clusters.hasEnergies();
        page.raw(
                "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table of the clusters\">\n"
                        + "<table id=\"clusters\"><caption>Clusters, the largest first</caption><thead><tr>"
                        + "<th scope=\"col\" class=\"js\">Show</th><th scope=\"col\">Picture</th><th scope=\"col\">Population</th>");
        if (reference) {
            page.raw("<th scope=\"col\">Reference</th>");
        }
        page.raw("<th scope=\"col\">Free energy, " + ReportCharts.unitName(report) + "</th>");
        if (energies) {
            page.raw("<th scope=\"col\">Mean energy, kcal/mol</th><th scope=\"col\">Lowest energy, kcal/mol</th>");
        }
        clusters.rotors()
                .forEach(rotor -> page.raw("<th scope=\"col\">").text(rotor).raw("</th>"));
        page.raw("</tr></thead><tbody>\n");
        page.raw(
                "<tr class=\"js\"><td><label><input type=\"radio\" name=\"show\" value=\"all\" checked> all</label></td>"
                        + "<td colspan=\""
                        + (3
                                + (reference ? 1 : 0)
                                + (energies ? 2 : 0)
                                + clusters.rotors().size())
                        + "\">conformers chosen evenly from the whole ensemble</td></tr>\n");
        int number = 0;
        for (ClusterTable.Row row : clusters.shown()) {
            row(row, ++number, pictures.get(number - 1), reference, energies);
        }
        others(reference);
        page.raw("</tbody></table></div>\n");
    }

    private void row(ClusterTable.Row row, int number, byte[] picture, boolean reference, boolean energies) {
        page.raw(
                        "<tr><td class=\"js\"><label><input type=\"radio\" name=\"show\" value=\"%d\"> cluster %d</label></td>",
                        number, number)
                .raw("<td><img alt=\"Conformer of cluster " + number + "\" width=\"96\" height=\"72\" src=\""
                        + image(picture) + "\"></td><td>");
        population(row.share(), row.own().length);
        clusters.uncertainty(row).ifPresent(error -> page.raw(" ± ").number(100 * error, "%.1f"));
        page.raw("</td>");
        if (reference) {
            page.raw("<td>");
            population(row.referenceShare(), row.inReference());
            page.raw("</td>");
        }
        page.raw("<td>");
        clusters.freeEnergy(row)
                .ifPresentOrElse(
                        energy -> page.number(energy * ReportCharts.unit(report), "%.2f"), () -> page.raw("not drawn"));
        page.raw("</td>");
        if (energies) {
            page.raw("<td>");
            clusters.meanEnergy(row).ifPresent(energy -> page.number(energy, "%.2f"));
            page.raw("</td><td>");
            clusters.lowestEnergy(row).ifPresent(energy -> page.number(energy, "%.2f"));
            page.raw("</td>");
        }
        row.torsions()
                .forEach(angle ->
                        page.raw("<td>").number(Math.rint(angle), "%+.0f").raw("°</td>"));
        page.raw("</tr>\n");
    }

    /** A share in percent, with a bar and the number of conformers. */
    private void population(double share, int members) {
        page.raw("<span class=\"bar\" style=\"--share:%.2f%%\"></span>", 100 * share)
                .raw("<span title=\"%,d conformers\">", members)
                .number(100 * share, "%.1f")
                .raw(" %</span>");
    }

    private void others(boolean reference) {
        if (clusters.others().isEmpty()) {
            return;
        }
        double share =
                clusters.others().stream().mapToDouble(ClusterTable.Row::share).sum();
        page.raw(
                        "<tr><td class=\"js\"></td><td>%,d more clusters</td><td>",
                        clusters.others().size())
                .number(100 * share, "%.1f")
                .raw(" %</td>");
        if (reference) {
            double other = clusters.others().stream()
                    .mapToDouble(ClusterTable.Row::referenceShare)
                    .sum();
            page.raw("<td>").number(100 * other, "%.1f").raw(" %</td>");
        }
        page.raw("</tr>\n");
    }

    private void rejected() {
        page.raw("<section id=\"rejected\"><h2>Rejected conformers</h2>\n");
        Map<String, Long> rejected = report.origin().rejected();
        if (rejected == null) {
            page.raw("<p>Not known: the ensemble was read from a file, which does not say.</p>");
        } else if (rejected.isEmpty()) {
            page.raw("<p>None.</p>");
        } else {
            page.raw("<p>Drawn again, by reason:</p><ul>");
            rejected.forEach((reason, count) -> page.raw("<li><data value=\"%d\">", count)
                    .raw("%,d", count)
                    .raw("</data> ")
                    .text(reason)
                    .raw("</li>"));
            page.raw("</ul>");
        }
        page.raw("</section>\n");
    }

    private void origin() {
        page.raw("<section id=\"origin\"><h2>How this page was made</h2>\n"
                        + "<pre class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Command\"><code>")
                .sentence(report.origin().command())
                .raw("</code></pre>\n<dl>");
        report.origin()
                .facts()
                .forEach((name, value) ->
                        page.raw("<dt>").text(name).raw("</dt><dd>").text(value).raw("</dd>"));
        page.raw("<dt>Molecule viewer</dt><dd>3Dmol.js 2.5.5 (N. Rego, D. Koes, doi:10.1093/bioinformatics/btu829),"
                        + " inside this page</dd><dt>Pictures</dt><dd>Jmol " + EnsemblePreview.jmolVersion()
                        + "</dd></dl>\n"
                        + "<details><summary>Licence of 3Dmol.js</summary><pre class=\"scroll\" tabindex=\"0\" role=\"region\""
                        + " aria-label=\"Licence of 3Dmol.js\">")
                .raw(resource("3dmol/LICENSE").lines().map(Html::escape).collect(Collectors.joining("\n")))
                .raw("</pre></details></section>\n");
    }

    private static String hash(String script) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static String resource(String name) {
        try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
