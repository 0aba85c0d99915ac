package io.github.cdkdrift.molecule;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.tools.manipulator.MolecularFormulaManipulator;

/** A molecule in words, for error messages. */
final class Description {
    private static final Comparator<IAtom> BY_INDEX = Comparator.comparing(IAtom::getIndex);
    private static final int BONDS_SHOWN = 60;

    private Description() {}

    /** Formula and bonds, for example {@code CH4O with bonds C1-O2 C1-H3 …}. */
    static String of(IAtomContainer molecule) {
        List<String> bonds = StreamSupport.stream(molecule.bonds().spliterator(), false)
                .map(bond -> new IAtom[] {bond.getBegin(), bond.getEnd()})
                .peek(pair -> Arrays.sort(pair, BY_INDEX))
                .sorted(Comparator.comparing((IAtom[] pair) -> pair[0], BY_INDEX)
                        .thenComparing(pair -> pair[1], BY_INDEX))
                .map(pair -> name(pair[0]) + "-" + name(pair[1]))
                .toList();
        String formula =
                MolecularFormulaManipulator.getString(MolecularFormulaManipulator.getMolecularFormula(molecule));
        if (bonds.isEmpty()) {
            return formula + " without bonds";
        }
        String shown = String.join(" ", bonds.subList(0, Math.min(bonds.size(), BONDS_SHOWN)));
        String rest = bonds.size() > BONDS_SHOWN ? " and " + (bonds.size() - BONDS_SHOWN) + " more" : "";
        return formula + " with bonds " + shown + rest;
    }

    private static String name(IAtom atom) {
        return atom.getSymbol() + (atom.getIndex() + 1);
    }
}
