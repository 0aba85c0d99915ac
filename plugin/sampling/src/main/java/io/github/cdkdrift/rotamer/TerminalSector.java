package io.github.cdkdrift.rotamer;

import io.github.cdkdrift.molecule.SymmetryOperation;
import io.github.cdkdrift.molecule.TerminalRotor;
import io.github.cdkdrift.molecule.Torsion;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which of the copies of a terminal rotor is kept, one of all its turns. Of most it is that in one part of the circle of its torsion,
 * about the densest place. Two atoms on a pyramid, as those of an amine, stand in three orientations 120° apart, and half a turn does not
 * take one into the other: of them that copy is kept in which the atoms follow one another to the right.
 *
 * @param centre radians
 * @param other the second atom of a pyramid; −1 where the torsion decides
 */
record TerminalSector(TerminalRotor terminal, double centre, int other) {
    /** Mean triple product of unit vectors along the three bonds of a pyramid: 0 in a plane, 0.77 of a tetrahedron's corner. */
    private static final double STEEP = 0.6;

    /** @param geometries [atoms · 3] Å each */
    static TerminalSector of(TerminalRotor terminal, Stream<double[]> geometries) {
        int turns = terminal.turns().size();
        int other = turns == 2 ? partner(terminal) : -1;
        double cosines = 0;
        double sines = 0;
        double steepness = 0;
        int count = 0;
        for (Iterator<double[]> each = geometries.iterator(); each.hasNext(); count++) {
            double[] geometry = each.next();
            double torsion = Torsion.radians(geometry, terminal.torsion());
            cosines += Math.cos(turns * torsion);
            sines += Math.sin(turns * torsion);
            steepness += other < 0 ? 0 : Math.abs(tripleProduct(terminal, other, geometry));
        }
        return new TerminalSector(terminal, Math.atan2(sines, cosines) / turns, steepness > STEEP * count ? other : -1);
    }

    private static int partner(TerminalRotor terminal) {
        int first = terminal.torsion()[3];
        int[] exchanged = terminal.turns().get(1).permutation();
        return IntStream.range(0, exchanged.length)
                .filter(atom -> atom != first && exchanged[atom] == first)
                .findFirst()
                .orElse(-1);
    }

    /** Of unit vectors from the terminal rotor's centre to its first atom, its other atom and along its bond. */
    private static double tripleProduct(TerminalRotor terminal, int other, double[] geometry) {
        int[] torsion = terminal.torsion();
        double[] a = direction(geometry, torsion[2], torsion[3]);
        double[] b = direction(geometry, torsion[2], other);
        double[] c = direction(geometry, torsion[2], torsion[1]);
        return a[0] * (b[1] * c[2] - b[2] * c[1])
                + a[1] * (b[2] * c[0] - b[0] * c[2])
                + a[2] * (b[0] * c[1] - b[1] * c[0]);
    }

    private static double[] direction(double[] geometry, int from, int to) {
        double x = geometry[3 * to] - geometry[3 * from];
        double y = geometry[3 * to + 1] - geometry[3 * from + 1];
        double z = geometry[3 * to + 2] - geometry[3 * from + 2];
        double length = Math.sqrt(x * x + y * y + z * z);
        return new double[] {x / length, y / length, z / length};
    }

    /** The copy that is kept. */
    double[] turned(double[] geometry) {
        List<SymmetryOperation> turns = terminal.turns();
        double[] best = geometry;
        double highest = Double.NEGATIVE_INFINITY;
        for (SymmetryOperation turn : turns) {
            double[] image = turn.apply(geometry);
            double value = other < 0
                    ? Math.cos(Torsion.radians(image, terminal.torsion()) - centre)
                    : tripleProduct(terminal, other, image);
            if (value > highest) {
                highest = value;
                best = image;
            }
        }
        return best;
    }
}
