package io.github.cdkdrift.samples.molecules;

import io.github.cdkdrift.dynamics.LangevinRun.Sample;
import io.github.cdkdrift.dynamics.LangevinSampler;
import io.github.cdkdrift.dynamics.LangevinSettings;
import io.github.cdkdrift.dynamics.StageListener;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.labelling.ActiveLabelling;
import io.github.cdkdrift.labelling.ActiveSettings;
import io.github.cdkdrift.potential.CorrectionFit;
import io.github.cdkdrift.potential.FitSettings;
import io.github.cdkdrift.potential.Mmff94Potential;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.potential.PotentialFit;
import io.github.cdkdrift.potential.Potentials;
import io.github.cdkdrift.rotamer.ConformerSymmetry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * How few labels of GFN2-xTB a correction to MMFF94 needs, chosen as {@code generate} does or at random, beside a kernel fit from nothing: {@code samples/run
 * molecules.CorrectionTable SMILES[,SMILES]… SEED LABELS…} prints a Markdown table.
 *
 * <p>The test is 150 geometries of Langevin dynamics on GFN2-xTB, five of each of 30 walkers, 40 fs apart, that began at geometries of MMFF94 at 300 K 200 fs before the first; none of
 * them is fitted. Those of other walkers are the labels at random.
 */
public final class CorrectionTable {
    private static final int UNSEEN = 150;
    /** Of a walker. */
    private static final int FRAMES = 5;

    /** Steps of 1 fs in which bonds and angles become those of GFN2-xTB, at a friction of 20/ps; rotamers stay MMFF94's. The first frame is a stride later. */
    private static final int EQUILIBRATION = 160;

    private static final int STRIDE = 40;
    /** The matrix of a kernel fit grows with the square of labels and atoms. */
    private static final int LARGEST_FOR_KERNEL = 25;

    private static final double KELVIN = 300;
    private static final double NEVER_ENOUGH = 1e-9;

    private CorrectionTable() {}

    /** @param arguments molecules, a seed, then numbers of labels, rising */
    public static void main(String[] arguments) throws Exception {
        System.out.println(
                "| molecule | atoms | labels | coefficients | energy RMSE | labels left out | force MAE | within 1 and 2 deviations "
                        + "| at random: energy RMSE, force MAE | kernel alone: energy RMSE, force MAE |\n"
                        + "|---|---|---|---|---|---|---|---|---|---|");
        long seed = Long.parseLong(arguments[1]);
        int[] counts =
                Arrays.stream(arguments).skip(2).mapToInt(Integer::parseInt).toArray();
        for (String smiles : arguments[0].split(",")) {
            SampledMolecule molecule = SampledMolecule.of(smiles, seed);
            Mmff94Potential forceField = Mmff94Potential.of(molecule.graph(), Mmff94Potential.Variant.MMFF94);
            ForceFrames frames = frames(molecule, counts[counts.length - 1] + UNSEEN, seed);
            ForceFrames unseen = frames.range(frames.size() - UNSEEN, frames.size());
            Errors before = new Errors(forceField, unseen);
            System.out.printf(
                    Locale.ROOT,
                    "| `%s` | %d | 0 | 0 | %.2f | | %.2f | | | |%n",
                    smiles,
                    frames.atoms(),
                    before.energy,
                    before.force);
            for (int count : counts) {
                int pool = frames.size() - UNSEEN;
                int[] some =
                        IntStream.range(0, count).map(i -> i * pool / count).toArray();
                row(smiles, molecule, forceField, frames.select(some), unseen, seed);
            }
        }
    }

    private static void row(
            String smiles,
            SampledMolecule molecule,
            Mmff94Potential forceField,
            ForceFrames atRandom,
            ForceFrames unseen,
            long seed)
            throws Exception {
        ActiveLabelling chosen = chosen(molecule, forceField, atRandom.size(), seed);
        CorrectionFit fit = CorrectionFit.of(forceField, molecule.graph(), chosen.frames(), chosen.shapes());
        Errors after = new Errors(fit.potential(), unseen);
        Errors random = new Errors(
                CorrectionFit.of(forceField, molecule.graph(), atRandom, chosen.shapes())
                        .potential(),
                unseen);
        System.out.printf(
                Locale.ROOT,
                "| `%s` | %d | %d | %d | %.2f | %.2f | %.2f | %.0f %%, %.0f %% | %.2f, %.2f | %s |%n",
                smiles,
                unseen.atoms(),
                chosen.frames().size(),
                fit.coefficients(),
                after.energy,
                fit.energyError(),
                after.force,
                100 * after.within(fit, 1),
                100 * after.within(fit, 2),
                random.energy,
                random.force,
                unseen.atoms() > LARGEST_FOR_KERNEL ? "not measured" : kernel(atRandom, unseen));
    }

    private static ActiveLabelling chosen(SampledMolecule molecule, Mmff94Potential guide, int count, long seed)
            throws Exception {
        ActiveSettings usual = ActiveSettings.defaults().withMost(count);
        try (Potential expensive =
                Potentials.of("gfn2", molecule.graph(), molecule.minima().get(0))) {
            return ActiveLabelling.of(
                    molecule.graph(),
                    expensive,
                    guide,
                    Optional.of(guide),
                    molecule.minima(),
                    ConformerSymmetry.ofPotential(
                            molecule.graph(), molecule.minima().get(0)),
                    new ActiveSettings(usual.first(), usual.round(), count, NEVER_ENOUGH, usual.prior()),
                    KELVIN,
                    seed,
                    StageListener.NONE);
        }
    }

    private static String kernel(ForceFrames labels, ForceFrames unseen) {
        int[] identity = IntStream.range(0, labels.atoms()).toArray();
        Errors kernel = new Errors(
                PotentialFit.of(
                                labels,
                                new int[][] {identity},
                                FitSettings.defaults().withFrames(labels.size()))
                        .potential(),
                unseen);
        return String.format(Locale.ROOT, "%.2f, %.2f", kernel.energy, kernel.force);
    }

    private static ForceFrames frames(SampledMolecule molecule, int count, long seed) throws Exception {
        List<double[]> geometries = new ArrayList<>(molecule.positives().geometries());
        Collections.shuffle(geometries, new Random(1 + seed));
        int walkers = (count + FRAMES - 1) / FRAMES;
        double[] starts = geometries.subList(0, walkers).stream()
                .flatMapToDouble(Arrays::stream)
                .toArray();
        try (Potential expensive = Potentials.of("gfn2", molecule.graph(), geometries.get(0))) {
            List<Sample> moved = LangevinSampler.of(
                            expensive,
                            molecule.graph().atomicNumbers(),
                            new LangevinSettings(
                                    KELVIN, 1, 20, walkers, FRAMES * STRIDE, EQUILIBRATION, STRIDE, 2 + seed))
                    .run(starts, geometry -> true)
                    .samples();
            double[] positions = moved.stream()
                    .flatMapToDouble(sample -> Arrays.stream(sample.positions()))
                    .toArray();
            double[] energies = new double[moved.size()];
            double[] forces = new double[positions.length];
            expensive.evaluate(positions, energies.length, energies, forces);
            return ForceFrames.of(molecule.graph().atomicNumbers(), positions, forces, energies)
                    .withPotential(expensive.name());
        }
    }

    /** Of a potential on frames; energies are compared but for a constant. */
    private static final class Errors {
        private final double[] positions;
        private final double[] misses;
        private final double energy;
        private final double force;

        Errors(Potential potential, ForceFrames frames) {
            positions = IntStream.range(0, frames.size())
                    .mapToObj(frames::positions)
                    .flatMapToDouble(Arrays::stream)
                    .toArray();
            misses = new double[frames.size()];
            double[] forces = new double[positions.length];
            potential.evaluate(positions, misses.length, misses, forces);
            double[] wanted = frames.energies();
            Arrays.setAll(misses, i -> misses[i] - wanted[i]);
            double mean = Arrays.stream(misses).average().orElseThrow();
            Arrays.setAll(misses, i -> misses[i] - mean);
            energy = Math.sqrt(
                    Arrays.stream(misses).map(miss -> miss * miss).average().orElseThrow());
            double[] labels = IntStream.range(0, frames.size())
                    .mapToObj(frames::forces)
                    .flatMapToDouble(Arrays::stream)
                    .toArray();
            force = IntStream.range(0, labels.length)
                    .mapToDouble(i -> Math.abs(labels[i] - forces[i]))
                    .average()
                    .orElseThrow();
        }

        double within(CorrectionFit fit, double times) {
            double[] deviations = new double[misses.length];
            fit.deviations(positions, misses.length, deviations);
            return IntStream.range(0, misses.length)
                            .filter(i -> Math.abs(misses[i]) < times * deviations[i])
                            .count()
                    / (double) misses.length;
        }
    }
}
