package io.github.cdkdrift.rotamer;

import io.github.cdkdrift.molecule.SymmetricTop;
import io.github.cdkdrift.molecule.SymmetryOperation;
import io.github.cdkdrift.molecule.Torsion;
import java.util.List;
import java.util.stream.Stream;

/**
 * The part of the circle that a symmetric top's torsion is brought into, about the densest place: each of its turns has one copy
 * there.
 *
 * @param centre radians
 */
record TopWindow(SymmetricTop top, double centre) {
    /** @param geometries [atoms · 3] Å each */
    static TopWindow of(SymmetricTop top, Stream<double[]> geometries) {
        int turns = top.turns().size();
        double[] sums = new double[2];
        geometries.forEach(geometry -> {
            double torsion = Torsion.radians(geometry, top.torsion());
            sums[0] += Math.cos(turns * torsion);
            sums[1] += Math.sin(turns * torsion);
        });
        return new TopWindow(top, Math.atan2(sums[1], sums[0]) / turns);
    }

    /** That turn of the geometry whose torsion is nearest to the centre. */
    double[] turned(double[] geometry) {
        List<SymmetryOperation> turns = top.turns();
        double[] best = geometry;
        double nearest = Double.NEGATIVE_INFINITY;
        for (SymmetryOperation turn : turns) {
            double[] image = turn.apply(geometry);
            double nearness = Math.cos(Torsion.radians(image, top.torsion()) - centre);
            if (nearness > nearest) {
                nearest = nearness;
                best = image;
            }
        }
        return best;
    }
}
