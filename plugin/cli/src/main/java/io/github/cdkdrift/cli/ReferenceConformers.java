package io.github.cdkdrift.cli;

import io.github.cdkdrift.diffusion.BeadPotential;
import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.model.ConformerModel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.openscience.cdk.exception.CDKException;

/** Conformers that a model's are compared with: of its molecule or, of a model of beads, of the molecule that these stand for. */
final class ReferenceConformers {
    private ReferenceConformers() {}

    /**
     * Checks them, and leaves out what is no bead.
     *
     * @throws CDKException if they are of other atoms
     */
    static List<Conformer> of(ConformerEnsemble read, ConformerModel model, Path file) throws CDKException {
        int[] found = read.graph().atomicNumbers();
        int[] expected = model.graph().atomicNumbers();
        if (Arrays.equals(found, expected)) {
            return read.conformers();
        }
        if (model.potential() instanceof BeadPotential beads && holds(found, beads.beads(), expected)) {
            return read.conformers().stream()
                    .map(conformer -> Conformer.of(part(conformer.positions(), beads.beads())))
                    .toList();
        }
        throw new CDKException(file + ": found atoms of " + read.graph().formula()
                + " in another order or number than the model's "
                + model.graph().formula()
                + "; expected the same atoms in the same order");
    }

    private static boolean holds(int[] found, int[] atoms, int[] expected) {
        for (int i = 0; i < atoms.length; i++) {
            if (atoms[i] >= found.length || found[atoms[i]] != expected[i]) {
                return false;
            }
        }
        return true;
    }

    private static double[] part(double[] positions, int[] atoms) {
        double[] part = new double[3 * atoms.length];
        for (int i = 0; i < part.length; i++) {
            part[i] = positions[3 * atoms[i / 3] + i % 3];
        }
        return part;
    }
}
