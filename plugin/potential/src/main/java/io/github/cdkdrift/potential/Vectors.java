package io.github.cdkdrift.potential;

/** Adding triples to arrays of coordinates. */
final class Vectors {
    private Vectors() {}

    static void add(double[] values, int at, double x, double y, double z) {
        values[at] += x;
        values[at + 1] += y;
        values[at + 2] += z;
    }

    /** Adds a triple at one place and takes it away at another. */
    static void addPair(double[] values, int plus, int minus, double x, double y, double z) {
        add(values, plus, x, y, z);
        add(values, minus, -x, -y, -z);
    }
}
