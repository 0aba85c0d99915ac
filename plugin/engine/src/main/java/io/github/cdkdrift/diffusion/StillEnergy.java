package io.github.cdkdrift.diffusion;

import io.github.cdkdrift.drift.ReducedEnergy;

/** −ln q at time 0 of points in their own units. Not safe for use by several threads at once. */
final class StillEnergy implements ReducedEnergy {
    private final ScorePass pass;
    private final Spread spread;
    private final double[] entered;

    StillEnergy(Expert expert, Spread spread, int batch) {
        pass = new ScorePass(expert, batch);
        this.spread = spread;
        entered = new double[batch * spread.dimensions()];
    }

    @Override
    public int dimensions() {
        return spread.dimensions();
    }

    @Override
    public void evaluate(double[] points, int count, double[] energies, double[] gradients) {
        int dimensions = dimensions();
        for (int from = 0; from < count; from += pass.batch()) {
            int size = Math.min(pass.batch(), count - from);
            System.arraycopy(points, from * dimensions, entered, 0, size * dimensions);
            spread.enter(entered, size);
            pass.evaluate(entered, 0, size, 0);
            for (int i = 0; i < size; i++) {
                energies[from + i] = -pass.logDensity(i);
                for (int d = 0; gradients != null && d < dimensions; d++) {
                    gradients[(from + i) * dimensions + d] = -pass.score(i, d) / spread.scale();
                }
            }
        }
    }
}
