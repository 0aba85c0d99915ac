package io.github.cdkdrift.frames;

import io.github.cdkdrift.io.ForceUnits;
import io.github.cdkdrift.molecule.MolecularGraph;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.openscience.cdk.exception.CDKException;

/**
 * Whether the temperature that forces show can be meant. Forces in eV/Å that are taken for kcal/mol/Å make frames look 23 times
 * colder than they are, those in hartree/Å 630 times; dynamics at such temperatures are not run.
 */
public final class UnitCheck {
    /** Frames outside have most likely another unit, K. */
    public static final double COLDEST = 100;

    public static final double HOTTEST = 3000;

    private static final int MOST_LOOKED_AT = 100;

    private UnitCheck() {}

    /**
     * Fails if the frames are too cold or too hot to be in units that nothing tells.
     *
     * @param kelvin what their forces show
     * @throws CDKException which names the likely units
     */
    public static void requirePlausible(ForceFrames frames, double kelvin) throws CDKException {
        if (frames.units().known() || isPlausible(kelvin)) {
            return;
        }
        String reason = frames.units().reason();
        throw new CDKException(String.format(
                Locale.ROOT,
                "found frames that would have %.3g K in %s, which nothing states%s; expected %.0f to %,.0f K: %s. State the"
                        + " right ones with --units, or the temperature with --temperature",
                kelvin,
                ForceUnits.KCAL_MOL_ANGSTROM.label(),
                reason.isEmpty() ? "" : " (" + reason + ")",
                COLDEST,
                HOTTEST,
                likely(kelvin, reason)));
    }

    /**
     * Fails if positions stated to be in bohr or nm make bonds of no usual length, as those in Å do whose forces alone are per bohr.
     *
     * @throws CDKException which names a bond
     */
    public static void requireUsualBonds(ForceFrames frames, MolecularGraph graph) throws CDKException {
        if (frames.units().units().lengthFactor() == 1) {
            return;
        }
        List<BondLength> bonds = BondLength.of(frames.first(Math.min(MOST_LOOKED_AT, frames.size())), graph);
        List<BondLength> unusual = bonds.stream().filter(BondLength::suspicious).toList();
        if (2 * unusual.size() > bonds.size()) {
            BondLength first = unusual.get(0);
            throw new CDKException(String.format(
                    Locale.ROOT,
                    "found the bond %s to be %.2f Å long with positions in the units %s, and %d of %d bonds of unusual length;"
                            + " expected those of a molecule: if the positions are in Å, write the forces per Å, too, and state units"
                            + " as hartree/A (--units)",
                    first.name(),
                    first.mean(),
                    frames.units().units().label(),
                    unusual.size(),
                    bonds.size()));
        }
    }

    /** Whether molecules have been simulated at such a temperature. */
    public static boolean isPlausible(double kelvin) {
        return kelvin >= COLDEST && kelvin <= HOTTEST;
    }

    /** The temperature grows with the unit of the forces, and falls as that of lengths does. */
    private static String likely(double kelvin, String reason) {
        String names = Arrays.stream(ForceUnits.values())
                .filter(units -> !reason.contains("hartree")
                        || units.energyFactor() == ForceUnits.HARTREE_ANGSTROM.energyFactor())
                // In bohr or nm the bonds would not have been found.
                .filter(units -> units.lengthFactor() == 1)
                .filter(units -> isPlausible(kelvin * units.energyFactor()))
                .map(units -> String.format(
                        Locale.ROOT, "in %s they would have %.0f K", units.label(), kelvin * units.energyFactor()))
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "no known unit makes that of them" : names;
    }
}
