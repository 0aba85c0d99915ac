package io.github.cdkdrift.samples.energy;

import io.github.cdkdrift.density.ConformerDensity;
import io.github.cdkdrift.diffusion.BeadPotential;
import io.github.cdkdrift.diffusion.ContrastSettings;
import io.github.cdkdrift.diffusion.DiffusionTrainer;
import io.github.cdkdrift.diffusion.EnergyContrast;
import io.github.cdkdrift.diffusion.EnergyDiffusion;
import io.github.cdkdrift.diffusion.ForceLabels;
import io.github.cdkdrift.diffusion.KnownDensity;
import io.github.cdkdrift.diffusion.LangevinScheme;
import io.github.cdkdrift.diffusion.LangevinSettings;
import io.github.cdkdrift.diffusion.LangevinWalkers;
import io.github.cdkdrift.diffusion.PointSource;
import io.github.cdkdrift.model.ConformerModel;
import io.github.cdkdrift.model.ConformerSampler;
import io.github.cdkdrift.model.ModelTraining;
import io.github.cdkdrift.model.SamplingSettings;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.PhysicalConstants;
import io.github.cdkdrift.random.Noise;
import io.github.cdkdrift.samples.energy.BeadFrames.Halves;
import io.github.cdkdrift.samples.energy.PlaneMetrics.Box;
import io.github.cdkdrift.training.TrainingListener;
import io.github.cdkdrift.training.TrainingSettings;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmilesParser;

/**
 * Coarse-grained alanine dipeptide, five beads C N CA C N: trains on one half of the frames of a file with forces, of these beads or of the whole molecule, and
 * measures draws and simulations against the other half: {@code samples/run energy.AlanineDipeptide FRAMES.npz [SEED [STEPS [METHOD …]]]}, by
 * default seed 0, 50,000 steps and {@code BOTH CONTRASTED}. Adds the figures to {@code samples/results/alanine-dipeptide.json} and writes the table
 * {@code alanine-dipeptide.md} beside it and, for seed 0, maps into {@code samples/pictures}. {@code OMP_NUM_THREADS=1} keeps the matrix products to one
 * core.
 */
public final class AlanineDipeptide {
    private static final Box ANGLES = new Box(-180, 180, -180, 180);
    private static final int BINS = 64;
    private static final int DIFFUSION_STEPS = 400;
    private static final int WALKERS = 100;
    private static final int EQUILIBRATION = 50_000;
    private static final int STEPS = 500_000;
    private static final double KELVIN = 300;
    private static final String DEFAULT_TRAINING = "50000";

    /** k_BT at 300 K in amu Å²/ps², a mean mass of carbon and nitrogen in amu, 1/ps, 2 fs. */
    private static final LangevinSettings DYNAMICS =
            new LangevinSettings(249.43, 12.8, 1, 0.002).withScheme(LangevinScheme.BAOAB);

    private final Halves halves;
    private final double[] training;
    private final double[] reference;
    private final long seed;
    private final Map<AlanineMethod, Trained> known = new EnumMap<>(AlanineMethod.class);
    private final EnergyPicture picture = new EnergyPicture(new String[][] {{"−ln share", "of φ and ψ"}});

    private record Trained(EnergyDiffusion model, double[] drawn, double seconds) {}

    private AlanineDipeptide(Halves halves, long seed) {
        this.halves = halves;
        training = halves.training();
        reference = halves.reference();
        this.seed = seed;
    }

    public static void main(String[] args) throws Exception {
        System.setProperty("java.awt.headless", "true");
        if (args.length < 1) {
            System.err.println("usage: samples/run energy.AlanineDipeptide FRAMES.npz [SEED [STEPS [METHOD ...]]]");
            System.exit(2);
        }
        long seed = args.length > 1 ? Long.parseLong(args[1]) : 0;
        int steps = Integer.parseInt(args.length > 2 ? args[2] : DEFAULT_TRAINING);
        List<AlanineMethod> methods = args.length > 3
                ? Arrays.stream(args).skip(3).map(AlanineMethod::valueOf).toList()
                : List.of(AlanineMethod.BOTH, AlanineMethod.CONTRASTED);
        Path folder = Files.createDirectories(Path.of("samples/results"));
        Path json = folder.resolve("alanine-dipeptide.json");
        AlanineResults results = AlanineResults.read(json);
        AlanineDipeptide sample = new AlanineDipeptide(BeadFrames.halves(Path.of(args[0]), seed), seed);
        for (AlanineMethod method : methods) {
            if (!results.has(method, seed, steps)) {
                results = results.with(sample.measure(method, steps));
                results.write(json);
                Files.writeString(folder.resolve("alanine-dipeptide.md"), page(results));
            }
        }
        System.out.println(page(results));
    }

    private static String page(AlanineResults results) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "# Samples and simulation of one energy: five beads of alanine dipeptide%n%nOne half of 30,323 frames to learn from, the "
                        + "other as the reference, as many draws (%d steps of the diffusion), nearly as many frames of the simulation: %d walkers, %.1f ns "
                        + "each after %.1f ns that do not count, begun at frames, one of them with φ > 0. Contrasted: the energy is "
                        + "tied to the frames by contrast with a density in closed form. One pass: "
                        + "as many draws of a generator trained on samples of the energy. Jensen–Shannon divergence of (φ, ψ), natural "
                        + "logarithm, %d bins a side, and mean squared error of free energies; floors are those of the two halves. Bonds: their standard deviation "
                        + "over that of the reference, mean over four. Alive: walkers whose bonds are from 0.8 to 2.2 Å in every frame. Steps: of the "
                        + "network of the smallest times, 512 points each. Mean over seeds ± largest deviation; their number stands in brackets, "
                        + "and another seed divides the frames otherwise. Processor seconds of one core; of a contrasted row beyond those of the row that it begins from.%n%n",
                DIFFUSION_STEPS,
                WALKERS,
                DYNAMICS.step() * STEPS / 1000,
                DYNAMICS.step() * EQUILIBRATION / 1000,
                BINS));
        text.append(results.table());
        text.append(
                        "\nFigures of Plainer et al. (arXiv:2506.17139), second-hand from notes about the paper, with 50,000 frames to learn from:\n\n")
                .append("| | divergence, samples | divergence, simulation |\n|---|---|---|\n");
        for (AlanineMethod method : AlanineMethod.values()) {
            if (method.isPublished()) {
                text.append("| " + method.title() + " | " + String.join(" | ", method.paper()) + " |\n");
            }
        }
        return text.append(
                        "\nMade by `OMP_NUM_THREADS=1 samples/run energy.AlanineDipeptide FRAMES.npz SEED STEPS METHOD`, seed after seed.\n")
                .toString();
    }

    private Trained train(AlanineMethod method, int steps) {
        double start = processorSeconds();
        Halves some = halves.first(method.frames());
        DiffusionTrainer trainer = DiffusionTrainer.ofBeads(
                PointSource.of(some.training(), BeadFrames.NUMBERS), BeadFrames.BEADS, method.settings(steps, seed));
        if (method.forceWeight() > 0) {
            double[] gradients = Arrays.stream(some.forces())
                    .map(force -> force / (PhysicalConstants.BOLTZMANN * KELVIN))
                    .toArray();
            trainer = trainer.withForces(new ForceLabels(some.training(), gradients, method.forceWeight()));
        }
        EnergyDiffusion model = trainer.run((expert, step, denoising, residual) ->
                System.err.printf(Locale.ROOT, "expert %d, step %d: %.5f %.5f%n", expert, step, denoising, residual));
        double seconds = processorSeconds() - start;
        double[] drawn = BeadFrames.whole(model.draw(training.length / BeadFrames.NUMBERS, DIFFUSION_STEPS, seed + 20));
        System.err.printf(
                Locale.ROOT,
                "%s: samples %.4f, floor %.4f, φ > 0 %.4f, %.0f s%n",
                method.title(),
                divergence(drawn),
                divergence(training),
                right(drawn),
                seconds);
        return new Trained(model, drawn, seconds);
    }

    /** By a density in closed form that is fitted to the frames to learn from. */
    private EnergyDiffusion contrasted(EnergyDiffusion model) throws CDKException {
        KnownDensity density = KnownDensity.of(ConformerDensity.fit(chain(), training));
        return EnergyContrast.contrast(
                model, training, density, ContrastSettings.defaults().withSeed(seed), () -> false);
    }

    private AlanineRun measure(AlanineMethod method, int steps) throws Exception {
        Trained before = known.computeIfAbsent(method.before(), base -> train(base, steps));
        double start = processorSeconds();
        EnergyDiffusion model = method.isContrasted() ? contrasted(before.model()) : before.model();
        double trained = method.isContrasted() ? processorSeconds() - start : before.seconds();
        double[] drawn = before.drawn();
        start = processorSeconds();
        double[] simulated = simulate(model);
        double simulating = processorSeconds() - start;
        double[] whole = BeadFrames.whole(simulated);
        start = processorSeconds();
        double[] inOnePass = inOnePass(model);
        double passing = processorSeconds() - start;
        AlanineRun run = new AlanineRun(
                method,
                seed,
                steps,
                trained,
                simulating,
                divergence(training),
                divergence(drawn),
                divergence(whole),
                divergence(inOnePass),
                freeEnergyError(training),
                freeEnergyError(whole),
                BeadFrames.widthRatio(drawn, reference),
                BeadFrames.widthRatio(whole, reference),
                alive(simulated),
                right(reference),
                right(drawn),
                right(whole),
                right(inOnePass),
                passing);
        System.err.println(run);
        if (seed == 0 && method == AlanineMethod.CONTRASTED) {
            draw(drawn, whole);
        }
        return run;
    }

    private void draw(double[] drawn, double[] simulated) throws Exception {
        picture.add("frames", map(reference));
        picture.add("samples", map(drawn));
        picture.add("simulation", map(simulated));
        Path folder = Files.createDirectories(Path.of("samples/pictures"));
        ImageIO.write(
                picture.draw(), "png", folder.resolve("alanine-dipeptide.png").toFile());
    }

    private static double[] map(double[] frames) {
        return EnergyPicture.freeEnergies(PlaneMetrics.shares(BeadFrames.torsions(frames), ANGLES, EnergyPicture.BINS));
    }

    /** Frame after frame, each of all walkers. */
    private double[] simulate(EnergyDiffusion model) {
        LangevinWalkers walkers = new LangevinWalkers(model.energy(WALKERS), DYNAMICS, starts(), seed + 40);
        walkers.advance(EQUILIBRATION);
        int stride = WALKERS * BeadFrames.NUMBERS;
        int frames = reference.length / stride;
        double[] simulated = new double[frames * stride];
        for (int frame = 0; frame < frames; frame++) {
            walkers.advance(STEPS / frames);
            System.arraycopy(walkers.positions(), 0, simulated, frame * stride, stride);
        }
        return simulated;
    }

    private static MolecularGraph chain() throws CDKException {
        return MolecularGraph.of(new SmilesParser(SilentChemObjectBuilder.getInstance()).parseSmiles("[C][N][C][C][N]"))
                .withoutSymmetry();
    }

    /** As many draws of a generator that knows its density, trained on samples of the energy: the default generator of models. */
    private double[] inOnePass(EnergyDiffusion model) throws CDKException {
        BeadPotential potential = new BeadPotential(model, new int[] {0, 1, 2, 3, 4}, KELVIN);
        double[] starts = starts();
        ConformerModel onePass = ModelTraining.train(
                potential,
                chain(),
                IntStream.range(0, WALKERS)
                        .mapToObj(i -> Arrays.copyOfRange(starts, i * BeadFrames.NUMBERS, (i + 1) * BeadFrames.NUMBERS))
                        .toList(),
                TrainingSettings.ofPotential().withTemperature(KELVIN).withSeed(seed),
                TrainingListener.NONE);
        ConformerSampler sampler = onePass.sampler(SamplingSettings.seed(seed).withEnergies(false));
        return Stream.generate(sampler::next)
                .limit(reference.length / BeadFrames.NUMBERS)
                .flatMapToDouble(conformer -> Arrays.stream(conformer.positions()))
                .toArray();
    }

    /** Frames to learn from, of which the first has φ above 0 and no other. */
    private double[] starts() {
        double[] starts = new double[WALKERS * BeadFrames.NUMBERS];
        double[] frame = new double[BeadFrames.NUMBERS];
        RandomGenerator random = Noise.stream(seed, 30);
        PointSource source = PointSource.of(training, BeadFrames.NUMBERS);
        for (int walker = 0; walker < WALKERS; walker++) {
            do {
                source.draw(random, frame);
            } while (right(frame) > 0 != (walker == 0));
            System.arraycopy(frame, 0, starts, walker * BeadFrames.NUMBERS, BeadFrames.NUMBERS);
        }
        return starts;
    }

    private static double alive(double[] simulated) {
        int alive = 0;
        for (int walker = 0; walker < WALKERS; walker++) {
            boolean whole = true;
            for (int at = walker * BeadFrames.NUMBERS; at < simulated.length; at += WALKERS * BeadFrames.NUMBERS) {
                double[] frame = Arrays.copyOfRange(simulated, at, at + BeadFrames.NUMBERS);
                whole &= BeadFrames.whole(frame).length > 0;
            }
            alive += whole ? 1 : 0;
        }
        return (double) alive / WALKERS;
    }

    private double divergence(double[] frames) {
        return PlaneMetrics.divergence(BeadFrames.torsions(reference), BeadFrames.torsions(frames), ANGLES, BINS);
    }

    private double freeEnergyError(double[] frames) {
        return PlaneMetrics.freeEnergyError(BeadFrames.torsions(reference), BeadFrames.torsions(frames), ANGLES);
    }

    /** Share of frames with φ above 0. */
    private static double right(double[] frames) {
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
