package io.github.cdkdrift.generator;

import io.github.cdkdrift.backend.Kernels;
import io.github.cdkdrift.density.ConformerDensity;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Draws geometries of a {@link DensityGenerator} with their densities: a state, normal numbers, the coupling layers, the geometry. What
 * is no geometry of its state is left out, so that densities are known but for one constant. One thread at a time.
 */
public final class DensitySource implements GeometryDraws {
    /**
     * No draw has a normal number beyond. What lies there is another conformer, of which no sample showed a state, and single draws that
     * reached it would have most of the weight.
     */
    static final double FARTHEST = 5;

    private final ConformerDensity density;
    private final CouplingPass pass;
    private final ConformerDensity.Workspace[] workspaces;
    private final double[] logShares;
    private final double[] cumulative;
    private final int[] states;
    private final double[] points;
    private final float[] codes;
    private final double[] logVolumes;
    private final double[] logDensities;
    private final int stride;
    private final int batch;

    /**
     * A source.
     *
     * @param logShares of the states, as {@link DensityGenerator#logShares} has them
     * @param batch geometries that are tried at once
     */
    public DensitySource(DensityGenerator generator, double[] logShares, Kernels kernels, int batch) {
        density = generator.density();
        this.logShares = logShares;
        this.batch = batch;
        cumulative = Arrays.stream(logShares).map(Math::exp).toArray();
        Arrays.parallelPrefix(cumulative, Double::sum);
        stride = 3 * density.atoms();
        pass = CouplingPass.forSampling(generator.flow(), kernels, batch);
        workspaces = new ConformerDensity.Workspace[batch];
        Arrays.setAll(workspaces, i -> density.workspace());
        states = new int[batch];
        points = new double[batch * density.dimensions()];
        codes = new float[batch * density.basins()];
        logVolumes = new double[batch];
        logDensities = new double[batch];
    }

    @Override
    public int draw(RandomGenerator random, double[] geometries) {
        int dimensions = density.dimensions();
        for (int i = 0; i < batch; i++) {
            int at = Arrays.binarySearch(cumulative, random.nextDouble());
            states[i] = Math.min(cumulative.length - 1, at < 0 ? -at - 1 : at);
            workspaces[i].choose(states[i]);
            workspaces[i].code(codes, i * density.basins());
            for (int k = i * dimensions; k < (i + 1) * dimensions; k++) {
                points[k] = random.nextGaussian();
            }
            logDensities[i] = logShares[states[i]] - half(points, i, dimensions);
        }
        pass.forward(points, codes, logVolumes);
        IntStream.range(0, batch).parallel().forEach(i -> {
            double logVolume = workspaces[i].place(points, i * dimensions, geometries, i * stride);
            boolean there = !Double.isNaN(logVolume) && workspaces[i].isFolded(geometries, i * stride);
            logDensities[i] -= there ? logVolumes[i] + logVolume : Double.NaN;
        });
        return keepThose(geometries);
    }

    /**
     * The logarithms of the densities of given geometries, symmetric copies by turns of terminal rotors taken for one.
     *
     * @param geometries [count · atoms · 3] Å, not modified
     * @param count at most the batch
     * @param out [count], overwritten; but for the constant of {@link #logDensities}; −∞ where no draw can be
     */
    public void densities(double[] geometries, int count, double[] out) {
        Arrays.fill(points, 0);
        IntStream.range(0, count).parallel().forEach(i -> {
            out[i] = workspaces[i].read(geometries, i * stride, points, i * density.dimensions());
            states[i] = out[i] < Double.POSITIVE_INFINITY ? workspaces[i].state() : -1;
            workspaces[i].code(codes, i * density.basins());
        });
        pass.inverse(points, codes, logVolumes);
        int dimensions = density.dimensions();
        for (int i = 0; i < count; i++) {
            double half = half(points, i, dimensions);
            out[i] = states[i] < 0 || Double.isNaN(half)
                    ? Double.NEGATIVE_INFINITY
                    : logShares[states[i]] - half - logVolumes[i] - out[i];
        }
    }

    /** |z|²/2; not a number where one of the normal numbers is too far. */
    static double half(double[] normal, int point, int dimensions) {
        double squares = 0;
        for (int k = point * dimensions; k < (point + 1) * dimensions; k++) {
            squares += Math.abs(normal[k]) > FARTHEST ? Double.NaN : normal[k] * normal[k];
        }
        return 0.5 * squares;
    }

    private int keepThose(double[] geometries) {
        int kept = 0;
        for (int i = 0; i < batch; i++) {
            if (!Double.isNaN(logDensities[i])) {
                System.arraycopy(geometries, i * stride, geometries, kept * stride, stride);
                states[kept] = states[i];
                logDensities[kept++] = logDensities[i];
            }
        }
        return kept;
    }

    @Override
    public double[] logDensities() {
        return logDensities;
    }

    @Override
    public int[] states() {
        return states;
    }
}
