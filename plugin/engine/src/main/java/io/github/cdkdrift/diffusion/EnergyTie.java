package io.github.cdkdrift.diffusion;

import io.github.cdkdrift.backend.Kernels;
import io.github.cdkdrift.drift.ReducedEnergy;
import io.github.cdkdrift.network.AdamOptimiser;
import io.github.cdkdrift.random.Noise;
import java.util.random.RandomGenerator;

/**
 * Ties the energy at time 0 to what a generator draws: to the parameters' gradient goes the mean of ∇_θ ln q over walkers that simulate
 * the energy as it stands, minus its mean over the generator's draws (persistent contrastive divergence: Tieleman,
 * doi:10.1145/1390156.1390290, here with Langevin walkers). It is 0 where no expectation that the network can express differs between the
 * two: where simulation and sampling agree. Errors of the walkers' integrator are made up for, too. The generator may be anything that
 * draws points, the diffusion itself among others; it is not changed.
 */
public final class EnergyTie {
    private EnergyTie() {}

    /**
     * Ties.
     *
     * @param model whose energy at time 0 is where training begins; not modified
     * @param generator what the energy shall agree with
     * @return the model with the tied energy; its draws are the same as before
     */
    public static EnergyDiffusion tie(EnergyDiffusion model, PointSource generator, TieSettings settings) {
        Expert expert = model.still().copy();
        Expert average = expert.copy();
        Spread spread = model.spread();
        Kernels kernels = Kernels.ofBackend();
        AdamOptimiser adam = new AdamOptimiser(expert.network(), kernels);
        RandomGenerator random = Noise.stream(settings.seed(), 0);
        double[] drawn = new double[settings.positives() * spread.dimensions()];
        double[] positives = new double[drawn.length];
        double[] negatives = new double[settings.walkers() * spread.dimensions()];
        generator.draw(random, negatives);
        ReducedEnergy energy = new StillEnergy(expert, spread, settings.walkers());
        LangevinWalkers walkers = new LangevinWalkers(energy, settings.dynamics(), negatives, settings.seed());
        ContrastiveObjective objective = new ContrastiveObjective(expert, settings.positives(), settings.walkers());
        for (int step = 1; step <= settings.iterations(); step++) {
            walkers.advance(settings.stepsBetween());
            generator.draw(random, drawn);
            System.arraycopy(drawn, 0, positives, 0, drawn.length);
            spread.enter(positives, settings.positives());
            System.arraycopy(walkers.positions(), 0, negatives, 0, negatives.length);
            spread.enter(negatives, settings.walkers());
            bringBack(walkers, negatives, drawn, positives, settings.bound());
            adam.step(objective.gradient(positives, negatives).gradient(), rate(settings, step), step);
            double kept = Math.min(settings.averagingDecay(), (1.0 + step) / (10 + step));
            kernels.lerp(average.network().parameters(), expert.network().parameters(), 1 - kept);
        }
        return model.withStill(average);
    }

    private static double rate(TieSettings settings, int step) {
        double part = 0.5 * (1 + Math.cos(Math.PI * (step - 1) / settings.iterations()));
        return settings.learningRate() * (0.01 + 0.99 * part);
    }

    /** Walkers that the energy has lost begin again where the generator draws. */
    private static void bringBack(
            LangevinWalkers walkers, double[] negatives, double[] drawn, double[] positives, double bound) {
        int dimensions = negatives.length / walkers.size();
        for (int walker = 0; walker < walkers.size(); walker++) {
            int at = walker * dimensions;
            double square = 0;
            for (int i = at; i < at + dimensions; i++) {
                square += negatives[i] * negatives[i] / dimensions;
            }
            if (!(square < bound * bound)) {
                int chosen = at % drawn.length;
                walkers.place(walker, drawn, chosen / dimensions);
                System.arraycopy(positives, chosen, negatives, at, dimensions);
            }
        }
    }
}
