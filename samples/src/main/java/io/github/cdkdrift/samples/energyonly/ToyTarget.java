package io.github.cdkdrift.samples.energyonly;

import io.github.cdkdrift.drift.ReducedEnergy;
import java.util.random.RandomGenerator;

/** Boltzmann distributions in the plane, k_BT = 1, that can be drawn from exactly and integrated on a grid. */
enum ToyTarget implements ReducedEnergy {
    /** Modes (±2, ±2) of covariance ¼ I, equal weights. */
    FOUR_MODES("four modes", -4, 4, -4, 4) {
        @Override
        double energy(double x, double y, double[] gradient) {
            double a = Math.abs(x) - 2;
            double b = Math.abs(y) - 2;
            double other = Math.exp(-8 * Math.abs(x) / (2 * VARIANCE));
            double above = Math.exp(-8 * Math.abs(y) / (2 * VARIANCE));
            gradient[0] = Math.signum(x) * (a + 4 * other / (1 + other)) / VARIANCE;
            gradient[1] = Math.signum(y) * (b + 4 * above / (1 + above)) / VARIANCE;
            return (a * a + b * b) / (2 * VARIANCE) - Math.log1p(other) - Math.log1p(above);
        }

        @Override
        void draw(RandomGenerator random, double[] point) {
            point[0] = (random.nextBoolean() ? 2 : -2) + Math.sqrt(VARIANCE) * random.nextGaussian();
            point[1] = (random.nextBoolean() ? 2 : -2) + Math.sqrt(VARIANCE) * random.nextGaussian();
        }
    },

    /** E = 5 (x² − 1)² + y²/2. */
    DOUBLE_WELL("double well", -2, 2, -4, 4) {
        @Override
        double energy(double x, double y, double[] gradient) {
            double well = x * x - 1;
            gradient[0] = 20 * x * well;
            gradient[1] = y;
            return 5 * well * well + y * y / 2;
        }

        @Override
        void draw(RandomGenerator random, double[] point) {
            double x;
            do {
                x = 6 * random.nextDouble() - 3;
            } while (random.nextDouble() > Math.exp(-5 * (x * x - 1) * (x * x - 1)));
            point[0] = x;
            point[1] = random.nextGaussian();
        }
    },

    /** E = ½ (x²/4 + 5 (y + x²/4 − 1)²). */
    BANANA("banana", -6, 6, -8, 3) {
        @Override
        double energy(double x, double y, double[] gradient) {
            double r = y + 0.25 * x * x - 1;
            gradient[0] = x / 4 + 2.5 * r * x;
            gradient[1] = 5 * r;
            return (x * x / 4 + 5 * r * r) / 2;
        }

        @Override
        void draw(RandomGenerator random, double[] point) {
            point[0] = 2 * random.nextGaussian();
            point[1] = 1 - 0.25 * point[0] * point[0] + Math.sqrt(0.2) * random.nextGaussian();
        }
    };

    static final double VARIANCE = 0.25;

    private final String title;
    private final double[] box;

    ToyTarget(String title, double... box) {
        this.title = title;
        this.box = box;
    }

    /** @param gradient dE/dx, [2], overwritten */
    abstract double energy(double x, double y, double[] gradient);

    /** @param point [2], overwritten with an exact sample */
    abstract void draw(RandomGenerator random, double[] point);

    String title() {
        return title;
    }

    /** Lowest and highest x, lowest and highest y of its grid; all but 10⁻⁴ of the samples lie within. */
    double[] box() {
        return box.clone();
    }

    /** Exact samples, [count · 2]. */
    double[] draw(int count, RandomGenerator random) {
        double[] points = new double[2 * count];
        double[] point = new double[2];
        for (int i = 0; i < count; i++) {
            draw(random, point);
            points[2 * i] = point[0];
            points[2 * i + 1] = point[1];
        }
        return points;
    }

    @Override
    public int dimensions() {
        return 2;
    }

    @Override
    public void evaluate(double[] points, int count, double[] energies, double[] gradients) {
        double[] gradient = new double[2];
        for (int i = 0; i < count; i++) {
            energies[i] = energy(points[2 * i], points[2 * i + 1], gradient);
            if (gradients != null) {
                gradients[2 * i] = gradient[0];
                gradients[2 * i + 1] = gradient[1];
            }
        }
    }
}
