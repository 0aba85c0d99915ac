package outside;

import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.potential.Potentials;

/** The MMFF94 energy of water and its largest force, by the library of potentials alone. */
public final class Main {
    private Main() {}

    /** Prints both. */
    public static void main(String[] arguments) throws Exception {
        double[] positions = {0, 0, 0, 0.96, 0, 0, -0.24, 0.93, 0};
        MolecularGraph water = MolecularGraph.perceive(new int[] {8, 1, 1}, positions);
        double[] energy = new double[1];
        double[] forces = new double[positions.length];
        try (Potential mmff94 = Potentials.of("mmff94", water, positions)) {
            mmff94.evaluate(positions, 1, energy, forces);
            double largest = 0;
            for (double force : forces) {
                largest = Math.max(largest, Math.abs(force));
            }
            System.out.printf("%s: %.3f kcal/mol, %.1f kcal/mol/A%n", mmff94.name(), energy[0], largest);
        }
    }
}
