package io.github.cdkdrift.network;

/** The network in plain double precision, straight from its definition; the oracle of {@link MlpPassTest}. */
final class ReferenceMlp {
    private final MlpShape shape;

    ReferenceMlp(MlpShape shape) {
        this.shape = shape;
    }

    double[] forward(double[] parameters, double[] input) {
        double[] values = input;
        int offset = 0;
        for (int layer = 0; layer < shape.layers(); layer++) {
            int inputs = shape.inputsOf(layer);
            int outputs = shape.outputsOf(layer);
            double[] next = new double[outputs];
            for (int o = 0; o < outputs; o++) {
                next[o] = parameters[offset + inputs * outputs + o];
                for (int i = 0; i < inputs; i++) {
                    next[o] += parameters[offset + i * outputs + o] * values[i];
                }
                if (layer < shape.hiddenLayers()) {
                    next[o] = next[o] / (1 + Math.exp(-next[o]));
                }
            }
            offset += (inputs + 1) * outputs;
            values = next;
        }
        return values;
    }
}
