package io.github.cdkdrift.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import io.github.cdkdrift.cli.MoleculeWork.Result;
import io.github.cdkdrift.io.ConformerPieces;
import io.github.cdkdrift.io.InputFormatException;
import io.github.cdkdrift.io.MoleculeEntry;
import io.github.cdkdrift.io.MoleculeReader;
import io.github.cdkdrift.worker.WorkerProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.openscience.cdk.exception.CDKException;

/**
 * This program as the worker of another: each line of its input is a record to work on, by its number in the operands of the same
 * command line, or as a text of its own; each line of its output an answer. It ends when its input does, whichever way the other program ended.
 */
final class GenerateWorker {
    /** The system property that makes a program a worker. */
    static final String PROPERTY = "cdkdrift.worker";

    private static final Gson GSON =
            new GsonBuilder().serializeSpecialFloatingPointValues().create();
    private static final long FAREWELL_MILLIS = 5000;

    /**
     * A record of the operands, or a text.
     *
     * @param number of the record, from 1; 0 for a text
     * @param identity of the record
     * @param place for its conformers; null where the record is only to be found
     * @param ending of the name of a file with such a text, {@code smi} or {@code sdf}
     * @param text a record
     * @param name of a molecule whose text has none
     */
    private record Question(long number, String identity, String place, String ending, String text, String name) {}

    /** @param conformers of each molecule where a text was asked about, null where there are none */
    private record Answer(List<Result> results, List<TextSink.Conformers> conformers) {}

    private final MoleculeWork work;
    private final ConformerPieces pieces;
    private final MoleculeReader reader;
    private long at;

    /** @param reader of the operands */
    GenerateWorker(MoleculeWork work, ConformerPieces pieces, MoleculeReader reader) {
        this.work = work;
        this.pieces = pieces;
        this.reader = reader;
    }

    static boolean isOne() {
        return Boolean.getBoolean(PROPERTY);
    }

    /** Asks to go to a record, and for nothing else. */
    static String place(long number, String identity) {
        return GSON.toJson(new Question(number, identity, null, null, null, null));
    }

    static String question(long number, String identity, Path place) {
        return GSON.toJson(new Question(number, identity, place.toString(), null, null, null));
    }

    static List<Result> results(String answer) throws IOException {
        try {
            return GSON.fromJson(answer, Answer.class).results();
        } catch (JsonParseException e) {
            throw new IOException("found an answer that is none: " + e.getMessage(), e);
        }
    }

    /** Answers until there are no more questions. */
    void answer() throws IOException, CDKException {
        try {
            answerAll();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private void answerAll() throws IOException, CDKException, InterruptedException {
        // The other program reads UTF-8, whatever letters this machine uses.
        PrintStream answers = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        // Whatever else is printed goes where it disturbs no answer.
        System.setOut(System.err);
        BlockingQueue<Optional<String>> questions = questions();
        for (Optional<String> next = questions.take(); next.isPresent(); next = questions.take()) {
            Question question = GSON.fromJson(next.get(), Question.class);
            Answer answer = question.text() == null ? ofRecord(question) : ofText(question);
            answers.print(WorkerProcess.ANSWER + GSON.toJson(answer) + "\n");
            answers.flush();
        }
    }

    private Answer ofRecord(Question question) throws IOException, CDKException {
        MoleculeEntry entry = find(question);
        if (question.place() == null) {
            return new Answer(List.of(), null);
        }
        MoleculeWork.Sink sink = MoleculeWork.files(pieces, Path.of(question.place()));
        return new Answer(work.of(entry, question.number(), sink, ""), null);
    }

    private Answer ofText(Question question) throws IOException, CDKException {
        TextSink sink = new TextSink(pieces);
        List<Result> results = work.of(entry(question), 1, sink, "");
        return new Answer(results, sink.conformers(results.size()));
    }

    private static MoleculeEntry entry(Question question) {
        try (MoleculeReader text =
                MoleculeReader.ofText(question.ending(), question.text(), question.name(), question.name())) {
            text.advance();
            MoleculeEntry entry = text.entry();
            if (!text.advance()) {
                return entry;
            }
            return new MoleculeEntry(
                    entry.name(),
                    entry.source(),
                    "",
                    Optional.empty(),
                    Optional.of(new InputFormatException(
                            entry.source(), text.place(), "a second molecule", "one molecule a text")));
        }
    }

    /** Records come in the order of their numbers. */
    private MoleculeEntry find(Question question) throws IOException {
        while (at < question.number() && reader.advance()) {
            at++;
        }
        if (at != question.number() || !reader.identity().equals(question.identity())) {
            throw new IOException("found another record " + question.number()
                    + " than before; expected files that nobody changes while they are read");
        }
        return reader.entry();
    }

    private static BlockingQueue<Optional<String>> questions() {
        BlockingQueue<Optional<String>> questions = new LinkedBlockingQueue<>();
        Thread thread = new Thread(() -> read(questions), "questions");
        thread.setDaemon(true);
        thread.start();
        return questions;
    }

    private static void read(BlockingQueue<Optional<String>> questions) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                questions.add(Optional.of(line));
            }
        } catch (IOException e) {
            // As good as the end of the input.
            leave();
            return;
        }
        leave();
    }

    /** Nobody waits for an answer any more. What this program has made for itself is cleared away, if that does not take long. */
    private static void leave() {
        Thread patience = new Thread(
                () -> {
                    try {
                        Thread.sleep(FAREWELL_MILLIS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    Runtime.getRuntime().halt(Main.FAILED);
                },
                "farewell");
        patience.setDaemon(true);
        patience.start();
        System.exit(Main.FAILED);
    }
}
