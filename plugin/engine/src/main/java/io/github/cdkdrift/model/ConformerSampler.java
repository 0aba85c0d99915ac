package io.github.cdkdrift.model;

import io.github.cdkdrift.backend.Kernels;
import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.network.Mlp;
import io.github.cdkdrift.network.MlpPass;
import io.github.cdkdrift.network.Noise;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * An endless supply of conformers in constant memory. The sequence depends on the model and the seed alone. Geometries that
 * are no conformers of the molecule are counted and drawn again. Not safe for use by several threads at once.
 */
public final class ConformerSampler {
    /** Samples a pass: a thousand take 5 % longer each, and activations of more than this only cost memory. */
    private static final int BATCH = 2048;

    /** Streams count down from here: those from 0 up belong to training. */
    private static final long FIRST_STREAM = -1;

    /** Rejections in a row that show that a model does not make conformers. */
    private static final int HOPELESS = 10_000;

    private final GeometryCheck check;
    private final MlpPass pass;
    private final long seed;
    private final float[] noise;
    private final float[] positions;
    private final int coordinates;
    private final Map<Rejection, Long> rejections = new EnumMap<>(Rejection.class);
    private long batch;
    private int next = BATCH;
    private long drawn;

    ConformerSampler(Mlp network, long seed, GeometryCheck check) {
        this.check = check;
        this.seed = seed;
        pass = MlpPass.forSampling(network, Kernels.ofBackend(), BATCH);
        coordinates = network.shape().outputs();
        noise = new float[BATCH * network.shape().inputs()];
        positions = new float[BATCH * coordinates];
    }

    /**
     * The next conformer, with its number in the sequence as property {@code sample}.
     *
     * @throws NoSuchElementException if {@value #HOPELESS} geometries in a row were no conformers
     */
    public Conformer next() {
        for (int attempt = 0; attempt < HOPELESS; attempt++) {
            double[] geometry = draw();
            Optional<Rejection> rejection = check.check(geometry);
            if (rejection.isEmpty()) {
                return new Conformer(geometry, Map.of("sample", (double) drawn));
            }
            rejections.merge(rejection.get(), 1L, Long::sum);
        }
        throw new NoSuchElementException(HOPELESS + " geometries in a row were no conformers of the molecule ("
                + rejections + "): the model is not trained well enough; train it for more steps");
    }

    private double[] draw() {
        if (next == BATCH) {
            Noise.fill(noise, Noise.stream(seed, FIRST_STREAM - batch++));
            pass.forward(noise, positions);
            next = 0;
        }
        double[] geometry = new double[coordinates];
        for (int i = 0; i < coordinates; i++) {
            geometry[i] = positions[next * coordinates + i];
        }
        next++;
        drawn++;
        return geometry;
    }

    /** Geometries drawn so far, rejected ones included. */
    public long drawn() {
        return drawn;
    }

    /** How many geometries were rejected so far, by reason. */
    public Map<Rejection, Long> rejections() {
        return Collections.unmodifiableMap(rejections);
    }
}
