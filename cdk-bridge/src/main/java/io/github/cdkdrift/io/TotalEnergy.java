package io.github.cdkdrift.io;

import java.util.Map;
import java.util.Optional;

/**
 * The unit of a total energy, told from its size. The total energy of a molecule with all its electrons is that of its atoms and
 * about a percent more, which no other unit and no energy relative to some geometry can be taken for. Energies without core
 * electrons, as pseudopotentials and xTB have them, tell nothing.
 */
final class TotalEnergy {
    /** Of atoms in their ground states, hartree; rounded, of Hartree-Fock or density functionals alike. */
    private static final Map<Integer, Double> ATOMS = Map.ofEntries(
            Map.entry(1, -0.5),
            Map.entry(3, -7.48),
            Map.entry(5, -24.62),
            Map.entry(6, -37.82),
            Map.entry(7, -54.56),
            Map.entry(8, -75.03),
            Map.entry(9, -99.70),
            Map.entry(11, -162.2),
            Map.entry(12, -199.9),
            Map.entry(13, -242.3),
            Map.entry(14, -289.3),
            Map.entry(15, -341.2),
            Map.entry(16, -398.0),
            Map.entry(17, -460.0),
            Map.entry(34, -2401.0),
            Map.entry(35, -2573.5));

    private static final double LEAST = 0.995;
    private static final double MOST = 1.04;
    private static final int HYDROGEN = 1;

    private TotalEnergy() {}

    /**
     * The units of a file whose energy this is. Hartree go with forces per bohr or per Å, so that with forces they are not known yet.
     */
    static FrameUnits recognise(double energy, int[] atomicNumbers, boolean withForces) {
        Optional<ForceUnits> found = unit(energy, atomicNumbers);
        if (found.isEmpty()) {
            return FrameUnits.ASSUMED;
        }
        ForceUnits units = found.get();
        boolean ambiguous = withForces && units == ForceUnits.HARTREE_ANGSTROM;
        return ambiguous
                ? new FrameUnits(ForceUnits.KCAL_MOL_ANGSTROM, false, "its energies are total energies in hartree")
                : FrameUnits.recognised(
                        units,
                        units.energyFactor() == 1
                                ? ""
                                : "recognised by the size of the energies, total energies in " + units.energyLabel());
    }

    /**
     * The unit of energy in which it is a total one: one of {@link ForceUnits} with that unit and Å.
     *
     * @param energy as it stands in the file
     */
    static Optional<ForceUnits> unit(double energy, int[] atomicNumbers) {
        double sum = 0;
        boolean heavy = false;
        for (int number : atomicNumbers) {
            Double atom = ATOMS.get(number);
            if (atom == null) {
                return Optional.empty();
            }
            sum += atom;
            heavy |= number > HYDROGEN;
        }
        for (ForceUnits units : new ForceUnits[] {
            ForceUnits.KCAL_MOL_ANGSTROM,
            ForceUnits.EV_ANGSTROM,
            ForceUnits.HARTREE_ANGSTROM,
            ForceUnits.KJ_MOL_ANGSTROM
        }) {
            double ratio = energy * units.energyFactor() / (sum * ForceUnits.HARTREE_ANGSTROM.energyFactor());
            if (heavy && ratio > LEAST && ratio < MOST) {
                return Optional.of(units);
            }
        }
        return Optional.empty();
    }
}
