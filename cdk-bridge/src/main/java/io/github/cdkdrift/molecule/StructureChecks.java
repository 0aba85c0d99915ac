package io.github.cdkdrift.molecule;

import io.github.cdkdrift.molecule.UnsuitableMoleculeException.Reason;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javax.vecmath.Point3d;
import org.openscience.cdk.CDKConstants;
import org.openscience.cdk.graph.ConnectivityChecker;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IAtomContainerSet;
import org.openscience.cdk.interfaces.IBond;
import org.openscience.cdk.interfaces.IPseudoAtom;
import org.openscience.cdk.isomorphism.matchers.IQueryAtom;
import org.openscience.cdk.isomorphism.matchers.IQueryBond;
import org.openscience.cdk.sgroup.Sgroup;
import org.openscience.cdk.sgroup.SgroupType;

/** What a structure must be before conformers can be drawn of it; each check fails with its own reason. */
final class StructureChecks {
    private static final Set<Integer> ELEMENTS = Set.of(1, 5, 6, 7, 8, 9, 14, 15, 16, 17, 32, 33, 34, 35, 53);
    private static final Set<Integer> OTHER_NONMETALS = Set.of(2, 10, 18, 36, 52, 54, 85, 86);
    private static final String ELECTRONS = " has electrons (gfn2, gfn1)";
    private static final int HEAVIEST = 86;
    private static final Set<SgroupType> HARMLESS =
            Set.of(SgroupType.CtabAbbreviation, SgroupType.CtabData, SgroupType.CtabMultipleGroup);

    /** Shorter than H–H, 0.74 Å. */
    private static final double CLOSEST = 0.5;

    /** Longer than the longest bonds between these elements, I–I of 2.7 Å. */
    private static final double LONGEST_BOND = 3.2;

    /** Å; what is further from the origin is damaged, and loses its digits. */
    private static final double LARGEST_COORDINATE = 1e6;

    private static final int MOST_ATOMS_READ = 10_000;

    private StructureChecks() {}

    static void requireElements(IAtomContainer molecule, boolean any) throws UnsuitableMoleculeException {
        if (molecule.isEmpty()) {
            throw new UnsuitableMoleculeException(Reason.EMPTY, "no atoms", "a molecule");
        }
        for (IAtom atom : molecule.atoms()) {
            Integer number = atom.getAtomicNumber();
            if (atom instanceof IPseudoAtom || atom instanceof IQueryAtom || number == null || number < 1) {
                String label = atom instanceof IPseudoAtom pseudo ? pseudo.getLabel() : atom.getSymbol();
                throw new UnsuitableMoleculeException(
                        Reason.QUERY,
                        "atom " + atom.getIndex() + " to be '" + label + "', which is no element",
                        "a whole molecule without R-groups, dummies or query atoms; put an atom in its place");
            }
            if (any && number > HEAVIEST) {
                throw new UnsuitableMoleculeException(Reason.ELEMENT, name(atom), "hydrogen to radon");
            }
            if (!any && !ELEMENTS.contains(number)) {
                throw new UnsuitableMoleculeException(
                        Reason.ELEMENT,
                        (OTHER_NONMETALS.contains(number) ? "" : "the metal ") + name(atom),
                        "H, B, C, N, O, F, Si, P, S, Cl, Ge, As, Se, Br and I alone; other potentials, for example gfn2, take any"
                                + " element up to radon");
            }
        }
        for (IBond bond : molecule.bonds()) {
            if (bond instanceof IQueryBond) {
                throw new UnsuitableMoleculeException(
                        Reason.QUERY,
                        "a query bond between " + name(bond.getBegin()) + " and " + name(bond.getEnd()),
                        "a bond of known order");
            }
        }
    }

    static void requireNoPolymer(IAtomContainer molecule) throws UnsuitableMoleculeException {
        List<Sgroup> groups = molecule.getProperty(CDKConstants.CTAB_SGROUPS);
        for (Sgroup group : groups == null ? List.<Sgroup>of() : groups) {
            if (!HARMLESS.contains(group.getType())) {
                throw new UnsuitableMoleculeException(
                        Reason.POLYMER,
                        "a polymer or mixture, group of type " + group.getType().getKey(),
                        "one molecule with all its atoms; write an oligomer out");
            }
        }
    }

    static void requireOneFragment(IAtomContainer molecule) throws UnsuitableMoleculeException {
        IAtomContainerSet fragments = ConnectivityChecker.partitionIntoMolecules(molecule);
        if (fragments.getAtomContainerCount() > 1) {
            throw new UnsuitableMoleculeException(
                    Reason.FRAGMENTS,
                    fragments.getAtomContainerCount() + " fragments without a bond between them",
                    "one connected molecule; give the one that you want without its counter-ions and solvent, or ask for the"
                            + " largest fragment");
        }
    }

    static void requireBonds(IAtomContainer molecule) throws UnsuitableMoleculeException {
        Set<Set<Integer>> pairs = new HashSet<>();
        for (IBond bond : molecule.bonds()) {
            String place = name(bond.getBegin()) + " and " + name(bond.getEnd());
            if (bond.getOrder() == null || bond.getOrder() == IBond.Order.UNSET) {
                throw new UnsuitableMoleculeException(
                        Reason.BOND,
                        "no order for the bond between " + place,
                        "single, double or triple bonds, or aromatic ones that can be written so");
            }
            int begin = bond.getBegin().getIndex();
            int end = bond.getEnd().getIndex();
            if (begin == end || !pairs.add(Set.of(begin, end))) {
                throw new UnsuitableMoleculeException(
                        Reason.BOND,
                        begin == end
                                ? "a bond of " + name(bond.getBegin()) + " to itself"
                                : "two bonds between " + place,
                        "one bond between two atoms");
            }
        }
    }

    /** @param radicals whether unpaired electrons count as bonds, and bonds to metals do not */
    static void requireValences(IAtomContainer molecule, boolean radicals) throws UnsuitableMoleculeException {
        for (IAtom atom : molecule.atoms()) {
            if (radicals && Valences.bindsMetal(atom)) {
                continue;
            }
            int used = Valences.used(atom) + (radicals ? molecule.getConnectedSingleElectronsCount(atom) : 0);
            int[] possible = Valences.of(atom);
            if (Arrays.stream(possible).anyMatch(valence -> valence == used)) {
                continue;
            }
            String expected =
                    Arrays.stream(possible).mapToObj(Integer::toString).collect(Collectors.joining(" or "));
            boolean tooMany = possible.length == 0 || used > possible[possible.length - 1];
            throw new UnsuitableMoleculeException(
                    tooMany ? Reason.VALENCE : Reason.RADICAL,
                    used + " bonds at " + name(atom) + (tooMany ? "" : ": a radical, or hydrogens are missing"),
                    (expected.isEmpty() ? "a usual charge" : expected) + "; check bond orders, charges and hydrogens"
                            + (tooMany
                                    ? ""
                                    : "; of a radical state the unpaired electrons (--unpaired 1), with a potential that"
                                            + ELECTRONS));
        }
        if (!radicals && molecule.getSingleElectronCount() > 0) {
            throw new UnsuitableMoleculeException(
                    Reason.RADICAL,
                    molecule.getSingleElectronCount() + " unpaired electrons",
                    "a closed-shell molecule, or a potential that" + ELECTRONS);
        }
    }

    /** Judges coordinates where there are any; some may be missing. */
    static void requireCoordinates(IAtomContainer molecule) throws UnsuitableMoleculeException {
        for (IAtom atom : molecule.atoms()) {
            Point3d point = atom.getPoint3d();
            if (point != null && !isPlausible(point)) {
                throw coordinates("the coordinates " + point + " at " + name(atom), "numbers in Å, at most 1e6 from 0");
            }
        }
        for (IBond bond : molecule.bonds()) {
            Point3d begin = bond.getBegin().getPoint3d();
            Point3d end = bond.getEnd().getPoint3d();
            if (begin != null && end != null && begin.distance(end) > LONGEST_BOND) {
                throw coordinates(
                        String.format(
                                Locale.ROOT,
                                "a bond of %.2f Å between %s and %s",
                                begin.distance(end),
                                name(bond.getBegin()),
                                name(bond.getEnd())),
                        "at most " + LONGEST_BOND + " Å; are the coordinates in Å?");
            }
        }
        for (int i = 0; i < molecule.getAtomCount(); i++) {
            for (int j = 0; j < i; j++) {
                Point3d a = molecule.getAtom(i).getPoint3d();
                Point3d b = molecule.getAtom(j).getPoint3d();
                if (a != null && b != null && a.distance(b) < CLOSEST) {
                    throw coordinates(
                            String.format(
                                    Locale.ROOT,
                                    "%s and %s clashing, %.2f Å apart",
                                    name(molecule.getAtom(j)),
                                    name(molecule.getAtom(i)),
                                    a.distance(b)),
                            "at least " + CLOSEST + " Å; without coordinates, as SMILES, new ones are made");
                }
            }
        }
    }

    private static boolean isPlausible(Point3d point) {
        return Math.abs(point.x) <= LARGEST_COORDINATE
                && Math.abs(point.y) <= LARGEST_COORDINATE
                && Math.abs(point.z) <= LARGEST_COORDINATE;
    }

    /** What is far too large would take minutes, or all of the stack, before its hydrogens are counted. */
    static void requireReadable(IAtomContainer molecule) throws UnsuitableMoleculeException {
        if (molecule.getAtomCount() > MOST_ATOMS_READ) {
            throw new UnsuitableMoleculeException(
                    Reason.SIZE, molecule.getAtomCount() + " atoms", "at most " + MOST_ATOMS_READ + " in any molecule");
        }
    }

    static void requireSize(IAtomContainer molecule, int most) throws UnsuitableMoleculeException {
        if (molecule.getAtomCount() > most) {
            throw new UnsuitableMoleculeException(
                    Reason.SIZE, molecule.getAtomCount() + " atoms with hydrogens", "at most " + most);
        }
    }

    static String name(IAtom atom) {
        return "atom " + atom.getIndex() + " (" + atom.getSymbol() + ")";
    }

    private static UnsuitableMoleculeException coordinates(String found, String expected) {
        return new UnsuitableMoleculeException(Reason.COORDINATES, found, expected);
    }
}
