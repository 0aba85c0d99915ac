package io.github.cdkdrift.ensemble;

import io.github.cdkdrift.molecule.MolecularGraph;
import java.util.List;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IAtomContainerSet;
import org.openscience.cdk.silent.SilentChemObjectBuilder;

/**
 * Conformers of one molecule. Immutable.
 *
 * @param graph the atoms and bonds that all conformers share
 * @param conformers in order; each with as many atoms as the graph
 */
public record ConformerEnsemble(MolecularGraph graph, List<Conformer> conformers) {
    /** Checks the shapes. */
    public ConformerEnsemble {
        conformers = List.copyOf(conformers);
        for (Conformer conformer : conformers) {
            if (conformer.positions().length != 3 * graph.atoms()) {
                throw new IllegalArgumentException("a conformer of " + conformer.positions().length / 3
                        + " atoms for a molecule of " + graph.atoms());
            }
        }
    }

    /** The number of conformers. */
    public int size() {
        return conformers.size();
    }

    /** One conformer as a CDK molecule of its own, its properties set on it. */
    public IAtomContainer container(int index) {
        return container(graph, conformers.get(index));
    }

    /** A conformer as a CDK molecule of its own, its properties set on it as numbers. */
    public static IAtomContainer container(MolecularGraph graph, Conformer conformer) {
        IAtomContainer molecule = graph.container(conformer.positions());
        conformer.properties().forEach(molecule::setProperty);
        return molecule;
    }

    /** All conformers as CDK molecules. */
    public IAtomContainerSet containers() {
        IAtomContainerSet set = SilentChemObjectBuilder.getInstance().newInstance(IAtomContainerSet.class);
        for (int i = 0; i < size(); i++) {
            set.addAtomContainer(container(i));
        }
        return set;
    }
}
