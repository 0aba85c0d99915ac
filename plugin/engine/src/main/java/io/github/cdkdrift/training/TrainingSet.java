package io.github.cdkdrift.training;

import io.github.cdkdrift.drift.MetricCorrection;
import io.github.cdkdrift.drift.PositiveBatch;
import io.github.cdkdrift.feature.AffineFeatures;
import io.github.cdkdrift.feature.CartesianFeatures;
import io.github.cdkdrift.feature.DistanceFeatures;
import io.github.cdkdrift.feature.FeatureForces;
import io.github.cdkdrift.feature.FeatureMap;
import io.github.cdkdrift.feature.MetricGradient;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.molecule.Alignment;
import io.github.cdkdrift.molecule.PhysicalConstants;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.hipparchus.util.MathArrays;

/**
 * Frames made ready for training, once: superposed on the most typical frame, mapped to features, forces carried to feature space
 * and divided by k_BT.
 */
final class TrainingSet {
    private final FeatureMap features;
    private final float[] reference;
    private final int size;
    private final float[] featureTable;
    private final float[] forceTable;
    private final float[] energyTable;

    TrainingSet(ForceFrames frames, KernelPlan plan, double temperature) {
        this(
                frames,
                flat -> plan.space() == Space.DISTANCE
                        ? new DistanceFeatures(frames.atoms())
                        : new CartesianFeatures(frames.atoms(), standardDeviation(flat)),
                plan,
                temperature);
    }

    /** In features of a user's own. */
    static TrainingSet of(ForceFrames frames, FeatureMap features, KernelPlan plan, double temperature) {
        return new TrainingSet(frames, flat -> features, plan, temperature);
    }

    /** @param plain gives the features before they are scaled, for the superposed frames, [frames][atoms · 3] Å */
    private TrainingSet(ForceFrames frames, Function<float[], FeatureMap> plain, KernelPlan plan, double temperature) {
        size = frames.size();
        int coordinates = 3 * frames.atoms();
        double[][] positions = new double[size][];
        double[][] forces = new double[size][];
        superpose(frames, positions, forces);
        float[] flat = new float[size * coordinates];
        for (int frame = 0; frame < size; frame++) {
            for (int i = 0; i < coordinates; i++) {
                flat[frame * coordinates + i] = (float) positions[frame][i];
            }
        }
        int typical = mostTypical(frames);
        reference = Arrays.copyOfRange(flat, typical * coordinates, (typical + 1) * coordinates);
        features = AffineFeatures.fit(plain.apply(flat), plan.scaling(), flat, size);
        featureTable = new float[size * features.size()];
        features.map(flat, size, featureTable);
        double kT = PhysicalConstants.BOLTZMANN * temperature;
        forceTable = new float[featureTable.length];
        if (plan.drift().usesForces()) {
            fillForceTable(positions, forces, plan.drift().metric(), kT);
        }
        energyTable = energyTable(frames, kT);
    }

    /**
     * Centres and turns every frame, with its forces, onto the most typical one. The tips of the force vectors travel along as atoms
     * that do not count in the fit.
     */
    private static void superpose(ForceFrames frames, double[][] positions, double[][] forces) {
        int coordinates = 3 * frames.atoms();
        double[] weights = new double[2 * frames.atoms()];
        Arrays.fill(weights, 0, frames.atoms(), 1);
        double[] reference = withTips(centred(frames.positions(mostTypical(frames))), new double[coordinates]);
        for (int frame = 0; frame < frames.size(); frame++) {
            double[] moved = withTips(frames.positions(frame), frames.forces(frame));
            Alignment.superpose(moved, reference, weights, moved);
            positions[frame] = Arrays.copyOf(moved, coordinates);
            forces[frame] = Arrays.copyOfRange(moved, coordinates, 2 * coordinates);
            for (int i = 0; i < coordinates; i++) {
                forces[frame][i] -= positions[frame][i];
            }
        }
    }

    /** The frame whose distances are closest to their means. */
    private static int mostTypical(ForceFrames frames) {
        DistanceFeatures distances = new DistanceFeatures(frames.atoms());
        double[][] values = new double[frames.size()][];
        double[] mean = new double[distances.size()];
        for (int frame = 0; frame < values.length; frame++) {
            values[frame] = distances.of(frames.positions(frame));
            for (int i = 0; i < mean.length; i++) {
                mean[i] += values[frame][i] / values.length;
            }
        }
        return IntStream.range(0, values.length)
                .boxed()
                .min(Comparator.comparingDouble(frame -> MathArrays.distance(values[frame], mean)))
                .orElseThrow();
    }

    private static double[] withTips(double[] positions, double[] forces) {
        double[] both = Arrays.copyOf(positions, 2 * positions.length);
        for (int i = 0; i < positions.length; i++) {
            both[positions.length + i] = positions[i] + forces[i];
        }
        return both;
    }

    private static double[] centred(double[] positions) {
        double[] centred = positions.clone();
        for (int axis = 0; axis < 3; axis++) {
            double sum = 0;
            for (int i = axis; i < positions.length; i += 3) {
                sum += positions[i];
            }
            for (int i = axis; i < positions.length; i += 3) {
                centred[i] -= 3 * sum / positions.length;
            }
        }
        return centred;
    }

    private static double standardDeviation(float[] centredCoordinates) {
        double squares = 0;
        for (float value : centredCoordinates) {
            squares += value * value;
        }
        return Math.sqrt(squares / centredCoordinates.length);
    }

    private void fillForceTable(double[][] positions, double[][] forces, MetricCorrection metric, double kT) {
        IntStream.range(0, size).parallel().forEach(frame -> {
            double[] corrected = corrected(positions[frame], forces[frame], metric, kT);
            double[] force = FeatureForces.of(features, positions[frame], corrected);
            for (int i = 0; i < force.length; i++) {
                forceTable[frame * force.length + i] = (float) (force[i] / kT);
            }
        });
    }

    /** The forces of the density of the features: E + k_BT (½ log det⁺ JᵀJ − ½ log det⁺ I) takes the place of E. */
    private double[] corrected(double[] positions, double[] forces, MetricCorrection metric, double kT) {
        if (metric == MetricCorrection.NONE) {
            return forces;
        }
        double[] volume = MetricGradient.ofVolume(features, positions);
        double[] orientations = metric == MetricCorrection.VOLUME_AND_ORIENTATION
                ? MetricGradient.ofOrientations(positions)
                : new double[forces.length];
        double[] corrected = new double[forces.length];
        Arrays.setAll(corrected, i -> forces[i] - kT * (volume[i] - orientations[i]));
        return corrected;
    }

    /** Energies over k_BT above the lowest: only differences count, and small numbers keep their digits as floats. */
    private static float[] energyTable(ForceFrames frames, double kT) {
        if (!frames.hasEnergies()) {
            return null;
        }
        double[] energies = frames.energies();
        double lowest = Arrays.stream(energies).min().orElseThrow();
        float[] table = new float[energies.length];
        for (int i = 0; i < table.length; i++) {
            table[i] = (float) ((energies[i] - lowest) / kT);
        }
        return table;
    }

    FeatureMap features() {
        return features;
    }

    /** The most typical frame, centred, [atoms · 3] Å: where training starts. */
    float[] reference() {
        return reference;
    }

    int size() {
        return size;
    }

    /** [size][features.size()]. */
    float[] featureTable() {
        return featureTable;
    }

    boolean hasEnergies() {
        return energyTable != null;
    }

    PositiveBatch newBatch(int positives) {
        int length = positives * features.size();
        return new PositiveBatch(
                positives, new float[length], new float[length], hasEnergies() ? new float[positives] : null);
    }

    /** Fills a batch with frames drawn at random, with replacement. */
    void draw(RandomGenerator random, PositiveBatch batch) {
        int stride = features.size();
        for (int i = 0; i < batch.size(); i++) {
            int frame = random.nextInt(size);
            System.arraycopy(featureTable, frame * stride, batch.features(), i * stride, stride);
            System.arraycopy(forceTable, frame * stride, batch.forces(), i * stride, stride);
            if (batch.energies() != null) {
                batch.energies()[i] = energyTable[frame];
            }
        }
    }
}
