package io.github.cdkdrift.samples.energy;

import io.github.cdkdrift.diffusion.DiffusionSettings;
import io.github.cdkdrift.diffusion.DiffusionTrainer;
import io.github.cdkdrift.diffusion.EnergyDiffusion;
import io.github.cdkdrift.diffusion.EnergyTie;
import io.github.cdkdrift.diffusion.ExpertSettings;
import io.github.cdkdrift.diffusion.LangevinSettings;
import io.github.cdkdrift.diffusion.LangevinWalkers;
import io.github.cdkdrift.diffusion.PointSource;
import io.github.cdkdrift.diffusion.ResidualForm;
import io.github.cdkdrift.diffusion.ResidualSettings;
import io.github.cdkdrift.diffusion.TieSettings;
import io.github.cdkdrift.random.Noise;
import io.github.cdkdrift.samples.energy.PlaneMetrics.Box;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Coarse-grained alanine dipeptide, five beads C N CA C N: trains on one half of the frames of an npz file (R [frames, 5, 3] Å) and
 * measures draws and simulations against the other half: {@code samples/run energy.AlanineDipeptide FRAMES.npz [SEED [FOLDER]]}. Writes
 * {@code alanine-dipeptide.md}. Takes some ten minutes of one core.
 */
public final class AlanineDipeptide {
    private static final Box ANGLES = new Box(-180, 180, -180, 180);
    private static final int BINS = 64;
    private static final int DIFFUSION_STEPS = 400;
    private static final int WALKERS = 500;
    private static final int EQUILIBRATION = 5_000;
    private static final int STEPS = 20_000;

    /** k_BT at 300 K in amu Å²/ps², a mean mass of carbon and nitrogen in amu, 1/ps, 2 fs. */
    private static final LangevinSettings DYNAMICS = new LangevinSettings(249.43, 12.8, 1, 0.002);

    private final double[] training;
    private final double[] reference;
    private final long seed;
    private final StringBuilder text = new StringBuilder();

    private AlanineDipeptide(double[][] halves, long seed) {
        training = halves[0];
        reference = halves[1];
        this.seed = seed;
    }

    public static void main(String[] args) throws Exception {
        if (args.length < 1) {
            System.err.println("usage: samples/run energy.AlanineDipeptide FRAMES.npz [SEED [FOLDER]]");
            System.exit(2);
        }
        long seed = args.length > 1 ? Long.parseLong(args[1]) : 0;
        Path folder = Files.createDirectories(Path.of(args.length > 2 ? args[2] : "samples/results"));
        AlanineDipeptide sample = new AlanineDipeptide(BeadFrames.halves(Path.of(args[0]), seed), seed);
        sample.run();
        sample.text.append(String.format(
                Locale.ROOT,
                "%nMade by `OMP_NUM_THREADS=1 samples/run energy.AlanineDipeptide FRAMES.npz %d`.%n",
                seed));
        Files.writeString(folder.resolve("alanine-dipeptide.md"), sample.text);
        System.out.println(sample.text);
    }

    private void run() {
        text.append(String.format(
                Locale.ROOT,
                "# Samples and simulation of one energy: five beads of alanine dipeptide%n%n%,d frames to learn from, as many others "
                        + "as the reference, as many draws (%d steps of the diffusion), nearly as many frames of the simulation: %d walkers begun at "
                        + "frames, %.0f ps each, of which the last %.0f count. Jensen–Shannon divergence of (φ, ψ), natural logarithm, %d bins "
                        + "a side; the floor is that of the two halves. Bonds: their standard deviation over that of the reference, mean over "
                        + "four. Whole: all bonds from 0.8 to 2.2 Å. Seed %d; processor seconds of one core.%n%n",
                training.length / BeadFrames.NUMBERS,
                DIFFUSION_STEPS,
                WALKERS,
                DYNAMICS.step() * (EQUILIBRATION + STEPS),
                DYNAMICS.step() * STEPS,
                BINS,
                seed));
        text.append(
                        "| | divergence, samples | divergence, simulation | bonds, samples | bonds, simulation | whole, samples | whole, ")
                .append(
                        "simulation | φ > 0, samples | φ > 0, simulation | training, s |\n|---|---|---|---|---|---|---|---|---|---|\n");
        text.append(String.format(
                Locale.ROOT,
                "| floor | %.4f | %.4f | %.3f | | 1 | | %.4f | %.4f | |%n",
                divergence(training),
                divergence(training),
                BeadFrames.widthRatio(training, reference),
                positive(training),
                positive(reference)));
        double start = processorSeconds();
        EnergyDiffusion plain = train(false);
        row("experts", plain, processorSeconds() - start);
        start = processorSeconds();
        EnergyDiffusion consistent = train(true);
        row("residual and experts", consistent, processorSeconds() - start);
        start = processorSeconds();
        PointSource draws = PointSource.of(draws(consistent, 10), BeadFrames.NUMBERS);
        TieSettings settings = new TieSettings(600, 1000, 500, 25, DYNAMICS, 3e-4, 0.99, 5, seed);
        row("residual and experts, tied", EnergyTie.tie(consistent, draws, settings), processorSeconds() - start);
    }

    private EnergyDiffusion train(boolean consistent) {
        DiffusionSettings settings = DiffusionSettings.defaults()
                .withExperts(List.of(
                        new ExpertSettings(0.6, 1, 0.8, 64, 2, 1_000, false),
                        new ExpertSettings(0.1, 0.6, 0.3, 96, 3, 10_000, false),
                        new ExpertSettings(0, 0.1, 0.03, 128, 3, 12_000, consistent)))
                .withResidual(new ResidualSettings(ResidualForm.TWO_PROBES, 1e-3, 1e-2))
                .withSeed(seed);
        return DiffusionTrainer.ofBeads(PointSource.of(training, BeadFrames.NUMBERS), BeadFrames.BEADS, settings)
                .run((expert, step, denoising, residual) -> System.err.printf(
                        Locale.ROOT, "expert %d, step %d: %.5f %.5f%n", expert, step, denoising, residual));
    }

    private double[] draws(EnergyDiffusion model, long stream) {
        return BeadFrames.whole(model.draw(training.length / BeadFrames.NUMBERS, DIFFUSION_STEPS, seed + stream));
    }

    private void row(String title, EnergyDiffusion model, double seconds) {
        double[] drawn = draws(model, 20);
        double[] simulated = simulate(model);
        double[] whole = BeadFrames.whole(simulated);
        String row = String.format(
                Locale.ROOT,
                "| %s | %.4f | %.4f | %.3f | %.3f | %.4f | %.4f | %.4f | %.4f | %.0f |%n",
                title,
                divergence(drawn),
                divergence(whole),
                BeadFrames.widthRatio(drawn, reference),
                BeadFrames.widthRatio(whole, reference),
                (double) drawn.length / training.length,
                (double) whole.length / simulated.length,
                positive(drawn),
                positive(whole),
                seconds);
        System.err.print(row);
        text.append(row);
    }

    /** As many frames as the reference has, the walkers begun at frames of the training half. */
    private double[] simulate(EnergyDiffusion model) {
        double[] starts = new double[WALKERS * BeadFrames.NUMBERS];
        PointSource.of(training, BeadFrames.NUMBERS).draw(Noise.stream(seed, 30), starts);
        LangevinWalkers walkers = new LangevinWalkers(model.energy(WALKERS), DYNAMICS, starts, seed + 40);
        walkers.advance(EQUILIBRATION);
        int frames = reference.length / starts.length;
        double[] simulated = new double[frames * starts.length];
        for (int frame = 0; frame < frames; frame++) {
            walkers.advance(STEPS / frames);
            System.arraycopy(walkers.positions(), 0, simulated, frame * starts.length, starts.length);
        }
        return simulated;
    }

    private double divergence(double[] frames) {
        return PlaneMetrics.divergence(BeadFrames.torsions(reference), BeadFrames.torsions(frames), ANGLES, BINS);
    }

    /** Share of frames with φ above 0. */
    private static double positive(double[] frames) {
        double[] torsions = BeadFrames.torsions(frames);
        long count = 0;
        for (int i = 0; i < torsions.length; i += 2) {
            count += torsions[i] > 0 ? 1 : 0;
        }
        return 2.0 * count / torsions.length;
    }

    private static double processorSeconds() {
        return 1e-9 * ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
