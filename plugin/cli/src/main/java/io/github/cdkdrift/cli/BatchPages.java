package io.github.cdkdrift.cli;

import io.github.cdkdrift.cli.GenerateReport.Average;
import io.github.cdkdrift.cli.GenerateReport.Line;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.io.AtomicFile;
import io.github.cdkdrift.viewer.PreviewSettings;
import io.github.cdkdrift.viewer.report.BatchPage;
import io.github.cdkdrift.viewer.report.ReportPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Pages for a browser: an index of molecules, and in a folder beside it a page for each of the first, written wherever the molecule is
 * worked on. Of one molecule alone its page takes the place of the index.
 *
 * @param index ends with {@code .html}
 * @param command that made the conformers
 */
record BatchPages(Path index, String command) {
    private static final String ENDING = ".html";
    /** A page has half a megabyte and takes some seconds. */
    private static final int MOST = 100;

    private static final int LONGEST_NAME = 40;

    /** Empty where the report is no page. */
    static Optional<BatchPages> of(Optional<Path> report, String command) {
        return report.filter(BatchPages::isPage).map(file -> new BatchPages(file, command));
    }

    static boolean isPage(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(ENDING);
    }

    /** Writes the page of a molecule, if it is one of the first. */
    void write(Line line, ConformerEnsemble written, OptionalDouble temperature) throws IOException {
        if (line.number() > MOST) {
            return;
        }
        List<String> findings = new ArrayList<>();
        if (!line.verdict().isEmpty()) {
            findings.add(line.verdict());
        }
        line.properties().stream().map(Average::words).forEach(findings::add);
        Files.createDirectories(folder());
        AtomicFile.requireWritable(page(line));
        ReportPage.write(
                PageContent.ofMolecule(line.name(), written, temperature, command, findings),
                page(line),
                PreviewSettings.defaults());
    }

    private Path folder() {
        String file = index.getFileName().toString();
        return index.resolveSibling(file.substring(0, file.length() - ENDING.length()) + "-molecules");
    }

    private Path page(Line line) {
        String plain = line.name().replaceAll("[^A-Za-z0-9_+-]", "_");
        return folder().resolve(String.format(
                Locale.ROOT,
                "%05d-%s%s",
                line.number(),
                plain.substring(0, Math.min(LONGEST_NAME, plain.length())),
                ENDING));
    }

    /** Makes the index appear, when all pages are there. */
    void writeIndex(GenerateReport.Lines all) throws IOException {
        List<Line> lines = new ArrayList<>();
        all.forEach(lines::add);
        if (lines.size() == 1 && Files.exists(page(lines.get(0)))) {
            replaceIndex(page(lines.get(0)));
            return;
        }
        BatchPage.write(
                "Conformers of " + lines.size() + " molecules",
                command,
                lines.stream().map(this::entry).toList(),
                index);
    }

    private void replaceIndex(Path page) throws IOException {
        try (AtomicFile target = AtomicFile.create(index)) {
            Files.copy(page, target.stream());
            target.commit();
        }
        Files.delete(page);
        try (Stream<Path> others = Files.list(folder())) {
            if (others.findAny().isPresent()) {
                return;
            }
        }
        Files.delete(folder());
    }

    private BatchPage.Entry entry(Line line) {
        boolean page = line.isDone() && Files.exists(page(line));
        return new BatchPage.Entry(
                line.number(),
                line.name(),
                line.formula(),
                line.isDone(),
                line.conformers() == null ? 0 : line.conformers(),
                line.populations() == null ? List.of() : line.populations(),
                line.seconds(),
                line.isDone() ? line.verdict() : line.message(),
                page ? folder().getFileName() + "/" + page(line).getFileName() : "");
    }
}
