package io.github.cdkdrift.drift;

import io.github.cdkdrift.backend.HostThreads;
import io.github.cdkdrift.backend.HostTransfer;
import io.github.cdkdrift.coordinate.InternalFeatures;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The transport drift: along each of many directions of feature space the displacement that carries the batch's sorted values
 * onto the target's quantiles, which in one dimension is the optimal transport map. Summed and pulled back to positions this is
 * the sliced optimal transport of Bonneel et al. 2015 (doi:10.1007/s10851-014-0506-3) as a drifting field: it vanishes where
 * both distributions agree, and has no bandwidth. Second moments are carried along, see {@link GaussianTransport}.
 *
 * <p>A batch is a number of groups of equal size, each of one rotamer state. Built for one batch size; every array is allocated
 * beforehand. One thread at a time.
 */
public final class TransportField {
    /** Columns that are sorted at once: enough for vectorised loops, and for their keys to stay in the cache. */
    private static final int CHUNK = 128;

    private final TransportSettings settings;
    private final InternalFeatures features;
    private final TransportTarget target;
    private final HostThreads threads;
    private final int groups;
    private final int samples;
    private final int coordinates;
    private final int size;
    private final int internals;
    private final int whitened;
    private final int columns;
    private final float[] values;
    private final float[] inside;
    private final float[] white;
    private final float[] whiteGradients;
    private final float[] along;
    private final int axes;
    private final ColumnMatch[] chunks;
    private final INDArray insideMatrix;
    private final INDArray whiteMatrix;
    private final INDArray alongMatrix;
    private final INDArray[] directions;
    private double widthRatio;

    /**
     * @param positions of the positives, [points · atoms · 3] Å
     * @param state of each positive, [points], each state at least twice
     * @param states how many states there are
     * @param batch generated samples a step; divisible by {@link #groups}
     */
    public TransportField(
            TransportSettings settings,
            InternalFeatures features,
            float[] positions,
            int[] state,
            int states,
            int batch) {
        this(settings, features, positions, state, states, batch, HostThreads.ofBackend());
    }

    TransportField(
            TransportSettings settings,
            InternalFeatures features,
            float[] positions,
            int[] state,
            int states,
            int batch,
            HostThreads threads) {
        this.settings = settings;
        this.features = features;
        this.threads = threads;
        groups = groups(settings, states, batch);
        samples = batch / groups;
        coordinates = positions.length / state.length;
        size = features.size();
        internals = features.internals();
        target = new TransportTarget(features, positions, state, states, samples, settings.directionBank(), threads);
        whitened = target.whitened();
        columns = size + settings.directions();
        values = new float[batch * size];
        inside = new float[batch * internals];
        white = new float[batch * whitened];
        whiteGradients = new float[batch * whitened];
        along = new float[batch * settings.directions()];
        axes = (size + CHUNK - 1) / CHUNK;
        chunks = chunks();
        insideMatrix = Nd4j.create(new long[] {internals, batch}, 'f');
        whiteMatrix = Nd4j.create(new long[] {whitened, batch}, 'f');
        alongMatrix = Nd4j.create(new long[] {settings.directions(), batch}, 'f');
        directions = new INDArray[settings.directionBank() / settings.directions()];
        Arrays.setAll(directions, block -> target.directions()
                .get(
                        NDArrayIndex.all(),
                        NDArrayIndex.interval(
                                (long) block * settings.directions(), (long) (block + 1) * settings.directions())));
    }

    private ColumnMatch[] chunks() {
        SortingNetwork network = new SortingNetwork(samples);
        return IntStream.of(size, settings.directions())
                .flatMap(count -> IntStream.iterate(count, left -> left > 0, left -> left - CHUNK))
                .mapToObj(left -> new ColumnMatch(samples, Math.min(CHUNK, left), network))
                .toArray(ColumnMatch[]::new);
    }

    /** How many groups a batch has: no more than there are states, and equal ones. */
    public static int groups(TransportSettings settings, int states, int batch) {
        int groups = Math.min(settings.states(), states);
        while (batch % groups != 0) {
            groups--;
        }
        return groups;
    }

    /** How many groups a batch has. */
    public int groups() {
        return groups;
    }

    /**
     * The loss of a batch, the mean squared displacement over all directions, and its gradient.
     *
     * @param positions [batch · atoms · 3] Å, group by group; not modified
     * @param states the state of each group, [groups]
     * @param step decides which directions are compared
     * @param positionGradients [batch · atoms · 3], overwritten
     */
    public double gradient(float[] positions, int[] states, int step, float[] positionGradients) {
        int batch = groups * samples;
        int block = step % directions.length;
        threads.share(batch, (from, to) -> describe(positions, states, from, to));
        HostTransfer.upload(inside, insideMatrix);
        Nd4j.gemm(target.whitening(), insideMatrix, whiteMatrix, false, false, 1, 0);
        Nd4j.gemm(directions[block], whiteMatrix, alongMatrix, true, false, 1, 0);
        HostTransfer.download(whiteMatrix, white);
        HostTransfer.download(alongMatrix, along);
        threads.share(chunks.length, (from, to) -> {
            for (int chunk = from; chunk < to; chunk++) {
                transport(states, block, chunk);
            }
        });
        widthRatio = Math.sqrt(Arrays.stream(chunks, 0, axes)
                        .mapToDouble(ColumnMatch::variances)
                        .sum()
                / ((double) size * groups));
        HostTransfer.upload(along, alongMatrix);
        Nd4j.gemm(directions[block], alongMatrix, whiteMatrix, false, false, 1, 0);
        HostTransfer.download(whiteMatrix, whiteGradients);
        if (settings.moments() > 0) {
            carryMoments(states);
        }
        HostTransfer.upload(whiteGradients, whiteMatrix);
        Nd4j.gemm(target.whitening(), whiteMatrix, insideMatrix, true, false, 1, 0);
        HostTransfer.download(insideMatrix, inside);
        threads.share(batch, (from, to) -> pullBack(positions, from, to, positionGradients));
        return Arrays.stream(chunks).mapToDouble(ColumnMatch::squares).sum() / ((double) batch * columns);
    }

    private void carryMoments(int[] states) {
        float factor = (float) (-2 * settings.moments() / ((double) groups * samples * whitened));
        for (int group = 0; group < groups; group++) {
            GaussianTransport moments = target.moments(states[group]);
            int from = group * samples * whitened;
            moments.add(white, from, samples);
            moments.addDisplacement(white, from, samples, factor, whiteGradients);
        }
    }

    private void describe(float[] positions, int[] states, int from, int to) {
        float[] scale = target.inverseDeviations();
        for (int sample = from; sample < to; sample++) {
            float[] mean = target.means(states[sample / samples]);
            int at = sample * size;
            features.map(positions, sample * coordinates, values, at);
            for (int f = 0; f < size; f++) {
                values[at + f] = (values[at + f] - mean[f]) * scale[f];
            }
            System.arraycopy(values, at, inside, sample * internals, internals);
        }
    }

    /** Replaces the values of the {@code index}-th chunk of columns by dL/d(value); features come first, then directions. */
    private void transport(int[] states, int block, int index) {
        boolean axis = index < axes;
        int column = axis ? index * CHUNK : (index - axes) * CHUNK;
        float[] table = axis ? values : along;
        int stride = axis ? size : settings.directions();
        int targetStride = axis ? size : settings.directionBank();
        int targetColumn = axis ? column : block * settings.directions() + column;
        float factor = 2f / ((float) groups * samples * columns);
        ColumnMatch chunk = chunks[index];
        chunk.reset();
        for (int group = 0; group < groups; group++) {
            float[] quantiles = axis ? target.axisQuantiles(states[group]) : target.directionQuantiles(states[group]);
            int at = group * samples * stride + column;
            chunk.match(table, at, stride, quantiles, targetColumn, targetStride, factor);
        }
    }

    private void pullBack(float[] positions, int from, int to, float[] positionGradients) {
        float[] scale = target.inverseDeviations();
        Arrays.fill(positionGradients, from * coordinates, to * coordinates, 0);
        for (int sample = from; sample < to; sample++) {
            int at = sample * size;
            for (int f = 0; f < internals; f++) {
                values[at + f] += inside[sample * internals + f];
            }
            for (int f = 0; f < size; f++) {
                values[at + f] *= scale[f];
            }
            features.pullBack(positions, sample * coordinates, values, at, positionGradients);
        }
    }

    /** Width of the last batch's features within groups over the positives', root mean square; 1 is right, near 0 is collapse. */
    public double widthRatio() {
        return widthRatio;
    }

    /** Everything that changes from step to step. */
    public double[] state() {
        int each = target.moments(0).stateSize();
        double[] state = new double[target.states() * each];
        for (int s = 0; s < target.states(); s++) {
            target.moments(s).save(state, s * each);
        }
        return state;
    }

    /** Goes back to what {@link #state} gave. */
    public void restore(double[] state) {
        int each = target.moments(0).stateSize();
        for (int s = 0; s < target.states(); s++) {
            target.moments(s).restore(state, s * each);
        }
    }
}
