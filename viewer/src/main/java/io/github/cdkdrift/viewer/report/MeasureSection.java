package io.github.cdkdrift.viewer.report;

/** The figures of a comparison, each beside what the training frames and a perfect sampler score. */
final class MeasureSection {
    private final Comparison comparison;

    MeasureSection(Comparison comparison) {
        this.comparison = comparison;
    }

    void write(Html page) {
        if (comparison.measures().isEmpty()) {
            return;
        }
        boolean training = comparison.training() != null;
        page.raw("<section id=\"measures\"><h2>How close to the reference</h2>\n<p>Beside each figure stands what "
                + (training ? "the training frames score themselves, and what " : "")
                + "a perfect sampler of the same size would be expected to score; on average nothing does better.</p>\n"
                + ReportPage.resource("terms.html")
                + "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table of the figures\">\n"
                + "<table><caption>Figures with their floors</caption><thead><tr><th scope=\"col\">Figure</th>"
                + "<th scope=\"col\">This ensemble</th>"
                + (training ? "<th scope=\"col\">Training frames</th>" : "")
                + "<th scope=\"col\">Perfect sampler</th></tr></thead><tbody>\n");
        String group = "";
        for (Measure measure : comparison.measures()) {
            if (!measure.group().equals(group)) {
                group = measure.group();
                page.raw("<tr><th scope=\"rowgroup\" colspan=\"" + (training ? 4 : 3) + "\">")
                        .text(group)
                        .raw("</th></tr>\n");
            }
            page.raw("<tr><th scope=\"row\">").text(measure.name()).raw("</th><td>");
            page.number(measure.generated(), "%.4f").raw("</td>");
            if (training) {
                cell(page, measure.training());
            }
            cell(page, measure.floor());
            page.raw("</tr>\n");
        }
        page.raw("</tbody></table></div></section>\n");
    }

    private static void cell(Html page, Double value) {
        page.raw("<td>");
        if (value != null) {
            page.number(value, "%.4f");
        }
        page.raw("</td>");
    }
}
