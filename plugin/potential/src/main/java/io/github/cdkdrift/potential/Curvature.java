package io.github.cdkdrift.potential;

/**
 * Second derivatives of a potential, by central differences of its forces: ∂²E/∂xᵢ∂xⱼ ≈ (fⱼ(x − h eᵢ) − fⱼ(x + h eᵢ)) / 2h with
 * h = 10⁻³ Å, whose error is (h²/6) ∂⁴E/∂xᵢ³∂xⱼ: some 10⁻⁶ of the curvature of a bond. A geometry of N atoms costs 6N forces;
 * those of several geometries are asked for in one batch.
 */
public final class Curvature {
    private static final double STEP = 1e-3;

    /** Numbers of a batch: 2 MiB. */
    private static final int BATCH = 1 << 18;

    private Curvature() {}

    /**
     * The Laplacians ∇²E = Σᵢ ∂²E/∂xᵢ² of a batch of geometries.
     *
     * @param positions [frames · atoms · 3] Å, frame by frame; not modified; may be longer
     * @param frames how many geometries, at least 0
     * @return [frames] kcal/mol/Å²
     * @throws IllegalArgumentException if there are fewer positions
     */
    public static double[] laplacians(Potential potential, double[] positions, int frames) {
        int coordinates = 3 * potential.atoms();
        if (positions.length < frames * coordinates) {
            throw new IllegalArgumentException(frames + " frames of " + potential.atoms() + " atoms need "
                    + frames * coordinates + " positions; found " + positions.length);
        }
        Displacements displaced = new Displacements(potential, BATCH / (2 * coordinates * coordinates));
        double[] laplacians = new double[frames];
        for (int from = 0; from < frames; from += displaced.capacity) {
            int count = Math.min(displaced.capacity, frames - from);
            displaced.evaluate(positions, from, count);
            for (int frame = 0; frame < count; frame++) {
                for (int i = 0; i < coordinates; i++) {
                    laplacians[from + frame] += displaced.derivative(frame, i, i);
                }
            }
        }
        return laplacians;
    }

    /**
     * The matrix of all second derivatives of one geometry, symmetric.
     *
     * @param positions [atoms · 3] Å, not modified
     * @return [atoms · 3][atoms · 3] kcal/mol/Å²
     * @throws IllegalArgumentException if the number of positions is another
     */
    public static double[][] hessian(Potential potential, double[] positions) {
        int coordinates = 3 * potential.atoms();
        if (positions.length != coordinates) {
            throw new IllegalArgumentException(
                    potential.atoms() + " atoms have " + coordinates + " positions; found " + positions.length);
        }
        Displacements displaced = new Displacements(potential, 1);
        displaced.evaluate(positions, 0, 1);
        double[][] hessian = new double[coordinates][coordinates];
        for (int i = 0; i < coordinates; i++) {
            for (int j = 0; j < coordinates; j++) {
                hessian[i][j] = (displaced.derivative(0, i, j) + displaced.derivative(0, j, i)) / 2;
            }
        }
        return hessian;
    }

    /** Forces with each coordinate moved back and forth. */
    private static final class Displacements {
        private final Potential potential;
        private final int coordinates;
        private final int capacity;
        private final double[] positions;
        private final double[] energies;
        private final double[] forces;

        Displacements(Potential potential, int geometries) {
            this.potential = potential;
            coordinates = 3 * potential.atoms();
            capacity = Math.max(1, geometries);
            energies = new double[2 * coordinates * capacity];
            positions = new double[coordinates * energies.length];
            forces = new double[positions.length];
        }

        void evaluate(double[] geometries, int from, int count) {
            for (int row = 0; row < 2 * coordinates * count; row++) {
                int frame = from + row / (2 * coordinates);
                System.arraycopy(geometries, frame * coordinates, positions, row * coordinates, coordinates);
                int coordinate = row / 2 % coordinates;
                positions[row * coordinates + coordinate] += row % 2 == 0 ? STEP : -STEP;
            }
            potential.evaluate(positions, 2 * coordinates * count, energies, forces);
        }

        /** ∂²E/∂xᵢ∂xⱼ by moving xᵢ. */
        double derivative(int frame, int i, int j) {
            int forward = (2 * (frame * coordinates + i)) * coordinates + j;
            return (forces[forward + coordinates] - forces[forward]) / (2 * STEP);
        }
    }
}
