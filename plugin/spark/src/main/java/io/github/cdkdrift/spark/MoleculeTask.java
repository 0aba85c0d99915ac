package io.github.cdkdrift.spark;

import io.github.cdkdrift.worker.WorkerEndedException;
import io.github.cdkdrift.worker.WorkerProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Works on the molecules of one task, one after the other, in a worker process: each row gets the worker's answer behind its
 * columns, or why there is none. The last column of a row is the question.
 */
final class MoleculeTask implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1L;
    /** With which the command answers a wrong command line. */
    private static final int WRONG_USE = 2;

    private static final double NANO = 1e-9;

    private final JobSettings settings;

    MoleculeTask(JobSettings settings) {
        this.settings = settings;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) throws IOException {
        int cores = TaskContext.get().cpus();
        WorkerProcess worker = ExecutorWorkers.take(settings, cores);
        TaskContext.get().addTaskCompletionListener(context -> {
            if (context.isInterrupted()) {
                worker.close();
            } else {
                ExecutorWorkers.give(worker);
            }
        });
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public Row next() {
                return answered(rows.next(), worker);
            }
        };
    }

    private Row answered(Row row, WorkerProcess worker) {
        long start = System.nanoTime();
        String question = row.getString(row.length() - 1);
        try {
            return with(row, worker.ask(question, Duration.ofSeconds(settings.seconds())), null, null, start);
        } catch (WorkerEndedException e) {
            if (e.code() == WRONG_USE) {
                throw new IllegalArgumentException("the command does not take the options: " + e.lastWords(), e);
            }
            return with(row, null, e.tookTooLong() ? "time" : "crash", message(e), start);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "found no worker (" + e.getMessage() + "); expected Java and the command on every machine, at "
                            + settings.program(),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            worker.close();
            throw new IllegalStateException("the task was ended", e);
        }
    }

    private String message(WorkerEndedException end) {
        return end.tookTooLong()
                ? "found that it was not done after " + settings.seconds()
                        + " s; expected conformers before: give it more time, less effort, or leave it out"
                : "found that the worker process ended with code " + end.code() + " and left no result"
                        + (end.lastWords().isEmpty() ? "" : ", its last words: " + end.lastWords())
                        + "; expected conformers: try this molecule alone, or with another potential";
    }

    private static Row with(Row row, String answer, String reason, String message, long start) {
        Object[] values = new Object[row.length() + 3];
        for (int i = 0; i < row.length() - 1; i++) {
            values[i] = row.get(i);
        }
        int at = row.length() - 1;
        values[at] = answer;
        values[at + 1] = reason;
        values[at + 2] = message;
        values[at + 3] = (System.nanoTime() - start) * NANO;
        return RowFactory.create(values);
    }
}
