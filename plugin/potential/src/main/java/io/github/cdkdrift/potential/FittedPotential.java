package io.github.cdkdrift.potential;

import java.util.Arrays;

/**
 * A gradient-domain kernel model of one molecule's potential energy: descriptor 1/d of every pair of atoms, Matérn 5/2 kernel,
 * symmetric under the given permutations of atoms ("(s)GDML": Chmiela et al. 2017, doi:10.1126/sciadv.1603015; 2018,
 * doi:10.1038/s41467-018-06169-2). Forces are the exact derivatives of its energies. Made by {@link PotentialFit} or {@link
 * SgdmlFile}.
 *
 * <p>A geometry costs some 4·T·N² operations and T exponentials for T = training points · permutations and N atoms; batches
 * run as matrix products. Immutable but for its buffers: one thread at a time.
 */
public final class FittedPotential implements Potential {
    private final String name;
    private final int[] atomicNumbers;
    private final int[][] permutations;
    private final double width;
    private final double offset;
    private final double[][] points;
    private final double[][] weights;
    private final KernelExpansion expansion;

    /**
     * @param permutations [permutations][atoms]
     * @param width σ, 1/Å
     * @param offset kcal/mol
     * @param points descriptors of the training points, [points][pairs] 1/Å
     * @param weights [points][pairs]
     */
    FittedPotential(
            String name,
            int[] atomicNumbers,
            int[][] permutations,
            double width,
            double offset,
            double[][] points,
            double[][] weights) {
        this(
                name,
                atomicNumbers,
                permutations,
                width,
                offset,
                points,
                weights,
                expansion(atomicNumbers.length, permutations, width, points, weights));
    }

    private FittedPotential(
            String name,
            int[] atomicNumbers,
            int[][] permutations,
            double width,
            double offset,
            double[][] points,
            double[][] weights,
            KernelExpansion expansion) {
        this.name = name;
        this.atomicNumbers = atomicNumbers;
        this.permutations = permutations;
        this.width = width;
        this.offset = offset;
        this.points = points;
        this.weights = weights;
        this.expansion = expansion;
    }

    private static KernelExpansion expansion(
            int atoms, int[][] permutations, double width, double[][] points, double[][] weights) {
        InverseDistances descriptor = new InverseDistances(atoms);
        int[][] ofPairs =
                Arrays.stream(permutations).map(descriptor::permutation).toArray(int[][]::new);
        return new KernelExpansion(descriptor, width, points, weights, ofPairs);
    }

    /** The same with the energies of all geometries moved by a constant, kcal/mol. Shares its buffers. */
    FittedPotential shifted(double energy) {
        return new FittedPotential(
                name, atomicNumbers, permutations, width, offset + energy, points, weights, expansion);
    }

    @Override
    public int atoms() {
        return atomicNumbers.length;
    }

    @Override
    public String name() {
        return name;
    }

    /** A copy of the atomic numbers, [atoms]. */
    public int[] atomicNumbers() {
        return atomicNumbers.clone();
    }

    /** A copy of the permutations that leave the energy unchanged, [permutations][atoms], the identity among them. */
    public int[][] permutations() {
        return Arrays.stream(permutations).map(int[]::clone).toArray(int[][]::new);
    }

    /** The width σ of the kernel, 1/Å. */
    public double width() {
        return width;
    }

    /** The number of training points. */
    public int trainingPoints() {
        return points.length;
    }

    double offset() {
        return offset;
    }

    double[][] points() {
        return points;
    }

    double[][] weights() {
        return weights;
    }

    @Override
    public void evaluate(double[] positions, int frames, double[] energies, double[] forces) {
        Batch.require(atoms(), positions, frames, energies, forces);
        expansion.evaluate(positions, frames, energies, forces);
        for (int i = 0; i < frames; i++) {
            energies[i] += offset;
        }
    }
}
