package io.github.cdkdrift.cli;

import io.github.cdkdrift.cli.GenerateReport.Average;
import io.github.cdkdrift.cli.GenerateReport.Line;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.io.AtomicFile;
import io.github.cdkdrift.viewer.PreviewSettings;
import io.github.cdkdrift.viewer.report.BatchPage;
import io.github.cdkdrift.viewer.report.EnsembleReport;
import io.github.cdkdrift.viewer.report.ReportPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Pages for a browser: an index of molecules, and in a folder beside it a page for each of the first, written as soon as it is done. Of one
 * molecule alone the page itself takes the place of the index.
 */
final class BatchReport {
    private static final String ENDING = ".html";
    /** A page has half a megabyte and takes some seconds. */
    private static final int MOST_PAGES = 100;

    private final Path index;
    private final String command;
    private final List<BatchPage.Entry> entries = new ArrayList<>();
    private EnsembleReport first;
    private String firstName;
    private int pages;

    /** @param command that made the conformers */
    BatchReport(Path index, String command) {
        this.index = index;
        this.command = command;
    }

    static boolean isPage(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(ENDING);
    }

    /**
     * Adds a molecule.
     *
     * @param written its conformers; null where it failed
     */
    void add(Line line, ConformerEnsemble written, OptionalDouble temperature) throws IOException {
        String link = "";
        if (written != null && pages < MOST_PAGES) {
            List<String> findings = new ArrayList<>();
            if (!line.verdict().isEmpty()) {
                findings.add(line.verdict());
            }
            line.properties().stream().map(Average::words).forEach(findings::add);
            EnsembleReport page = PageContent.ofMolecule(line.name(), written, temperature, command, findings);
            link = keep(page, name(line));
        }
        entries.add(new BatchPage.Entry(
                line.number(),
                line.name(),
                line.formula(),
                written != null,
                written == null ? 0 : written.size(),
                line.populations() == null ? List.of() : line.populations(),
                line.seconds(),
                written == null ? line.message() : line.verdict(),
                link));
    }

    /** The first waits: it may be the only one. */
    private String keep(EnsembleReport page, String name) throws IOException {
        pages++;
        if (pages == 1) {
            first = page;
            firstName = name;
        } else {
            write(page, name);
        }
        return folder().getFileName() + "/" + name;
    }

    private static String name(Line line) {
        String plain = line.name().replaceAll("[^A-Za-z0-9_+-]", "_");
        return String.format(
                Locale.ROOT, "%05d-%s%s", line.number(), plain.substring(0, Math.min(40, plain.length())), ENDING);
    }

    private Path folder() {
        String file = index.getFileName().toString();
        return index.resolveSibling(file.substring(0, file.length() - ENDING.length()) + "-molecules");
    }

    private void write(EnsembleReport page, String name) throws IOException {
        Files.createDirectories(folder());
        Path file = folder().resolve(name);
        AtomicFile.requireWritable(file);
        ReportPage.write(page, file, PreviewSettings.defaults());
    }

    /** Makes the index appear. */
    void write() throws IOException {
        if (first != null && entries.size() == 1) {
            ReportPage.write(first, index, PreviewSettings.defaults());
            return;
        }
        if (first != null) {
            write(first, firstName);
        }
        BatchPage.write("Conformers of " + entries.size() + " molecules", command, entries, index);
    }
}
