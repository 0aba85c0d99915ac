package io.github.cdkdrift.molecule;

import java.util.ArrayList;
import java.util.List;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;
import org.openscience.cdk.tools.manipulator.MolecularFormulaManipulator;

/** A molecule in words, for error messages. */
final class Description {
    private static final int BONDS_SHOWN = 60;

    private Description() {}

    /** Formula and bonds, for example {@code CH4O with bonds C0-O1 C0-H2 …}. */
    static String of(IAtomContainer molecule) {
        List<String> bonds = new ArrayList<>();
        for (IBond bond : molecule.bonds()) {
            bonds.add(name(bond.getBegin()) + "-" + name(bond.getEnd()));
        }
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
        return atom.getSymbol() + atom.getIndex();
    }
}
