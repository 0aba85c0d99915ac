package io.github.cdkdrift.diffusion;

import io.github.cdkdrift.drift.ReducedEnergy;
import io.github.cdkdrift.random.Noise;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A diffusion whose score is the gradient of a function ln q(x, t): points are drawn by running the diffusion backwards, and −ln q at time 0
 * is an energy over k_BT that can be simulated. Trained by {@link DiffusionTrainer}. Not changed by anything; what {@link #energy} gives
 * is for one thread at a time.
 */
public final class EnergyDiffusion {
    private static final int BATCH = 1000;

    /** Steps of the backward diffusion end at (k/steps)^1.5: shorter where the noise is as narrow as the valleys. */
    private static final double REFINEMENT = 1.5;

    private final List<Expert> experts;
    private final Expert still;
    private final Spread spread;

    /** @param still what gives the energy at time 0 */
    EnergyDiffusion(List<Expert> experts, Expert still, Spread spread) {
        this.experts = List.copyOf(experts);
        this.still = still;
        this.spread = spread;
    }

    /** Numbers of a point. */
    public int dimensions() {
        return spread.dimensions();
    }

    /**
     * Draws points by the Euler–Maruyama method from standard normal ones at t = 1 back to t = 0: x ← x + Δ(β x/2 + β s) + √(βΔ) n.
     *
     * @param count at least 0
     * @param steps of the diffusion, each of which costs a score
     * @param seed the same seed gives the same points
     * @return [count · d]
     */
    public double[] draw(int count, int steps, long seed) {
        int dimensions = dimensions();
        ScorePass[] passes = new ScorePass[experts.size()];
        for (int i = 0; i < passes.length; i++) {
            passes[i] = new ScorePass(experts.get(i), BATCH);
        }
        double[] points = new double[count * dimensions];
        double[] noise = new double[BATCH * dimensions];
        for (int from = 0; from < count; from += BATCH) {
            int size = Math.min(BATCH, count - from);
            RandomGenerator random = Noise.stream(seed, from / BATCH);
            fill(noise, random);
            System.arraycopy(noise, 0, points, from * dimensions, size * dimensions);
            for (int k = steps; k > 0; k--) {
                double t = time(k, steps);
                fill(noise, random);
                stepBack(points, from, size, t, t - time(k - 1, steps), passes[expertAt(t)], noise);
            }
        }
        spread.leave(points, count);
        return points;
    }

    private void fill(double[] noise, RandomGenerator random) {
        for (int i = 0; i < noise.length; i++) {
            noise[i] = random.nextGaussian();
        }
        still.inputs().project(noise);
    }

    private static double time(int step, int steps) {
        return Math.pow((double) step / steps, REFINEMENT);
    }

    /** The expert for a time. */
    int expertAt(double t) {
        int number = 0;
        while (number < experts.size() - 1
                && t <= experts.get(number).inputs().time().from()) {
            number++;
        }
        return number;
    }

    private void stepBack(double[] points, int from, int size, double t, double span, ScorePass pass, double[] noise) {
        pass.evaluate(points, from, size, t);
        double beta = NoiseSchedule.beta(t);
        double width = Math.sqrt(beta * span);
        int dimensions = dimensions();
        for (int i = 0; i < size; i++) {
            for (int d = 0; d < dimensions; d++) {
                int at = (from + i) * dimensions + d;
                points[at] += span * beta * (points[at] / 2 + pass.score(i, d)) + width * noise[i * dimensions + d];
            }
        }
    }

    /**
     * The energy over k_BT, −ln q at time 0 but for a constant.
     *
     * @param batch how many points it shall take at once: as many walkers as there are
     */
    public ReducedEnergy energy(int batch) {
        return new StillEnergy(still, spread, batch);
    }

    /**
     * What it is made of, beside {@link #parameters}.
     *
     * @throws IllegalArgumentException if it is not one of beads
     */
    public DiffusionParts parts() {
        return DiffusionParts.of(this);
    }

    /** A copy of the parameters of all networks. */
    public float[] parameters() {
        return DiffusionParts.parameters(this);
    }

    /**
     * Made of its parts.
     *
     * @param parameters [parts.parameterCount()]
     * @throws IllegalArgumentException if they do not fit
     */
    public static EnergyDiffusion of(DiffusionParts parts, float[] parameters) {
        return parts.assemble(parameters);
    }

    /** The same with another energy at time 0. */
    EnergyDiffusion withStill(Expert newStill) {
        return new EnergyDiffusion(experts, newStill, spread);
    }

    Expert still() {
        return still;
    }

    List<Expert> experts() {
        return experts;
    }

    Spread spread() {
        return spread;
    }
}
