package io.github.cdkdrift.drift;

import io.github.cdkdrift.backend.HostTransfer;
import io.github.cdkdrift.backend.Kernels;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The kernel drift V = V⁺ − V⁻ with force guidance (Hu 2026, "Drifting to Boltzmann", sections 2.2, 3.2–3.4; the drift
 * itself is Deng et al., arXiv:2602.04770). With weights w over the positives y, w' over the generated batch x (own index
 * masked), f forces over k_BT and bandwidth h:
 *
 * <pre>
 *   V⁺(x) = Σ_j w_j [(1−α)(y_j − x) + α h² f_j]        α: force interpolation, FI
 *   V⁻(x) = Σ_k w'_k (x_k − x)
 *   logit of y_j = log kernel(x, y_j) − β f_j·(x − y_j)   β: force-aligned kernel, FK
 * </pre>
 *
 * Several bandwidths are summed. Cost a bandwidth: two products of (P + B) × B × D and two to seven exponentials of (P + B) × B
 * numbers, for P positives, B samples, D features. Choose it to reproduce the paper.
 */
final class KernelDriftField implements DriftField {
    /** Added to the logit of a sample with itself. */
    private static final float MASKED = -1e30f;

    private final DriftSettings settings;
    private final double[] bandwidths;
    private final int features;
    private final int samples;
    private final Kernels kernels;
    private final KernelWeights weights;
    private final AlignmentLogits alignment;
    private final PointMatrix queries;
    private final PointMatrix positiveKeys;
    private final PointMatrix negativeKeys;
    private final INDArray attraction;
    private final INDArray repulsion;
    private final INDArray ownIndexMask;
    private final INDArray forces;
    private final INDArray augmentedSums;
    private final INDArray sums;
    private final float[] attracted;
    private final float[] repelled;
    private final float[] forced;
    private final float[] field;

    /**
     * @param bandwidths absolute, in units of the features
     * @param features D
     * @param samples B, generated samples a step
     * @param positives P, positives a step
     */
    KernelDriftField(
            DriftSettings settings, double[] bandwidths, int features, int samples, int positives, Kernels kernels) {
        this.settings = settings;
        this.bandwidths = bandwidths.clone();
        this.features = features;
        this.samples = samples;
        this.kernels = kernels;
        weights = new KernelWeights(kernels, settings.normalisation(), settings.sinkhornRounds(), positives, samples);
        queries = PointMatrix.queries(features, samples);
        positiveKeys = PointMatrix.keys(features, positives);
        negativeKeys = PointMatrix.keys(features, samples);
        alignment = settings.beta() > 0 ? new AlignmentLogits(settings, features, positives, samples, kernels) : null;
        attraction = Nd4j.create(new long[] {positives, samples}, 'f');
        repulsion = Nd4j.create(new long[] {samples, samples}, 'f');
        ownIndexMask = Nd4j.eye(samples).muli(MASKED).dup('f');
        forces = settings.alpha() > 0 ? Nd4j.create(new long[] {features, positives}, 'f') : null;
        augmentedSums = Nd4j.create(new long[] {features + 2, samples}, 'f');
        sums = Nd4j.create(new long[] {features, samples}, 'f');
        attracted = new float[(features + 2) * samples];
        repelled = new float[(features + 2) * samples];
        forced = new float[features * samples];
        field = new float[features * samples];
    }

    @Override
    public void drift(float[] generated, PositiveBatch positives, float[] drift) {
        queries.fill(generated);
        negativeKeys.fill(generated);
        positiveKeys.fill(positives.features());
        if (forces != null) {
            HostTransfer.upload(positives.forces(), forces);
        }
        if (alignment != null) {
            alignment.prepare(queries, positives);
        }
        Arrays.fill(drift, 0, features * samples, 0f);
        for (double bandwidth : bandwidths) {
            logits(positiveKeys, attraction, bandwidth);
            logits(negativeKeys, repulsion, bandwidth);
            kernels.add(repulsion, ownIndexMask);
            if (alignment != null) {
                alignment.addTo(attraction);
            }
            weights.normalise(attraction, repulsion);
            sum(positiveKeys.matrix(), attraction, augmentedSums, attracted);
            sum(negativeKeys.matrix(), repulsion, augmentedSums, repelled);
            if (forces != null) {
                sum(forces, attraction, sums, forced);
            }
            combine(generated, positives, bandwidth);
            accumulate(drift);
        }
    }

    private void logits(PointMatrix keys, INDArray logits, double bandwidth) {
        if (settings.kernel() == Kernel.GAUSSIAN) {
            keys.timesQueries(queries, -1 / (2 * bandwidth * bandwidth), logits);
        } else {
            keys.timesQueries(queries, 1, logits);
            kernels.laplacianLogits(logits, (float) bandwidth);
        }
    }

    private static void sum(INDArray points, INDArray weights, INDArray product, float[] sums) {
        Nd4j.gemm(points, weights, product, false, false, 1, 0);
        HostTransfer.download(product, sums);
    }

    /** V of one bandwidth into {@link #field}, each side multiplied by the other's mass. */
    private void combine(float[] generated, PositiveBatch positives, double bandwidth) {
        float alpha = (float) settings.alpha();
        float pull = alpha > 0 ? (float) (alpha * forceReach(generated, positives, bandwidth)) : 0;
        for (int sample = 0; sample < samples; sample++) {
            float attractionMass = weights.attractionMass(sample);
            float repulsionMass = weights.repulsionMass(sample);
            for (int i = 0; i < features; i++) {
                int plain = sample * features + i;
                int augmented = sample * (features + 2) + i;
                float x = generated[plain];
                float towards = (1 - alpha) * (attracted[augmented] - attractionMass * x) + pull * forced[plain];
                float away = repelled[augmented] - repulsionMass * x;
                field[plain] = repulsionMass * towards - attractionMass * away;
            }
        }
    }

    /** The length that a force over k_BT is multiplied by: h², or what makes forces as long as displacements. */
    private double forceReach(float[] generated, PositiveBatch positives, double bandwidth) {
        if (!settings.scaledForces()) {
            return bandwidth * bandwidth;
        }
        double squaredForce = 0;
        int length = positives.size() * features;
        for (int i = 0; i < length; i++) {
            squaredForce += positives.forces()[i] * positives.forces()[i];
        }
        double meanForce = Math.sqrt(squaredForce / positives.size());
        return typicalDisplacement(generated) / Math.max(meanForce, Float.MIN_NORMAL);
    }

    /** √(Σ w |y − x|² / Σ w) over the batch, from the sums Σ w y and Σ w |y|² that stand in {@link #attracted}. */
    private double typicalDisplacement(float[] generated) {
        double squares = 0;
        double mass = 0;
        for (int sample = 0; sample < samples; sample++) {
            int augmented = sample * (features + 2);
            double weight = weights.attractionMass(sample);
            double norm = 0;
            double product = 0;
            for (int i = 0; i < features; i++) {
                double x = generated[sample * features + i];
                norm += x * x;
                product += x * attracted[augmented + i];
            }
            squares += weight * norm - 2 * product + attracted[augmented + features];
            mass += weight;
        }
        return Math.sqrt(Math.max(0, squares / mass));
    }

    private void accumulate(float[] drift) {
        float factor = 1;
        if (settings.equalised()) {
            double sum = 0;
            for (float value : field) {
                sum += value * value;
            }
            factor = (float) (1 / Math.max(Math.sqrt(sum / field.length), Float.MIN_NORMAL));
        }
        for (int i = 0; i < field.length; i++) {
            drift[i] += factor * field[i];
        }
    }
}
