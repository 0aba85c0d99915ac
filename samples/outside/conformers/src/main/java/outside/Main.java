package outside;

import io.github.cdkdrift.DriftingConformerGenerator;
import io.github.cdkdrift.MoleculeTraining;
import io.github.cdkdrift.labelling.ActiveSettings;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.potential.Mmff94Potential;
import io.github.cdkdrift.potential.Potential;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmilesParser;
import org.openscience.cdk.tools.manipulator.AtomContainerManipulator;

/** Conformers of hydrogen peroxide by a potential of one's own: MMFF94 with a spring between the hydrogens. */
public final class Main {
    private Main() {}

    private record Sprung(Potential inner, int first, int second) implements Potential {
        @Override
        public int atoms() {
            return inner.atoms();
        }

        @Override
        public String name() {
            return "MMFF94 with a spring";
        }

        @Override
        public void evaluate(double[] positions, int frames, double[] energies, double[] forces) {
            inner.evaluate(positions, frames, energies, forces);
            for (int frame = 0; frame < frames; frame++) {
                int a = 3 * (frame * atoms() + first);
                int b = 3 * (frame * atoms() + second);
                for (int axis = 0; axis < 3; axis++) {
                    double difference = positions[b + axis] - positions[a + axis];
                    energies[frame] += 0.5 * difference * difference;
                    forces[a + axis] += difference;
                    forces[b + axis] -= difference;
                }
            }
        }
    }

    /** Draws ten. */
    public static void main(String[] arguments) throws Exception {
        IAtomContainer peroxide = new SmilesParser(SilentChemObjectBuilder.getInstance()).parseSmiles("OO");
        AtomContainerManipulator.convertImplicitToExplicitHydrogens(peroxide);
        Potential mmff94 = Mmff94Potential.of(MolecularGraph.of(peroxide), Mmff94Potential.Variant.MMFF94);
        MoleculeTraining training = DriftingConformerGenerator.forMolecule(peroxide)
                .withPotential(new Sprung(mmff94, 2, 3))
                .withLabels(new ActiveSettings(30, 10, 60, 0.2));
        DriftingConformerGenerator generator = training
                .withSettings(training.settings().withSteps(200))
                .train();
        System.out.printf(
                "%d conformers by %s%n",
                generator.generate(10).getAtomContainerCount(), generator.model().potential().name());
    }
}
