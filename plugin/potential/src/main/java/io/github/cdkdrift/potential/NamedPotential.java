package io.github.cdkdrift.potential;

import io.github.cdkdrift.molecule.MolecularGraph;
import java.io.IOException;
import java.util.Objects;
import org.openscience.cdk.exception.CDKException;

/**
 * The potential that {@link Potentials#of} knows by this name.
 *
 * @param name as that takes it
 */
record NamedPotential(String name) implements PotentialProvider {
    NamedPotential {
        Objects.requireNonNull(name, "name");
    }

    @Override
    public Potential potential(MolecularGraph graph, double[] geometry) throws IOException, CDKException {
        return Potentials.of(name, graph, geometry);
    }
}
