package io.github.cdkdrift.samples.molecules;

import io.github.cdkdrift.backend.Kernels;
import io.github.cdkdrift.generator.AnnealedSource;
import io.github.cdkdrift.generator.DensityGenerator;
import io.github.cdkdrift.molecule.PhysicalConstants;
import io.github.cdkdrift.random.Noise;
import io.github.cdkdrift.training.Trainer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * What annealing does to importance weights, by MMFF94 at 300 K: {@code samples/run molecules.WeightTable SMILES[,SMILES]… LEVELS…}
 * prints a Markdown table. ln Z, the logarithm of the mean weight, must be the same for any number of levels.
 */
public final class WeightTable {
    private static final int DRAWN = 4096;
    private static final int BATCH = 128;

    private WeightTable() {}

    /** @param arguments molecules, then numbers of levels */
    public static void main(String[] arguments) throws Exception {
        System.out.println(
                "| molecule | atoms | levels | ms a draw | effective share | ln Z | ± |\n|---|---|---|---|---|---|---|");
        for (String smiles : arguments[0].split(",")) {
            SampledMolecule molecule = SampledMolecule.of(smiles, 0);
            Trainer trainer = molecule.trained(molecule.settings());
            int number = 0;
            for (String levels : List.of(arguments).subList(1, arguments.length)) {
                row(smiles, molecule, trainer, Integer.parseInt(levels), number++);
            }
        }
    }

    private static void row(String smiles, SampledMolecule molecule, Trainer trainer, int levels, int number) {
        DensityGenerator generator = SampledMolecule.generator(trainer);
        double thermalEnergy = PhysicalConstants.BOLTZMANN * molecule.settings().temperature();
        AnnealedSource source = new AnnealedSource(
                generator,
                generator.logShares(trainer.states()),
                molecule.potential(),
                thermalEnergy,
                Kernels.ofBackend(),
                BATCH,
                levels);
        RandomGenerator random = Noise.stream(1, number);
        source.tune(random);
        double[] geometries = new double[BATCH * 3 * molecule.graph().atoms()];
        double[] energies = new double[BATCH];
        double[] forces = new double[geometries.length];
        double[] logWeights = new double[DRAWN];
        Arrays.fill(logWeights, Double.NEGATIVE_INFINITY);
        long start = System.nanoTime();
        for (int from = 0; from < DRAWN; from += BATCH) {
            int kept = source.draw(random, geometries);
            molecule.potential().evaluate(geometries, kept, energies, forces);
            for (int i = 0; i < kept; i++) {
                logWeights[from + i] = -energies[i] / thermalEnergy - source.logDensities()[i];
            }
        }
        double each = 1e3 * SampledMolecule.secondsSince(start) / DRAWN;
        double highest = Arrays.stream(logWeights).max().orElseThrow();
        double[] weights =
                Arrays.stream(logWeights).map(w -> Math.exp(w - highest)).toArray();
        double share = SampledMolecule.share(weights);
        System.out.printf(
                Locale.ROOT,
                "| `%s` | %d | %d | %.2f | %.3f | %.3f | %.3f |%n",
                smiles,
                molecule.graph().atoms(),
                levels,
                each,
                share,
                highest + Math.log(Arrays.stream(weights).average().orElseThrow()),
                Math.sqrt((1 / share - 1) / DRAWN));
    }
}
