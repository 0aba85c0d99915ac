package io.github.cdkdrift.diffusion;

import io.github.cdkdrift.backend.Kernels;
import io.github.cdkdrift.network.AdamOptimiser;
import io.github.cdkdrift.random.Noise;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * Ties the energy at time 0 to the data by contrast with a known density (noise-contrastive estimation: Gutmann and Hyvärinen,
 * proceedings.mlr.press/v9/gutmann10a.html): −u less the logarithm of that density is to tell data from its draws. Where that density is near the data this comes close to the
 * largest likelihood, and it knows the free energies of basins, between which walkers hardly ever pass, since data and draws lie in all
 * of them. A step costs 6 products of the network's weights with twice its points; no walkers are needed.
 */
public final class EnergyContrast {
    private EnergyContrast() {}

    /**
     * Contrasts.
     *
     * @param model whose energy at time 0 is where training begins; not modified
     * @param data what the energy shall have, [count · d] in its own units, not modified
     * @param known near the data, and wider
     * @param cancelled asked before every step
     * @return the model with the new energy; its draws are the same as before
     * @throws CancellationException once {@code cancelled} says so
     */
    public static EnergyDiffusion contrast(
            EnergyDiffusion model,
            double[] data,
            KnownDensity known,
            ContrastSettings settings,
            BooleanSupplier cancelled) {
        int dimensions = model.dimensions();
        Spread spread = model.spread();
        Expert expert = model.still().copy();
        Expert average = expert.copy();
        Kernels kernels = Kernels.ofBackend();
        AdamOptimiser adam = new AdamOptimiser(expert.network(), kernels);
        LogisticObjective objective = new LogisticObjective(expert, settings.points());
        double[] densities = densities(data, dimensions, known);
        double[] entered = data.clone();
        spread.enter(entered, densities.length);
        double[] chosen = new double[settings.points() * dimensions];
        double[] ofChosen = new double[settings.points()];
        double[] drawn = new double[chosen.length];
        double[] ofDrawn = new double[ofChosen.length];
        RandomGenerator random = Noise.stream(settings.seed(), 0);
        for (int step = 1; step <= settings.iterations(); step++) {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("training was cancelled before step " + step);
            }
            for (int i = 0; i < ofChosen.length; i++) {
                int point = random.nextInt(densities.length);
                ofChosen[i] = densities[point];
                System.arraycopy(entered, point * dimensions, chosen, i * dimensions, dimensions);
            }
            known.draw(random, drawn, ofDrawn);
            spread.enter(drawn, ofDrawn.length);
            adam.step(objective.gradient(chosen, ofChosen, drawn, ofDrawn).gradient(), rate(settings, step), step);
            double kept = Math.min(settings.averagingDecay(), (1.0 + step) / (10 + step));
            kernels.lerp(average.network().parameters(), expert.network().parameters(), 1 - kept);
        }
        return model.withStill(average);
    }

    private static double[] densities(double[] data, int dimensions, KnownDensity known) {
        double[] densities = new double[data.length / dimensions];
        for (int i = 0; i < densities.length; i++) {
            densities[i] = known.logDensity(data, i * dimensions);
        }
        return densities;
    }

    private static double rate(ContrastSettings settings, int step) {
        double part = 0.5 * (1 + Math.cos(Math.PI * (step - 1) / settings.iterations()));
        return settings.learningRate() * (0.01 + 0.99 * part);
    }
}
