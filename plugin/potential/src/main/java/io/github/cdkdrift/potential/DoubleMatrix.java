package io.github.cdkdrift.potential;

import org.bytedeco.javacpp.DoublePointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.concurrency.AffinityManager.Location;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** A column-major float64 matrix without gaps, on the host or on a GPU. A range of its columns is one too. */
final class DoubleMatrix {
    private final INDArray array;

    private DoubleMatrix(INDArray array) {
        this.array = array;
    }

    static DoubleMatrix zeros(int rows, int columns) {
        return new DoubleMatrix(Nd4j.create(DataType.DOUBLE, new long[] {rows, columns}, 'f'));
    }

    /** @param values [columns][rows] */
    static DoubleMatrix of(int rows, int columns, double[] values) {
        DoubleMatrix matrix = zeros(rows, columns);
        matrix.upload(values, 0, rows * columns);
        return matrix;
    }

    int rows() {
        return (int) array.size(0);
    }

    int columns() {
        return (int) array.size(1);
    }

    /** Columns {@code from} (inclusive) to {@code to} (exclusive), not copied. */
    DoubleMatrix columns(int from, int to) {
        boolean whole = from == 0 && to == columns();
        return whole ? this : new DoubleMatrix(array.get(NDArrayIndex.all(), NDArrayIndex.interval(from, to)));
    }

    /** Copies the first {@code count} numbers of {@code from} into this matrix, from its {@code offset}-th on. */
    void upload(double[] from, long offset, int count) {
        hostMemory(offset).put(from, 0, count);
        Nd4j.getAffinityManager().tagLocation(array, Location.HOST);
    }

    /** Copies {@code count} numbers of this matrix, from its {@code offset}-th on. */
    void download(long offset, double[] to, int count) {
        Nd4j.getAffinityManager().ensureLocation(array, Location.HOST);
        hostMemory(offset).get(to, 0, count);
    }

    /** Copies the first {@code count} numbers of a row. */
    void downloadRow(int row, double[] to, int count) {
        Nd4j.getAffinityManager().ensureLocation(array, Location.HOST);
        DoublePointer memory = hostMemory(row);
        for (int column = 0; column < count; column++) {
            to[column] = memory.get((long) column * rows());
        }
    }

    /** Copies some rows, from one on, into a matrix of so many rows. */
    void downloadRows(int from, DoubleMatrix to) {
        double[] part = new double[to.rows()];
        for (int column = 0; column < columns(); column++) {
            download((long) column * rows() + from, part, part.length);
            to.upload(part, (long) column * part.length, part.length);
        }
    }

    /** Puts such rows in their place. */
    void uploadRows(int from, DoubleMatrix rows) {
        double[] part = new double[rows.rows()];
        for (int column = 0; column < columns(); column++) {
            rows.download((long) column * part.length, part, part.length);
            upload(part, (long) column * rows() + from, part.length);
        }
    }

    /** this = factor · a · b + kept · this, each of a and b transposed where asked. */
    void setProduct(
            double factor, DoubleMatrix a, boolean transposeA, DoubleMatrix b, boolean transposeB, double kept) {
        Nd4j.gemm(a.array, b.array, array, transposeA, transposeB, factor, kept);
    }

    private DoublePointer hostMemory(long offset) {
        DoublePointer whole = (DoublePointer) array.data().pointer();
        return whole.getPointer(array.offset() + offset);
    }
}
