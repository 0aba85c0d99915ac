package io.github.cdkdrift.property;

import io.github.cdkdrift.molecule.MolecularGraph;
import java.io.IOException;
import java.util.Arrays;
import org.openscience.cdk.config.Isotopes;

/** Masses of atoms as natural mixtures of isotopes, and what is weighed by them. */
final class Masses {
    private Masses() {}

    /** [atoms] g/mol. */
    static double[] of(MolecularGraph graph) {
        try {
            Isotopes isotopes = Isotopes.getInstance();
            return Arrays.stream(graph.atomicNumbers())
                    .mapToDouble(isotopes::getNaturalMass)
                    .toArray();
        } catch (IOException e) {
            throw new IllegalStateException("CDK's table of isotopes cannot be read", e);
        }
    }

    static double[] centre(double[] positions, double[] masses) {
        double[] centre = new double[3];
        double total = Arrays.stream(masses).sum();
        for (int i = 0; i < positions.length; i++) {
            centre[i % 3] += masses[i / 3] * positions[i] / total;
        }
        return centre;
    }

    static double gyration(double[] positions, double[] masses) {
        double[] centre = centre(positions, masses);
        double squares = 0;
        for (int i = 0; i < positions.length; i++) {
            double difference = positions[i] - centre[i % 3];
            squares += masses[i / 3] * difference * difference;
        }
        return Math.sqrt(squares / Arrays.stream(masses).sum());
    }
}
