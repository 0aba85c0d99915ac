package io.github.cdkdrift.sampler;

import io.github.cdkdrift.molecule.PhysicalConstants;
import io.github.cdkdrift.molecule.Torsion;
import io.github.cdkdrift.potential.Potential;
import java.util.Arrays;

/**
 * H–O–O–O–H whose two torsions have four wells each, with barriers of 15 kcal/mol between them, and feel each other: E = Σ bonds + Σ
 * angles + V(φ₁) + V(φ₂) + C cos(φ₁ − φ₂), V = B (1 + cos 4φ) / 2 + P cos φ + Q sin φ. The bonds' and angles' energies and volumes do not
 * depend on the torsions, so that these have the density e^{−(V + V + C cos)/k_BT} exactly, to be summed on a grid.
 */
final class FourWells implements Potential {
    static final double TEMPERATURE = 300;
    private static final int[][] BONDS = {{0, 1}, {1, 2}, {0, 3}, {2, 4}};
    private static final int[][] ANGLES = {{3, 0, 1}, {0, 1, 2}, {1, 2, 4}};
    private static final int[][] TORSIONS = {{3, 0, 1, 2}, {0, 1, 2, 4}};
    private static final double[] LENGTHS = {1.4, 1.4, 0.97, 0.97};
    private static final double BOND = 600;
    private static final double ANGLE = 120;
    private static final double COSINE = -0.25;
    private static final double BARRIER = 15;
    private static final double P = 0.5;
    private static final double Q = 0.3;
    private static final double COUPLING = 0.4;

    @Override
    public int atoms() {
        return 5;
    }

    @Override
    public String name() {
        return "four wells";
    }

    private static double torsional(double first, double second) {
        return single(first) + single(second) + COUPLING * Math.cos(first - second);
    }

    private static double single(double torsion) {
        return BARRIER / 2 * (1 + Math.cos(4 * torsion)) + P * Math.cos(torsion) + Q * Math.sin(torsion);
    }

    private static double slope(double torsion) {
        return -2 * BARRIER * Math.sin(4 * torsion) - P * Math.sin(torsion) + Q * Math.cos(torsion);
    }

    /** The quarter of the circle that a torsion lies in, 0 to 3. */
    static int well(double torsion) {
        return Math.floorMod((int) Math.floor(torsion / (Math.PI / 2)), 4);
    }

    /** The wells of both torsions, 0 to 15. */
    static int state(double[] positions) {
        return 4 * well(Torsion.radians(positions, TORSIONS[0])) + well(Torsion.radians(positions, TORSIONS[1]));
    }

    /** Populations of the sixteen states by quadrature. */
    static double[] populations() {
        double[] shares = new double[16];
        int grid = 720;
        for (int i = 0; i < grid; i++) {
            for (int j = 0; j < grid; j++) {
                double first = (i + 0.5) * 2 * Math.PI / grid;
                double second = (j + 0.5) * 2 * Math.PI / grid;
                shares[4 * well(first) + well(second)] +=
                        Math.exp(-torsional(first, second) / (PhysicalConstants.BOLTZMANN * TEMPERATURE));
            }
        }
        double sum = Arrays.stream(shares).sum();
        return Arrays.stream(shares).map(share -> share / sum).toArray();
    }

    /** A geometry with these torsions. */
    static double[] geometry(double first, double second) {
        double angle = Math.acos(COSINE);
        double[] p = new double[15];
        p[3] = 1.4;
        set(p, 6, 1.4 - 1.4 * Math.cos(angle), 1.4 * Math.sin(angle), 0);
        place(p, 9, new int[] {2, 1, 0}, 0.97, angle, first);
        place(p, 12, new int[] {0, 1, 2}, 0.97, angle, second);
        return p;
    }

    /** Beyond the chain far–behind–on. */
    private static void place(double[] p, int at, int[] chain, double r, double angle, double torsion) {
        double[] axis = new double[3];
        double[] side = new double[3];
        for (int k = 0; k < 3; k++) {
            axis[k] = p[3 * chain[2] + k] - p[3 * chain[1] + k];
            side[k] = p[3 * chain[0] + k] - p[3 * chain[1] + k];
        }
        double length = Math.sqrt(dot(axis, axis));
        for (int k = 0; k < 3; k++) {
            axis[k] /= length;
        }
        double along = dot(side, axis);
        for (int k = 0; k < 3; k++) {
            side[k] -= along * axis[k];
        }
        length = Math.sqrt(dot(side, side));
        double[] normal = new double[3];
        for (int k = 0; k < 3; k++) {
            side[k] /= length;
        }
        for (int k = 0; k < 3; k++) {
            normal[k] = axis[(k + 1) % 3] * side[(k + 2) % 3] - axis[(k + 2) % 3] * side[(k + 1) % 3];
        }
        for (int k = 0; k < 3; k++) {
            p[at + k] = p[3 * chain[2] + k]
                    - r * Math.cos(angle) * axis[k]
                    + r * Math.sin(angle) * (Math.cos(torsion) * side[k] + Math.sin(torsion) * normal[k]);
        }
    }

    private static double dot(double[] a, double[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }

    private static void set(double[] p, int at, double x, double y, double z) {
        p[at] = x;
        p[at + 1] = y;
        p[at + 2] = z;
    }

    @Override
    public void evaluate(double[] positions, int frames, double[] energies, double[] forces) {
        for (int frame = 0; frame < frames; frame++) {
            double[] p = Arrays.copyOfRange(positions, 15 * frame, 15 * frame + 15);
            double[] f = new double[15];
            energies[frame] = bonds(p, f) + angles(p, f) + torsions(p, f);
            System.arraycopy(f, 0, forces, 15 * frame, 15);
        }
    }

    private static double bonds(double[] p, double[] f) {
        double energy = 0;
        for (int bond = 0; bond < BONDS.length; bond++) {
            double[] u = between(p, BONDS[bond][0], BONDS[bond][1]);
            double length = Math.sqrt(dot(u, u));
            double off = length - LENGTHS[bond];
            energy += 0.5 * BOND * off * off;
            for (int k = 0; k < 3; k++) {
                double pull = BOND * off * u[k] / length;
                f[3 * BONDS[bond][0] + k] += pull;
                f[3 * BONDS[bond][1] + k] -= pull;
            }
        }
        return energy;
    }

    private static double angles(double[] p, double[] f) {
        double energy = 0;
        for (int[] angle : ANGLES) {
            double[] u = between(p, angle[1], angle[0]);
            double[] v = between(p, angle[1], angle[2]);
            double lu = Math.sqrt(dot(u, u));
            double lv = Math.sqrt(dot(v, v));
            double cosine = dot(u, v) / (lu * lv);
            double off = cosine - COSINE;
            energy += 0.5 * ANGLE * off * off;
            for (int k = 0; k < 3; k++) {
                double ofU = ANGLE * off * (v[k] / (lu * lv) - cosine * u[k] / (lu * lu));
                double ofV = ANGLE * off * (u[k] / (lu * lv) - cosine * v[k] / (lv * lv));
                f[3 * angle[0] + k] -= ofU;
                f[3 * angle[2] + k] -= ofV;
                f[3 * angle[1] + k] += ofU + ofV;
            }
        }
        return energy;
    }

    private static double torsions(double[] p, double[] f) {
        double first = Torsion.radians(p, TORSIONS[0]);
        double second = Torsion.radians(p, TORSIONS[1]);
        double coupling = -COUPLING * Math.sin(first - second);
        double[] slopes = {slope(first) + coupling, slope(second) - coupling};
        for (int torsion = 0; torsion < 2; torsion++) {
            double[] gradient = new double[12];
            Torsion.gradient(p, TORSIONS[torsion], gradient);
            for (int atom = 0; atom < 4; atom++) {
                for (int k = 0; k < 3; k++) {
                    f[3 * TORSIONS[torsion][atom] + k] -= slopes[torsion] * gradient[3 * atom + k];
                }
            }
        }
        return torsional(first, second);
    }

    private static double[] between(double[] p, int from, int to) {
        return new double[] {p[3 * to] - p[3 * from], p[3 * to + 1] - p[3 * from + 1], p[3 * to + 2] - p[3 * from + 2]};
    }
}
