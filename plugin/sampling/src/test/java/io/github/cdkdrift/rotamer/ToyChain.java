package io.github.cdkdrift.rotamer;

import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.Torsion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.openscience.cdk.exception.CDKException;

/**
 * H–O–O–H, H–O–O–O–H …: E = V(torsions) + Σ over middle bonds ½k(r − r₀)² + a(r − r₀)cos ξ, so that torques are noisy and bonds
 * and torsions correlated, with a known free energy: r² exp(−E/k_BT) is integrated over each middle bond alone.
 *
 * @param atoms four or more
 * @param torsional V of the torsions in radians, kcal/mol
 */
record ToyChain(int atoms, ToDoubleFunction<double[]> torsional) {
    static final double KELVIN = 500;
    static final double THERMAL_ENERGY = 0.0019872043 * KELVIN;
    private static final double SPRING = 400;
    private static final double COUPLING = 30;
    private static final double MIDDLE = 1.45;
    private static final double END = 0.97;
    private static final double ANGLE = Math.toRadians(105);

    /** V(ξ) for one rotor. */
    static ToyChain of(DoubleUnaryOperator torsional) {
        return new ToyChain(4, torsions -> torsional.applyAsDouble(torsions[0]));
    }

    int rotors() {
        return atoms - 3;
    }

    List<int[]> torsions() {
        return IntStream.range(0, rotors())
                .mapToObj(i -> new int[] {i, i + 1, i + 2, i + 3})
                .toList();
    }

    int[] atomicNumbers() {
        int[] numbers = new int[atoms];
        Arrays.fill(numbers, 8);
        numbers[0] = 1;
        numbers[atoms - 1] = 1;
        return numbers;
    }

    MolecularGraph graph() {
        double[] bonds = new double[rotors()];
        Arrays.fill(bonds, MIDDLE);
        double[] torsions = new double[rotors()];
        Arrays.fill(torsions, Math.PI);
        try {
            return MolecularGraph.perceive(atomicNumbers(), positions(bonds, torsions));
        } catch (CDKException e) {
            throw new IllegalStateException(e);
        }
    }

    double energy(double[] positions) {
        double[] angles = torsions().stream()
                .mapToDouble(torsion -> Torsion.radians(positions, torsion))
                .toArray();
        double energy = torsional.applyAsDouble(angles);
        for (int i = 0; i < angles.length; i++) {
            double square = 0;
            for (int axis = 0; axis < 3; axis++) {
                square += Math.pow(positions[3 * (i + 2) + axis] - positions[3 * (i + 1) + axis], 2);
            }
            energy += bonded(Math.sqrt(square), angles[i]);
        }
        return energy;
    }

    private static double bonded(double bond, double angle) {
        double stretch = bond - MIDDLE;
        return 0.5 * SPRING * stretch * stretch + COUPLING * stretch * Math.cos(angle);
    }

    /** −dE/dx by central differences: an error of some 1e-6 kcal/mol/Å. */
    double[] forces(double[] positions) {
        double[] moved = positions.clone();
        double[] forces = new double[positions.length];
        for (int i = 0; i < forces.length; i++) {
            moved[i] = positions[i] - 1e-4;
            double before = energy(moved);
            moved[i] = positions[i] + 1e-4;
            forces[i] = (before - energy(moved)) / 2e-4;
            moved[i] = positions[i];
        }
        return forces;
    }

    /** What is left of the coupled bond when it is averaged over at this torsion, up to a constant. */
    static double averaged(double angle) {
        double sum = 0;
        for (int i = 0; i < 2000; i++) {
            double bond = 0.95 + i * 5e-4;
            sum += bond * bond * Math.exp(-bonded(bond, angle) / THERMAL_ENERGY);
        }
        return -THERMAL_ENERGY * Math.log(sum);
    }

    /** The exact free energy, up to a constant. */
    double freeEnergy(double... radians) {
        return torsional.applyAsDouble(radians)
                + Arrays.stream(radians).map(ToyChain::averaged).sum();
    }

    /** A bond from its exact distribution at a torsion, by the inverse of its cumulative distribution. */
    private static double bond(double angle, double uniform) {
        double[] cumulative = new double[1000];
        double sum = 0;
        for (int i = 0; i < cumulative.length; i++) {
            double bond = 0.95 + i * 1e-3;
            sum += bond * bond * Math.exp(-bonded(bond, angle) / THERMAL_ENERGY);
            cumulative[i] = sum;
        }
        int place = Arrays.binarySearch(cumulative, uniform * sum);
        return 0.95 + (place < 0 ? -place - 1 : place) * 1e-3;
    }

    /** Frames with torsions as given and bonds at equilibrium there. */
    ForceFrames frames(int count, DoubleSupplier torsion, Random random) {
        double[] positions = new double[3 * atoms * count];
        double[] forces = new double[positions.length];
        for (int frame = 0; frame < count; frame++) {
            double[] angles = new double[rotors()];
            double[] bonds = new double[rotors()];
            for (int i = 0; i < angles.length; i++) {
                angles[i] = torsion.getAsDouble();
                bonds[i] = bond(angles[i], random.nextDouble());
            }
            double[] geometry = positions(bonds, angles);
            System.arraycopy(geometry, 0, positions, frame * 3 * atoms, 3 * atoms);
            System.arraycopy(forces(geometry), 0, forces, frame * 3 * atoms, 3 * atoms);
        }
        return ForceFrames.of(atomicNumbers(), positions, forces, null);
    }

    /** A chain with these middle bonds and torsions, each atom placed by the three before it. */
    double[] positions(double[] bonds, double[] torsions) {
        List<double[]> placed = new ArrayList<>();
        placed.add(new double[] {0, 0, 0});
        placed.add(new double[] {END, 0, 0});
        placed.add(new double[] {END - bonds[0] * Math.cos(ANGLE), bonds[0] * Math.sin(ANGLE), 0});
        for (int i = 0; i < torsions.length; i++) {
            double length = i + 1 < bonds.length ? bonds[i + 1] : END;
            placed.add(next(placed.get(i), placed.get(i + 1), placed.get(i + 2), length, torsions[i]));
        }
        return placed.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    private static double[] next(double[] a, double[] b, double[] c, double length, double torsion) {
        double[] along = unit(difference(c, b));
        double[] normal = unit(cross(difference(b, a), along));
        double[] across = cross(normal, along);
        double[] position = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            position[axis] = c[axis]
                    + length
                            * (-Math.cos(ANGLE) * along[axis]
                                    + Math.sin(ANGLE)
                                            * (Math.cos(torsion) * across[axis] + Math.sin(torsion) * normal[axis]));
        }
        return position;
    }

    private static double[] difference(double[] u, double[] v) {
        return new double[] {u[0] - v[0], u[1] - v[1], u[2] - v[2]};
    }

    private static double[] cross(double[] u, double[] v) {
        return new double[] {u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]};
    }

    private static double[] unit(double[] u) {
        double length = Math.sqrt(u[0] * u[0] + u[1] * u[1] + u[2] * u[2]);
        return new double[] {u[0] / length, u[1] / length, u[2] / length};
    }
}
