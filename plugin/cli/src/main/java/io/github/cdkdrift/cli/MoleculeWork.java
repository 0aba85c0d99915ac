package io.github.cdkdrift.cli;

import io.github.cdkdrift.cli.GenerateReport.Line;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.io.ConformerPieces;
import io.github.cdkdrift.io.MoleculeEntry;
import io.github.cdkdrift.model.RunFields;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.openscience.cdk.exception.CDKException;

/**
 * All that is done with one record of the input, from its molecule to the conformers as they are written. The result depends on
 * the record and the settings alone, not on what was done before in this process.
 */
final class MoleculeWork {
    private final GenerateSettings settings;
    private final MoleculeRun run;
    private final Optional<BatchPages> pages;
    private final Console console;

    /**
     * @param place of models
     * @param pages for a browser, one for each molecule
     */
    MoleculeWork(GenerateSettings settings, ModelPlace place, Optional<BatchPages> pages, Console console) {
        this.settings = settings;
        this.pages = pages;
        this.run = new MoleculeRun(settings, place, console);
        this.console = console;
    }

    /**
     * What became of a molecule.
     *
     * @param table of its conformers for people; null for none
     */
    record Result(Line line, String table) {}

    /** Takes what is written of a molecule. */
    interface Sink {
        /**
         * Takes the conformers of the molecule that the next line is about.
         *
         * @param line which line of its record, from 0
         * @param texts that stand in every record
         * @param before as {@link ConformerPieces#write} has it
         */
        void take(int line, ConformerEnsemble written, Map<String, String> texts, long before)
                throws IOException, CDKException;
    }

    /** Leaves them in files, each called as {@link #piece} says. */
    static Sink files(ConformerPieces pieces, Path place) {
        return (line, written, texts, before) -> {
            try (OutputStream out = Files.newOutputStream(piece(place, line))) {
                pieces.write(out, written, texts, before);
            }
        };
    }

    /** Where the conformers of the molecule of a line are left. */
    static Path piece(Path place, int line) {
        return place.resolveSibling(place.getFileName() + "-" + line);
    }

    /**
     * Works on a record: one molecule, or each of its stereoisomers.
     *
     * @param number of the record in the input, from 1
     * @param sink takes the conformers
     * @param head of what is said when the work on a molecule begins
     * @return what became of each molecule; its line is without the name of a file
     */
    List<Result> of(MoleculeEntry entry, long number, Sink sink, String head) throws IOException, CDKException {
        List<Result> results = new ArrayList<>();
        for (GenerateJob job : GenerateJob.of(entry, settings)) {
            console.say(head + job.name());
            results.add(finish(number, job, run.of(job), results.size(), sink));
        }
        return results;
    }

    private Result finish(long number, GenerateJob job, GenerateOutcome outcome, int line, Sink sink)
            throws IOException, CDKException {
        if (outcome.ensemble().isEmpty()) {
            return new Result(GenerateLines.failed(number, job, outcome), null);
        }
        ConformerEnsemble written = outcome.ensemble().get();
        long before = settings.count() * ((number - 1) * GenerateSettings.MOST_STEREOISOMERS + line);
        sink.take(line, written, fields(outcome), before);
        String table = settings.conformers().distinct() ? ConformerTable.of(written) : null;
        Line done = GenerateLines.done(number, job, outcome, written.graph(), written.size());
        if (pages.isPresent()) {
            pages.get()
                    .write(done, written, OptionalDouble.of(settings.training().temperature()));
        }
        return new Result(done, table);
    }

    private Map<String, String> fields(GenerateOutcome outcome) {
        Map<String, String> fields = new LinkedHashMap<>(RunFields.of(
                outcome.potential(),
                settings.training().temperature(),
                settings.training().seed()));
        fields.put("converged", outcome.convergence());
        return fields;
    }
}
