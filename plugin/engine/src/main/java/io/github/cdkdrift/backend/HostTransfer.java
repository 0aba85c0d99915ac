package io.github.cdkdrift.backend;

import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.concurrency.AffinityManager.Location;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Copies between Java arrays and dense float32 arrays of ND4J, without allocation, on the host and from and to a GPU. */
public final class HostTransfer {
    private HostTransfer() {}

    /** Fills {@code to}, in its memory order, with the first {@code to.length()} numbers of {@code from}. */
    public static void upload(float[] from, INDArray to) {
        upload(from, 0, to, 0, Math.toIntExact(to.length()));
    }

    /** Copies {@code count} numbers into {@code to} from its {@code offset}-th element on. */
    static void upload(float[] from, int fromOffset, INDArray to, long offset, int count) {
        hostMemory(to, offset).put(from, fromOffset, count);
        Nd4j.getAffinityManager().tagLocation(to, Location.HOST);
    }

    /** Fills the first {@code from.length()} places of {@code to} from {@code from}, in its memory order. */
    public static void download(INDArray from, float[] to) {
        download(from, 0, to, Math.toIntExact(from.length()));
    }

    static void download(INDArray from, long offset, float[] to, int count) {
        Nd4j.getAffinityManager().ensureLocation(from, Location.HOST);
        hostMemory(from, offset).get(to, 0, count);
    }

    private static FloatPointer hostMemory(INDArray array, long offset) {
        FloatPointer whole = (FloatPointer) array.data().pointer();
        return whole.getPointer(array.offset() + offset);
    }
}
