package io.github.cdkdrift.samples.energy;

import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.molecule.Beads;
import io.github.cdkdrift.molecule.MolecularGraph;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.openscience.cdk.exception.CDKException;

/** Frames of five beads C N CA C N of alanine dipeptide, Å, and what is measured of them. */
final class BeadFrames {
    static final int BEADS = 5;
    static final int NUMBERS = 3 * BEADS;

    private BeadFrames() {}

    /**
     * Frames in two halves drawn at random.
     *
     * @param training [frames · 15] Å
     * @param forces on the beads of these in kcal/mol/Å
     * @param reference [frames · 15] Å
     */
    record Halves(double[] training, double[] forces, double[] reference) {
        /** The same with the first frames alone to learn from. */
        Halves first(int frames) {
            int numbers = Math.min(training.length / NUMBERS, frames) * NUMBERS;
            return new Halves(Arrays.copyOf(training, numbers), Arrays.copyOf(forces, numbers), reference);
        }
    }

    /** Of frames with forces, as {@code train} reads them, of the five beads, or of the whole molecule, whose atoms then pull at the nearest bead. */
    static Halves halves(Path file, long seed) throws IOException, CDKException {
        ForceFrames frames = ForceFrames.read(file);
        boolean whole = frames.atoms() != BEADS;
        Beads beads = whole
                ? Beads.of(MolecularGraph.perceive(frames.atomicNumbers(), frames.positions(0)), Beads.BACKBONE)
                : null;
        double[] positions = ofFrames(frames, i -> whole ? beads.positions(frames.positions(i)) : frames.positions(i));
        double[] forces = ofFrames(frames, i -> whole ? beads.forces(frames.forces(i)) : frames.forces(i));
        if (positions.length != frames.size() * NUMBERS) {
            throw new IllegalArgumentException(file + ": found " + positions.length / (3 * frames.size())
                    + " beads; expected frames of alanine dipeptide, or of its five beads C N CA C N");
        }
        double[][] halves = halves(positions, seed);
        return new Halves(halves[0], halves(forces, seed)[0], halves[1]);
    }

    private static double[] ofFrames(ForceFrames frames, IntFunction<double[]> numbers) {
        return IntStream.range(0, frames.size())
                .mapToObj(numbers)
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    static double[][] halves(double[] frames, long seed) {
        int count = frames.length / NUMBERS;
        int[] order = new int[count];
        Arrays.setAll(order, i -> i);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = count - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int other = order[j];
            order[j] = order[i];
            order[i] = other;
        }
        int half = count / 2;
        double[][] halves = new double[2][half * NUMBERS];
        for (int i = 0; i < 2 * half; i++) {
            System.arraycopy(frames, order[i] * NUMBERS, halves[i / half], i % half * NUMBERS, NUMBERS);
        }
        return halves;
    }

    /** φ and ψ in degrees from −180 to 180, [frames · 2]. */
    static double[] torsions(double[] frames) {
        double[] torsions = new double[frames.length / NUMBERS * 2];
        for (int i = 0; i < torsions.length; i++) {
            torsions[i] = torsion(frames, i / 2 * NUMBERS + 3 * (i % 2));
        }
        return torsions;
    }

    /** Of the four beads from a place on, with the sign of IUPAC. */
    private static double torsion(double[] x, int at) {
        double[] a = difference(x, at + 3, at);
        double[] b = difference(x, at + 6, at + 3);
        double[] c = difference(x, at + 9, at + 6);
        double[] n = cross(a, b);
        double[] m = cross(b, c);
        return Math.toDegrees(Math.atan2(Math.sqrt(dot(b, b)) * dot(a, m), dot(n, m)));
    }

    private static double[] difference(double[] x, int to, int from) {
        return new double[] {x[to] - x[from], x[to + 1] - x[from + 1], x[to + 2] - x[from + 2]};
    }

    private static double[] cross(double[] a, double[] b) {
        return new double[] {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
    }

    private static double dot(double[] a, double[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }

    /** Mean over the four bonds of the standard deviation of one set over that of the other. */
    static double widthRatio(double[] frames, double[] reference) {
        double ratio = 0;
        for (int bond = 0; bond < BEADS - 1; bond++) {
            ratio += deviation(frames, bond) / deviation(reference, bond) / (BEADS - 1);
        }
        return ratio;
    }

    private static double deviation(double[] frames, int bond) {
        int count = frames.length / NUMBERS;
        double mean = 0;
        double square = 0;
        for (int i = 0; i < count; i++) {
            double[] r = difference(frames, i * NUMBERS + 3 * bond + 3, i * NUMBERS + 3 * bond);
            double length = Math.sqrt(dot(r, r));
            mean += length / count;
            square += length * length / count;
        }
        return Math.sqrt(square - mean * mean);
    }

    /** Those frames whose bonds are all from 0.8 to 2.2 Å long. */
    static double[] whole(double[] frames) {
        double[] whole = new double[frames.length];
        int at = 0;
        for (int i = 0; i < frames.length; i += NUMBERS) {
            boolean kept = true;
            for (int bond = 0; bond < BEADS - 1; bond++) {
                double[] r = difference(frames, i + 3 * bond + 3, i + 3 * bond);
                double length = Math.sqrt(dot(r, r));
                kept &= length > 0.8 && length < 2.2;
            }
            if (kept) {
                System.arraycopy(frames, i, whole, at, NUMBERS);
                at += NUMBERS;
            }
        }
        return Arrays.copyOf(whole, at);
    }
}
