package io.github.cdkdrift.cli;

import io.github.cdkdrift.cli.GenerateJob.JobFailure;
import io.github.cdkdrift.cli.GenerateReport.Line;
import io.github.cdkdrift.cli.MoleculeWork.Result;
import io.github.cdkdrift.io.ConformerPieces;
import io.github.cdkdrift.io.MoleculeReader;
import io.github.cdkdrift.io.TemporaryFolder;
import io.github.cdkdrift.model.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.openscience.cdk.exception.CDKException;

/**
 * Works through the records of an input in their order and in constant memory: reads one, has it worked on, writes what became of
 * it. What is done stays done when the program ends before its time.
 */
final class GenerateRun {
    /**
     * What is to be done.
     *
     * @param input opens the input at its beginning
     * @param jobs processes to work in; 1 is this one
     * @param limit of the time that a record may take; empty for none
     * @param shard which records are this run's
     * @param resume whether to go on with what an earlier run has done
     * @param place of models
     * @param output a file, a name of files, or a folder
     * @param pages for a browser, where the report is such
     */
    record Plan(
            Supplier<MoleculeReader> input,
            GenerateSettings settings,
            int jobs,
            Optional<Duration> limit,
            Shard shard,
            boolean resume,
            ModelPlace place,
            Path output,
            Optional<Path> report,
            Optional<BatchPages> pages,
            FileUse files) {
        /** What must be the same for a run to go on with another's work. */
        String identity() {
            return "cdkdrift " + Provenance.currentVersion() + ", shard " + shard + ", " + settings
                    + place.kept().map(file -> ", model in " + file).orElse("");
        }
    }

    /** Reasons that another program's end may be, which the same Ctrl-C has ended that ends this one. */
    private static final Set<String> OF_OTHER_PROGRAMS = Set.of(GenerateWorkers.CRASH, JobFailure.PROGRAM);

    private static final long ENDING_MILLIS = 300;

    /** Longer than any program runs. */
    static final Duration NO_LIMIT = Duration.ofDays(36_500);

    /** A record that is being worked on. */
    private record Pending(
            long number, String identity, String name, String reserved, Path place, Callable<List<Result>> results) {}

    private final Plan plan;
    private final Console console;
    private final OutputFiles output;
    private final GenerateJournal journal;
    private final RunProgress progress;
    private final Deque<Pending> pending = new ArrayDeque<>();

    private GenerateRun(Plan plan, Console console, OutputFiles output, GenerateJournal journal, RunProgress progress) {
        this.plan = plan;
        this.console = console;
        this.output = output;
        this.journal = journal;
        this.progress = progress;
    }

    /**
     * Runs.
     *
     * @param arguments of this program, for its workers
     * @return done and failed; empty where all was done before
     */
    static Optional<RunProgress> of(Plan plan, Arguments arguments, Console console)
            throws UsageException, IOException, CDKException {
        try (OutputFiles output = OutputFiles.of(CommonOptions.OUTPUT, plan.output())) {
            output.requireFree();
            if (plan.resume() && output.isCommitted() && GenerateJournal.isEnded(output.journal(), plan.identity())) {
                Files.delete(output.journal());
            }
            boolean fresh = Files.notExists(output.journal());
            if (fresh && plan.resume() && output.isThere()) {
                console.say(plan.output() + " is there, and no unfinished run: nothing is left to do");
                return Optional.empty();
            }
            try (GenerateJournal journal = GenerateJournal.open(
                            output.journal(), plan.identity(), plan.resume(), fresh ? 0 : output.size());
                    RecordCount count = new RecordCount(plan.input(), plan.shard()::has);
                    LeftBehind ignored = new LeftBehind(output, journal, console);
                    TemporaryFolder folder = TemporaryFolder.create()) {
                output.begin(journal);
                GenerateRun run = new GenerateRun(plan, console, output, journal, new RunProgress(count, journal));
                try (MoleculeWorkers workers = run.workers(arguments, folder.path())) {
                    run.all(workers, folder.path());
                }
                run.end();
                return Optional.of(run.progress);
            }
        }
    }

    private MoleculeWorkers workers(Arguments arguments, Path folder) {
        if (plan.jobs() > 1 || plan.limit().isPresent()) {
            return new GenerateWorkers(arguments, plan.jobs(), plan.limit().orElse(NO_LIMIT), folder);
        }
        return new OwnProcess(new MoleculeWork(plan.settings(), plan.place(), plan.pages(), console), output.pieces());
    }

    private void all(MoleculeWorkers workers, Path folder) throws UsageException, IOException, CDKException {
        if (journal.begun() > 0) {
            console.say(String.format(Locale.ROOT, "%,d records were done before", journal.begun()));
        }
        try (MoleculeReader reader = plan.input().get()) {
            for (long number = 1; reader.advance(); number++) {
                String identity = reader.identity();
                if (!plan.shard().has(identity) || journal.takeDone(identity)) {
                    continue;
                }
                String reserved = output.reserve(reader.name(), plan.files());
                Path place = folder.resolve(Long.toString(number));
                pending.add(new Pending(
                        number,
                        identity,
                        reader.name(),
                        reserved,
                        place,
                        workers.submit(reader, number, place, progress.head(console))));
                while (pending.size() > workers.most()) {
                    finish(pending.remove());
                }
            }
            while (!pending.isEmpty()) {
                finish(pending.remove());
            }
        }
    }

    private void finish(Pending record) throws UsageException, IOException, CDKException {
        List<Result> results = results(record.results());
        List<Line> done = results.stream().map(Result::line).toList();
        if (done.stream().anyMatch(line -> OF_OTHER_PROGRAMS.contains(line.reason()))) {
            pause();
        }
        List<Line> lines = output.add(record.name(), record.reserved(), done, record.place(), plan.files());
        journal.add(record.identity(), output.end(), lines);
        for (Result result : results) {
            progress.count(result.line());
            say(result);
        }
        progress.beat(console, plan.jobs() > 1);
    }

    private void say(Result result) {
        Line line = result.line();
        if (line.isDone()) {
            console.say(GenerateReport.summary(line));
        } else {
            console.complain(line.name() + ": failed: " + line.message());
        }
        line.notes().forEach(note -> console.say("  " + note));
        if (result.table() != null) {
            console.say(result.table());
        }
        line.properties().forEach(average -> console.say("  " + average.words()));
        if (!line.verdict().isEmpty()) {
            console.say("  " + line.verdict());
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(ENDING_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static List<Result> results(Callable<List<Result>> work) throws UsageException, IOException, CDKException {
        try {
            return work.call();
        } catch (IOException | CDKException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void end() throws IOException {
        if (plan.pages().isPresent()) {
            plan.pages().get().writeIndex(journal::forEach);
        } else if (plan.report().isPresent()) {
            GenerateReport.write(plan.report().get(), plan.settings(), journal::forEach);
        }
        if (progress.done() > 0 || progress.failed() == 0) {
            journal.noteEnd();
            output.commit();
        } else {
            output.discard();
        }
        journal.delete();
    }

    /** Works in this process, one record after the other. */
    private record OwnProcess(MoleculeWork work, ConformerPieces pieces) implements MoleculeWorkers {
        @Override
        public Callable<List<Result>> submit(MoleculeReader reader, long number, Path place, String head) {
            return () -> work.of(reader.entry(), number, MoleculeWork.files(pieces, place), head);
        }

        /** The reader must not go on before. */
        @Override
        public int most() {
            return 0;
        }

        @Override
        public void close() {
            // Nothing was begun.
        }
    }
}
