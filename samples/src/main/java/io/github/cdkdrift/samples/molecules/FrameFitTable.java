package io.github.cdkdrift.samples.molecules;

import io.github.cdkdrift.dynamics.LangevinRun.Sample;
import io.github.cdkdrift.dynamics.LangevinSampler;
import io.github.cdkdrift.dynamics.LangevinSettings;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.io.EnsembleFiles;
import io.github.cdkdrift.labelling.Minima;
import io.github.cdkdrift.labelling.StartGeometries;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.SymmetryOperation;
import io.github.cdkdrift.molecule.Torsion;
import io.github.cdkdrift.potential.CorrectionFit;
import io.github.cdkdrift.potential.FitSettings;
import io.github.cdkdrift.potential.Mmff94Potential;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.potential.PotentialFit;
import io.github.cdkdrift.potential.Potentials;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What fits to frames of one rotamer say of the others: {@code samples/run molecules.FrameFitTable SMILES[,SMILES]…} prints a Markdown table.
 *
 * <p>Frames are 3,000 consecutive ones, 0.5 fs apart, of Langevin dynamics at 500 K on GFN2-xTB from its lowest minimum. Each rotor of the minimum is turned by steps of
 * 30°; errors are those of the energies above the minimum's, root mean square over all of these geometries, kcal/mol.
 */
public final class FrameFitTable {
    private static final int FRAMES = 3000;
    private static final int CORRECTING = 300;
    private static final int MOST_OPERATIONS = 48;
    private static final int STEP_DEGREES = 30;
    private static final int STARTS = 32;

    private FrameFitTable() {}

    /** @param arguments molecules */
    public static void main(String[] arguments) throws Exception {
        boolean first = true;
        for (String smiles : arguments[0].split(",")) {
            Map<String, Double> errors = errors(smiles);
            if (first) {
                System.out.println("| molecule | " + String.join(" | ", errors.keySet()) + " |");
                System.out.println("|---|" + "---|".repeat(errors.size()));
                first = false;
            }
            StringBuilder row = new StringBuilder("| `" + smiles + "` |");
            errors.values().forEach(error -> row.append(String.format(Locale.ROOT, " %.2f |", error)));
            System.out.println(row);
        }
    }

    private static Map<String, Double> errors(String smiles) throws Exception {
        MolecularGraph open = MolecularGraph.of(EnsembleFiles.readMolecule(smiles));
        List<double[]> starts = StartGeometries.of(open, STARTS, 1);
        MolecularGraph graph = open.completedLike(starts.get(0));
        Mmff94Potential forceField = Mmff94Potential.of(graph, Mmff94Potential.Variant.MMFF94);
        try (Potential expensive = Potentials.of("gfn2", graph, starts.get(0))) {
            double[] minimum = Minima.lowest(expensive, Minima.of(graph, expensive, starts));
            ForceFrames frames = frames(expensive, graph, minimum);
            int[][] permutations = graph.symmetryOperations(minimum, MOST_OPERATIONS).stream()
                    .map(SymmetryOperation::permutation)
                    .distinct()
                    .toArray(int[][]::new);
            CorrectionFit fit = CorrectionFit.ofFrames(forceField, graph, frames, CORRECTING, List.of());
            FitSettings kernel = FitSettings.defaults();
            Map<String, Potential> potentials = new LinkedHashMap<>();
            potentials.put("MMFF94", forceField);
            potentials.put(
                    "kernel from nothing",
                    PotentialFit.of(frames, permutations, kernel).potential());
            potentials.put("MMFF94 and linear terms", fit.potential());
            potentials.put("and a wide kernel", fit.withKernel(frames, permutations, kernel));
            potentials.put(
                    "and a narrow kernel, the default",
                    fit.withKernel(frames, permutations, kernel.withWidths(List.of(0.125, 0.25))));
            double[] turned = turned(graph, minimum);
            double[] expected = rises(expensive, graph, turned);
            Map<String, Double> errors = new LinkedHashMap<>();
            potentials.forEach((name, potential) -> errors.put(name, rms(rises(potential, graph, turned), expected)));
            return errors;
        }
    }

    private static ForceFrames frames(Potential expensive, MolecularGraph graph, double[] minimum) {
        List<Sample> samples = LangevinSampler.of(
                        expensive, graph.atomicNumbers(), new LangevinSettings(500, 0.5, 1, 1, FRAMES, 0, 1, 1))
                .run(minimum, geometry -> true)
                .samples();
        double[] positions = samples.stream()
                .flatMapToDouble(sample -> Arrays.stream(sample.positions()))
                .toArray();
        double[] energies = new double[samples.size()];
        double[] forces = new double[positions.length];
        expensive.evaluate(positions, energies.length, energies, forces);
        return ForceFrames.of(graph.atomicNumbers(), positions, forces, energies)
                .withPotential(expensive.name());
    }

    /** The minimum, then it with one rotor turned. */
    private static double[] turned(MolecularGraph graph, double[] minimum) {
        List<double[]> all = new ArrayList<>(List.of(minimum));
        for (int[] rotor : graph.rotors()) {
            for (int degrees = STEP_DEGREES; degrees < 360; degrees += STEP_DEGREES) {
                double[] geometry = minimum.clone();
                Torsion.turn(
                        geometry,
                        0,
                        rotor[1],
                        rotor[2],
                        graph.atomsBeyond(rotor[1], rotor[2]),
                        Math.toRadians(degrees));
                all.add(geometry);
            }
        }
        return all.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    private static double[] rises(Potential potential, MolecularGraph graph, double[] positions) {
        double[] energies = new double[positions.length / (3 * graph.atoms())];
        potential.evaluate(positions, energies.length, energies, new double[positions.length]);
        double lowest = energies[0];
        Arrays.setAll(energies, i -> energies[i] - lowest);
        return energies;
    }

    private static double rms(double[] found, double[] expected) {
        double sum = 0;
        for (int i = 0; i < found.length; i++) {
            sum += (found[i] - expected[i]) * (found[i] - expected[i]) / (found.length - 1);
        }
        return Math.sqrt(sum);
    }
}
