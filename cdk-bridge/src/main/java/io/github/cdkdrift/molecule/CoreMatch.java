package io.github.cdkdrift.molecule;

import java.util.List;
import java.util.stream.IntStream;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.isomorphism.DfPattern;
import org.openscience.cdk.isomorphism.matchers.Expr;
import org.openscience.cdk.isomorphism.matchers.QueryAtomContainer;
import org.openscience.cdk.tools.manipulator.AtomContainerManipulator;

/**
 * Atoms of a molecule and the atoms of a reference that they correspond to.
 *
 * @param reference atoms of the reference, numbered from 0; not to be modified
 * @param molecule the atom of the molecule for each; not to be modified
 */
public record CoreMatch(int[] reference, int[] molecule) {
    /**
     * The heavy atoms of a reference found in a molecule, by elements and bonds of any order; the first of several ways.
     *
     * @throws CDKException if the molecule does not hold it
     */
    public static CoreMatch of(MolecularGraph reference, MolecularGraph molecule) throws CDKException {
        int[] numbers = reference.atomicNumbers();
        int[] heavy = IntStream.range(0, numbers.length)
                .filter(atom -> numbers[atom] > 1)
                .toArray();
        IAtomContainer core = AtomContainerManipulator.suppressHydrogens(reference.container());
        core.setStereoElements(List.of());
        int[] found = core.getAtomCount() == heavy.length
                ? DfPattern.findSubstructure(QueryAtomContainer.create(core, Expr.Type.ELEMENT))
                        .match(molecule.container())
                : new int[0];
        if (found.length == 0) {
            throw new CDKException(
                    "found that " + molecule.formula() + " does not hold the heavy atoms of the reference, "
                            + reference.formula()
                            + ", with its bonds; expected a part of the molecule, or a SMARTS pattern behind"
                            + " the reference's name that chooses one");
        }
        return new CoreMatch(heavy, found);
    }

    /**
     * The atoms that match a pattern in both, the first match of each.
     *
     * @throws CDKException if it is nowhere in one of them
     */
    public static CoreMatch of(MolecularGraph reference, MolecularGraph molecule, Smarts pattern) throws CDKException {
        return new CoreMatch(
                pattern.matches(reference).get(0), pattern.matches(molecule).get(0));
    }
}
