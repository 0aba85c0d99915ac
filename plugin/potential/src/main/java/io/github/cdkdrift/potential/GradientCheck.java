package io.github.cdkdrift.potential;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/**
 * Compares the forces of a potential with −dE/dx by central differences of its energies, along the forces themselves and along one other direction.
 * Forces in other units than the energies, of the wrong sign, of other atoms or of another potential are found before more labels are asked
 * for. Energies and forces that are wrong by the same factor are not.
 *
 * <p>Costs four energies beside those of the geometry itself.
 */
final class GradientCheck {
    /** Å, of all atoms together: third derivatives of bonds do not matter yet, nor energies in single precision. */
    private static final double STEP = 0.02;

    /** Of the larger of force and slope: programs' numerical grids and noise pass, the least confusion of units does not. */
    private static final double TOLERANCE = 0.2;

    /** kcal/mol/Å that programs' energies may be off by. */
    private static final double NOISE = 2;

    private static final int DIRECTIONS = 2;

    /** Energies that a check asks for. */
    static final int CALLS = 2 * DIRECTIONS;

    private GradientCheck() {}

    /**
     * Checks one geometry.
     *
     * @param positions [atoms · 3] Å
     * @param forces [atoms · 3] kcal/mol/Å, that the potential gave there, all finite
     * @return whether they are the gradient; false where forces are too small to tell, or an energy could not be had
     * @throws EvaluationException if the forces are not the gradient of the energies
     */
    static boolean check(Potential potential, double[] positions, double[] forces) {
        double[][] directions = directions(forces);
        double[] slopes = slopes(potential, positions, directions);
        double[] expected = new double[DIRECTIONS];
        for (int i = 0; i < DIRECTIONS; i++) {
            for (int k = 0; k < forces.length; k++) {
                expected[i] -= forces[k] * directions[i][k];
            }
        }
        if (!Arrays.stream(slopes).allMatch(Double::isFinite)) {
            return false;
        }
        double size = Math.max(Math.abs(expected[0]), Math.abs(slopes[0]));
        double most = TOLERANCE * size + NOISE;
        for (int i = 0; i < DIRECTIONS; i++) {
            if (Math.abs(slopes[i] - expected[i]) > most) {
                throw failure(potential, slopes, expected, i);
            }
        }
        return size > NOISE / TOLERANCE;
    }

    private static EvaluationException failure(Potential potential, double[] slopes, double[] expected, int i) {
        double ratio = slopes[0] / expected[0];
        return new EvaluationException(String.format(
                Locale.ROOT,
                "found forces of %s that are not the gradient of its energies: along %s the energy changes by %.4g kcal/mol/Å where"
                        + " its forces say %.4g; expected the same%s",
                potential.name(),
                i == 0 ? "its forces" : "a direction",
                slopes[i],
                expected[i],
                i == 0
                        ? ForceFactor.describe(ratio)
                        : ": are they of the same geometry and method, atoms in the same order?"));
    }

    /** Of unit length: along the forces, and any other. */
    private static double[][] directions(double[] forces) {
        Random random = new Random(forces.length);
        double[] any = new double[forces.length];
        Arrays.setAll(any, k -> random.nextGaussian());
        double[] own = Arrays.stream(forces).anyMatch(force -> force != 0) ? forces : any;
        return new double[][] {unit(own), unit(any)};
    }

    private static double[] unit(double[] direction) {
        double length =
                Math.sqrt(Arrays.stream(direction).map(value -> value * value).sum());
        return Arrays.stream(direction).map(value -> value / length).toArray();
    }

    private static double[] slopes(Potential potential, double[] positions, double[][] directions) {
        int stride = positions.length;
        double[] moved = new double[CALLS * stride];
        for (int i = 0; i < DIRECTIONS; i++) {
            for (int k = 0; k < stride; k++) {
                moved[2 * i * stride + k] = positions[k] + STEP * directions[i][k];
                moved[(2 * i + 1) * stride + k] = positions[k] - STEP * directions[i][k];
            }
        }
        double[] energies = new double[CALLS];
        potential.evaluate(moved, energies.length, energies, new double[moved.length]);
        double[] slopes = new double[DIRECTIONS];
        Arrays.setAll(slopes, i -> (energies[2 * i] - energies[2 * i + 1]) / (2 * STEP));
        return slopes;
    }
}
