package io.github.cdkdrift.molecule;

import java.util.List;

/**
 * A group of equal hydrogen atoms at the end of a rotatable bond, such as methyl or amino: turning it exchanges them and leaves all
 * else in place.
 *
 * @param torsion {a, b, c, d} of the bond b–c, c carries the group and d is one of its atoms; not to be modified
 * @param turns the exchanges, as many as there are atoms, the identity first: those of three atoms turn the
 *     torsion on by 120°, that of two by 180° where they lie in a plane with the bond, and by 120° to either side on a pyramid
 */
public record TerminalRotor(int[] torsion, List<SymmetryOperation> turns) {}
