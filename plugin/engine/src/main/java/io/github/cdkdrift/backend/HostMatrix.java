package io.github.cdkdrift.backend;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.concurrency.AffinityManager.Location;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A column-major float32 matrix that ND4J multiplies and Java loops read and write in pieces, without allocation: the host's
 * memory is looked up once.
 */
public final class HostMatrix {
    private final INDArray array;
    private final FloatBuffer memory;
    private final int rows;

    /** A matrix of zeros, [rows, columns]. */
    public HostMatrix(int rows, int columns) {
        this.rows = rows;
        array = Nd4j.create(new long[] {rows, columns}, 'f');
        memory = ((FloatPointer) array.data().pointer()).asBuffer();
    }

    /** The whole matrix. */
    public INDArray array() {
        return array;
    }

    /** The {@code count} columns from {@code from} on, in the same memory. */
    public INDArray columns(int from, int count) {
        return array.get(NDArrayIndex.all(), NDArrayIndex.interval(from, from + count))
                .reshape('f', rows, count);
    }

    /** Fills the first {@code count} places of {@code to} with the numbers from {@code offset} on. */
    public void read(int offset, float[] to, int count) {
        Nd4j.getAffinityManager().ensureLocation(array, Location.HOST);
        memory.get(offset, to, 0, count);
    }

    /** Overwrites the numbers from {@code offset} on with the first {@code count} of {@code from}. */
    public void write(int offset, float[] from, int count) {
        memory.put(offset, from, 0, count);
        Nd4j.getAffinityManager().tagLocation(array, Location.HOST);
    }
}
