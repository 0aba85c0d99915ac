package io.github.cdkdrift.potential;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.stream.Collectors;

/**
 * The program that calls libxtb for {@link XtbProcess}, over standard input and output. It needs nothing but the Java library and
 * JNA.
 *
 * <p>Asked: the library's names, the method, the solvent or an empty text, [atoms], atomic numbers, geometry in bohr, charge, unpaired electrons. Answers: what
 * is wrong, or an empty text. Then again and again, asked: a number of frames, positions in bohr; answers for each frame:
 * whether it was done, and if so energy and gradient in hartree and bohr.
 */
final class XtbWorker {
    /** How an answer begins that says why there is no library. */
    static final String NO_LIBRARY = "no library: ";

    /** Bytes of address space; libxtb puts its arrays on the stack, and only what is used becomes memory. */
    private static final long STACK = 1L << 30;

    private final DataInputStream in;
    private final DataOutputStream out;

    private XtbWorker(DataInputStream in, DataOutputStream out) {
        this.in = in;
        this.out = out;
    }

    /** What is needed of the C library to keep what libxtb prints apart from the answers. */
    private interface Streams extends Library {
        int dup(int descriptor);

        int dup2(int from, int to);
    }

    public static void main(String[] arguments) throws InterruptedException {
        Thread thread = new Thread(null, XtbWorker::work, "libxtb", STACK);
        thread.start();
        thread.join();
    }

    private static void work() {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(System.in));
                DataOutputStream out = new DataOutputStream(new BufferedOutputStream(answers()))) {
            new XtbWorker(in, out).serve();
        } catch (EOFException e) {
            // Nobody asks any more.
            return;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The standard output of this program; what others print there goes to standard error from now on. */
    private static OutputStream answers() throws IOException {
        if (Platform.isWindows()) {
            return new FileOutputStream(FileDescriptor.out);
        }
        Streams streams = Native.load("c", Streams.class);
        int copy = streams.dup(1);
        streams.dup2(2, 1);
        return new FileOutputStream("/dev/fd/" + copy);
    }

    private void serve() throws IOException {
        XtbLibrary library;
        String[] names = in.readUTF().split(" ");
        try {
            library = XtbLibrary.load(names);
        } catch (UnsatisfiedLinkError e) {
            answer(NO_LIBRARY + reason(e));
            return;
        }
        String method = in.readUTF();
        String solvent = in.readUTF();
        int[] atomicNumbers = new int[in.readInt()];
        for (int i = 0; i < atomicNumbers.length; i++) {
            atomicNumbers[i] = in.readInt();
        }
        double[] gradient = new double[3 * atomicNumbers.length];
        double[] geometry = numbers(gradient.length);
        XtbCalculation calculation =
                new XtbCalculation(library, method, atomicNumbers, geometry, in.readInt(), in.readInt());
        if (calculation.problem() == null && !solvent.isEmpty()) {
            calculation.solvate(solvent);
        }
        if (calculation.problem() == null) {
            calculation.compute(geometry, gradient);
        }
        answer(calculation.problem() == null ? "" : calculation.problem());
        while (true) {
            // All of it before the first answer: otherwise both sides could wait for each other to read.
            double[] positions = numbers(in.readInt() * geometry.length);
            for (int from = 0; from < positions.length; from += geometry.length) {
                System.arraycopy(positions, from, geometry, 0, geometry.length);
                answer(calculation, calculation.compute(geometry, gradient), gradient);
            }
            out.flush();
        }
    }

    /** JNA's message goes on with every folder and jar that it looked into. */
    private static String reason(UnsatisfiedLinkError failure) {
        return failure.getMessage()
                .lines()
                .filter(line -> !line.startsWith("Native library"))
                .collect(Collectors.joining("; "));
    }

    private double[] numbers(int count) throws IOException {
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = in.readDouble();
        }
        return numbers;
    }

    private void answer(String problem) throws IOException {
        out.writeUTF(problem);
        out.flush();
    }

    private void answer(XtbCalculation calculation, boolean done, double[] gradient) throws IOException {
        out.writeBoolean(done);
        if (done) {
            out.writeDouble(calculation.energy());
            for (double slope : gradient) {
                out.writeDouble(slope);
            }
        }
    }
}
