package io.github.cdkdrift.training;

import io.github.cdkdrift.coordinate.Well;
import io.github.cdkdrift.coordinate.ZMatrix;
import io.github.cdkdrift.drift.ReducedEnergy;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.PhysicalConstants;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.potential.PotentialException;
import java.util.Arrays;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;

/**
 * One well of a molecule's energy over coordinates in which it is, to second order, a standard normal distribution: q with
 * internal coordinates z = z₀ + A q, where z₀ is the minimum of E/k_BT − ln |J| over {@link ZMatrix internal coordinates}, J their
 * volume element, and A Aᵀ the inverse of the second derivatives there. Bonds of 0.03 Å and torsions of 20° are all of width 1, and
 * translation and rotation are gone.
 */
public final class MolecularEnergy implements ReducedEnergy {
    /** Å or radians; second differences lose some 10⁻⁶ of a bond's curvature. */
    private static final double STEP = 1e-3;

    /** In units of the widths of the well. */
    private static final double SCALED_STEP = 1e-3;

    /** Second derivatives in z below this, 1/rad²: a torsion of 60° and more is no well. */
    private static final double LEAST_CURVATURE = 1;

    private static final int NEWTON_STEPS = 50;
    private static final double LONGEST_STEP = 0.1;
    private static final double DONE = 1e-5;
    private static final int BATCH = 1 << 10;

    private final Potential potential;
    private final ZMatrix internal;
    private final double thermalEnergy;
    private final int dimensions;
    private final Well well;
    private final double[] values;
    private final double[] positions;
    private final double[] energies;
    private final double[] forces;

    private MolecularEnergy(Potential potential, ZMatrix internal, double thermalEnergy, double[] start) {
        this.potential = potential;
        this.internal = internal;
        this.thermalEnergy = thermalEnergy;
        dimensions = internal.size();
        well = new Well(start, new double[dimensions * dimensions]);
        for (int i = 0; i < dimensions; i++) {
            well.axes()[i * dimensions + i] = 1;
        }
        values = new double[BATCH * dimensions];
        positions = new double[BATCH * 3 * potential.atoms()];
        energies = new double[BATCH];
        forces = new double[positions.length];
    }

    /**
     * The well around a geometry; costs some ten thousand energies.
     *
     * @param geometry near the minimum, [atoms · 3] Å
     * @param temperature K, above 0
     * @throws PotentialException if no minimum was found
     */
    public static MolecularEnergy of(Potential potential, MolecularGraph graph, double[] geometry, double temperature)
            throws PotentialException {
        if (!(temperature > 0)) {
            throw new IllegalArgumentException("temperature must be above 0, is " + temperature);
        }
        ZMatrix internal = new ZMatrix(graph);
        MolecularEnergy energy = new MolecularEnergy(
                potential, internal, PhysicalConstants.BOLTZMANN * temperature, internal.of(geometry));
        for (int step = 0; step < NEWTON_STEPS; step++) {
            EigenDecompositionSymmetric hessian = energy.hessian();
            if (energy.descend(hessian)) {
                energy.scale(energy.hessian());
                return energy;
            }
        }
        throw new PotentialException(potential.name() + " has no minimum within " + NEWTON_STEPS
                + " steps of the geometry; expected one near a minimum");
    }

    private EigenDecompositionSymmetric hessian() {
        Array2DRowRealMatrix matrix = new Array2DRowRealMatrix(dimensions, dimensions);
        double[] q = new double[4 * dimensions];
        double[] four = new double[4];
        for (int i = 0; i < dimensions; i++) {
            for (int j = 0; j <= i; j++) {
                Arrays.fill(q, 0);
                for (int corner = 0; corner < 4; corner++) {
                    q[corner * dimensions + i] += corner < 2 ? STEP : -STEP;
                    q[corner * dimensions + j] += corner % 2 == 0 ? STEP : -STEP;
                }
                evaluate(q, 4, four, null);
                double second = (four[0] - four[1] - four[2] + four[3]) / (4 * STEP * STEP);
                matrix.setEntry(i, j, second);
                matrix.setEntry(j, i, second);
            }
        }
        return new EigenDecompositionSymmetric(matrix);
    }

    /** One Newton step downhill; true where it was the last. */
    private boolean descend(EigenDecompositionSymmetric hessian) {
        double[] slope = new double[dimensions];
        differences(new double[dimensions], 0, STEP, slope, 0);
        double[] step = new double[dimensions];
        boolean convex = true;
        for (int k = 0; k < dimensions; k++) {
            double along = 0;
            for (int i = 0; i < dimensions; i++) {
                along += hessian.getV().getEntry(i, k) * slope[i];
            }
            double curvature = hessian.getEigenvalue(k);
            convex &= curvature > LEAST_CURVATURE;
            double move = -along / Math.max(Math.abs(curvature), LEAST_CURVATURE);
            move = Math.max(-LONGEST_STEP, Math.min(LONGEST_STEP, move));
            for (int i = 0; i < dimensions; i++) {
                step[i] += move * hessian.getV().getEntry(i, k);
            }
        }
        double longest = 0;
        for (int i = 0; i < dimensions; i++) {
            well.origin()[i] += step[i];
            longest = Math.max(longest, Math.abs(step[i]));
        }
        return convex && longest < DONE;
    }

    private void scale(EigenDecompositionSymmetric hessian) {
        for (int k = 0; k < dimensions; k++) {
            double width = 1 / Math.sqrt(hessian.getEigenvalue(k));
            for (int i = 0; i < dimensions; i++) {
                well.axes()[i * dimensions + k] = width * hessian.getV().getEntry(i, k);
            }
        }
    }

    /** What takes points to internal coordinates; not to be modified. */
    public Well well() {
        return well;
    }

    /** 3N − 6. */
    @Override
    public int dimensions() {
        return dimensions;
    }

    @Override
    public void evaluate(double[] points, int count, double[] reduced, double[] gradients) {
        for (int from = 0; from < count; from += BATCH) {
            int part = Math.min(BATCH, count - from);
            place(points, from, part);
            potential.evaluate(positions, part, energies, forces);
            for (int i = 0; i < part; i++) {
                reduced[from + i] = energies[i] / thermalEnergy - internal.logVolume(values, i * dimensions);
            }
        }
        if (gradients != null) {
            for (int i = 0; i < count; i++) {
                differences(points, i * dimensions, SCALED_STEP, gradients, i * dimensions);
            }
        }
    }

    private void differences(double[] points, int from, double size, double[] gradients, int to) {
        double[] displaced = new double[2 * dimensions * dimensions];
        double[] reduced = new double[2 * dimensions];
        for (int row = 0; row < 2 * dimensions; row++) {
            System.arraycopy(points, from, displaced, row * dimensions, dimensions);
            displaced[row * dimensions + row / 2] += row % 2 == 0 ? size : -size;
        }
        evaluate(displaced, 2 * dimensions, reduced, null);
        for (int i = 0; i < dimensions; i++) {
            gradients[to + i] = (reduced[2 * i] - reduced[2 * i + 1]) / (2 * size);
        }
    }

    private void place(double[] points, int from, int count) {
        for (int i = 0; i < count; i++) {
            well.map(points, (from + i) * dimensions, values, i * dimensions);
            internal.place(values, i * dimensions, positions, i * 3 * potential.atoms());
        }
    }

    /**
     * The geometries of points.
     *
     * @param points [count · (3N − 6)]
     * @return [count][atoms · 3] Å
     */
    public double[][] geometries(double[] points) {
        double[][] geometries = new double[points.length / dimensions][];
        for (int i = 0; i < geometries.length; i++) {
            place(points, i, 1);
            geometries[i] = Arrays.copyOf(positions, 3 * potential.atoms());
        }
        return geometries;
    }
}
