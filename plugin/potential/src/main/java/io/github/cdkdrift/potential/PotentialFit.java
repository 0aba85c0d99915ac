package io.github.cdkdrift.potential;

import io.github.cdkdrift.frames.ForceFrames;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A potential fitted to force labels. The frames may be distributed as they like: their forces are exact everywhere, so the
 * fitted potential can be sampled at any temperature.
 *
 * <p>For n frames of N atoms the covariance of 3Nn force components is factored: 9N²n²/2 numbers of memory and 9N³n³
 * operations (150 frames of ethanol: 66 MB, 22 billion). Where that does not fit into the memory of the settings, the same
 * equations are solved by iteration to a relative residual of 1e-6.
 *
 * @param potential the result; energies agree with the labels on average, or are 0 on average over the training frames where
 *     there are no energy labels
 * @param frames indices of the training frames, rising
 * @param settings how it was fitted
 * @param widthErrors mean absolute force error on held-out frames for each candidate width, kcal/mol/Å; empty where there was
 *     only one candidate or too few frames
 * @param solution how the equations were solved
 */
public record PotentialFit(
        FittedPotential potential, int[] frames, FitSettings settings, double[] widthErrors, FitSolution solution) {
    /** Widths are compared with so many frames: the best one hardly depends on their number. */
    private static final int FRAMES_TO_COMPARE = 60;

    /**
     * Where all frames are fitted, the last of so many parts is held out while widths are compared: frames between others would
     * favour widths that extrapolate badly.
     */
    private static final int HELD_OUT_OF = 5;

    /**
     * Fits a potential.
     *
     * @param permutations of atoms that leave the energy unchanged, [permutations][atoms], a group with the identity
     * @throws IllegalArgumentException if the permutations are no group, if there is only one atom, or if the regularisation
     *     is too small for double precision
     * @throws UnsolvedFitException if the iteration does not reach its residual
     */
    public static PotentialFit of(ForceFrames frames, int[][] permutations, FitSettings settings) {
        if (frames.atoms() < 2) {
            throw new IllegalArgumentException("one atom has no distances");
        }
        PermutationGroup.require(frames.atoms(), permutations);
        int[][] copies = Arrays.stream(permutations).map(int[]::clone).toArray(int[][]::new);
        InverseDistances descriptor = new InverseDistances(frames.atoms());
        double[][] distances = Arrays.stream(descriptors(frames, descriptor))
                .map(inverse -> Arrays.stream(inverse).map(x -> 1 / x).toArray())
                .toArray(double[][]::new);
        int[][] ofPairs = Arrays.stream(copies).map(descriptor::permutation).toArray(int[][]::new);
        int count = Math.min(settings.frames(), frames.size());
        int[] chosen = settings.selection().select(distances, ofPairs, count);
        double[] errors = widthErrors(frames, copies, settings, chosen);
        int best = IntStream.range(0, errors.length)
                .boxed()
                .min((a, b) -> Double.compare(errors[a], errors[b]))
                .orElse(0);
        Solution solution = solve(frames, chosen, copies, settings.widths().get(best), settings);
        return new PotentialFit(solution.potential, chosen, settings, errors, solution.how);
    }

    private static double[][] descriptors(ForceFrames frames, InverseDistances descriptor) {
        double[][] descriptors = new double[frames.size()][descriptor.pairs()];
        for (int i = 0; i < descriptors.length; i++) {
            descriptor.describe(frames.positions(i), 0, descriptors[i]);
        }
        return descriptors;
    }

    private static double[] widthErrors(ForceFrames frames, int[][] permutations, FitSettings settings, int[] chosen) {
        if (settings.widths().size() < 2 || frames.size() < HELD_OUT_OF) {
            return new double[0];
        }
        int[] rest = IntStream.range(0, frames.size())
                .filter(i -> Arrays.binarySearch(chosen, i) < 0)
                .toArray();
        int kept = rest.length > 0 ? chosen.length : chosen.length - chosen.length / HELD_OUT_OF;
        int[] others = rest.length > 0 ? rest : Arrays.copyOfRange(chosen, kept, chosen.length);
        ForceFrames heldOut = frames.select(spread(others, settings.validationFrames()));
        int[] few = spread(Arrays.copyOf(chosen, kept), FRAMES_TO_COMPARE);
        return settings.widths().stream()
                .mapToDouble(width -> forceError(solve(frames, few, permutations, width, settings).potential, heldOut))
                .toArray();
    }

    private static int[] spread(int[] values, int count) {
        int kept = Math.min(count, values.length);
        return IntStream.range(0, kept)
                .map(i -> values[(int) ((long) i * values.length / kept)])
                .toArray();
    }

    private static double forceError(FittedPotential potential, ForceFrames frames) {
        Labels labels = Labels.of(frames);
        double[] forces = new double[labels.forces.length];
        potential.evaluate(labels.positions, frames.size(), new double[frames.size()], forces);
        return IntStream.range(0, forces.length)
                .mapToDouble(i -> Math.abs(forces[i] - labels.forces[i]))
                .average()
                .orElseThrow();
    }

    private record Solution(FittedPotential potential, FitSolution how) {}

    private static Solution solve(
            ForceFrames frames, int[] chosen, int[][] permutations, double width, FitSettings settings) {
        ForceFrames training = frames.select(chosen);
        Labels labels = Labels.of(training);
        InverseDistances descriptor = new InverseDistances(frames.atoms());
        int[][] ofPairs =
                Arrays.stream(permutations).map(descriptor::permutation).toArray(int[][]::new);
        NormalEquations equations =
                new NormalEquations(descriptor, labels.positions, ofPairs, width, settings.regularisation());
        NormalEquations.Solved solved =
                equations.solve(labels.forces, settings.matrixMemory(), NormalEquations.RESIDUAL);
        FittedPotential potential = new FittedPotential(
                name(frames, chosen.length),
                frames.atomicNumbers(),
                permutations,
                width,
                0,
                solved.points(),
                solved.weights());
        return new Solution(potential.shifted(meanEnergyGap(potential, training, labels)), solved.solution());
    }

    /** Of what it is fitted: a potential's name, where the frames have one. */
    private static String name(ForceFrames frames, int chosen) {
        String count = chosen == frames.size()
                ? String.format(Locale.ROOT, "%,d", chosen)
                : String.format(Locale.ROOT, "%,d of %,d", chosen, frames.size());
        return frames.potential()
                .map(word -> "fitted to " + count + " labels of " + word)
                .orElse("fitted to the forces of " + count + " frames");
    }

    private static double meanEnergyGap(FittedPotential potential, ForceFrames training, Labels labels) {
        double[] energies = new double[training.size()];
        potential.evaluate(labels.positions, energies.length, energies, new double[labels.forces.length]);
        double label = Arrays.stream(training.energies()).average().orElse(0);
        return label - Arrays.stream(energies).average().orElseThrow();
    }

    /** Positions and forces of frames in one array each. */
    private record Labels(double[] positions, double[] forces) {
        static Labels of(ForceFrames frames) {
            int stride = 3 * frames.atoms();
            double[] positions = new double[stride * frames.size()];
            double[] forces = new double[stride * frames.size()];
            for (int i = 0; i < frames.size(); i++) {
                System.arraycopy(frames.positions(i), 0, positions, i * stride, stride);
                System.arraycopy(frames.forces(i), 0, forces, i * stride, stride);
            }
            return new Labels(positions, forces);
        }
    }
}
