package io.github.cdkdrift.viewer.report;

import io.github.cdkdrift.ensemble.ConformerEnsemble;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The page's figures, each with a caption that says in words what it shows. */
final class FigureSections {
    private static final String TORSIONS = "torsions";
    private static final int MOST_MAPS = 4;

    private final EnsembleReport report;
    private final List<Distribution> distributions;
    private final Html page;
    private final ReportCharts charts;
    private int figures;

    FigureSections(EnsembleReport report, Html page) {
        this.report = report;
        this.page = page;
        charts = new ReportCharts(report);
        distributions = report.comparison() == null
                ? EnsembleDistributions.of(report.ensemble())
                : report.comparison().distributions();
    }

    void write() {
        distances();
        writeTorsions();
        maps();
        energies();
        training();
    }

    private void open(String id, String title, String words) {
        page.raw("<section id=\"" + id + "\"><h2>" + title + "</h2>\n<p>" + words + "</p>\n");
        legend(id.equals(TORSIONS)
                && torsions().stream()
                        .anyMatch(torsion -> charts.torques(torsion).isPresent()));
        page.raw("<div class=\"figures " + id + "\">\n");
    }

    private void legend(boolean withTorques) {
        if (report.comparison() == null) {
            return;
        }
        page.raw("<ul class=\"legend\">");
        entry("generated", "this ensemble");
        entry("reference", "reference");
        if (report.comparison().training() != null) {
            entry("training", "training frames");
        }
        if (withTorques) {
            entry("torques", "from the torques on the training frames");
        }
        page.raw("</ul>\n");
    }

    private void entry(String series, String words) {
        page.raw("<li><svg viewBox=\"0 0 40 16\" width=\"40\" height=\"16\" aria-hidden=\"true\"><path class=\""
                + series + "\" d=\"M2 13V3H38V13\"/></svg> " + words + "</li>");
    }

    private void close() {
        page.raw("</div></section>\n");
    }

    private void figure(String svg, String caption) {
        page.raw("<figure>" + svg + "<figcaption>").text(caption).raw("</figcaption></figure>\n");
    }

    private String nextId() {
        return "figure-" + ++figures;
    }

    private void distances() {
        List<Distribution> distances = distributions.stream()
                .filter(distribution -> !distribution.ofTorsion())
                .toList();
        if (distances.isEmpty()) {
            return;
        }
        open(
                "distances",
                "Distances between atoms",
                "How often two atoms are so far apart: first all pairs, then those of each pair of elements.");
        for (Distribution distance : distances) {
            figure(charts.distances(distance).svg(nextId()), ReportCharts.caption(distance));
        }
        close();
    }

    private List<Distribution> torsions() {
        return distributions.stream().filter(Distribution::ofTorsion).toList();
    }

    private void writeTorsions() {
        List<Distribution> torsions = torsions();
        if (torsions.isEmpty()) {
            return;
        }
        open(
                TORSIONS,
                "Torsions",
                "For each rotatable bond a rose (0° is up, angles clockwise, areas in proportion to frequency) and the"
                        + " torsion's free energy −k<sub>B</sub>T ln p, the most frequent angle at 0, smoothed as the number of conformers allows; the band is one standard error. Atoms are numbered from 1.");
        for (Distribution torsion : torsions) {
            page.raw("<div class=\"pair\">");
            figure(Rose.svg(torsion, nextId()), "Torsion " + torsion.name());
            figure(
                    charts.freeEnergy(torsion).svg(nextId()),
                    "Free energy along " + torsion.name() + profileWords(torsion));
            page.raw("</div>\n");
        }
        close();
    }

    private String profileWords(Distribution torsion) {
        return charts.torques(torsion)
                .map(known -> String.format(
                        Locale.ROOT,
                        "; the one from torques puts %.1f %% where no frame has been",
                        100 * known.extrapolated()))
                .orElse("");
    }

    private void maps() {
        List<int[][]> pairs = pairs(report.ensemble().graph().rotors());
        if (pairs.isEmpty()) {
            return;
        }
        page.raw(
                "<section id=\"maps\"><h2>Two torsions together</h2>\n"
                        + "<p>The free energy −k<sub>B</sub>T ln p over squares of 10° in "
                        + ReportCharts.unitName(report)
                        + ", the most frequent square at 0: dark is frequent, white was never seen.</p>\n<div class=\"figures\">\n");
        for (int[][] pair : pairs) {
            map("This ensemble", report.ensemble(), pair);
            if (report.comparison() != null) {
                map("Reference", report.comparison().reference(), pair);
            }
        }
        close();
    }

    private void map(String whose, ConformerEnsemble ensemble, int[][] pair) {
        String names = EnsembleDistributions.name(ensemble.graph(), pair[0]) + " and "
                + EnsembleDistributions.name(ensemble.graph(), pair[1]);
        figure(
                TorsionMap.svg(
                        ensemble, pair[0], pair[1], ReportCharts.unit(report), ReportCharts.unitName(report), nextId()),
                whose + ": " + names);
    }

    /** Neighbouring bonds first, as φ and ψ of a peptide are, then any. */
    private static List<int[][]> pairs(List<int[]> rotors) {
        List<int[][]> neighbours = new ArrayList<>();
        List<int[][]> others = new ArrayList<>();
        for (int i = 0; i < rotors.size(); i++) {
            for (int j = i + 1; j < rotors.size(); j++) {
                int[] a = rotors.get(i);
                int[] b = rotors.get(j);
                boolean touch = a[1] == b[1] || a[1] == b[2] || a[2] == b[1] || a[2] == b[2];
                (touch ? neighbours : others).add(new int[][] {a, b});
            }
        }
        neighbours.addAll(others);
        return neighbours.subList(0, Math.min(MOST_MAPS, neighbours.size()));
    }

    private void energies() {
        charts.energies().ifPresent(chart -> {
            boolean generated = ClusterTable.hasEnergies(report.ensemble());
            open(
                    "energies",
                    "Energies",
                    "Energies as the files have them, above the lowest of all."
                            + (generated ? "" : " The conformers of this ensemble have none."));
            figure(chart.svg(nextId()), "Distribution of energies");
            close();
        });
    }

    private void training() {
        List<TrainingPoint> curve = report.origin().training();
        if (curve.isEmpty()) {
            return;
        }
        TrainingPoint end = curve.get(curve.size() - 1);
        page.raw("<section id=\"training\"><h2>Training</h2>\n<p>")
                .raw("%,d steps; at the end the loss was ", end.step())
                .number(end.loss(), "%.4g")
                .raw(" and the width ratio ")
                .number(end.widthRatio(), "%.3f")
                .raw(". The loss levels off; a width ratio near 1 says that the conformers vary as much as the frames,"
                        + " near 0 that they are all the same.</p>\n<div class=\"figures\">\n");
        figure(TrainingPlot.loss(curve).svg(nextId()), "Loss of the training");
        figure(TrainingPlot.widthRatio(curve).svg(nextId()), "Width ratio of the training; the line at 1 is the aim");
        close();
    }
}
