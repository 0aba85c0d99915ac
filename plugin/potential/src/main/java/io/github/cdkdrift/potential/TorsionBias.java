package io.github.cdkdrift.potential;

import io.github.cdkdrift.molecule.SymmetryOperation;
import io.github.cdkdrift.molecule.Torsion;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * A potential with a further energy that depends on torsions alone, averaged over the molecule's symmetry. One thread at a time.
 */
public final class TorsionBias implements ForwardingPotential {
    private static final int NODES = 360;
    private static final double SPACING = 2 * Math.PI / NODES;
    private static final double DIFFERENCE_DEGREES = 0.01;

    private final Potential potential;
    private final Parts parts;
    private final double weight;

    /**
     * What the further energy is made of.
     *
     * @param torsions of every rotor and copy, [rotors · copies][4] atoms, rotor by rotor
     * @param signs -1 for torsions that a copy reflects, [rotors · copies]
     * @param values energy at every degree from -180, [rotors][360] kcal/mol
     * @param slopes of these, [rotors][360] kcal/(mol rad)
     */
    public record Parts(int[][] torsions, double[] signs, double[][] values, double[][] slopes) {}

    private TorsionBias(Potential potential, Parts parts) {
        this.potential = potential;
        this.parts = parts;
        weight = (double) parts.values().length / parts.torsions().length;
    }

    /**
     * Puts a bias together again.
     *
     * @throws IllegalArgumentException if the parts do not fit each other or the potential
     */
    public static TorsionBias of(Potential potential, Parts parts) {
        if (parts.torsions() == null || parts.signs() == null || parts.values() == null || parts.slopes() == null) {
            throw new IllegalArgumentException("energies of torsions without all their numbers");
        }
        int terms = parts.torsions().length;
        int rotors = parts.values().length;
        boolean fits = rotors > 0
                && terms % rotors == 0
                && terms >= rotors
                && parts.signs().length == terms
                && parts.slopes().length == rotors
                && Arrays.stream(parts.values()).allMatch(TorsionBias::isTable)
                && Arrays.stream(parts.slopes()).allMatch(TorsionBias::isTable)
                && Arrays.stream(parts.torsions())
                        .allMatch(torsion -> torsion != null
                                && torsion.length == 4
                                && Arrays.stream(torsion).allMatch(atom -> atom >= 0 && atom < potential.atoms()));
        if (!fits) {
            throw new IllegalArgumentException("energies of torsions that do not fit the molecule");
        }
        return new TorsionBias(potential, parts);
    }

    private static boolean isTable(double[] values) {
        return values != null && values.length == NODES && Arrays.stream(values).allMatch(Double::isFinite);
    }

    /**
     * Adds energies of torsions to a potential.
     *
     * @param rotors the torsions, [rotors][4] atoms
     * @param energies of each rotor: a smooth periodic function of its torsion in degrees, kcal/mol
     * @param operations a group; the bias is the mean over the copies of a geometry that they make
     */
    public static TorsionBias of(
            Potential potential,
            List<int[]> rotors,
            List<DoubleUnaryOperator> energies,
            List<SymmetryOperation> operations) {
        int terms = rotors.size() * operations.size();
        int[][] torsions = new int[terms][4];
        double[] signs = new double[terms];
        double[][] values = new double[rotors.size()][NODES];
        double[][] slopes = new double[rotors.size()][NODES];
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
        return new TorsionBias(potential, new Parts(torsions, signs, values, slopes));
    }

    private static int[] inverse(int[] permutation) {
        int[] inverse = new int[permutation.length];
        for (int i = 0; i < permutation.length; i++) {
            inverse[permutation[i]] = i;
        }
        return inverse;
    }

    @Override
    public Potential potential() {
        return potential;
    }

    /** What is added; not to be modified. */
    public Parts parts() {
        return parts;
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
        int[][] torsions = parts.torsions();
        int copies = torsions.length / parts.values().length;
        for (int frame = 0; frame < frames; frame++) {
            System.arraycopy(positions, frame * stride, geometry, 0, stride);
            for (int term = 0; term < torsions.length; term++) {
                int rotor = term / copies;
                double sign = parts.signs()[term];
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
        double[] values = parts.values()[rotor];
        double[] slopes = parts.slopes()[rotor];
        return (1 + 2 * t) * (1 - t) * (1 - t) * values[here]
                + t * t * (3 - 2 * t) * values[next]
                + SPACING * t * (1 - t) * ((1 - t) * slopes[here] - t * slopes[next]);
    }

    private double slope(int rotor, double angle) {
        double position = (angle + Math.PI) / SPACING;
        int node = (int) Math.floor(position);
        double t = position - node;
        int next = Math.floorMod(node + 1, NODES);
        int here = Math.floorMod(node, NODES);
        double[] values = parts.values()[rotor];
        double[] slopes = parts.slopes()[rotor];
        return 6 * t * (1 - t) * (values[next] - values[here]) / SPACING
                + (1 - t) * (1 - 3 * t) * slopes[here]
                + t * (3 * t - 2) * slopes[next];
    }
}
