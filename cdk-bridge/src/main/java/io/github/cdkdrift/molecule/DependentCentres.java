package io.github.cdkdrift.molecule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IChemObject;
import org.openscience.cdk.interfaces.IStereoElement;
import org.openscience.cdk.isomorphism.VentoFoggia;
import org.openscience.cdk.tools.manipulator.AtomContainerManipulator;

/**
 * Centres that are such only by the configurations beside them (pseudoasymmetric): two of their branches are alike but for
 * their handedness, as in the meso forms of pentane-2,3,4-triol. A candidate is one in a molecule if both of its configurations
 * give molecules that differ, which is tried by matching them (Vento and Foggia, CDK's {@link VentoFoggia}).
 */
final class DependentCentres {
    private static final int CARBON = 6;
    private static final int HYDROGEN = 1;

    private DependentCentres() {}

    /**
     * Saturated carbon atoms with at most one hydrogen, that are neither stated nor centres by themselves, where there are at
     * least two configurations for them to depend on.
     *
     * @param open centres by themselves
     */
    static List<IAtom> candidates(IAtomContainer molecule, List<IAtom> open) {
        Set<IChemObject> known = new HashSet<>(open);
        molecule.stereoElements().forEach(element -> known.add(element.getFocus()));
        List<IAtom> candidates = new ArrayList<>();
        if (known.size() < 2) {
            return candidates;
        }
        for (IAtom atom : molecule.atoms()) {
            int hydrogens = 0;
            for (IAtom neighbour : atom.neighbors()) {
                hydrogens += neighbour.getAtomicNumber() == HYDROGEN ? 1 : 0;
            }
            if (atom.getAtomicNumber() == CARBON
                    && atom.getBondCount() == 4
                    && hydrogens <= 1
                    && !known.contains(atom)) {
                candidates.add(atom);
            }
        }
        return candidates;
    }

    /** Those of the candidates that are centres in this molecule. */
    static List<IAtom> in(IAtomContainer molecule, List<IAtom> candidates) {
        return candidates.stream()
                .filter(atom -> isCentre(molecule, atom.getIndex()))
                .toList();
    }

    /** The molecules that remain possible, whose candidates all have a configuration where they are centres. */
    static List<IAtomContainer> completed(IAtomContainer molecule, List<IAtom> candidates) {
        List<IAtomContainer> complete = List.of(molecule);
        for (IAtom candidate : candidates) {
            List<IAtomContainer> next = new ArrayList<>();
            for (IAtomContainer isomer : complete) {
                if (isCentre(isomer, candidate.getIndex())) {
                    next.add(with(isomer, candidate.getIndex(), false));
                    next.add(with(isomer, candidate.getIndex(), true));
                } else {
                    next.add(isomer);
                }
            }
            complete = next;
        }
        return complete;
    }

    private static boolean isCentre(IAtomContainer molecule, int atom) {
        IAtomContainer one = AtomContainerManipulator.suppressHydrogens(with(molecule, atom, false));
        IAtomContainer other = AtomContainerManipulator.suppressHydrogens(with(molecule, atom, true));
        return !VentoFoggia.findIdentical(one).matches(other);
    }

    private static IAtomContainer with(IAtomContainer molecule, int atom, boolean inverted) {
        IAtomContainer copy = MoleculeCopy.of(molecule);
        IStereoElement<?, ?> element = OpenConfigurations.tetrahedral(copy.getAtom(atom), inverted);
        copy.addStereoElement(element);
        return copy;
    }
}
