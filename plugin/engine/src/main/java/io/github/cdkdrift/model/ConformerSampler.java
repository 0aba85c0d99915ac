package io.github.cdkdrift.model;

import io.github.cdkdrift.backend.Kernels;
import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.molecule.GeometryCheck;
import io.github.cdkdrift.molecule.Rejection;
import io.github.cdkdrift.molecule.SymmetryOperation;
import io.github.cdkdrift.network.MlpPass;
import io.github.cdkdrift.network.Noise;
import io.github.cdkdrift.rotamer.RotamerStates;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.random.RandomGenerator;

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
    private final RotamerStates states;
    private final List<SymmetryOperation> operations;
    private final int noise;
    private final float[] inputs;
    private final int[] stateOf;
    private final int[] operationOf;
    private final float[] positions;
    private final int coordinates;
    private final Map<Rejection, Long> rejections = new EnumMap<>(Rejection.class);
    private long batch;
    private int next = BATCH;
    private long drawn;

    ConformerSampler(ConformerModel model, long seed, GeometryCheck check) {
        this.check = check;
        this.seed = seed;
        states = model.states();
        operations = model.operations();
        pass = MlpPass.forSampling(model.network(), Kernels.ofBackend(), BATCH);
        noise = model.settings().network().noise();
        inputs = new float[BATCH * model.settings().network().inputs(states.size())];
        coordinates = model.network().shape().outputs();
        positions = new float[BATCH * coordinates];
        stateOf = new int[BATCH];
        operationOf = new int[BATCH];
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
            fill(Noise.stream(seed, FIRST_STREAM - batch++));
            pass.forward(inputs, positions);
            next = 0;
        }
        double[] geometry = new double[coordinates];
        for (int i = 0; i < coordinates; i++) {
            geometry[i] = positions[next * coordinates + i];
        }
        double[] image = operations.isEmpty()
                ? geometry
                : operations.get(operationOf[next]).apply(geometry);
        next++;
        drawn++;
        return image;
    }

    /** Draws noise, rotamer states and symmetry operations of a batch. */
    private void fill(RandomGenerator random) {
        int stride = inputs.length / BATCH;
        Arrays.fill(inputs, 0);
        for (int sample = 0; sample < BATCH; sample++) {
            for (int i = 0; i < noise; i++) {
                inputs[sample * stride + i] = (float) random.nextGaussian();
            }
        }
        for (int sample = 0; sample < BATCH && states.size() > 1; sample++) {
            stateOf[sample] = state(random.nextDouble());
            inputs[sample * stride + noise + stateOf[sample]] = 1;
        }
        for (int sample = 0; sample < BATCH && !operations.isEmpty(); sample++) {
            operationOf[sample] = random.nextInt(operations.size());
        }
    }

    private int state(double uniform) {
        double left = uniform;
        int last = 0;
        for (int s = 0; s < states.size(); s++) {
            double share = states.populations()[s];
            if (share > 0) {
                last = s;
                left -= share;
                if (left < 0) {
                    break;
                }
            }
        }
        return last;
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
