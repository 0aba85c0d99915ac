package io.github.cdkdrift.drift;

import java.util.Random;

/** Energies whose smoothed densities are known in closed form. */
final class TestEnergies {
    private TestEnergies() {}

    /** u = ½ (x − c)ᵀ A (x − c). */
    record Harmonic(double[] centre, double[][] matrix) implements ReducedEnergy {
        @Override
        public int dimensions() {
            return centre.length;
        }

        @Override
        public void evaluate(double[] points, int count, double[] energies, double[] gradients) {
            int d = centre.length;
            for (int n = 0; n < count; n++) {
                energies[n] = 0;
                for (int i = 0; i < d; i++) {
                    double slope = 0;
                    for (int j = 0; j < d; j++) {
                        slope += matrix[i][j] * (points[n * d + j] - centre[j]);
                    }
                    energies[n] += 0.5 * slope * (points[n * d + i] - centre[i]);
                    if (gradients != null) {
                        gradients[n * d + i] = slope;
                    }
                }
            }
        }
    }

    /** Gaussian modes of one isotropic variance in the plane. */
    record Mixture(double[][] modes, double[] weights, double variance) implements ReducedEnergy {
        static final Mixture THREE =
                new Mixture(new double[][] {{1.5, 0}, {-1, 1}, {0, -2}}, new double[] {0.5, 0.3, 0.2}, 0.3);

        @Override
        public int dimensions() {
            return 2;
        }

        @Override
        public void evaluate(double[] points, int count, double[] energies, double[] gradients) {
            for (int n = 0; n < count; n++) {
                double[] score = new double[2];
                energies[n] = -logDensity(points[2 * n], points[2 * n + 1], variance, score);
                if (gradients != null) {
                    gradients[2 * n] = -score[0];
                    gradients[2 * n + 1] = -score[1];
                }
            }
        }

        /** The score of the mixture convolved with a Gaussian: the same mixture with variances that are added. */
        double[] smoothedScore(double x, double y, double width) {
            double[] score = new double[2];
            logDensity(x, y, variance + width * width, score);
            return score;
        }

        private double logDensity(double x, double y, double v, double[] score) {
            double sum = 0;
            for (int m = 0; m < modes.length; m++) {
                double dx = modes[m][0] - x;
                double dy = modes[m][1] - y;
                double density = weights[m] * Math.exp(-(dx * dx + dy * dy) / (2 * v)) / v;
                sum += density;
                score[0] += density * dx / v;
                score[1] += density * dy / v;
            }
            score[0] /= sum;
            score[1] /= sum;
            return Math.log(sum);
        }

        float[] sample(int count, Random random) {
            float[] points = new float[2 * count];
            for (int n = 0; n < count; n++) {
                double left = random.nextDouble();
                int m = 0;
                while (m < weights.length - 1 && left >= weights[m]) {
                    left -= weights[m++];
                }
                points[2 * n] = (float) (modes[m][0] + Math.sqrt(variance) * random.nextGaussian());
                points[2 * n + 1] = (float) (modes[m][1] + Math.sqrt(variance) * random.nextGaussian());
            }
            return points;
        }
    }
}
