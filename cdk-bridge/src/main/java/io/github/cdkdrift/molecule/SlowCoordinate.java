package io.github.cdkdrift.molecule;

/**
 * One number by which a slow motion of a molecule is followed: the torsion of four atoms.
 *
 * @param kind of motion
 * @param atoms {a, b, c, d}; not to be modified
 */
public record SlowCoordinate(Kind kind, int[] atoms) {
    /** What moves. */
    public enum Kind {
        /** A single bond outside rings turns. */
        ROTOR,
        /** A single bond between unsaturated atoms turns, as that of an amide: barriers of 5 to 20 kcal/mol. */
        CONJUGATED,
        /** A ring puckers; b–c is a bond of the ring and so are a–b and c–d. */
        RING,
        /** A nitrogen atom inverts: b is that atom; a, c and d are its neighbours. */
        INVERSION
    }

    /** Whether a bond outside rings turns. */
    public boolean turns() {
        return kind == Kind.ROTOR || kind == Kind.CONJUGATED;
    }

    /** The torsion of a geometry, [atoms · 3] Å from {@code 0} on, in degrees. */
    public double degrees(double[] positions) {
        return Torsion.degrees(positions, atoms);
    }
}
