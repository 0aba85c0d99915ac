package io.github.cdkdrift.cli;

import io.github.cdkdrift.cli.GenerateJob.JobFailure;
import io.github.cdkdrift.cli.MoleculeWork.Result;
import io.github.cdkdrift.io.MoleculeReader;
import io.github.cdkdrift.worker.WorkerEndedException;
import io.github.cdkdrift.worker.WorkerProcess;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.openscience.cdk.exception.CDKException;

/**
 * Works on records in processes of their own, which take them from one queue. Each process is this program with the same command line
 * ({@link GenerateWorker}); it works on one record after the other, and is started again where it ended: a crash in native code,
 * or a record that takes too long, fails alone.
 */
final class GenerateWorkers implements MoleculeWorkers {
    /** The reason of a molecule whose process ended. */
    static final String CRASH = "crash";

    /** Results that wait for one before them lie on the disk; so much work is lost at most when the program is killed. */
    private static final int WAITING_FOR_EACH = 32;

    /** Of the memory that the processes may have together, the part for Java's heaps. */
    private static final double HEAP_PERCENT = 60;

    private static final double USUAL_HEAP_PERCENT = 25;

    private final int jobs;
    private final Duration limit;
    private final ExecutorService pool;
    private final Queue<WorkerProcess> unused = new ConcurrentLinkedQueue<>();
    /** Of each thread one, which so is asked about records in their order. */
    private final ThreadLocal<WorkerProcess> own = ThreadLocal.withInitial(unused::remove);

    private final List<WorkerProcess> processes = new ArrayList<>();
    private final Thread hook = new Thread(() -> processes.forEach(WorkerProcess::close), "workers");

    /**
     * @param arguments of this program behind {@code generate}
     * @param jobs processes at a time
     * @param limit of the time that a record may take
     * @param folder for files of this run
     */
    GenerateWorkers(Arguments arguments, int jobs, Duration limit, Path folder) {
        this.jobs = jobs;
        this.limit = limit;
        this.pool = Executors.newFixedThreadPool(jobs);
        for (int i = 0; i < jobs; i++) {
            processes.add(process(arguments, folder, i));
        }
        unused.addAll(processes);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private WorkerProcess process(Arguments arguments, Path folder, int number) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(javaOptions());
        line.add("-XX:ErrorFile=" + folder.resolve("crash-" + number + ".log"));
        line.add("-D" + GenerateWorker.PROPERTY + "=true");
        if (arguments.streams().keptFolder() != null) {
            line.add("-D" + StandardStreams.KEPT + "=" + arguments.streams().keptFolder());
        }
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), "generate"));
        line.addAll(arguments.words());
        return new WorkerProcess(
                line,
                Map.of("OMP_NUM_THREADS", Integer.toString(processors())),
                folder.resolve("errors-" + number + ".txt"));
    }

    private int processors() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() / jobs);
    }

    /** Those of this process, but for debuggers, with a share of the processors and, unless {@code -Xmx} says how much each has, of the memory. */
    private List<String> javaOptions() {
        List<String> options =
                new ArrayList<>(ManagementFactory.getRuntimeMXBean().getInputArguments());
        options.removeIf(option -> option.startsWith("-agentlib") || option.startsWith("-XX:ActiveProcessorCount"));
        options.add("-XX:ActiveProcessorCount=" + processors());
        if (options.stream().noneMatch(option -> option.startsWith("-Xmx"))) {
            options.add(String.format(
                    Locale.ROOT, "-XX:MaxRAMPercentage=%.1f", Math.min(USUAL_HEAP_PERCENT, HEAP_PERCENT / jobs)));
        }
        return options;
    }

    @Override
    public int most() {
        return jobs * WAITING_FOR_EACH;
    }

    @Override
    public Callable<List<Result>> submit(MoleculeReader reader, long number, Path place, String head) {
        String identity = reader.identity();
        String question = GenerateWorker.question(number, identity, place);
        GenerateJob unknown = new GenerateJob(
                reader.name(), reader.source(), reader.place(), Optional.empty(), null, List.of(), Optional.empty());
        Future<List<Result>> result = pool.submit(() -> ask(question, number, identity, unknown));
        return () -> await(result);
    }

    /** @param job what is known of it here */
    private List<Result> ask(String question, long number, String identity, GenerateJob job)
            throws IOException, CDKException, InterruptedException {
        WorkerProcess worker = own.get();
        long start = System.nanoTime();
        try {
            // Records before it are passed over first, which the limit is not for.
            worker.ask(GenerateWorker.place(number, identity), GenerateRun.NO_LIMIT);
            start = System.nanoTime();
            return GenerateWorker.results(worker.ask(question, limit));
        } catch (WorkerEndedException e) {
            GenerateOutcome outcome = GenerateOutcome.failed(failure(e, limit), 1e-9 * (System.nanoTime() - start));
            return List.of(new Result(GenerateLines.failed(number, job, outcome), null));
        }
    }

    private static JobFailure failure(WorkerEndedException end, Duration limit) {
        if (end.tookTooLong()) {
            return new JobFailure(
                    "time",
                    "found that it was not done after " + limit.toSeconds()
                            + " s; expected conformers before: give it more time, less effort, or leave it out");
        }
        String words = end.lastWords().isEmpty() ? "" : ", its last words: " + end.lastWords();
        return new JobFailure(
                CRASH,
                "found that the worker process ended with code " + end.code() + " and left no result" + words
                        + "; expected conformers: try this molecule alone, or with another potential");
    }

    private static List<Result> await(Future<List<Result>> result) throws IOException {
        try {
            return result.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a worker was busy", e);
        } catch (ExecutionException e) {
            throw new IOException("a worker could not be used: " + e.getCause().getMessage(), e);
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
        processes.forEach(WorkerProcess::close);
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The program is ending already, and the hook does the same.
            return;
        }
    }
}
