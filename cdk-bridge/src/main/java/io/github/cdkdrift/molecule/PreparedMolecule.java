package io.github.cdkdrift.molecule;

import io.github.cdkdrift.molecule.UnsuitableMoleculeException.Reason;
import java.util.ArrayList;
import java.util.List;
import org.openscience.cdk.aromaticity.Kekulization;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.geometry.GeometryUtil;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;
import org.openscience.cdk.tools.manipulator.AtomContainerManipulator;

/**
 * A molecule of which conformers can be drawn: one closed-shell molecule of organic elements unless the settings allow others, every hydrogen an atom behind the
 * atoms that were there, bonds single, double or triple, coordinates all or none.
 *
 * @param molecule a copy; not to be modified
 * @param steps what was done to it and what there is to know, in words
 * @param openConfigurations stereocentres and double bonds whose configuration nothing states, for example {@code C3} or
 *     {@code C2=C3}; atoms count from 1
 */
public record PreparedMolecule(IAtomContainer molecule, List<String> steps, List<String> openConfigurations) {
    /** Copies the lists. */
    public PreparedMolecule {
        steps = List.copyOf(steps);
        openConfigurations = List.copyOf(openConfigurations);
    }

    /**
     * Prepares a structure.
     *
     * @param structure as it was read; not modified
     * @throws UnsuitableMoleculeException if no conformers can be drawn of it
     */
    public static PreparedMolecule of(IAtomContainer structure, PreparationSettings settings)
            throws UnsuitableMoleculeException {
        List<String> steps = new ArrayList<>();
        StructureChecks.requireReadable(structure);
        return whole(settings.largestFragment() ? LargestFragment.of(structure, steps) : structure, settings, steps);
    }

    private static PreparedMolecule whole(IAtomContainer structure, PreparationSettings settings, List<String> steps)
            throws UnsuitableMoleculeException {
        StructureChecks.requireElements(structure, settings.anyElement());
        IAtomContainer molecule = MoleculeCopy.of(structure);
        StructureChecks.requireNoPolymer(molecule);
        StructureChecks.requireOneFragment(molecule);
        StructureChecks.requireCoordinates(molecule);
        writeAromaticBonds(molecule, steps);
        StructureChecks.requireBonds(molecule);
        partCharges(molecule, steps);
        countHydrogens(molecule);
        if (settings.radicals()) {
            addUnpairedElectrons(molecule, steps);
        }
        StructureChecks.requireValences(molecule, settings.anyElement() || settings.radicals());
        addHydrogens(molecule, steps);
        StructureChecks.requireSize(molecule, settings.mostAtoms());
        settleCoordinates(molecule, steps);
        settleConfigurations(molecule);
        sayRotors(molecule, steps);
        return new PreparedMolecule(molecule, steps, new OpenConfigurations(molecule).names());
    }

    /** The graph of the molecule. */
    public MolecularGraph graph() {
        try {
            return MolecularGraph.of(molecule);
        } catch (CDKException e) {
            throw new IllegalStateException("a prepared molecule has a graph", e);
        }
    }

    /**
     * The different molecules that the open configurations leave possible, this alone where there is none. Some may be
     * impossible to build, as a trans bridge across a small ring is.
     *
     * @param most the most wanted
     */
    public List<PreparedMolecule> stereoisomers(int most) {
        if (openConfigurations.isEmpty()) {
            return List.of(this);
        }
        return new OpenConfigurations(molecule)
                .all(most).stream()
                        .map(isomer -> new PreparedMolecule(isomer, steps, List.of()))
                        .toList();
    }

    private static void writeAromaticBonds(IAtomContainer molecule, List<String> steps)
            throws UnsuitableMoleculeException {
        boolean open = false;
        for (IBond bond : molecule.bonds()) {
            open |= bond.getOrder() == IBond.Order.UNSET && bond.isAromatic();
        }
        if (!open) {
            return;
        }
        try {
            for (IAtom atom : molecule.atoms()) {
                if (atom.getImplicitHydrogenCount() == null) {
                    atom.setImplicitHydrogenCount(aromaticHydrogens(atom));
                }
            }
            Kekulization.kekulize(molecule);
        } catch (CDKException e) {
            throw new UnsuitableMoleculeException(
                    Reason.BOND,
                    "aromatic bonds for which no single and double ones fit",
                    "an aromatic system with its hydrogens and charges, for example [nH] in a pyrrole");
        }
        steps.add("aromatic bonds written as single and double ones");
    }

    /** Of a carbon atom alone: a nitrogen with a hydrogen looks like one without. */
    private static int aromaticHydrogens(IAtom atom) {
        boolean plain = atom.getAtomicNumber() == 6 && atom.isAromatic() && atom.getFormalCharge() == 0;
        return plain && atom.getBondCount() == 2 ? 1 : 0;
    }

    /** Nitro groups, azides and diazo groups drawn with a nitrogen of five bonds, which no program for energies knows. */
    private static void partCharges(IAtomContainer molecule, List<String> steps) {
        int changed = 0;
        for (IAtom atom : molecule.atoms()) {
            boolean neutral = atom.getFormalCharge() == null || atom.getFormalCharge() == 0;
            if (atom.getAtomicNumber() == 7 && neutral && Valences.used(atom) == 5) {
                IBond bond = bondToEnd(atom);
                if (bond != null) {
                    IAtom end = bond.getOther(atom);
                    bond.setOrder(bond.getOrder() == IBond.Order.TRIPLE ? IBond.Order.DOUBLE : IBond.Order.SINGLE);
                    atom.setFormalCharge(1);
                    end.setFormalCharge(-1);
                    end.setImplicitHydrogenCount(0);
                    changed++;
                }
            }
        }
        if (changed > 0) {
            steps.add(changed + (changed == 1 ? " nitrogen" : " nitrogens") + " of five bonds written with charges");
        }
    }

    private static IBond bondToEnd(IAtom nitrogen) {
        IBond chosen = null;
        for (IBond bond : nitrogen.bonds()) {
            IAtom end = bond.getOther(nitrogen);
            boolean possible = bond.getOrder().numeric() > 1
                    && end.getBondCount() == 1
                    && (end.getAtomicNumber() == 8 || end.getAtomicNumber() == 7)
                    && (end.getFormalCharge() == null || end.getFormalCharge() == 0);
            if (possible && (chosen == null || end.getAtomicNumber() == 8)) {
                chosen = bond;
            }
        }
        return chosen;
    }

    private static void countHydrogens(IAtomContainer molecule) {
        for (IAtom atom : molecule.atoms()) {
            if (atom.getImplicitHydrogenCount() == null) {
                atom.setImplicitHydrogenCount(0);
                atom.setImplicitHydrogenCount(Valences.missing(atom));
            }
        }
    }

    private static void addUnpairedElectrons(IAtomContainer molecule, List<String> steps) {
        int before = molecule.getSingleElectronCount();
        for (IAtom atom : molecule.atoms()) {
            int missing = Valences.missing(atom) - molecule.getConnectedSingleElectronsCount(atom);
            for (int i = 0; i < missing && !Valences.bindsMetal(atom); i++) {
                molecule.addSingleElectron(atom.getIndex());
            }
        }
        int added = molecule.getSingleElectronCount() - before;
        if (added > 0) {
            steps.add(added + (added == 1 ? " unpaired electron" : " unpaired electrons") + " where bonds are missing");
        }
    }

    private static void addHydrogens(IAtomContainer molecule, List<String> steps) {
        int before = molecule.getAtomCount();
        AtomContainerManipulator.convertImplicitToExplicitHydrogens(molecule);
        int added = molecule.getAtomCount() - before;
        if (added > 0) {
            steps.add(added + (added == 1 ? " hydrogen" : " hydrogens") + " added");
        }
    }

    private static void settleCoordinates(IAtomContainer molecule, List<String> steps) {
        boolean any = false;
        boolean flat = false;
        for (IAtom atom : molecule.atoms()) {
            any |= atom.getPoint3d() != null;
            flat |= atom.getPoint2d() != null;
            atom.setPoint2d(null);
        }
        if (GeometryUtil.has3DCoordinates(molecule)) {
            return;
        }
        molecule.atoms().forEach(atom -> atom.setPoint3d(null));
        String found = any ? "3D coordinates of some atoms only" : flat ? "2D coordinates" : "no coordinates";
        steps.add(found + ": 3D ones are made");
    }

    private static void settleConfigurations(IAtomContainer molecule) {
        if (GeometryUtil.has3DCoordinates(molecule)) {
            Stereocentre.complete(molecule);
        }
    }

    private static void sayRotors(IAtomContainer molecule, List<String> steps) throws UnsuitableMoleculeException {
        try {
            if (MolecularGraph.of(molecule).rotors().isEmpty()) {
                steps.add("no bond turns: conformers differ in vibrations and ring shapes alone");
            }
        } catch (CDKException e) {
            throw new UnsuitableMoleculeException(Reason.FRAGMENTS, e.getMessage(), "one molecule");
        }
    }
}
