package io.github.cdkdrift.diffusion;

import io.github.cdkdrift.drift.ReducedEnergy;
import io.github.cdkdrift.molecule.PhysicalConstants;
import io.github.cdkdrift.potential.Potential;
import java.util.Arrays;

/**
 * The potential of mean force of beads, −k_BT ln q at time 0 of a diffusion. It belongs to one temperature: at another the same
 * potential can be simulated, but is no longer the beads' free energy. Not safe for use by several threads at once.
 */
public final class BeadPotential implements Potential {
    /** More geometries are done in pieces. */
    private static final int LARGEST_BATCH = 1000;

    private final EnergyDiffusion diffusion;
    private final int[] atoms;
    private final double kelvin;
    private ReducedEnergy energy;
    private int batch;

    /**
     * Of a diffusion.
     *
     * @param diffusion of beads, trained on positions in Å
     * @param atoms which the beads are in the molecule that they stand for, rising, numbered from 0, [beads]
     * @param kelvin temperature of what it was trained on, above 0
     */
    public BeadPotential(EnergyDiffusion diffusion, int[] atoms, double kelvin) {
        for (int i = 0; i < atoms.length; i++) {
            if (atoms[i] < 0 || (i > 0 && atoms[i] <= atoms[i - 1])) {
                throw new IllegalArgumentException(
                        "found the beads " + Arrays.toString(atoms) + "; expected atoms in rising order");
            }
        }
        if (3 * atoms.length != diffusion.dimensions()) {
            throw new IllegalArgumentException(
                    "found " + atoms.length + " atoms for a diffusion of " + diffusion.dimensions() / 3 + " beads");
        }
        this.diffusion = diffusion;
        this.atoms = atoms.clone();
        this.kelvin = kelvin;
    }

    /** The diffusion. */
    public EnergyDiffusion diffusion() {
        return diffusion;
    }

    /** A copy of the atoms that the beads are in their molecule, [beads]. */
    public int[] beads() {
        return atoms.clone();
    }

    @Override
    public int atoms() {
        return atoms.length;
    }

    @Override
    public String name() {
        return "the potential of mean force of beads";
    }

    @Override
    public void evaluate(double[] positions, int frames, double[] energies, double[] forces) {
        int numbers = frames * diffusion.dimensions();
        if (positions.length < numbers || energies.length < frames || forces.length < numbers) {
            throw new IllegalArgumentException("found arrays that are too short for " + frames + " geometries");
        }
        if (frames == 0) {
            return;
        }
        int wanted = Math.min(frames, LARGEST_BATCH);
        if (wanted > batch || 2 * wanted < batch) {
            energy = diffusion.energy(wanted);
            batch = wanted;
        }
        energy.evaluate(positions, frames, energies, forces);
        double unit = PhysicalConstants.BOLTZMANN * kelvin;
        for (int frame = 0; frame < frames; frame++) {
            energies[frame] *= unit;
        }
        for (int i = 0; i < numbers; i++) {
            forces[i] *= -unit;
        }
    }
}
