package io.github.cdkdrift.potential;

import io.github.cdkdrift.molecule.MolecularGraph;
import java.io.IOException;
import java.util.Optional;
import org.openscience.cdk.exception.CDKException;

/**
 * Gives a potential for any molecule that it knows. A public class with a constructor without arguments that is named in {@code
 * META-INF/services/io.github.cdkdrift.potential.PotentialProvider} of a jar on the class path is found by its name wherever
 * potentials are named: by {@link Potentials#of}, by the command's {@code --potential}, and in model files.
 */
public interface PotentialProvider {
    /** One word in lower case, none that cdkdrift itself has. */
    String name();

    /**
     * The potential of a molecule; whoever asked closes it.
     *
     * @param graph the molecule
     * @param geometry one sensible geometry of it, [atoms · 3] Å
     * @throws CDKException if the potential cannot be had for this molecule
     * @throws IOException if a file that it needs cannot be read
     */
    Potential potential(MolecularGraph graph, double[] geometry) throws IOException, CDKException;

    /**
     * A cheap potential that finds the rotamers of a molecule for this one; whoever asked closes it.
     *
     * @param graph the molecule
     * @param geometry one sensible geometry of it, [atoms · 3] Å
     * @throws PotentialException if there is none for this molecule
     */
    default Potential guide(MolecularGraph graph, double[] geometry) throws PotentialException {
        return Potentials.guide(graph, geometry);
    }

    /**
     * What a fit to this potential's labels begins from; it stays open as long as the fit is used.
     *
     * @param choice which
     * @param graph the molecule
     * @param geometry one sensible geometry of it, [atoms · 3] Å
     * @return empty for nothing
     * @throws PotentialException if it was asked for by its name, and cannot be had for this molecule
     */
    default Optional<PriorPotential> prior(FitPrior choice, MolecularGraph graph, double[] geometry)
            throws PotentialException {
        return choice.of(PotentialChoice.of(name()), graph, geometry);
    }

    /**
     * Whether a molecule's energy and forces cost some microseconds: then the potential itself is sampled, with some hundred thousand
     * calls. Otherwise it is asked for some hundred labels, and a fit to them stands for it.
     */
    default boolean isCheap() {
        return false;
    }
}
