package io.github.cdkdrift.io;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The units of a file's energies, lengths and forces, with the factors to kcal/mol, Å and kcal/mol/Å.
 * Constants: CODATA 2018 (bohr 0.529177210903 Å, hartree 627.5094740631 kcal/mol, eV 23.060547830619 kcal/mol), 1 cal = 4.184 J.
 */
public enum ForceUnits {
    KCAL_MOL_ANGSTROM("kcal/mol/A", 1, 1),
    EV_ANGSTROM("eV/A", 23.060547830619, 1),
    HARTREE_BOHR("hartree/bohr", 627.5094740631, 0.529177210903),
    HARTREE_ANGSTROM("hartree/A", 627.5094740631, 1),
    KJ_MOL_NM("kJ/mol/nm", 1 / 4.184, 10),
    KJ_MOL_ANGSTROM("kJ/mol/A", 1 / 4.184, 1);

    private final String label;
    private final double energy;
    private final double length;

    ForceUnits(String label, double energy, double length) {
        this.label = label;
        this.energy = energy;
        this.length = length;
    }

    /** The name on the command line and in files, for example {@code eV/A}. */
    public String label() {
        return label;
    }

    /** kcal/mol in one unit of energy. */
    public double energyFactor() {
        return energy;
    }

    /** Å in one unit of length. */
    public double lengthFactor() {
        return length;
    }

    /** kcal/mol/Å in one unit of force. */
    public double forceFactor() {
        return energy / length;
    }

    /** The unit of energy alone, for example {@code eV}. */
    public String energyLabel() {
        return label.substring(0, label.lastIndexOf('/'));
    }

    /**
     * The units with this label, whatever the case; {@code Å}, {@code Ang} and {@code Angstrom} are accepted for {@code A},
     * {@code Ha} and {@code Eh} for {@code hartree}, {@code a.u.} for {@code hartree/bohr}.
     */
    public static ForceUnits parse(String label) {
        String plain = label.strip()
                .replaceAll("\\s*/\\s*", "/")
                .replaceAll("[Åå\u212b]", "A")
                .replaceAll("(?i)ang(stroms?)?$", "A")
                .replaceAll("(?i)^(ha|eh|hartrees)/", "hartree/")
                .replaceAll("(?i)^(a\\.?u\\.?|atomic)$", "hartree/bohr");
        return Arrays.stream(values())
                .filter(units -> units.label.equalsIgnoreCase(plain))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("unknown units '" + label + "'; known are " + labels()));
    }

    /**
     * The units that hold where a file states some and a caller may have asked for some.
     *
     * @param requested the caller's, or null where the file decides
     * @param stated the file's own words, or null where it says nothing
     */
    static ForceUnits resolve(ForceUnits requested, String stated, String source, String place)
            throws InputFormatException {
        if (stated == null) {
            return requested == null ? KCAL_MOL_ANGSTROM : requested;
        }
        ForceUnits units;
        try {
            units = parse(stated);
        } catch (IllegalArgumentException e) {
            throw new InputFormatException(
                    source, place, "unknown units " + LineReader.excerpt(stated), "one of " + labels(), e);
        }
        if (requested != null && requested != units) {
            throw new InputFormatException(
                    source,
                    place,
                    "units " + units.label,
                    requested.label + ", which were asked for; leave the units out to take those of the file");
        }
        return units;
    }

    private static String labels() {
        return Arrays.stream(values()).map(ForceUnits::label).collect(Collectors.joining(", "));
    }
}
