package io.github.cdkdrift.network;

import java.util.Arrays;

/** A network of one output in double precision, expanded to second order along paths through its input. */
public final class ReferenceTaylor {
    private final MlpShape shape;

    public ReferenceTaylor(MlpShape shape) {
        this.shape = shape;
    }

    /** y, dy/dε and d²y/dε² at ε = 0 along x + εv + ε²a/2. */
    public double[] along(double[] parameters, double[] x, double[] v, double[] a) {
        double[][] h = {x, v, a};
        int at = 0;
        for (int layer = 0; layer < shape.layers(); layer++) {
            int outputs = shape.outputsOf(layer);
            int inputs = shape.inputsOf(layer);
            double[][] z = new double[3][outputs];
            for (int order = 0; order < 3; order++) {
                for (int j = 0; j < inputs; j++) {
                    for (int i = 0; i < outputs; i++) {
                        z[order][i] += parameters[at + j * outputs + i] * h[order][j];
                    }
                }
            }
            at += outputs * inputs;
            for (int i = 0; i < outputs; i++) {
                z[0][i] += parameters[at + i];
            }
            at += outputs;
            if (layer < shape.hiddenLayers()) {
                activate(z);
            }
            h = z;
        }
        return new double[] {h[0][0], h[1][0], h[2][0]};
    }

    /** SiLU: z/(1 + e^−z), differentiated as a quotient. */
    private static void activate(double[][] z) {
        for (int i = 0; i < z[0].length; i++) {
            double x = z[0][i];
            double e = Math.exp(-x);
            double d = 1 + e;
            double first = 1 / d + x * e / (d * d);
            double second = 2 * e / (d * d) + x * (2 * e * e / (d * d * d) - e / (d * d));
            double zd = z[1][i];
            z[0][i] = x / d;
            z[1][i] = first * zd;
            z[2][i] = second * zd * zd + first * z[2][i];
        }
    }

    private double[] column(float[] matrix, int column) {
        double[] wide = new double[shape.inputs()];
        Arrays.setAll(wide, i -> matrix[column * wide.length + i]);
        return wide;
    }

    double second(double[] parameters, float[] stack, int batch, int probes, int groups, int group, int n) {
        double[] none = new double[shape.inputs()];
        double[] x = column(stack, n);
        double sum = along(parameters, x, none, column(stack, (1 + probes + group) * batch + n))[2];
        for (int k = 0; k < probes; k++) {
            if (k * groups / probes == group) {
                sum += along(parameters, x, column(stack, (1 + k) * batch + n), none)[2];
            }
        }
        return sum;
    }

    double loss(
            double[] parameters,
            float[] stack,
            float[] directions,
            float[] curvatures,
            float[] values,
            int probes,
            int groups) {
        double loss = 0;
        for (int n = 0; n < values.length; n++) {
            double[] y = along(parameters, column(stack, n), column(directions, n), new double[shape.inputs()]);
            loss += values[n] * y[0] + y[1];
            for (int group = 0; group < groups; group++) {
                loss += curvatures[group * values.length + n]
                        * second(parameters, stack, values.length, probes, groups, group, n);
            }
        }
        return loss;
    }
}
