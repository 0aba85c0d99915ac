package io.github.cdkdrift.potential;

import io.github.cdkdrift.io.ExtendedXyzWriter;
import io.github.cdkdrift.io.LabelledFrame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.ref.Cleaner;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Any potential that a program can compute: quantum chemistry, machine-learned potentials, whatever ASE has a calculator for.
 *
 * <p>The program is started once. It reads frames of extended XYZ (elements and positions in Å) on its standard input, and for
 * each writes one frame with the same atoms and positions, {@code energy=} and a column {@code forces} to its standard output; a
 * blank line ends a batch, and by then all answers must have been flushed. {@code units=} in each answer says in what
 * energies and forces are, for example {@code units="eV/A"}; without it kcal/mol and kcal/mol/Å are understood. The end of its
 * input tells the program to end. Standard error is for messages; the last lines appear in errors.
 *
 * <p>A program that does not answer in time, ends, or answers anything else is an {@link EvaluationException}; it is started
 * anew by the next batch. One thread at a time.
 */
public final class ExternalPotential implements Potential {
    /** How long to wait for each frame where nothing else is said. */
    public static final Duration DEFAULT_PATIENCE = Duration.ofMinutes(10);

    /** Å; programs may round, but answers out of order are a mistake. */
    private static final double SAME_POSITION = 1e-3;

    private static final Cleaner CLEANER = Cleaner.create();

    private final List<String> command;
    private final int[] atomicNumbers;
    private final Duration patience;
    private ExternalProgram program;
    private Cleaner.Cleanable running;
    private boolean closed;

    private ExternalPotential(List<String> command, int[] atomicNumbers, Duration patience) {
        this.command = command;
        this.atomicNumbers = atomicNumbers;
        this.patience = patience;
    }

    /**
     * Starts a program.
     *
     * @param command the program and its arguments
     * @param atomicNumbers [atoms]
     * @param patience how long to wait for each frame
     * @throws PotentialException if the program cannot be started
     */
    public static ExternalPotential start(List<String> command, int[] atomicNumbers, Duration patience)
            throws PotentialException {
        if (command.isEmpty() || atomicNumbers.length == 0 || patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("no command, no atoms or no patience: " + command + ", "
                    + atomicNumbers.length + " atoms, " + patience);
        }
        ExternalPotential potential = new ExternalPotential(List.copyOf(command), atomicNumbers.clone(), patience);
        try {
            potential.start();
        } catch (IOException e) {
            throw new PotentialException(
                    "the program " + command.get(0) + " could not be started: " + e.getMessage(), e);
        }
        return potential;
    }

    private void start() throws IOException {
        program = ExternalProgram.start(command);
        running = CLEANER.register(this, program);
    }

    @Override
    public int atoms() {
        return atomicNumbers.length;
    }

    @Override
    public String name() {
        return String.join(" ", command);
    }

    @Override
    public void evaluate(double[] positions, int frames, double[] energies, double[] forces) {
        Batch.require(atoms(), positions, frames, energies, forces);
        if (closed) {
            throw new IllegalStateException("the potential was closed");
        }
        try {
            if (!program.isAlive()) {
                running.clean();
                start();
            }
            program.send(question(positions, frames), patience);
            for (int frame = 0; frame < frames; frame++) {
                String what = "frame " + (frame + 1) + " of " + frames;
                LabelledFrame answer = program.receive(patience, what);
                int from = 3 * atoms() * frame;
                requireAnswer(answer, positions, from, what);
                energies[frame] = answer.energy().orElseThrow();
                System.arraycopy(answer.forces(), 0, forces, from, 3 * atoms());
            }
        } catch (IOException e) {
            throw new EvaluationException(name() + " could not be started again: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EvaluationException("the wait for " + name() + " was interrupted", e);
        }
    }

    private byte[] question(double[] positions, int frames) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        int stride = 3 * atoms();
        for (int frame = 0; frame < frames; frame++) {
            double[] one = Arrays.copyOfRange(positions, frame * stride, (frame + 1) * stride);
            text.writeBytes(
                    ExtendedXyzWriter.text(new LabelledFrame(atomicNumbers, one, null, OptionalDouble.empty())));
        }
        text.write('\n');
        return text.toByteArray();
    }

    private void requireAnswer(LabelledFrame answer, double[] positions, int from, String what) {
        if (!Arrays.equals(answer.atomicNumbers(), atomicNumbers)) {
            throw program.failure("answered " + what + " with the atomic numbers "
                    + Arrays.toString(answer.atomicNumbers()) + "; expected " + Arrays.toString(atomicNumbers));
        }
        if (answer.energy().isEmpty() || answer.forces() == null) {
            throw program.failure("answered " + what + " without " + (answer.forces() == null ? "forces" : "an energy")
                    + "; expected energy=… and a column forces:R:3 in Properties");
        }
        for (int i = 0; i < 3 * atoms(); i++) {
            if (!(Math.abs(answer.positions()[i] - positions[from + i]) < SAME_POSITION)) {
                throw program.failure("answered " + what + " with other positions (" + answer.positions()[i] + " Å for "
                        + positions[from + i] + " Å); expected the same frames in the same order");
            }
        }
    }

    /** Ends the program; evaluating is an error afterwards. */
    @Override
    public void close() {
        closed = true;
        running.clean();
    }
}
