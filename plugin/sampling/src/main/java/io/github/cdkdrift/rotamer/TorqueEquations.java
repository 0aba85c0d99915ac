package io.github.cdkdrift.rotamer;

/**
 * The normal equations of torque = −∂A/∂ξ for one rotor over a block of consecutive frames with all their images: sums of
 * products of the slopes of A's functions with each other and with the torques.
 */
final class TorqueEquations {
    private final int[] functions;
    private final double[][] matrix;
    private final double[] side;
    private final double[] slopes;
    private double squares;
    private double torques;
    private int frames;

    /** @param functions those that depend on the rotor's torsion, of all that A is made of; rising */
    TorqueEquations(int[] functions) {
        this.functions = functions;
        matrix = new double[functions.length][functions.length];
        side = new double[functions.length];
        slopes = new double[functions.length];
    }

    /** @param row the derivatives of the functions */
    void add(double[] row, double torque) {
        for (int a = 0; a < side.length; a++) {
            double slope = row[a];
            double[] sums = matrix[a];
            for (int b = a; b < side.length; b++) {
                sums[b] += slope * row[b];
            }
            side[a] -= slope * torque;
        }
        squares += torque * torque;
    }

    /** Counts a frame itself, once for all its images, among those whose mean residual tells how frames are correlated. */
    void addToMean(double[] row, double torque) {
        for (int a = 0; a < side.length; a++) {
            slopes[a] += row[a];
        }
        torques += torque;
        frames++;
    }

    /** Adds the equations, weighted, to the upper triangle of others. */
    void addTo(double[][] whole, double[] wholeSide, double weight) {
        for (int a = 0; a < side.length; a++) {
            double[] sums = whole[functions[a]];
            for (int b = a; b < side.length; b++) {
                sums[functions[b]] += weight * matrix[a][b];
            }
            wholeSide[functions[a]] += weight * side[a];
        }
    }

    /** Σ (torque + ∂A/∂ξ)² over all images. */
    double squaredResiduals(double[] coefficients) {
        double sum = squares;
        for (int a = 0; a < side.length; a++) {
            double carried = matrix[a][a] * coefficients[functions[a]];
            for (int b = a + 1; b < side.length; b++) {
                carried += 2 * matrix[a][b] * coefficients[functions[b]];
            }
            sum += coefficients[functions[a]] * (carried - 2 * side[a]);
        }
        return sum;
    }

    /** Σ (torque + ∂A/∂ξ) over the frames themselves. */
    double residual(double[] coefficients) {
        double sum = torques;
        for (int a = 0; a < side.length; a++) {
            sum += coefficients[functions[a]] * slopes[a];
        }
        return sum;
    }

    int frames() {
        return frames;
    }
}
