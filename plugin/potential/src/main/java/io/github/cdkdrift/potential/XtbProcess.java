package io.github.cdkdrift.potential;

import com.sun.jna.Native;
import io.github.cdkdrift.io.ForceUnits;
import io.github.cdkdrift.io.TemporaryFolder;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A second Java program, {@link XtbWorker}, that calls libxtb. In this one libxtb would not load once ND4J has loaded an older
 * Fortran library of its own, would end it on any Fortran runtime error and where a thread's stack is too small, and would
 * write to its standard output and its current folder.
 */
final class XtbProcess implements Runnable {
    private static final double BOHR = ForceUnits.HARTREE_BOHR.lengthFactor();
    private static final double HARTREE = ForceUnits.HARTREE_BOHR.energyFactor();
    private static final double FORCE = ForceUnits.HARTREE_BOHR.forceFactor();
    private static final String JNA_PATH = "jna.library.path";
    private static final long FAREWELL_SECONDS = 2;

    /** The memory of the other program is small. */
    private static final int MOST_NUMBERS_AT_ONCE = 1 << 18;

    /** One thread: for the molecules of this library more cost more than they bring. */
    private static final Map<String, String> ENVIRONMENT =
            Map.of("OMP_NUM_THREADS", "1", "OPENBLAS_NUM_THREADS", "1", "MKL_NUM_THREADS", "1");

    private final int coordinates;
    private final TemporaryFolder temporary;
    private final Path folder;
    private final Process process;
    private final ErrorLines errors;
    private final DataOutputStream questions;
    private final DataInputStream answers;

    private XtbProcess(int atoms, TemporaryFolder temporary, Path folder, Process process) {
        coordinates = 3 * atoms;
        this.temporary = temporary;
        this.folder = folder;
        this.process = process;
        errors = new ErrorLines(process);
        questions = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
        answers = new DataInputStream(new BufferedInputStream(process.getInputStream()));
    }

    /**
     * Starts the program and sets up a molecule.
     *
     * @param libraries names of the library to try, separated by blanks
     * @throws PotentialException if Java, the library or the method for this molecule cannot be had
     */
    static XtbProcess open(String libraries, XtbTask task) throws PotentialException {
        XtbProcess opened;
        try {
            opened = start(task.atomicNumbers().length);
        } catch (IOException e) {
            throw new PotentialException("xTB runs in a Java program of its own, which could not be started: " + e, e);
        }
        String problem;
        try {
            problem = opened.setUp(libraries, task);
        } catch (IOException e) {
            problem = opened.ending();
        }
        if (!problem.isEmpty()) {
            opened.run();
            throw new PotentialException(
                    problem.startsWith(XtbWorker.NO_LIBRARY)
                            ? "xTB's library libxtb cannot be used; install it (Debian, Ubuntu: apt-get install libxtb6; conda:"
                                    + " xtb), and where it lies in a folder of its own, start Java with -D" + JNA_PATH
                                    + "=FOLDER (" + problem.substring(XtbWorker.NO_LIBRARY.length()) + ")"
                            : task.name() + " cannot do the molecule in its first geometry: " + problem);
        }
        return opened;
    }

    private static XtbProcess start(int atoms) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        if (System.getProperty(JNA_PATH) != null) {
            command.add("-D" + JNA_PATH + "=" + System.getProperty(JNA_PATH));
        }
        command.addAll(List.of(
                "-cp", place(XtbWorker.class) + File.pathSeparator + place(Native.class), XtbWorker.class.getName()));
        TemporaryFolder temporary = TemporaryFolder.create();
        try {
            Path folder = Files.createDirectory(temporary.path().resolve("xtb"));
            ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
            builder.environment().putAll(ENVIRONMENT);
            return new XtbProcess(atoms, temporary, folder, builder.start());
        } catch (IOException e) {
            temporary.close();
            throw e;
        }
    }

    private static Path place(Class<?> type) throws IOException {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        try {
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException | RuntimeException e) {
            throw new IOException("the jar or folder of " + type.getName() + " is not known", e);
        }
    }

    private String setUp(String libraries, XtbTask task) throws IOException {
        questions.writeUTF(libraries);
        questions.writeUTF(task.method().name());
        questions.writeUTF(task.solvent());
        questions.writeInt(task.atomicNumbers().length);
        for (int atomicNumber : task.atomicNumbers()) {
            questions.writeInt(atomicNumber);
        }
        ask(task.geometry(), 0, task.geometry().length);
        questions.writeInt(task.charge());
        questions.writeInt(task.unpaired());
        questions.flush();
        String problem = answers.readUTF();
        emptyFolder();
        return problem;
    }

    private void ask(double[] positions, int from, int to) throws IOException {
        for (int i = from; i < to; i++) {
            questions.writeDouble(positions[i] / BOHR);
        }
    }

    /**
     * Energies and forces as {@link Potential#evaluate} has them.
     *
     * @return how many frames could not be done
     */
    int evaluate(double[] positions, int frames, double[] energies, double[] forces) {
        int failed = 0;
        int atOnce = Math.max(1, MOST_NUMBERS_AT_ONCE / coordinates);
        try {
            for (int first = 0; first < frames; first += atOnce) {
                int last = Math.min(frames, first + atOnce);
                questions.writeInt(last - first);
                ask(positions, first * coordinates, last * coordinates);
                questions.flush();
                for (int frame = first; frame < last; frame++) {
                    failed += read(frame, energies, forces) ? 0 : 1;
                }
            }
        } catch (IOException e) {
            throw new EvaluationException(ending(), e);
        }
        return failed;
    }

    private boolean read(int frame, double[] energies, double[] forces) throws IOException {
        int from = coordinates * frame;
        if (!answers.readBoolean()) {
            energies[frame] = Double.NaN;
            Arrays.fill(forces, from, from + coordinates, Double.NaN);
            return false;
        }
        energies[frame] = HARTREE * answers.readDouble();
        for (int i = from; i < from + coordinates; i++) {
            forces[i] = -FORCE * answers.readDouble();
        }
        return true;
    }

    private String ending() {
        String how = "no longer answers";
        try {
            if (process.waitFor(FAREWELL_SECONDS, TimeUnit.SECONDS)) {
                errors.awaitEnd(TimeUnit.SECONDS.toMillis(FAREWELL_SECONDS));
                how = "ended with exit code " + process.exitValue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "xTB's program " + how + errors.after(" (");
    }

    /** GFN-FF leaves files there that nobody reads. */
    private void emptyFolder() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Ends the program and removes its folder. */
    @Override
    public void run() {
        process.destroy();
        temporary.close();
    }
}
