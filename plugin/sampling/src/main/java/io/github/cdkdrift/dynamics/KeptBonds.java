package io.github.cdkdrift.dynamics;

import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.potential.ForwardingPotential;
import io.github.cdkdrift.potential.Potential;
import java.util.List;

/**
 * A potential with a wall about the bonds of a molecule: nothing where no bond is stretched to more than 1.25 times its length, a
 * spring of 500 kcal/mol/Å² beyond. Vibrations at any temperature that molecules bear stay inside, so that nothing changes for a
 * molecule that would keep its bonds anyway. Of one that would not, as a zwitterion whose proton goes over a barrier of a few
 * kcal/mol, those samples that do not touch the wall have the Boltzmann weights of the molecule as it is drawn.
 */
public final class KeptBonds implements ForwardingPotential {
    private static final double LONGEST = 1.25;
    private static final double STIFFNESS = 500;

    private final Potential potential;
    private final int[][] bonds;
    private final double[] longest;

    /** @param lengths typical ones of the bonds of the graph, [bonds] Å */
    public KeptBonds(Potential potential, MolecularGraph graph, double[] lengths) {
        List<int[]> pairs = graph.bonds();
        if (lengths.length != pairs.size()) {
            throw new IllegalArgumentException(lengths.length + " lengths for " + pairs.size() + " bonds");
        }
        this.potential = potential;
        bonds = pairs.toArray(int[][]::new);
        longest = new double[lengths.length];
        for (int i = 0; i < longest.length; i++) {
            longest[i] = LONGEST * lengths[i];
        }
    }

    @Override
    public Potential potential() {
        return potential;
    }

    @Override
    public void evaluate(double[] positions, int frames, double[] energies, double[] forces) {
        potential.evaluate(positions, frames, energies, forces);
        for (int frame = 0; frame < frames; frame++) {
            for (int bond = 0; bond < bonds.length; bond++) {
                energies[frame] += pushBack(bond, positions, 3 * atoms() * frame, forces);
            }
        }
    }

    private double pushBack(int bond, double[] positions, int offset, double[] forces) {
        int a = offset + 3 * bonds[bond][0];
        int b = offset + 3 * bonds[bond][1];
        double length = length(positions, a, b);
        double beyond = length - longest[bond];
        if (!(beyond > 0)) {
            return 0;
        }
        for (int axis = 0; axis < 3; axis++) {
            double force = 2 * STIFFNESS * beyond * (positions[b + axis] - positions[a + axis]) / length;
            forces[a + axis] += force;
            forces[b + axis] -= force;
        }
        return STIFFNESS * beyond * beyond;
    }

    private static double length(double[] positions, int a, int b) {
        double x = positions[b] - positions[a];
        double y = positions[b + 1] - positions[a + 1];
        double z = positions[b + 2] - positions[a + 2];
        return Math.sqrt(x * x + y * y + z * z);
    }

    /**
     * Whether the wall pushes back.
     *
     * @param positions [atoms · 3] Å
     */
    public boolean touches(double[] positions) {
        for (int bond = 0; bond < bonds.length; bond++) {
            if (length(positions, 3 * bonds[bond][0], 3 * bonds[bond][1]) > longest[bond]) {
                return true;
            }
        }
        return false;
    }
}
