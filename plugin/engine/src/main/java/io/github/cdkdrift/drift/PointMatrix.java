package io.github.cdkdrift.drift;

import io.github.cdkdrift.backend.HostTransfer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Points with two more rows, so that one matrix product gives all squared distances: a key is [y; |y|²; 1], a query
 * [−2x; 1; |x|²], and key·query = |x − y|².
 */
final class PointMatrix {
    private final int features;
    private final int points;
    private final boolean query;
    private final float[] values;
    private final INDArray matrix;

    private PointMatrix(int features, int points, boolean query) {
        this.features = features;
        this.points = points;
        this.query = query;
        values = new float[(features + 2) * points];
        matrix = Nd4j.create(new long[] {features + 2, points}, 'f');
    }

    static PointMatrix keys(int features, int points) {
        return new PointMatrix(features, points, false);
    }

    static PointMatrix queries(int features, int points) {
        return new PointMatrix(features, points, true);
    }

    /** @param coordinates [points][features] */
    void fill(float[] coordinates) {
        for (int point = 0; point < points; point++) {
            int from = point * features;
            int to = point * (features + 2);
            float norm = 0;
            for (int i = 0; i < features; i++) {
                float value = coordinates[from + i];
                norm += value * value;
                values[to + i] = query ? -2 * value : value;
            }
            values[to + features] = query ? 1 : norm;
            values[to + features + 1] = query ? norm : 1;
        }
        HostTransfer.upload(values, matrix);
    }

    /** out[key, query] = factor · |x − y|². */
    void timesQueries(PointMatrix queries, double factor, INDArray out) {
        Nd4j.gemm(matrix, queries.matrix, out, true, false, factor, 0);
    }

    INDArray matrix() {
        return matrix;
    }
}
