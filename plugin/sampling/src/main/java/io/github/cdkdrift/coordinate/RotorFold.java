package io.github.cdkdrift.coordinate;

import io.github.cdkdrift.coordinate.InternalCoordinates.Kind;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.TerminalRotor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Takes the turns of terminal rotors (CH₃, NH₃⁺, NH₂) out of a molecule's geometries: of the copies that differ by a turn of equal
 * hydrogen atoms it keeps one, so that three wells count as one. A group of three is turned until its first atom's torsion lies within
 * 60° of a centre; of a pyramidal group of two, whose three orientations are different wells, that copy is kept in which the atoms follow
 * one another to the right; a flat group of two keeps its first atom within 90°. Immutable; nothing is allocated where geometries are
 * folded.
 */
public final class RotorFold {
    /** Mean triple product of unit vectors along the three bonds of a pyramid: 0 in a plane, 0.77 of a tetrahedron's corner. */
    private static final double STEEP = 0.6;
    /** Radians by which the spacing of equal atoms may differ from an even one, as 120° of a methyl group. */
    private static final double UNEVEN = 0.25;

    private final List<Group> terminalRotors;

    private RotorFold(List<Group> terminalRotors) {
        this.terminalRotors = terminalRotors;
    }

    /**
     * The fold of a molecule. Where a torsion among its internal coordinates turns a group, that torsion is what the group's window is of.
     *
     * @param positions geometries that show where the groups are, [geometries · atoms · 3] Å, at least one
     */
    public static RotorFold of(MolecularGraph graph, InternalCoordinates internal, double[] positions) {
        int stride = 3 * graph.atoms();
        double[] first = Arrays.copyOf(positions, stride);
        // A methyl group's torsion may be measured against an amino group's first atom, which must be the right one
        // before.
        List<Group> groups = graph.symmetry(first, 1).terminalRotors().stream()
                .map(terminal -> terminal(terminal, internal, positions, stride))
                .sorted(Comparator.comparingInt((Group group) -> group.atoms.length)
                        .thenComparing(group -> !isOfTree(group, internal)))
                .toList();
        List<Group> kept = new ArrayList<>();
        for (Group group : groups) {
            if (kept.stream().noneMatch(other -> faces(group, other))) {
                kept.add(group);
            }
        }
        return new RotorFold(List.copyOf(kept));
    }

    private static boolean isOfTree(Group group, InternalCoordinates internal) {
        return IntStream.range(0, internal.size())
                .anyMatch(k -> internal.kind(k) == Kind.TORSION
                        && internal.atom(k) == group.atoms[0]
                        && internal.far(k) == group.against);
    }

    /** Two groups on one bond, as in ethane, have one torsion between them: one is turned, the other is what it is measured against. */
    private static boolean faces(Group group, Group other) {
        return !other.pyramid
                && group.carrier == other.before
                && group.before == other.carrier
                && Arrays.stream(other.atoms).anyMatch(atom -> atom == group.against);
    }

    private static Group terminal(
            TerminalRotor terminal, InternalCoordinates internal, double[] positions, int stride) {
        int[] group = new int[terminal.turns().size()];
        for (int turn = 0; turn < group.length; turn++) {
            group[turn] = terminal.turns().get(turn).permutation()[terminal.torsion()[3]];
        }
        int[] torsion = torsion(terminal, group, internal);
        while (group[0] != torsion[3]) {
            int kept = group[0];
            System.arraycopy(group, 1, group, 0, group.length - 1);
            group[group.length - 1] = kept;
        }
        double cosines = 0;
        double sines = 0;
        double steepness = 0;
        for (int at = 0; at < positions.length; at += stride) {
            double angle = angle(positions, at, torsion[0], torsion[1], torsion[2], group[0]);
            cosines += Math.cos(group.length * angle);
            sines += Math.sin(group.length * angle);
            steepness += group.length == 2 ? Math.abs(tripleProduct(positions, at, torsion[1], torsion[2], group)) : 0;
        }
        return new Group(
                torsion[0],
                torsion[1],
                torsion[2],
                group,
                Math.atan2(sines, cosines) / group.length,
                steepness * stride > STEEP * positions.length);
    }

    /**
     * A fold from the groups that {@link #groups} wrote.
     *
     * @throws IllegalArgumentException if they are none of this many atoms
     */
    public static RotorFold of(List<Group> groups, int atoms) {
        for (Group group : groups) {
            int[] all = IntStream.concat(
                            IntStream.of(group.against, group.before, group.carrier), Arrays.stream(group.atoms))
                    .toArray();
            if (group.atoms.length < 2
                    || group.atoms.length > 3
                    || Arrays.stream(all).anyMatch(atom -> atom < 0 || atom >= atoms)
                    || !Double.isFinite(group.centre)) {
                throw new IllegalArgumentException("found a rotor of the atoms " + Arrays.toString(all)
                        + "; expected two or three equal atoms on a bond, of " + atoms);
            }
        }
        return new RotorFold(List.copyOf(groups));
    }

    /** The groups that are turned. */
    public List<Group> groups() {
        return terminalRotors;
    }

    /**
     * Equal atoms at the end of a bond.
     *
     * @param against atom that their torsion is measured against
     * @param before the bond's other end
     * @param carrier the atom that carries them
     * @param atoms in the order in which turns exchange them; not to be modified
     * @param centre of the window of the first one's torsion, radians
     * @param pyramid whether two atoms stand on a pyramid, and are told apart by their order
     */
    public record Group(int against, int before, int carrier, int[] atoms, double centre, boolean pyramid) {}

    /** The torsion that turns a group among the internal coordinates; the group's own where there is none. */
    private static int[] torsion(TerminalRotor terminal, int[] group, InternalCoordinates internal) {
        return IntStream.range(0, internal.size())
                .filter(k -> internal.kind(k) == Kind.TORSION
                        && internal.on(k) == terminal.torsion()[2]
                        && internal.behind(k) == terminal.torsion()[1]
                        && Arrays.stream(group).anyMatch(atom -> atom == internal.atom(k)))
                .mapToObj(k -> new int[] {internal.far(k), internal.behind(k), internal.on(k), internal.atom(k)})
                .findFirst()
                .orElse(terminal.torsion());
    }

    /**
     * The window that a coordinate of folded geometries keeps to, but for some degrees by which equal atoms are not evenly spaced.
     *
     * @return lowest and highest angle, radians, not more than a circle apart; null where it turns no such group
     */
    public double[] window(InternalCoordinates internal, int coordinate) {
        if (internal.kind(coordinate) != Kind.TORSION) {
            return null;
        }
        return terminalRotors.stream()
                .filter(terminal -> !terminal.pyramid
                        && terminal.atoms[0] == internal.atom(coordinate)
                        && terminal.carrier == internal.on(coordinate)
                        && terminal.before == internal.behind(coordinate)
                        && terminal.against == internal.far(coordinate))
                .map(terminal -> new double[] {
                    terminal.centre - Math.PI / terminal.atoms.length - UNEVEN,
                    terminal.centre + Math.PI / terminal.atoms.length + UNEVEN
                })
                .findFirst()
                .orElse(null);
    }

    /**
     * Turns the groups of a geometry into their windows.
     *
     * @param positions [atoms · 3] Å from {@code at} on, modified
     */
    public void fold(double[] positions, int at) {
        for (Group terminal : terminalRotors) {
            int turns = wanted(terminal, positions, at);
            for (int turn = 0; turn < turns; turn++) {
                turn(terminal.atoms, positions, at);
            }
        }
    }

    /** Whether {@link #fold} would leave a geometry as it is. */
    public boolean isFolded(double[] positions, int at) {
        for (Group terminal : terminalRotors) {
            if (wanted(terminal, positions, at) != 0) {
                return false;
            }
        }
        return true;
    }

    /** How many of the exchanges {@link #turn} bring the wanted copy. */
    private static int wanted(Group terminal, double[] p, int at) {
        if (terminal.pyramid) {
            return tripleProduct(p, at, terminal.before, terminal.carrier, terminal.atoms) >= 0 ? 0 : 1;
        }
        int best = 0;
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < terminal.atoms.length; i++) {
            double value = Math.cos(angle(p, at, terminal.against, terminal.before, terminal.carrier, terminal.atoms[i])
                    - terminal.centre);
            if (value > highest) {
                highest = value;
                best = i;
            }
        }
        return best;
    }

    /** Each atom takes the place of the next one. */
    private static void turn(int[] group, double[] p, int at) {
        for (int axis = 0; axis < 3; axis++) {
            int first = at + 3 * group[0] + axis;
            double kept = p[first];
            for (int i = 0; i + 1 < group.length; i++) {
                p[at + 3 * group[i] + axis] = p[at + 3 * group[i + 1] + axis];
            }
            p[at + 3 * group[group.length - 1] + axis] = kept;
        }
    }

    private static double angle(double[] p, int at, int a, int b, int c, int d) {
        int ia = at + 3 * a;
        int ib = at + 3 * b;
        int ic = at + 3 * c;
        int id = at + 3 * d;
        double ux = p[ib] - p[ia];
        double uy = p[ib + 1] - p[ia + 1];
        double uz = p[ib + 2] - p[ia + 2];
        double vx = p[ic] - p[ib];
        double vy = p[ic + 1] - p[ib + 1];
        double vz = p[ic + 2] - p[ib + 2];
        double wx = p[id] - p[ic];
        double wy = p[id + 1] - p[ic + 1];
        double wz = p[id + 2] - p[ic + 2];
        double mx = uy * vz - uz * vy;
        double my = uz * vx - ux * vz;
        double mz = ux * vy - uy * vx;
        double nx = vy * wz - vz * wy;
        double ny = vz * wx - vx * wz;
        double nz = vx * wy - vy * wx;
        double sine = Math.sqrt(vx * vx + vy * vy + vz * vz) * (ux * nx + uy * ny + uz * nz);
        return Math.atan2(sine, mx * nx + my * ny + mz * nz);
    }

    /** Of unit vectors from the group's carrier to its two atoms and along its bond. */
    private static double tripleProduct(double[] p, int at, int before, int carrier, int[] group) {
        int c = at + 3 * carrier;
        int a = at + 3 * group[0];
        int b = at + 3 * group[1];
        int d = at + 3 * before;
        double ax = p[a] - p[c];
        double ay = p[a + 1] - p[c + 1];
        double az = p[a + 2] - p[c + 2];
        double bx = p[b] - p[c];
        double by = p[b + 1] - p[c + 1];
        double bz = p[b + 2] - p[c + 2];
        double dx = p[d] - p[c];
        double dy = p[d + 1] - p[c + 1];
        double dz = p[d + 2] - p[c + 2];
        double norms = (ax * ax + ay * ay + az * az) * (bx * bx + by * by + bz * bz) * (dx * dx + dy * dy + dz * dz);
        return (ax * (by * dz - bz * dy) + ay * (bz * dx - bx * dz) + az * (bx * dy - by * dx)) / Math.sqrt(norms);
    }
}
