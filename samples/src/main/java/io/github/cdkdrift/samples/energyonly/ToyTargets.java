package io.github.cdkdrift.samples.energyonly;

import io.github.cdkdrift.drift.EnergyEstimator;
import io.github.cdkdrift.random.Noise;
import io.github.cdkdrift.training.EnergyTrainer;
import io.github.cdkdrift.training.EnergyTrainingSettings;
import io.github.cdkdrift.training.PointSampler;
import io.github.cdkdrift.training.TrainingListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.imageio.ImageIO;

/**
 * Trains one-step samplers of three toy targets from their energies alone and measures 100,000 samples of each beside as many
 * exact ones: {@code samples/run energyonly.ToyTargets [SEEDS [FOLDER]]}, by default 10 seeds and {@code samples/results}. Writes
 * {@code energy-only.md} and {@code energy-only.json} there, and draws the first seed's samples into {@code
 * ../pictures/energy-only.png}. Figures that
 * the JSON file has are kept: delete it to begin again. Each seed runs in a thread of its own
 * and takes some minute of one core; {@code OMP_NUM_THREADS=1} keeps the matrix products from sharing the others'.
 */
public final class ToyTargets {
    static final int SAMPLES = 100_000;

    /** Of these the pairs are summed for MMD². */
    static final int MMD_SAMPLES = 10_000;

    static final int POLISH_STEPS = 10;

    private static final long DRAWING_SEED = 1_000;
    private static final long EXACT_SEED = 2_000;

    private ToyTargets() {}

    public static void main(String[] args) throws Exception {
        System.setProperty("java.awt.headless", "true");
        int seeds = args.length > 0 ? Integer.parseInt(args[0]) : 10;
        Path folder = Files.createDirectories(Path.of(args.length > 1 ? args[1] : "samples/results"));
        Path json = folder.resolve("energy-only.json");
        ToyResults results = ToyResults.read(json);
        Map<ToyTarget, double[]> pictured = new EnumMap<>(ToyTarget.class);
        List<Callable<Result>> tasks = new ArrayList<>();
        for (long seed = 0; seed < seeds; seed++) {
            for (ToyTarget target : ToyTarget.values()) {
                if (!results.has(target, ToyRun.IMPORTANCE, seed)) {
                    long chosen = seed;
                    tasks.add(() -> measure(target, EnergyEstimator.IMPORTANCE, chosen));
                }
            }
        }
        for (ToyTarget target : ToyTarget.values()) {
            if (!results.has(target, ToyRun.SECOND_ORDER, 0)) {
                tasks.add(() -> measure(target, EnergyEstimator.SECOND_ORDER, 0));
            }
        }
        ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            ExecutorCompletionService<Result> measured = new ExecutorCompletionService<>(threads);
            tasks.forEach(measured::submit);
            for (int i = 0; i < tasks.size(); i++) {
                Result result = measured.take().get();
                ToyRun run = result.runs().get(0);
                System.err.println(run);
                results = results.with(result.runs());
                results.write(json);
                if (run.seed() == 0 && run.sampler().equals(ToyRun.IMPORTANCE)) {
                    pictured.put(run.target(), result.drawn());
                }
            }
        } finally {
            threads.shutdownNow();
        }
        String text =
                ToyReport.of(results.runs(), ("samples/run energyonly.ToyTargets " + String.join(" ", args)).trim());
        Files.writeString(folder.resolve("energy-only.md"), text);
        if (pictured.size() == ToyTarget.values().length) {
            Path picture = folder.resolve("../pictures/energy-only.png").normalize();
            ImageIO.write(ToyPicture.draw(pictured), "png", picture.toFile());
        }
        System.out.println(text);
    }

    /** @param drawn [samples · 2] */
    private record Result(List<ToyRun> runs, double[] drawn) {}

    private static Result measure(ToyTarget target, EnergyEstimator estimator, long seed) {
        EnergyTrainingSettings settings = EnergyTrainingSettings.defaults().withSeed(seed);
        settings = settings.withDrift(settings.drift().withEstimator(estimator));
        long start = System.nanoTime();
        PointSampler sampler = new EnergyTrainer(target, new float[2], settings).run(TrainingListener.NONE);
        double seconds = 1e-9 * (System.nanoTime() - start);
        double[] drawn = sampler.draw(SAMPLES, DRAWING_SEED + seed);
        List<ToyRun> runs = new ArrayList<>();
        if (estimator == EnergyEstimator.SECOND_ORDER) {
            runs.add(ToyRun.of(target, ToyRun.SECOND_ORDER, seed, seconds, drawn));
        } else {
            double[] polished = PlanePotential.polished(target, drawn, POLISH_STEPS, seed);
            runs.add(ToyRun.of(target, ToyRun.IMPORTANCE, seed, seconds, drawn));
            runs.add(ToyRun.of(target, ToyRun.POLISHED, seed, seconds, polished));
            runs.add(ToyRun.of(target, ToyRun.EXACT, seed, 0, exact(target, seed)));
        }
        return new Result(runs, drawn);
    }

    private static double[] exact(ToyTarget target, long seed) {
        return target.draw(SAMPLES, Noise.stream(EXACT_SEED + seed, 0));
    }
}
