package io.github.cdkdrift.samples.energy;

import io.github.cdkdrift.diffusion.DiffusionListener;
import io.github.cdkdrift.diffusion.DiffusionTrainer;
import io.github.cdkdrift.diffusion.EnergyDiffusion;
import io.github.cdkdrift.diffusion.EnergyTie;
import io.github.cdkdrift.diffusion.PointSource;
import io.github.cdkdrift.drift.ReducedEnergy;
import io.github.cdkdrift.samples.energy.PlaneMetrics.Box;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * Trains energies of the Müller–Brown surface by diffusion, with experts, the Fokker–Planck residual, both, and the tie to their own
 * draws, and measures draws and simulations of each: {@code samples/run energy.MullerBrown [SEEDS [FOLDER]]}, by default 3 seeds and
 * {@code samples/results}. Writes {@code muller-brown.md} and {@code muller-brown.json} there, and the first seed's maps into
 * {@code ../pictures/muller-brown.png}. Figures that the JSON file has are kept: delete it to begin again. Takes some ten minutes of one core
 * a seed; {@code OMP_NUM_THREADS=1} keeps the matrix products to it.
 */
public final class MullerBrown {
    static final int SAMPLES = 100_000;
    static final int DIFFUSION_STEPS = 300;
    static final int WALKERS = 500;
    static final Box BOX = new Box(-1.8, 1.1, -0.5, 2.0);

    private static final long TRAINING_SEED = 1;
    private static final long REFERENCE_SEED = 2;
    private static final long DRAWING_SEED = 1000;
    private static final long SIMULATION_SEED = 2000;

    /** Points of the grid, a side, over which the energy's error is summed. */
    private static final int GRID = 150;

    private final double[] training = MullerBrownSurface.samples(SAMPLES, TRAINING_SEED);
    private final double[] reference = MullerBrownSurface.samples(SAMPLES, REFERENCE_SEED);
    private final EnergyPicture picture = new EnergyPicture();

    private MullerBrown() {}

    /** What a method gave. */
    private record Trained(EnergyDiffusion model, double[] drawn, double seconds, double drawingSeconds) {}

    public static void main(String[] args) throws Exception {
        System.setProperty("java.awt.headless", "true");
        int seeds = args.length > 0 ? Integer.parseInt(args[0]) : 3;
        Path folder = Files.createDirectories(Path.of(args.length > 1 ? args[1] : "samples/results"));
        String command = ("OMP_NUM_THREADS=1 samples/run energy.MullerBrown " + String.join(" ", args)).trim();
        System.out.println(new MullerBrown().run(seeds, folder, command));
    }

    private String run(int seeds, Path folder, String command) throws Exception {
        Path json = folder.resolve("muller-brown.json");
        MullerBrownResults results = MullerBrownResults.read(json)
                .withFloors(
                        PlaneMetrics.divergence(reference, training),
                        PlaneMetrics.freeEnergyError(reference, training, BOX));
        picture.add(
                "the surface itself",
                energies(new MullerBrownSurface()),
                freeEnergies(reference),
                freeEnergies(training));
        int pictured = 0;
        for (long seed = 0; seed < seeds; seed++) {
            Map<EnergyMethod, Trained> trained = new EnumMap<>(EnergyMethod.class);
            for (EnergyMethod method : EnergyMethod.values()) {
                if (!results.has(method, seed)) {
                    results = results.with(measure(method, seed, trained));
                    results.write(json);
                    Files.writeString(folder.resolve("muller-brown.md"), MullerBrownReport.of(results, command));
                    pictured += seed == 0 ? 1 : 0;
                }
            }
            if (seed == 0 && pictured == EnergyMethod.values().length) {
                Path file = folder.resolve("../pictures/muller-brown.png").normalize();
                Files.createDirectories(file.getParent());
                ImageIO.write(picture.draw(), "png", file.toFile());
            }
        }
        String text = MullerBrownReport.of(results, command);
        Files.writeString(folder.resolve("muller-brown.md"), text);
        return text;
    }

    private MullerBrownRun measure(EnergyMethod method, long seed, Map<EnergyMethod, Trained> known) {
        Trained trained = known.computeIfAbsent(method.untied(), m -> train(m, seed));
        double tying = 0;
        EnergyDiffusion model = trained.model();
        if (method.isTied()) {
            double start = processorSeconds();
            model = EnergyTie.tie(model, PointSource.of(trained.drawn(), 2), method.tie(seed));
            tying = processorSeconds() - start + trained.drawingSeconds();
        }
        double start = processorSeconds();
        double[] all =
                MullerBrownSurface.simulate(model.energy(WALKERS), WALKERS, SAMPLES / WALKERS, SIMULATION_SEED + seed);
        double simulating = processorSeconds() - start;
        double[] simulated = PlaneMetrics.kept(all);
        if (seed == 0) {
            picture.add(
                    method.title(),
                    energies(model.energy(WALKERS)),
                    method.isTied() ? null : freeEnergies(trained.drawn()),
                    freeEnergies(simulated));
        }
        MullerBrownRun run = new MullerBrownRun(
                method,
                seed,
                method.isTied() ? tying : trained.seconds(),
                method.isTied() ? 0 : trained.drawingSeconds(),
                simulating,
                PlaneMetrics.divergence(reference, trained.drawn()),
                PlaneMetrics.divergence(reference, simulated),
                PlaneMetrics.freeEnergyError(reference, simulated, BOX),
                PlaneMetrics.divergence(trained.drawn(), simulated),
                energyError(model.energy(WALKERS)),
                1 - (double) simulated.length / all.length);
        System.err.println(run);
        return run;
    }

    private Trained train(EnergyMethod method, long seed) {
        double start = processorSeconds();
        EnergyDiffusion model = DiffusionTrainer.ofPoints(PointSource.of(training, 2), 2, method.settings(seed))
                .run(DiffusionListener.NONE);
        double seconds = processorSeconds() - start;
        start = processorSeconds();
        double[] drawn = PlaneMetrics.kept(model.draw(SAMPLES, DIFFUSION_STEPS, DRAWING_SEED + seed));
        return new Trained(model, drawn, seconds, processorSeconds() - start);
    }

    private static double processorSeconds() {
        return 1e-9 * ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static double[] freeEnergies(double[] points) {
        return EnergyPicture.freeEnergies(PlaneMetrics.shares(points, BOX, EnergyPicture.BINS));
    }

    /** In the middle of each bin, from the lowest. */
    private static double[] energies(ReducedEnergy energy) {
        int bins = EnergyPicture.BINS;
        double[] map = new double[bins * bins];
        energy.evaluate(grid(bins, 0.5), map.length, map, null);
        double lowest = Double.MAX_VALUE;
        for (double value : map) {
            lowest = Math.min(lowest, value);
        }
        for (int i = 0; i < map.length; i++) {
            map[i] -= lowest;
        }
        return map;
    }

    private static double[] grid(int side, double offset) {
        double[] points = new double[2 * side * side];
        for (int i = 0; i < side * side; i++) {
            points[2 * i] = BOX.left() + (BOX.right() - BOX.left()) * (i / side + offset) / side;
            points[2 * i + 1] = BOX.bottom() + (BOX.top() - BOX.bottom()) * (i % side + offset) / side;
        }
        return points;
    }

    /** Root mean square difference from the surface over its own distribution, but for a constant. */
    private static double energyError(ReducedEnergy energy) {
        double[] points = grid(GRID, 0.5);
        double[] exact = new double[GRID * GRID];
        double[] learnt = new double[exact.length];
        new MullerBrownSurface().evaluate(points, exact.length, exact, null);
        energy.evaluate(points, learnt.length, learnt, null);
        double weights = 0;
        double mean = 0;
        double square = 0;
        for (int i = 0; i < exact.length; i++) {
            double weight = Math.exp(-exact[i] - 6.5);
            double difference = learnt[i] - exact[i];
            weights += weight;
            mean += weight * difference;
            square += weight * difference * difference;
        }
        return Math.sqrt(square / weights - mean * mean / (weights * weights));
    }
}
