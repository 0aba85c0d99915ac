package io.github.cdkdrift.viewer.report;

import io.github.cdkdrift.io.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * An index of many molecules as one HTML file that asks nothing of the network and runs no script: what became of each, its populations as
 * a bar, and the way to its own page where there is one. All text is shown as text, whatever it holds.
 */
public final class BatchPage {
    private static final String POLICY =
            "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

    /** Clusters that a bar tells apart. */
    private static final int PARTS = 12;

    private final Html page = new Html();

    /**
     * A molecule.
     *
     * @param number from 1
     * @param formula empty where it is not known
     * @param done whether it has conformers
     * @param conformers how many were written; 0 where there are none
     * @param populations of its clusters, the largest first; empty where they were not sought
     * @param seconds of work
     * @param words verdict, or why it failed
     * @param link to its page, relative to this one; empty for none
     */
    public record Entry(
            long number,
            String name,
            String formula,
            boolean done,
            int conformers,
            List<Double> populations,
            double seconds,
            String words,
            String link) {
        /** Copies. */
        public Entry {
            Objects.requireNonNull(name, "name");
            populations = List.copyOf(populations);
        }
    }

    private BatchPage() {}

    /** Writes the index; the file appears when it is whole. */
    public static void write(String heading, String command, List<Entry> entries, Path file) throws IOException {
        String html = new BatchPage().html(heading, command, entries);
        try (AtomicFile target = AtomicFile.create(file)) {
            target.stream().write(html.getBytes(StandardCharsets.UTF_8));
            target.commit();
        }
    }

    private String html(String heading, String command, List<Entry> entries) {
        page.raw("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n")
                .raw("<meta http-equiv=\"Content-Security-Policy\" content=\"" + POLICY + "\">\n")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
                .text(heading)
                .raw("</title>\n<link rel=\"icon\" href=\"data:,\">\n<style>" + ReportPage.resource("report.css")
                        + "</style></head>\n<body>\n<header><h1>")
                .text(heading)
                .raw("</h1>\n<p>%,d molecules, ", entries.size())
                .raw(
                        "%,d of them done.</p>\n</header>\n<main>\n",
                        entries.stream().filter(Entry::done).count())
                .raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table of the molecules\">\n"
                        + "<table id=\"molecules\"><caption>Molecules in the order of the input; a bar's parts are the populations"
                        + " of the clusters</caption><thead><tr><th scope=\"col\">Molecule</th><th scope=\"col\">Formula</th>"
                        + "<th scope=\"col\">Conformers</th><th scope=\"col\">Populations</th><th scope=\"col\">Largest</th>"
                        + "<th scope=\"col\">Seconds</th><th scope=\"col\">Verdict</th></tr></thead><tbody>\n");
        entries.forEach(this::row);
        page.raw("</tbody></table></div>\n<section id=\"origin\"><h2>How this page was made</h2>\n"
                        + "<pre class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Command\"><code>")
                .text(command)
                .raw("</code></pre></section>\n</main>\n</body></html>\n");
        return page.toString();
    }

    private void row(Entry entry) {
        page.raw("<tr" + (entry.done() ? "" : " class=\"failed\"") + "><th scope=\"row\">%d ", entry.number());
        if (entry.link().isEmpty()) {
            page.text(entry.name());
        } else {
            page.raw("<a href=\"")
                    .text(entry.link())
                    .raw("\">")
                    .text(entry.name())
                    .raw("</a>");
        }
        page.raw("</th><td>").text(entry.formula()).raw("</td><td>");
        if (entry.done()) {
            page.raw("%,d", entry.conformers());
        }
        page.raw("</td><td>");
        bar(entry.populations());
        page.raw("</td><td>");
        if (!entry.populations().isEmpty()) {
            page.number(100 * entry.populations().get(0), "%.1f").raw(" %</td><td>");
        } else {
            page.raw("</td><td>");
        }
        page.number(entry.seconds(), "%.1f")
                .raw("</td><td class=\"words\">")
                .text(entry.words())
                .raw("</td></tr>\n");
    }

    private void bar(List<Double> populations) {
        if (populations.isEmpty()) {
            return;
        }
        page.raw("<span class=\"parts\" title=\"%d clusters\">", populations.size());
        for (int i = 0; i < Math.min(PARTS, populations.size()); i++) {
            page.raw("<span style=\"width:%.2f%%\"></span>", 100 * populations.get(i));
        }
        page.raw("</span>");
    }
}
