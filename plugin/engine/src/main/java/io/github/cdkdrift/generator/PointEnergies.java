package io.github.cdkdrift.generator;

import io.github.cdkdrift.density.ConformerDensity;
import io.github.cdkdrift.potential.Potential;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * A potential in the points w of a {@link ConformerDensity}: E/k_BT − ln |dx/dw| and its gradient, a batch at a time, each point in the
 * state chosen for it. Every array is allocated here, once. Not safe for use by several threads at once.
 */
public final class PointEnergies {
    private final ConformerDensity density;
    private final ConformerDensity.Workspace[] workspaces;
    private final Potential potential;
    private final double thermalEnergy;
    private final double[] cumulative;
    private final int batch;
    private final int dimensions;
    private final int stride;
    private final int[] states;
    private final float[] codes;
    private final double[] positions;
    private final double[] energies;
    private final double[] slopes;
    private final double[] logVolumes;
    private final double[] gradients;
    private final boolean[] placed;

    /**
     * For batches of one size.
     *
     * @param shares by which states are drawn, together 1, [states]
     * @param thermalEnergy k_BT, kcal/mol
     */
    public PointEnergies(
            ConformerDensity density, double[] shares, Potential potential, double thermalEnergy, int batch) {
        this.density = density;
        this.potential = potential;
        this.thermalEnergy = thermalEnergy;
        this.batch = batch;
        cumulative = shares.clone();
        Arrays.parallelPrefix(cumulative, Double::sum);
        dimensions = density.dimensions();
        stride = 3 * density.atoms();
        workspaces = new ConformerDensity.Workspace[batch];
        Arrays.setAll(workspaces, i -> density.workspace());
        states = new int[batch];
        codes = new float[batch * density.basins()];
        positions = new double[batch * stride];
        energies = new double[batch];
        slopes = new double[batch * stride];
        logVolumes = new double[batch];
        gradients = new double[batch * dimensions];
        placed = new boolean[batch];
    }

    /** Draws a state for a point. */
    public void drawState(int point, RandomGenerator random) {
        int at = Arrays.binarySearch(cumulative, random.nextDouble());
        states[point] = Math.min(cumulative.length - 1, at < 0 ? -at - 1 : at);
        workspaces[point].choose(states[point]);
        workspaces[point].code(codes, point * density.basins());
    }

    /**
     * Evaluates points.
     *
     * @param points [batch][dimensions], not modified
     */
    public void evaluate(double[] points) {
        IntStream.range(0, batch).parallel().forEach(i -> {
            logVolumes[i] = workspaces[i].place(points, i * dimensions, positions, i * stride);
            placed[i] = !Double.isNaN(logVolumes[i]);
        });
        int some = IntStream.range(0, batch).filter(i -> placed[i]).findFirst().orElse(-1);
        if (some < 0) {
            return;
        }
        for (int i = 0; i < batch; i++) {
            if (!placed[i]) {
                System.arraycopy(positions, some * stride, positions, i * stride, stride);
            }
        }
        potential.evaluate(positions, batch, energies, slopes);
        for (int i = 0; i < slopes.length; i++) {
            slopes[i] /= -thermalEnergy;
        }
        IntStream.range(0, batch).parallel().forEach(i -> {
            placed[i] &= Double.isFinite(energies[i]);
            if (placed[i]) {
                workspaces[i].pullBack(positions, slopes, i * stride, gradients, i * dimensions);
            }
        });
    }

    /** Whether a point last evaluated is a geometry of its state with an energy; nothing else holds of one that is not. */
    public boolean isPlaced(int point) {
        return placed[point];
    }

    /** Whether a geometry is the one of its copies by turns of terminal rotors that the density is of. */
    public boolean isFolded(int point) {
        return workspaces[point].isFolded(positions, point * stride);
    }

    /** The states drawn, [batch]. */
    public int[] states() {
        return states;
    }

    /** Their codes, [batch][basins]. */
    public float[] codes() {
        return codes;
    }

    /** The geometries last placed, [batch · atoms · 3] Å. */
    public double[] positions() {
        return positions;
    }

    /** Their energies, [batch] kcal/mol. */
    public double[] energies() {
        return energies;
    }

    /** ln |dx/dw|, [batch]. */
    public double[] logVolumes() {
        return logVolumes;
    }

    /** Gradients of E/k_BT − ln |dx/dw|, [batch][dimensions]; the caller may write on them. */
    public double[] gradients() {
        return gradients;
    }
}
