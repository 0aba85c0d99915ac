package io.github.cdkdrift.molecule;

import java.util.List;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtomContainer;

/**
 * Atoms, bonds and stereocentres of a molecule, without coordinates. Immutable; atoms are numbered from 0.
 */
public final class MolecularGraph {
    private final IAtomContainer template;

    private MolecularGraph(IAtomContainer template) {
        this.template = template;
    }

    /** The graph of a CDK molecule with all hydrogens explicit; the molecule is copied. */
    public static MolecularGraph of(IAtomContainer molecule) {
        return new MolecularGraph(molecule);
    }

    /** The graph perceived from elements and one geometry, [atoms · 3] Å. */
    public static MolecularGraph perceive(int[] atomicNumbers, double[] positions) throws CDKException {
        throw new UnsupportedOperationException("under construction");
    }

    /**
     * This graph with its atoms renumbered so that they fit a geometry: elements and connectivity are matched.
     *
     * @throws CDKException if they do not fit; the message shows both
     */
    public MolecularGraph reorderedLike(int[] atomicNumbers, double[] positions) throws CDKException {
        throw new UnsupportedOperationException("under construction");
    }

    /** The number of atoms. */
    public int atoms() {
        return template.getAtomCount();
    }

    /** A copy of the atomic numbers, [atoms]. */
    public int[] atomicNumbers() {
        throw new UnsupportedOperationException("under construction");
    }

    /** The element symbol of an atom. */
    public String symbol(int atom) {
        throw new UnsupportedOperationException("under construction");
    }

    /** Bonded pairs {i, j} with i &lt; j, sorted. */
    public List<int[]> bonds() {
        throw new UnsupportedOperationException("under construction");
    }

    /** One torsion a rotatable bond, atoms {a, b, c, d} with b–c the bond; methyl-like and hydroxyl rotors included. */
    public List<int[]> rotors() {
        throw new UnsupportedOperationException("under construction");
    }

    /** A new CDK molecule with these coordinates, [atoms · 3] Å. */
    public IAtomContainer container(double[] positions) {
        throw new UnsupportedOperationException("under construction");
    }

    /** A new CDK molecule without coordinates. */
    public IAtomContainer container() {
        throw new UnsupportedOperationException("under construction");
    }
}
