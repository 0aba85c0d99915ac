package io.github.cdkdrift.sampler;

import io.github.cdkdrift.molecule.Alignment;
import io.github.cdkdrift.potential.Curvature;
import io.github.cdkdrift.potential.Potential;
import java.util.Arrays;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealMatrix;

/**
 * A minimum and the normal modes about it. A geometry near it, turned so that it lies on the minimum as well as can be (its Eckart frame, with equal masses;
 * Eckart 1935, doi:10.1103/PhysRev.47.552), is the minimum and a sum of modes. One unit of a mode changes the energy by ½ kcal/mol where the energy is harmonic.
 * The modes of two basins are numbered alike, by what they do to distances, so that equal mode numbers in both are similar distortions.
 *
 * <p>Immutable; geometries are [atoms · 3] Å.
 */
final class HarmonicBasin {
    /** kcal/mol/Å²: what is softer than this is not harmonic. */
    private static final double LEAST_CURVATURE = 1;
    /** Above the curvature of any bond. */
    private static final double RIGID = 1e6;

    /** Of all that modes change distances by. */
    private static final double UNSEEN = 1e-6;

    private static final int POLAR_ITERATIONS = 60;
    private static final double ORTHOGONAL = 1e-13;

    private final double[] centre;
    /** [modes][coordinates] */
    private final double[][] toModes;
    /** [coordinates][modes] */
    private final double[][] fromModes;

    private final double logScale;
    private final double energy;

    private HarmonicBasin(double[] centre, RealMatrix toModes, RealMatrix fromModes, double logScale, double energy) {
        this.centre = centre;
        this.toModes = toModes.getData();
        this.fromModes = fromModes.getData();
        this.logScale = logScale;
        this.energy = energy;
    }

    /**
     * Of a minimum.
     *
     * @param centre the minimum, its centre at the origin; not to be modified
     * @param hessian of the potential there, [coordinates, coordinates]
     * @param like the basin whose numbers of modes are taken; null for the first
     * @param distances that modes are compared by
     */
    static HarmonicBasin of(
            double[] centre, double energy, RealMatrix hessian, HarmonicBasin like, WeightedDistances distances) {
        RealMatrix rigid = rigidMotions(centre);
        RealMatrix ofRigid = rigid.multiplyTransposed(rigid);
        RealMatrix others = MatrixUtils.createRealIdentityMatrix(centre.length).subtract(ofRigid);
        RealMatrix curvatures = others.multiply(hessian).multiply(others).add(ofRigid.scalarMultiply(RIGID));
        EigenDecompositionSymmetric modes = new EigenDecompositionSymmetric(symmetric(curvatures));
        int size = centre.length - 6;
        RealMatrix to = new Array2DRowRealMatrix(size, centre.length);
        RealMatrix from = new Array2DRowRealMatrix(centre.length, size);
        double logScale = 0.5 * Math.log(inertia(centre, centre));
        for (int mode = 0; mode < size; mode++) {
            double root = Math.sqrt(Math.max(LEAST_CURVATURE, modes.getEigenvalues()[mode + 6]));
            double[] vector = modes.getEigenvector(mode + 6).toArray();
            for (int i = 0; i < vector.length; i++) {
                to.setEntry(mode, i, root * vector[i]);
                from.setEntry(i, mode, vector[i] / root);
            }
            logScale += Math.log(root);
        }
        if (like != null) {
            RealMatrix there = distances.slopes(like.centre).multiply(new Array2DRowRealMatrix(like.fromModes, false));
            RealMatrix turn =
                    orthogonal(there.transposeMultiply(distances.slopes(centre).multiply(from)));
            to = turn.multiply(to);
            from = from.multiplyTransposed(turn);
        }
        return new HarmonicBasin(centre, to, from, logScale, energy);
    }

    /** The minimum, its centre at the origin; not to be modified. */
    double[] centre() {
        return centre;
    }

    /** Of the minimum, kcal/mol. */
    double energy() {
        return energy;
    }

    /** How many modes there are. */
    int modes() {
        return toModes.length;
    }

    /** ln of the volume that a unit of all modes has at the minimum, over shapes and orientations, but for a constant. */
    double logVolume() {
        return logVolume(centre);
    }

    /**
     * Reads the modes of a geometry.
     *
     * @param positions turned onto the minimum
     * @param modes overwritten
     * @return ln of the volume that a unit of all modes has there; NaN where modes are no coordinates any more
     */
    double read(double[] positions, double[] modes) {
        double[] turned = new double[centre.length];
        Alignment.superpose(positions, centre, turned);
        for (int mode = 0; mode < modes.length; mode++) {
            double[] row = toModes[mode];
            double sum = 0;
            for (int i = 0; i < centre.length; i++) {
                sum += row[i] * (turned[i] - centre[i]);
            }
            modes[mode] = sum;
        }
        return logVolume(turned);
    }

    /**
     * The geometry that has these modes.
     *
     * @param positions overwritten
     * @return as {@link #read}
     */
    double place(double[] modes, double[] positions) {
        for (int i = 0; i < centre.length; i++) {
            double[] row = fromModes[i];
            double sum = centre[i];
            for (int mode = 0; mode < modes.length; mode++) {
                sum += row[mode] * modes[mode];
            }
            positions[i] = sum;
        }
        return logVolume(positions);
    }

    private double logVolume(double[] turned) {
        return Math.log(inertia(centre, turned)) - logScale;
    }

    /** The determinant of Σ (c · p) 1 − p cᵀ: the volume element of Eckart's frame, but for that of the minimum itself. */
    private static double inertia(double[] c, double[] p) {
        double[] s = new double[9];
        for (int i = 0; i < c.length; i += 3) {
            for (int k = 0; k < 3; k++) {
                for (int l = 0; l < 3; l++) {
                    s[3 * k + l] -= p[i + k] * c[i + l];
                }
            }
        }
        double trace = -(s[0] + s[4] + s[8]);
        s[0] += trace;
        s[4] += trace;
        s[8] += trace;
        return s[0] * (s[4] * s[8] - s[5] * s[7])
                - s[1] * (s[3] * s[8] - s[5] * s[6])
                + s[2] * (s[3] * s[7] - s[4] * s[6]);
    }

    /** A geometry with its centre at the origin. */
    static double[] centred(double[] positions) {
        double[] centred = positions.clone();
        for (int axis = 0; axis < 3; axis++) {
            double mean = 0;
            for (int i = axis; i < centred.length; i += 3) {
                mean += 3 * centred[i] / centred.length;
            }
            for (int i = axis; i < centred.length; i += 3) {
                centred[i] -= mean;
            }
        }
        return centred;
    }

    /** Orthonormal columns: three translations and three rotations. */
    private static RealMatrix rigidMotions(double[] centre) {
        RealMatrix motions = new Array2DRowRealMatrix(centre.length, 6);
        for (int i = 0; i < centre.length; i += 3) {
            for (int axis = 0; axis < 3; axis++) {
                motions.setEntry(i + axis, axis, 1);
                motions.setEntry(i + (axis + 1) % 3, 3 + axis, -centre[i + (axis + 2) % 3]);
                motions.setEntry(i + (axis + 2) % 3, 3 + axis, centre[i + (axis + 1) % 3]);
            }
        }
        return new QRDecomposition(motions).getQ().getSubMatrix(0, centre.length - 1, 0, 5);
    }

    /** The second derivatives of a potential. */
    static RealMatrix hessian(Potential potential, double[] centre) {
        return new Array2DRowRealMatrix(Curvature.hessian(potential, centre), false);
    }

    private static RealMatrix symmetric(RealMatrix matrix) {
        return matrix.add(matrix.transpose()).scalarMultiply(0.5);
    }

    /** The orthogonal matrix nearest to one, by Newton's iteration for the polar factor (Higham 1986, doi:10.1137/0907079). */
    private static RealMatrix orthogonal(RealMatrix matrix) {
        RealMatrix factor = matrix;
        for (int i = 0; i < POLAR_ITERATIONS; i++) {
            RealMatrix inverse =
                    new LUDecomposition(factor).getSolver().getInverse().transpose();
            double scale = Math.sqrt(inverse.getFrobeniusNorm() / factor.getFrobeniusNorm());
            RealMatrix next = factor.scalarMultiply(0.5 * scale).add(inverse.scalarMultiply(0.5 / scale));
            double change = next.subtract(factor).getFrobeniusNorm();
            factor = next;
            if (change < ORTHOGONAL * Math.sqrt(factor.getRowDimension())) {
                break;
            }
        }
        return factor;
    }

    @Override
    public String toString() {
        return "minimum of " + energy + " kcal/mol, " + Arrays.toString(centre);
    }
}
