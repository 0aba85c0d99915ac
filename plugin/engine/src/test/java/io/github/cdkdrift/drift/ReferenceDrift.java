package io.github.cdkdrift.drift;

import java.util.Arrays;

/** The kernel drift in plain double precision, written from the formulas sample by sample; the oracle of {@link KernelDriftFieldTest}. */
final class ReferenceDrift {
    private final DriftSettings settings;
    private final double[] bandwidths;

    ReferenceDrift(DriftSettings settings, double[] bandwidths) {
        this.settings = settings;
        this.bandwidths = bandwidths;
    }

    /**
     * V of every sample.
     *
     * @param x [samples][features]
     * @param y [positives][features]
     * @param f forces over k_BT, [positives][features]
     * @param e energies over k_BT, [positives]
     */
    double[][] drift(double[][] x, double[][] y, double[][] f, double[] e) {
        double[][] total = new double[x.length][x[0].length];
        double[][] alignment = alignment(x, y, f, e);
        for (double h : bandwidths) {
            double[][] attraction = new double[x.length][y.length];
            double[][] repulsion = new double[x.length][x.length];
            for (int i = 0; i < x.length; i++) {
                for (int j = 0; j < y.length; j++) {
                    attraction[i][j] = Math.exp(logKernel(x[i], y[j], h) + alignment[i][j]);
                }
                for (int k = 0; k < x.length; k++) {
                    repulsion[i][k] = k == i ? 0 : Math.exp(logKernel(x[i], x[k], h));
                }
            }
            normalise(attraction, repulsion);
            add(total, field(x, y, f, attraction, repulsion, h));
        }
        return total;
    }

    private double logKernel(double[] a, double[] b, double h) {
        double squared = 0;
        for (int i = 0; i < a.length; i++) {
            squared += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return settings.kernel() == Kernel.GAUSSIAN ? -squared / (2 * h * h) : -Math.sqrt(squared) / h;
    }

    private double[][] alignment(double[][] x, double[][] y, double[][] f, double[] e) {
        double[][] a = new double[x.length][y.length];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < y.length; j++) {
                if (settings.alignment() == ForceAlignment.ENERGY) {
                    a[i][j] = e[j];
                } else {
                    for (int d = 0; d < x[i].length; d++) {
                        a[i][j] += f[j][d] * (x[i][d] - y[j][d]);
                    }
                }
            }
        }
        double mean = 0;
        double deviation = 1;
        if (settings.standardisedAlignment() && settings.beta() > 0 && settings.alignment() != ForceAlignment.ENERGY) {
            mean = Arrays.stream(a).flatMapToDouble(Arrays::stream).average().orElseThrow();
            double centre = mean;
            deviation = Math.sqrt(Arrays.stream(a)
                    .flatMapToDouble(Arrays::stream)
                    .map(value -> (value - centre) * (value - centre))
                    .average()
                    .orElseThrow());
        }
        double sign = settings.alignment() == ForceAlignment.AS_WORDED ? 1 : -1;
        for (double[] row : a) {
            for (int j = 0; j < row.length; j++) {
                row[j] = sign * settings.beta() * (row[j] - mean) / deviation;
            }
        }
        return a;
    }

    private void normalise(double[][] attraction, double[][] repulsion) {
        switch (settings.normalisation()) {
            case ROW -> {
                scaleSamples(attraction, sums(attraction));
                scaleSamples(repulsion, sums(repulsion));
            }
            case DOUBLE -> {
                double[] samples = add(sums(attraction), sums(repulsion));
                double[] positives = sums(transposed(attraction));
                double[] negatives = sums(transposed(repulsion));
                for (int i = 0; i < attraction.length; i++) {
                    for (int j = 0; j < attraction[i].length; j++) {
                        attraction[i][j] /= Math.sqrt(samples[i] * positives[j]);
                    }
                    for (int k = 0; k < repulsion[i].length; k++) {
                        repulsion[i][k] /= Math.sqrt(samples[i] * negatives[k]);
                    }
                }
            }
            case SINKHORN -> {
                for (int round = 0; round < settings.sinkhornRounds(); round++) {
                    scaleTargets(attraction, sums(transposed(attraction)));
                    scaleTargets(repulsion, sums(transposed(repulsion)));
                    double[] samples = add(sums(attraction), sums(repulsion));
                    scaleSamples(attraction, samples);
                    scaleSamples(repulsion, samples);
                }
            }
        }
    }

    private double[][] field(
            double[][] x, double[][] y, double[][] f, double[][] attraction, double[][] repulsion, double h) {
        double[][] field = new double[x.length][x[0].length];
        double reach = settings.scaledForces() ? displacement(x, y, attraction) / rootMeanSquare(f) : h * h;
        for (int i = 0; i < x.length; i++) {
            double pull = settings.normalisation() == Normalisation.ROW
                    ? 1
                    : Arrays.stream(attraction[i]).sum();
            double push = settings.normalisation() == Normalisation.ROW
                    ? 1
                    : Arrays.stream(repulsion[i]).sum();
            for (int d = 0; d < x[i].length; d++) {
                double towards = 0;
                double away = 0;
                for (int j = 0; j < y.length; j++) {
                    towards += attraction[i][j]
                            * ((1 - settings.alpha()) * (y[j][d] - x[i][d]) + settings.alpha() * reach * f[j][d]);
                }
                for (int k = 0; k < x.length; k++) {
                    away += repulsion[i][k] * (x[k][d] - x[i][d]);
                }
                field[i][d] = push * towards - pull * away;
            }
        }
        if (settings.equalised()) {
            double size = Math.sqrt(Arrays.stream(field)
                    .flatMapToDouble(Arrays::stream)
                    .map(v -> v * v)
                    .average()
                    .orElseThrow());
            for (double[] row : field) {
                for (int d = 0; d < row.length; d++) {
                    row[d] /= size;
                }
            }
        }
        return field;
    }

    private static double displacement(double[][] x, double[][] y, double[][] weights) {
        double squares = 0;
        double mass = 0;
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < y.length; j++) {
                for (int d = 0; d < x[i].length; d++) {
                    squares += weights[i][j] * (x[i][d] - y[j][d]) * (x[i][d] - y[j][d]);
                }
                mass += weights[i][j];
            }
        }
        return Math.sqrt(squares / mass);
    }

    private static double rootMeanSquare(double[][] vectors) {
        double squares = 0;
        for (double[] vector : vectors) {
            for (double value : vector) {
                squares += value * value;
            }
        }
        return Math.sqrt(squares / vectors.length);
    }

    private static double[][] transposed(double[][] matrix) {
        double[][] transposed = new double[matrix[0].length][matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix[i].length; j++) {
                transposed[j][i] = matrix[i][j];
            }
        }
        return transposed;
    }

    private static double[] sums(double[][] matrix) {
        return Arrays.stream(matrix)
                .mapToDouble(row -> Arrays.stream(row).sum())
                .toArray();
    }

    private static double[] add(double[] a, double[] b) {
        double[] sum = a.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += b[i];
        }
        return sum;
    }

    private static void add(double[][] target, double[][] other) {
        for (int i = 0; i < target.length; i++) {
            target[i] = add(target[i], other[i]);
        }
    }

    private static void scaleSamples(double[][] matrix, double[] divisors) {
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix[i].length; j++) {
                matrix[i][j] /= divisors[i];
            }
        }
    }

    private static void scaleTargets(double[][] matrix, double[] divisors) {
        for (double[] row : matrix) {
            for (int j = 0; j < row.length; j++) {
                row[j] /= divisors[j];
            }
        }
    }
}
