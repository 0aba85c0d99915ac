package io.github.cdkdrift.diffusion;

/** A point as it is and {@link TimeFeatures}; the prior is −|x|²/2, with which the diffusion ends. */
record PlainInputs(int dimensions, TimeFeatures time) implements EnergyInputs {
    @Override
    public int freedoms() {
        return dimensions;
    }

    @Override
    public int size() {
        return dimensions + TimeFeatures.COUNT;
    }

    @Override
    public EnergyInputs over(TimeFeatures range) {
        return new PlainInputs(dimensions, range);
    }

    @Override
    public void project(double[] vectors) {}

    @Override
    public void values(double[] points, int at, double t, float[] inputs, int to) {
        for (int d = 0; d < dimensions; d++) {
            inputs[to + d] = (float) points[at + d];
        }
        time.values(t, inputs, to + dimensions);
    }

    @Override
    public double probe(double[] points, double[] vectors, int at, double t, float[] stack, int first, int second) {
        double square = 0;
        for (int d = 0; d < dimensions; d++) {
            stack[first + d] = (float) vectors[at + d];
            square += vectors[at + d] * vectors[at + d];
        }
        return -square;
    }

    @Override
    public double prior(double[] points, int at, double t) {
        double square = 0;
        for (int d = 0; d < dimensions; d++) {
            square += points[at + d] * points[at + d];
        }
        return -square / 2;
    }

    @Override
    public void score(double[] points, int at, double t, float[] gradients, int from, double[] scores) {
        for (int d = 0; d < dimensions; d++) {
            scores[at + d] = gradients[from + d] - points[at + d];
        }
    }

    @Override
    public double pace(double[] points, int at, double t, float[] gradients, int from) {
        return time.derivative(t, gradients, from + dimensions);
    }

    @Override
    public void direction(
            double[] points, double[] vectors, int at, double t, double factor, float[] directions, int to) {
        for (int d = 0; d < dimensions; d++) {
            directions[to + d] = (float) vectors[at + d];
        }
        time.derivatives(t, factor, directions, to + dimensions);
    }
}
