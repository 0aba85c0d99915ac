package io.github.cdkdrift.potential;

import java.util.Arrays;
import java.util.List;

/** A potential with restraints on top. Closing it closes the potential. */
public final class RestrainedPotential implements ForwardingPotential {
    private final Potential potential;
    private final List<Restraint> restraints;

    /** @throws IllegalArgumentException if a restraint holds an atom that is not there */
    public RestrainedPotential(Potential potential, List<Restraint> restraints) {
        this.potential = potential;
        this.restraints = List.copyOf(restraints);
        for (Restraint restraint : restraints) {
            if (restraint.lastAtom() >= potential.atoms()) {
                throw new IllegalArgumentException("found a restraint on atom " + restraint.lastAtom()
                        + " of a molecule of " + potential.atoms() + "; atoms are numbered from 0");
            }
        }
    }

    @Override
    public Potential potential() {
        return potential;
    }

    @Override
    public String name() {
        return potential.name() + ", restrained";
    }

    @Override
    public void evaluate(double[] positions, int frames, double[] energies, double[] forces) {
        potential.evaluate(positions, frames, energies, forces);
        int stride = 3 * atoms();
        for (int frame = 0; frame < frames; frame++) {
            double[] geometry = Arrays.copyOfRange(positions, frame * stride, (frame + 1) * stride);
            if (Double.isNaN(energies[frame])
                    || !Double.isFinite(Arrays.stream(geometry).sum())) {
                continue;
            }
            double[] further = new double[stride];
            energies[frame] += energy(geometry, further);
            for (int i = 0; i < stride; i++) {
                forces[frame * stride + i] += further[i];
            }
        }
    }

    /** The part of the restraints in the energy of a geometry, kcal/mol. */
    public double restraintEnergy(double[] geometry) {
        return energy(geometry, new double[geometry.length]);
    }

    private double energy(double[] geometry, double[] forces) {
        double sum = 0;
        for (Restraint restraint : restraints) {
            sum += restraint.add(geometry, forces);
        }
        return sum;
    }
}
