package io.github.cdkdrift.io;

/**
 * The units in which the energies, lengths and forces of a file were read, and how they are known.
 *
 * @param units what the numbers of the file were taken for
 * @param known false where nothing tells and kcal/mol and Å are assumed
 * @param reason how they are known, in words; empty where the file or the caller states them
 */
public record FrameUnits(ForceUnits units, boolean known, String reason) {
    /** What nothing tells. */
    public static final FrameUnits ASSUMED = new FrameUnits(ForceUnits.KCAL_MOL_ANGSTROM, false, "");

    /** As the file or the caller says. */
    public static FrameUnits stated(ForceUnits units) {
        return new FrameUnits(units, true, "");
    }

    static FrameUnits recognised(ForceUnits units, String reason) {
        return new FrameUnits(units, true, reason);
    }
}
