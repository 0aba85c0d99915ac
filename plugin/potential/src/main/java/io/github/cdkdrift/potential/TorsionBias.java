package io.github.cdkdrift.potential;

import io.github.cdkdrift.molecule.SymmetryOperation;
import io.github.cdkdrift.molecule.Torsion;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * A potential with a further energy that depends on torsions alone, averaged over the molecule's symmetry. One thread at a time.
 */
public final class TorsionBias implements Potential {
    private static final int NODES = 360;
    private static final double SPACING = 2 * Math.PI / NODES;
    private static final double DIFFERENCE_DEGREES = 0.01;

    private final Potential potential;
    private final int[][] torsions;
    private final double[] signs;
    private final double[][] values;
    private final double[][] slopes;
    private final double weight;

    /**
     * @param rotors the torsions, [rotors][4] atoms
     * @param energies of each rotor: a smooth periodic function of its torsion in degrees, kcal/mol
     * @param operations a group; the bias is the mean over the copies of a geometry that they make
     */
    public TorsionBias(
            Potential potential,
            List<int[]> rotors,
            List<DoubleUnaryOperator> energies,
            List<SymmetryOperation> operations) {
        this.potential = potential;
        int terms = rotors.size() * operations.size();
        torsions = new int[terms][4];
        signs = new double[terms];
        values = new double[rotors.size()][NODES];
        slopes = new double[rotors.size()][NODES];
        weight = 1.0 / operations.size();
        for (int rotor = 0; rotor < rotors.size(); rotor++) {
            DoubleUnaryOperator energy = energies.get(rotor);
            for (int node = 0; node < NODES; node++) {
                double degrees = Math.toDegrees(node * SPACING - Math.PI);
                values[rotor][node] = energy.applyAsDouble(degrees);
                slopes[rotor][node] = Math.toDegrees(energy.applyAsDouble(degrees + DIFFERENCE_DEGREES)
                                - energy.applyAsDouble(degrees - DIFFERENCE_DEGREES))
                        / (2 * DIFFERENCE_DEGREES);
            }
            for (int copy = 0; copy < operations.size(); copy++) {
                int[] inverse = inverse(operations.get(copy).permutation());
                int term = rotor * operations.size() + copy;
                for (int k = 0; k < 4; k++) {
                    torsions[term][k] = inverse[rotors.get(rotor)[k]];
                }
                signs[term] = operations.get(copy).reflects() ? -1 : 1;
            }
        }
    }

    private static int[] inverse(int[] permutation) {
        int[] inverse = new int[permutation.length];
        for (int i = 0; i < permutation.length; i++) {
            inverse[permutation[i]] = i;
        }
        return inverse;
    }

    @Override
    public int atoms() {
        return potential.atoms();
    }

    @Override
    public String name() {
        return potential.name() + ", torsions corrected";
    }

    @Override
    public void evaluate(double[] positions, int frames, double[] energies, double[] forces) {
        potential.evaluate(positions, frames, energies, forces);
        int stride = 3 * atoms();
        double[] geometry = new double[stride];
        double[] gradient = new double[12];
        int copies = torsions.length / values.length;
        for (int frame = 0; frame < frames; frame++) {
            System.arraycopy(positions, frame * stride, geometry, 0, stride);
            for (int term = 0; term < torsions.length; term++) {
                int rotor = term / copies;
                double sign = signs[term];
                double angle = sign * Torsion.radians(geometry, torsions[term]);
                energies[frame] += weight * energy(rotor, angle);
                Torsion.gradient(geometry, torsions[term], gradient);
                double pull = -weight * sign * slope(rotor, angle);
                for (int k = 0; k < 12; k++) {
                    forces[frame * stride + 3 * torsions[term][k / 3] + k % 3] += pull * gradient[k];
                }
            }
        }
    }

    /** Cubic Hermite interpolation, so that forces are the derivatives of the energies. */
    private double energy(int rotor, double angle) {
        double position = (angle + Math.PI) / SPACING;
        int node = (int) Math.floor(position);
        double t = position - node;
        int next = Math.floorMod(node + 1, NODES);
        int here = Math.floorMod(node, NODES);
        return (1 + 2 * t) * (1 - t) * (1 - t) * values[rotor][here]
                + t * t * (3 - 2 * t) * values[rotor][next]
                + SPACING * t * (1 - t) * ((1 - t) * slopes[rotor][here] - t * slopes[rotor][next]);
    }

    private double slope(int rotor, double angle) {
        double position = (angle + Math.PI) / SPACING;
        int node = (int) Math.floor(position);
        double t = position - node;
        int next = Math.floorMod(node + 1, NODES);
        int here = Math.floorMod(node, NODES);
        return 6 * t * (1 - t) * (values[rotor][next] - values[rotor][here]) / SPACING
                + (1 - t) * (1 - 3 * t) * slopes[rotor][here]
                + t * (3 * t - 2) * slopes[rotor][next];
    }
}
