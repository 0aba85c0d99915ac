package io.github.cdkdrift.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import io.github.cdkdrift.cli.GenerateJob.JobFailure;
import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.io.ConformerWriter;
import io.github.cdkdrift.io.ExtendedXyzReader;
import io.github.cdkdrift.io.LabelledFrame;
import io.github.cdkdrift.io.TemporaryFolder;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.potential.PotentialCalls;
import io.github.cdkdrift.property.EnsembleAverage;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.openscience.cdk.exception.CDKException;

/**
 * Works on molecules in processes of their own, so that a crash in native code ends one molecule alone. A worker is this
 * program with the same command line and a system property that names its molecule; it leaves conformers and outcome in a
 * folder, and ends when this program does, whichever way.
 */
final class GenerateWorkers implements Closeable {
    private static final String MOLECULE = "cdkdrift.worker.molecule";
    private static final String FOLDER = "cdkdrift.worker.folder";
    private static final String CONFORMERS = "conformers.extxyz";
    private static final String OUTCOME = "outcome.json";
    private static final String ERRORS = "stderr.txt";
    private static final Gson GSON =
            new GsonBuilder().serializeSpecialFloatingPointValues().create();

    /** Of the memory that the processes may have together, the part for Java's heaps. */
    private static final double HEAP_PERCENT = 60;

    private static final double USUAL_HEAP_PERCENT = 25;

    private record Part(
            JobFailure failure,
            List<Map<String, Double>> numbers,
            StateShares states,
            List<EnsembleAverage> properties,
            String verdict,
            String potential,
            boolean cached,
            double seconds,
            PotentialCalls calls,
            double effectiveSamples,
            double splitRhat,
            Boolean converged,
            List<String> notes) {}

    private final List<String> words;
    private final int jobs;
    private final Path inputs;
    private final TemporaryFolder temporary;
    private final Path folder;
    private final ExecutorService pool;
    private final List<Future<Integer>> running = new ArrayList<>();
    private final Set<Process> processes = ConcurrentHashMap.newKeySet();
    private final Thread hook = new Thread(this::abandon, "workers");
    private final AtomicInteger done = new AtomicInteger();
    private volatile boolean closed;

    /**
     * @param arguments of this program behind {@code generate}
     * @param jobs processes at a time
     */
    GenerateWorkers(Arguments arguments, int jobs) throws IOException {
        this.words = arguments.words();
        this.inputs = arguments.streams().keptFolder();
        this.jobs = jobs;
        this.temporary = TemporaryFolder.create();
        this.folder = temporary.path();
        this.pool = Executors.newFixedThreadPool(jobs);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Begins with the work on the next molecule as soon as a worker is free.
     *
     * @param needed false for one that has failed already: it keeps its number
     * @param listener told how many are done, once this one is; called by another thread
     */
    void submit(boolean needed, IntConsumer listener) {
        int number = running.size();
        running.add(needed ? pool.submit(() -> work(number, listener)) : CompletableFuture.completedFuture(0));
    }

    private int work(int number, IntConsumer listener) throws IOException, InterruptedException {
        try {
            return work(number);
        } finally {
            listener.accept(done.incrementAndGet());
        }
    }

    private int work(int number) throws IOException, InterruptedException {
        Path place = Files.createDirectories(place(number));
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(javaOptions());
        line.add("-XX:ErrorFile=" + place.resolve("crash.log"));
        line.add("-D" + MOLECULE + "=" + number);
        line.add("-D" + FOLDER + "=" + place);
        if (inputs != null) {
            line.add("-D" + StandardStreams.KEPT + "=" + inputs);
        }
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), "generate"));
        line.addAll(words);
        int processors = processors();
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(place.resolve(ERRORS).toFile());
        builder.environment().put("OMP_NUM_THREADS", Integer.toString(processors));
        Process process = builder.start();
        processes.add(process);
        try {
            if (closed) {
                process.destroyForcibly();
            }
            return process.waitFor();
        } finally {
            processes.remove(process);
        }
    }

    private int processors() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() / jobs);
    }

    /** Those of this process, but for debuggers, and with a share of the memory and of the processors. */
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

    /** Waits for a molecule. */
    GenerateOutcome outcome(int number, GenerateJob job) throws IOException, CDKException {
        int code = await(running.get(number));
        Path place = place(number);
        try {
            return read(place, job);
        } catch (IOException | CDKException | JsonParseException e) {
            return GenerateOutcome.failed(new JobFailure("crash", crash(place, code)), 0);
        } finally {
            delete(place);
        }
    }

    private static int await(Future<Integer> worker) throws IOException {
        try {
            return worker.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a worker was busy", e);
        } catch (ExecutionException e) {
            throw new IOException(
                    "a worker could not be started: " + e.getCause().getMessage(), e);
        }
    }

    private static GenerateOutcome read(Path place, GenerateJob job) throws IOException, CDKException {
        Part part = GSON.fromJson(Files.readString(place.resolve(OUTCOME)), Part.class);
        if (part.failure() != null) {
            return GenerateOutcome.failed(part.failure(), part.seconds());
        }
        MolecularGraph graph = job.graph();
        List<Conformer> conformers = new ArrayList<>();
        try (ExtendedXyzReader reader = ExtendedXyzReader.open(place.resolve(CONFORMERS))) {
            for (LabelledFrame frame = reader.read(); frame != null; frame = reader.read()) {
                conformers.add(new Conformer(frame.positions(), part.numbers().get(conformers.size())));
            }
        }
        return new GenerateOutcome(
                Optional.of(new ConformerEnsemble(graph, conformers)),
                part.states(),
                part.properties(),
                part.verdict(),
                Optional.empty(),
                part.potential(),
                part.cached(),
                part.seconds(),
                part.calls(),
                part.effectiveSamples(),
                part.splitRhat(),
                part.converged(),
                part.notes());
    }

    private static String crash(Path place, int code) throws IOException {
        Path errors = place.resolve(ERRORS);
        String last = "";
        if (Files.exists(errors)) {
            List<String> lines = new String(Files.readAllBytes(errors), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
            last = lines.isEmpty()
                    ? ""
                    : ", its last words: " + lines.get(lines.size() - 1).strip();
        }
        return "found that the worker process ended with code " + code + " and left no result" + last
                + "; expected conformers: try this molecule alone, or with another potential";
    }

    private Path place(int number) {
        return folder.resolve(Integer.toString(number));
    }

    private static void delete(Path place) {
        try (Stream<Path> files = Files.walk(place)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            // What is left in the temporary folder the system clears away.
            return;
        }
    }

    private void abandon() {
        closed = true;
        processes.forEach(Process::destroyForcibly);
        temporary.close();
    }

    @Override
    public void close() {
        pool.shutdownNow();
        abandon();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The program is ending already, and the hook does the same.
            return;
        }
    }

    /** The number of the molecule that this process is to work on, empty where it is no worker. */
    static Optional<Integer> ownMolecule() {
        return Optional.ofNullable(Integer.getInteger(MOLECULE));
    }

    /** As a worker, leaves the outcome where the program that started it looks. */
    static void leave(GenerateOutcome outcome) throws IOException, CDKException {
        Path place = Path.of(System.getProperty(FOLDER));
        if (outcome.ensemble().isPresent()) {
            ConformerWriter.write(
                    place.resolve(CONFORMERS),
                    new ConformerEnsemble(
                            outcome.ensemble().get().graph(),
                            outcome.ensemble().get().conformers().stream()
                                    .map(conformer -> Conformer.of(conformer.positions()))
                                    .toList()));
        }
        Part part = new Part(
                outcome.failure().orElse(null),
                outcome.ensemble()
                        .map(ensemble -> ensemble.conformers().stream()
                                .map(Conformer::properties)
                                .toList())
                        .orElse(null),
                outcome.states(),
                outcome.properties(),
                outcome.verdict(),
                outcome.potential(),
                outcome.cached(),
                outcome.seconds(),
                outcome.calls(),
                outcome.effectiveSamples(),
                outcome.splitRhat(),
                outcome.converged(),
                outcome.notes());
        Files.writeString(place.resolve(OUTCOME), GSON.toJson(part));
    }

    /** As a worker, ends with the program that started it: then standard input ends. */
    static void endWithParent() {
        Thread watch = new Thread(
                () -> {
                    try (InputStream in = System.in) {
                        while (in.read() >= 0) {
                            // The program that started this one writes nothing.
                        }
                    } catch (IOException e) {
                        // As good as its end.
                    }
                    Runtime.getRuntime().halt(Main.FAILED);
                },
                "parent");
        watch.setDaemon(true);
        watch.start();
    }
}
