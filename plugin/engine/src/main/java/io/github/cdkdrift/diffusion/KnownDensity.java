package io.github.cdkdrift.diffusion;

import io.github.cdkdrift.density.ConformerDensity;
import java.util.random.RandomGenerator;

/** A distribution of points that can be drawn from and whose density is known but for a constant. One thread at a time. */
public interface KnownDensity {
    /**
     * Draws as many points as there is room for.
     *
     * @param points [count · d], overwritten
     * @param logDensities [count], overwritten
     */
    void draw(RandomGenerator random, double[] points, double[] logDensities);

    /**
     * The logarithm of the density.
     *
     * @param points [… · d], not modified
     * @param at where the point begins
     * @return −∞ where nothing is drawn
     */
    double logDensity(double[] points, int at);

    /** That of a molecule's conformers, or of beads, in Å. */
    static KnownDensity of(ConformerDensity density) {
        ConformerDensity.Workspace workspace = density.workspace();
        int stride = 3 * density.atoms();
        return new KnownDensity() {
            @Override
            public void draw(RandomGenerator random, double[] points, double[] logDensities) {
                for (int i = 0; i < logDensities.length; i++) {
                    do {
                        logDensities[i] = workspace.draw(random, points, i * stride);
                    } while (Double.isNaN(logDensities[i]));
                }
            }

            @Override
            public double logDensity(double[] points, int at) {
                return workspace.logDensity(points, at);
            }
        };
    }
}
