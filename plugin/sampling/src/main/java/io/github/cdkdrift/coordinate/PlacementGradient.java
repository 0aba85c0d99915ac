package io.github.cdkdrift.coordinate;

import io.github.cdkdrift.coordinate.CoordinateTree.Row;

/**
 * Turns gradients over positions into gradients over {@link InternalCoordinates}: {@link InternalCoordinates#place} backwards, in one sweep
 * from the atom placed last to the first. Holds buffers: one thread at a time.
 */
public final class PlacementGradient {
    private final Row[] rows;
    private final double[] axis = new double[3];
    private final double[] beyond = new double[3];
    private final double[] normal = new double[3];
    private final double[] across = new double[3];
    private final double[] reached = new double[3];
    private final double[] ofAxis = new double[3];
    private final double[] ofNormal = new double[3];
    private final double[] ofAcross = new double[3];

    PlacementGradient(Row[] rows) {
        this.rows = rows;
    }

    /**
     * The gradient over internal coordinates.
     *
     * @param values [size], not modified
     * @param positions where {@link InternalCoordinates#place} put the atoms, [atoms · 3] Å from {@code at} on, not modified
     * @param slopes over positions, [atoms · 3]; destroyed
     * @param gradients [size], overwritten
     */
    public void pullBack(double[] values, double[] positions, int at, double[] slopes, double[] gradients) {
        for (int r = rows.length - 1; r > 2; r--) {
            pullBack(rows[r], values, positions, at, slopes, gradients);
        }
        Row third = rows[2];
        int value = third.first();
        int on = 3 * third.on();
        int atom = 3 * third.atom();
        double back = Math.signum(positions[at + 3 * third.behind()] - positions[at + on]);
        double cosine = Math.cos(values[value + 1]);
        double sine = Math.sin(values[value + 1]);
        double x = slopes[atom] * back;
        double y = slopes[atom + 1];
        gradients[value] = cosine * x + sine * y;
        gradients[value + 1] = values[value] * (cosine * y - sine * x);
        slopes[on] += slopes[atom];
        gradients[0] = slopes[3 * rows[1].atom()];
    }

    private void pullBack(Row row, double[] values, double[] p, int at, double[] slopes, double[] gradients) {
        int on = 3 * row.on();
        int behind = 3 * row.behind();
        int far = 3 * row.far();
        double axisLength = difference(p, at + on, at + behind, axis);
        difference(p, at + behind, at + far, beyond);
        scale(axis, 1 / axisLength);
        cross(beyond, axis, normal);
        double normalLength = Math.sqrt(dot(normal, normal));
        scale(normal, 1 / normalLength);
        cross(normal, axis, across);
        System.arraycopy(slopes, 3 * row.atom(), reached, 0, 3);
        ofPlace(row, values, gradients);
        addCross(axis, ofAcross, ofNormal);
        addCross(ofAcross, normal, ofAxis);
        project(ofNormal, normal, normalLength);
        addCross(ofNormal, beyond, ofAxis);
        project(ofAxis, axis, axisLength);
        cross(axis, ofNormal, ofAcross);
        for (int i = 0; i < 3; i++) {
            slopes[on + i] += reached[i] + ofAxis[i];
            slopes[behind + i] += ofAcross[i] - ofAxis[i];
            slopes[far + i] -= ofAcross[i];
        }
    }

    /** Gradients over the three coordinates of an atom, and over the three directions that they are measured along. */
    private void ofPlace(Row row, double[] values, double[] gradients) {
        int value = row.first();
        double r = values[value];
        double alongAxis = dot(reached, axis);
        double alongAcross = dot(reached, across);
        double alongNormal = dot(reached, normal);
        double a;
        double b;
        double c;
        if (row.linear()) {
            b = values[value + 1];
            c = values[value + 2];
            a = Math.sqrt(Math.max(0, 1 - b * b - c * c));
            gradients[value + 1] = r * (alongAcross - alongAxis * b / a);
            gradients[value + 2] = r * (alongNormal - alongAxis * c / a);
        } else {
            double sine = Math.sin(values[value + 1]);
            double cosine = Math.cos(values[value + 1]);
            double left = Math.cos(values[value + 2]);
            double up = Math.sin(values[value + 2]);
            a = -cosine;
            b = sine * left;
            c = sine * up;
            gradients[value + 1] = r * (alongAxis * sine + cosine * (alongAcross * left + alongNormal * up));
            gradients[value + 2] = r * sine * (alongNormal * left - alongAcross * up);
        }
        gradients[value] = a * alongAxis + b * alongAcross + c * alongNormal;
        for (int i = 0; i < 3; i++) {
            ofAxis[i] = r * a * reached[i];
            ofAcross[i] = r * b * reached[i];
            ofNormal[i] = r * c * reached[i];
        }
    }

    /** to = p[a] − p[b]; returns its length. */
    private static double difference(double[] p, int a, int b, double[] to) {
        for (int i = 0; i < 3; i++) {
            to[i] = p[a + i] - p[b + i];
        }
        return Math.sqrt(dot(to, to));
    }

    private static double dot(double[] a, double[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }

    private static void scale(double[] a, double by) {
        a[0] *= by;
        a[1] *= by;
        a[2] *= by;
    }

    private static void cross(double[] a, double[] b, double[] to) {
        to[0] = a[1] * b[2] - a[2] * b[1];
        to[1] = a[2] * b[0] - a[0] * b[2];
        to[2] = a[0] * b[1] - a[1] * b[0];
    }

    private static void addCross(double[] a, double[] b, double[] to) {
        to[0] += a[1] * b[2] - a[2] * b[1];
        to[1] += a[2] * b[0] - a[0] * b[2];
        to[2] += a[0] * b[1] - a[1] * b[0];
    }

    /** The gradient over a vector of this length from that over its direction. */
    private static void project(double[] gradient, double[] direction, double length) {
        double along = dot(gradient, direction);
        for (int i = 0; i < 3; i++) {
            gradient[i] = (gradient[i] - along * direction[i]) / length;
        }
    }
}
