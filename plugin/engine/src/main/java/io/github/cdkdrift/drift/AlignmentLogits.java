package io.github.cdkdrift.drift;

import io.github.cdkdrift.backend.HostTransfer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What FK adds to the logits of the positives (Hu 2026, equations 21–24 and 36): −β a_ij with a_ij = f_j·(x_i − y_j), its
 * opposite, or the energy E_j, all over k_BT. The same for every bandwidth.
 */
final class AlignmentLogits {
    private final DriftSettings settings;
    private final int features;
    private final float[] keyValues;
    private final INDArray keys;
    private final INDArray alignments;

    AlignmentLogits(DriftSettings settings, int features, int positives, int samples) {
        this.settings = settings;
        this.features = features;
        keyValues = new float[(features + 2) * positives];
        keys = Nd4j.create(new long[] {features + 2, positives}, 'f');
        alignments = Nd4j.create(new long[] {positives, samples}, 'f');
    }

    /** Computes the addition for this batch. */
    void prepare(PointMatrix queries, PositiveBatch positives) {
        for (int j = 0; j < positives.size(); j++) {
            if (settings.alignment() == ForceAlignment.ENERGY) {
                keyValues[j * (features + 2) + features] = positives.energies()[j];
            } else {
                fillForceKey(positives, j);
            }
        }
        HostTransfer.upload(keyValues, keys);
        Nd4j.gemm(keys, queries.matrix(), alignments, true, false, 1, 0);
        double factor = settings.alignment() == ForceAlignment.AS_WORDED ? settings.beta() : -settings.beta();
        if (settings.standardisedAlignment()) {
            double mean = alignments.meanNumber().doubleValue();
            alignments.subi(mean);
            factor /= Math.max(
                    alignments.norm2Number().doubleValue() / Math.sqrt((double) alignments.length()), Float.MIN_NORMAL);
        }
        alignments.muli(factor);
    }

    /** The key [−f/2; −f·y; 0], whose product with a query [−2x; 1; |x|²] is f·(x − y). */
    private void fillForceKey(PositiveBatch positives, int j) {
        int to = j * (features + 2);
        float own = 0;
        for (int i = 0; i < features; i++) {
            float force = positives.forces()[j * features + i];
            keyValues[to + i] = -0.5f * force;
            own += force * positives.features()[j * features + i];
        }
        keyValues[to + features] = -own;
    }

    void addTo(INDArray logits) {
        logits.addi(alignments);
    }
}
