package io.github.cdkdrift.spark;

import io.github.cdkdrift.worker.WorkerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkFiles;

/** The worker processes of an executor: one for each task that runs, kept for the next task. They end with the executor. */
final class ExecutorWorkers {
    private static final Map<List<String>, Deque<WorkerProcess>> IDLE = new HashMap<>();
    private static final Map<WorkerProcess, List<String>> ALL = new HashMap<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(ExecutorWorkers::closeAll, "workers"));
    }

    private ExecutorWorkers() {}

    /** @param cores of a task */
    static synchronized WorkerProcess take(JobSettings settings, int cores) throws IOException {
        List<String> command = command(settings, cores);
        Deque<WorkerProcess> idle = IDLE.computeIfAbsent(command, any -> new ArrayDeque<>());
        if (!idle.isEmpty()) {
            return idle.pop();
        }
        Path errors = Files.createTempFile("cdkdrift-worker-", ".txt");
        errors.toFile().deleteOnExit();
        WorkerProcess worker = new WorkerProcess(
                command, Map.of("OMP_NUM_THREADS", Integer.toString(cores), "OMP_WAIT_POLICY", "PASSIVE"), errors);
        ALL.put(worker, command);
        return worker;
    }

    static synchronized void give(WorkerProcess worker) {
        IDLE.get(ALL.get(worker)).push(worker);
    }

    private static List<String> command(JobSettings settings, int cores) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx" + settings.memory(), "-XX:+UseSerialGC", "-XX:ActiveProcessorCount=" + cores));
        command.addAll(List.of("-XX:+IgnoreUnrecognizedVMOptions", "--sun-misc-unsafe-memory-access=allow"));
        // A crash of native code leaves no files in the folders of the cluster.
        command.addAll(List.of("-XX:-CreateCoredumpOnCrash", "-XX:ErrorFile=/dev/stderr"));
        command.addAll(List.of("-Dcdkdrift.worker=true", "-jar", program(settings.program())));
        // Molecules come by questions; the operand and the file, which say the format, are not touched.
        command.addAll(List.of("generate", "C", "-o", "out.sdf", "-n", Integer.toString(settings.conformers())));
        command.addAll(settings.options());
        return command;
    }

    /** In an archive that came with the job, if it is there. */
    private static String program(String program) throws IOException {
        Path sent = Path.of(SparkFiles.getRootDirectory()).resolve(program);
        if (!Files.exists(sent) && !Files.exists(Path.of(program))) {
            throw new IOException("found no " + program + " here, nor in " + SparkFiles.getRootDirectory()
                    + "; expected the command on every machine, or sent with the job by --archives");
        }
        return Files.exists(sent) ? sent.toString() : program;
    }

    private static synchronized void closeAll() {
        ALL.keySet().forEach(WorkerProcess::close);
    }
}
