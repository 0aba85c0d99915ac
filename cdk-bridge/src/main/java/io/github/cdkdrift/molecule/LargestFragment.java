package io.github.cdkdrift.molecule;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.openscience.cdk.graph.ConnectivityChecker;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IAtomContainerSet;
import org.openscience.cdk.tools.manipulator.MolecularFormulaManipulator;

/**
 * The molecule of a salt or mixture: the fragment of most atoms other than hydrogen, as the free base or acid. Protons are taken
 * off nitrogen, or put onto oxygen, sulfur or nitrogen, until no charge is left; what cannot give or take one, as a quaternary
 * ammonium ion, stays charged.
 */
final class LargestFragment {
    private static final int HYDROGEN = 1;
    private static final List<Integer> ACCEPTORS = List.of(8, 16, 34, 7);

    private LargestFragment() {}

    /**
     * The fragment; the molecule itself where it has one alone.
     *
     * @param molecule not modified
     * @param steps gets what was done, in words
     */
    static IAtomContainer of(IAtomContainer molecule, List<String> steps) {
        IAtomContainerSet fragments = ConnectivityChecker.partitionIntoMolecules(molecule);
        if (fragments.getAtomContainerCount() < 2) {
            return molecule;
        }
        List<IAtomContainer> all = StreamSupport.stream(fragments.spliterator(), false)
                .sorted(Comparator.comparingInt(LargestFragment::heavyAtoms)
                        .thenComparingInt(IAtomContainer::getAtomCount)
                        .reversed())
                .toList();
        IAtomContainer largest = MoleculeCopy.of(all.get(0));
        RecordData.of(molecule).putOn(largest);
        String others = all.stream().skip(1).map(LargestFragment::formula).collect(Collectors.joining(", "));
        steps.add("the largest fragment alone, without " + others);
        neutralise(largest, steps);
        return largest;
    }

    private static int heavyAtoms(IAtomContainer fragment) {
        return (int) StreamSupport.stream(fragment.atoms().spliterator(), false)
                .filter(atom -> atom.getAtomicNumber() == null || atom.getAtomicNumber() != HYDROGEN)
                .count();
    }

    private static String formula(IAtomContainer fragment) {
        String formula =
                MolecularFormulaManipulator.getString(MolecularFormulaManipulator.getMolecularFormula(fragment));
        int charge = charge(fragment);
        return formula + (charge == 0 ? "" : charge > 0 ? "+" : "-");
    }

    private static int charge(IAtomContainer fragment) {
        return IntStream.range(0, fragment.getAtomCount())
                .map(i -> charge(fragment.getAtom(i)))
                .sum();
    }

    private static int charge(IAtom atom) {
        return atom.getFormalCharge() == null ? 0 : atom.getFormalCharge();
    }

    private static void neutralise(IAtomContainer fragment, List<String> steps) {
        int before = charge(fragment);
        int charge = before;
        while (charge > 0 && takeProton(fragment)) {
            charge--;
        }
        for (int element : ACCEPTORS) {
            while (charge < 0 && putProton(fragment, element)) {
                charge++;
            }
        }
        if (charge != before) {
            int protons = Math.abs(before - charge);
            steps.add((before > 0 ? "the free base: " : "the free acid: ")
                    + protons
                    + (protons == 1 ? " proton " : " protons ")
                    + (before > 0 ? "taken off" : "put on"));
        }
        if (charge != 0) {
            steps.add("charged " + (charge > 0 ? "+" : "") + charge);
        }
    }

    private static boolean takeProton(IAtomContainer fragment) {
        for (IAtom atom : fragment.atoms()) {
            boolean acidic = charge(atom) > 0 && atom.getAtomicNumber() != null && atom.getAtomicNumber() != 6;
            if (!acidic) {
                continue;
            }
            if (atom.getImplicitHydrogenCount() == null) {
                atom.setImplicitHydrogenCount(0);
                atom.setImplicitHydrogenCount(Valences.missing(atom));
            }
            IAtom hydrogen = hydrogenOf(atom);
            if (atom.getImplicitHydrogenCount() > 0) {
                atom.setImplicitHydrogenCount(atom.getImplicitHydrogenCount() - 1);
            } else if (hydrogen != null) {
                fragment.removeAtom(hydrogen);
            } else {
                continue;
            }
            atom.setFormalCharge(charge(atom) - 1);
            return true;
        }
        return false;
    }

    private static IAtom hydrogenOf(IAtom atom) {
        for (IAtom neighbour : atom.neighbors()) {
            if (neighbour.getAtomicNumber() != null
                    && neighbour.getAtomicNumber() == HYDROGEN
                    && neighbour.getBondCount() == 1) {
                return neighbour;
            }
        }
        return null;
    }

    private static boolean putProton(IAtomContainer fragment, int element) {
        for (IAtom atom : fragment.atoms()) {
            boolean besideCation = false;
            for (IAtom neighbour : atom.neighbors()) {
                besideCation |= charge(neighbour) > 0;
            }
            if (charge(atom) < 0 && atom.getAtomicNumber() == element && !besideCation) {
                atom.setFormalCharge(charge(atom) + 1);
                if (atom.getImplicitHydrogenCount() != null) {
                    atom.setImplicitHydrogenCount(atom.getImplicitHydrogenCount() + 1);
                }
                return true;
            }
        }
        return false;
    }
}
