package io.github.cdkdrift.frames;

import io.github.cdkdrift.io.ForceUnits;
import java.util.List;
import java.util.Optional;

/** The units of energies and forces that explain a ratio between them. */
final class UnitGuess {
    private static final double TOLERANCE = 0.05;

    private record Unit(String name, double factor) {}

    /** In kcal/mol. */
    private static final List<Unit> ENERGIES = List.of(
            new Unit("kcal/mol", 1),
            new Unit("eV", ForceUnits.EV_ANGSTROM.energyFactor()),
            new Unit("hartree", ForceUnits.HARTREE_BOHR.energyFactor()),
            new Unit("kJ/mol", ForceUnits.KJ_MOL_NM.energyFactor()));

    /** In kcal/mol/Å. */
    private static final List<Unit> FORCES = List.of(
            new Unit("kcal/mol/Å", 1),
            new Unit("eV/Å", ForceUnits.EV_ANGSTROM.forceFactor()),
            new Unit("hartree/bohr", ForceUnits.HARTREE_BOHR.forceFactor()),
            new Unit("hartree/Å", ForceUnits.HARTREE_BOHR.energyFactor()),
            new Unit("kJ/mol/nm", ForceUnits.KJ_MOL_NM.forceFactor()),
            new Unit("kJ/mol/Å", ForceUnits.KJ_MOL_NM.energyFactor()));

    private UnitGuess() {}

    /**
     * For example {@code energies in kcal/mol with forces in eV/Å}; empty where no pair of units is within 5 %.
     *
     * @param ratio energy differences over the work of the forces, both taken for kcal/mol; positive
     */
    static Optional<String> explaining(double ratio) {
        for (Unit energy : ENERGIES) {
            for (Unit force : FORCES) {
                if (Math.abs(ratio * energy.factor() / force.factor() - 1) <= TOLERANCE) {
                    return Optional.of("energies in " + energy.name() + " with forces in " + force.name());
                }
            }
        }
        return Optional.empty();
    }
}
