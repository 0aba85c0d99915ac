package io.github.cdkdrift.molecule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openscience.cdk.graph.Cycles;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;
import org.openscience.cdk.interfaces.IChemObject;
import org.openscience.cdk.interfaces.IStereoElement;
import org.openscience.cdk.interfaces.ITetrahedralChirality;
import org.openscience.cdk.isomorphism.VentoFoggia;
import org.openscience.cdk.stereo.DoubleBondStereochemistry;
import org.openscience.cdk.stereo.Stereocenters;
import org.openscience.cdk.stereo.Stereocenters.Type;
import org.openscience.cdk.stereo.TetrahedralChirality;
import org.openscience.cdk.tools.manipulator.AtomContainerManipulator;

/**
 * Tetrahedral centres and double bonds of a molecule whose configuration nothing states, as CDK's {@code Stereocenters} finds
 * them; groups of centres that are stated relative to each other alone, as racemates and relative configurations are; and
 * centres that are such only by the configurations beside them, as the middle one of pentane-2,3,4-triol. Not looked for are
 * allenes, hindered rotations and ring fusions as in decalin.
 */
final class OpenConfigurations {
    /** In smaller rings a double bond has no choice. */
    private static final int SMALLEST_RING_WITH_TRANS = 8;

    private final IAtomContainer molecule;
    private final List<IAtom> centres = new ArrayList<>();
    private final List<IBond> doubleBonds = new ArrayList<>();

    /** Racemic and relative groups, by their kind and number. */
    private final Map<Integer, List<IChemObject>> groups = new TreeMap<>();

    private final List<IAtom> dependent;

    /** @param molecule every hydrogen an atom */
    OpenConfigurations(IAtomContainer molecule) {
        this.molecule = molecule;
        Set<IChemObject> stated = new HashSet<>();
        for (IStereoElement<?, ?> element : molecule.stereoElements()) {
            stated.add(element.getFocus());
            if (isRelative(element)) {
                groups.computeIfAbsent(element.getGroupInfo(), group -> new ArrayList<>())
                        .add(element.getFocus());
            }
        }
        Cycles.markRingAtomsAndBonds(molecule);
        Stereocenters found = Stereocenters.of(molecule);
        for (IAtom atom : molecule.atoms()) {
            if (found.elementType(atom.getIndex()) == Type.Tetracoordinate
                    && found.isStereocenter(atom.getIndex())
                    && !stated.contains(atom)) {
                centres.add(atom);
            }
        }
        for (IBond bond : molecule.bonds()) {
            if (bond.getOrder() == IBond.Order.DOUBLE
                    && isEnd(found, bond.getBegin())
                    && isEnd(found, bond.getEnd())
                    && !turnsEasily(bond)
                    && !inSmallRing(bond)
                    && !stated.contains(bond)) {
                doubleBonds.add(bond);
            }
        }
        dependent = DependentCentres.candidates(molecule, centres);
    }

    private static boolean isRelative(IStereoElement<?, ?> element) {
        int kind = element.getGroupInfo() & IStereoElement.GRP_TYPE_MASK;
        return kind == IStereoElement.GRP_RAC || kind == IStereoElement.GRP_REL;
    }

    private static boolean isEnd(Stereocenters found, IAtom atom) {
        return found.elementType(atom.getIndex()) == Type.Tricoordinate && found.isStereocenter(atom.getIndex());
    }

    /** A nitrogen with a hydrogen alone, as in an amidine, inverts, and OpenChemLib knows no configuration of it. */
    private static boolean turnsEasily(IBond bond) {
        for (IAtom end : bond.atoms()) {
            boolean onlyHydrogens = true;
            for (IAtom neighbour : end.neighbors()) {
                onlyHydrogens &= neighbour.getAtomicNumber() == 1 || bond.contains(neighbour);
            }
            if (onlyHydrogens) {
                return true;
            }
        }
        return false;
    }

    private boolean inSmallRing(IBond bond) {
        return bond.isInRing() && Cycles.smallRingSize(bond, SMALLEST_RING_WITH_TRANS - 1) > 0;
    }

    int count() {
        return centres.size() + doubleBonds.size() + groups.size();
    }

    /** In words, for example {@code C4} or {@code C2=C3}; atoms count from 1. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        groups.forEach((group, members) -> names.add(members.stream()
                .map(member -> member instanceof IAtom atom ? label(atom) : "a bond")
                .collect(Collectors.joining(
                        " with ",
                        (group & IStereoElement.GRP_TYPE_MASK) == IStereoElement.GRP_RAC
                                ? "the racemate at "
                                : "the pair at ",
                        ""))));
        if (centres.isEmpty()) {
            DependentCentres.in(molecule, dependent).forEach(atom -> names.add(label(atom)));
        }
        centres.forEach(atom -> names.add(label(atom)));
        doubleBonds.forEach(bond -> names.add(label(bond.getBegin()) + "=" + label(bond.getEnd())));
        return names;
    }

    private static String label(IAtom atom) {
        return atom.getSymbol() + (atom.getIndex() + 1);
    }

    /** Different molecules with all configurations stated, at most so many; double bonds are trans first. */
    List<IAtomContainer> all(int most) {
        List<IAtomContainer> isomers = new ArrayList<>();
        List<IAtomContainer> skeletons = new ArrayList<>();
        long combinations = 1L << Math.min(count(), Long.SIZE - 2);
        for (long choice = 0; choice < combinations; choice++) {
            for (IAtomContainer isomer : DependentCentres.completed(with(choice), dependent)) {
                IAtomContainer skeleton = AtomContainerManipulator.suppressHydrogens(MoleculeCopy.of(isomer));
                boolean isNew = skeletons.stream()
                        .noneMatch(known -> VentoFoggia.findIdentical(known).matches(skeleton));
                if (isomers.size() == most) {
                    return isomers;
                }
                if (isNew) {
                    skeletons.add(skeleton);
                    isomers.add(isomer);
                }
            }
        }
        return isomers;
    }

    /** Bit i of the choice inverts the i-th open configuration. */
    private IAtomContainer with(long choice) {
        IAtomContainer isomer = MoleculeCopy.of(molecule);
        int bit = 0;
        for (Integer group : groups.keySet()) {
            settle(isomer, group, (choice >> bit++ & 1) == 1);
        }
        for (IAtom centre : centres) {
            isomer.addStereoElement(tetrahedral(isomer.getAtom(centre.getIndex()), (choice >> bit++ & 1) == 1));
        }
        for (IBond bond : doubleBonds) {
            IBond copy = isomer.getAtom(bond.getBegin().getIndex())
                    .getBond(isomer.getAtom(bond.getEnd().getIndex()));
            isomer.addStereoElement(doubleBond(copy, (choice >> bit++ & 1) == 1));
        }
        return isomer;
    }

    /** The group as it is drawn, or its mirror image; it is absolute then. */
    private static void settle(IAtomContainer isomer, int group, boolean inverted) {
        for (IStereoElement<?, ?> element : isomer.stereoElements()) {
            if (element.getGroupInfo() == group) {
                element.setGroupInfo(0);
                if (inverted) {
                    element.setConfigOrder(
                            element.getConfigOrder() == IStereoElement.LEFT
                                    ? IStereoElement.RIGHT
                                    : IStereoElement.LEFT);
                }
            }
        }
    }

    static IStereoElement<?, ?> tetrahedral(IAtom centre, boolean inverted) {
        List<IAtom> carriers = new ArrayList<>();
        centre.neighbors().forEach(carriers::add);
        // A lone pair is spoken of by the centre itself.
        while (carriers.size() < 4) {
            carriers.add(centre);
        }
        return new TetrahedralChirality(
                centre,
                carriers.toArray(new IAtom[0]),
                inverted ? ITetrahedralChirality.Stereo.CLOCKWISE : ITetrahedralChirality.Stereo.ANTI_CLOCKWISE);
    }

    private static IStereoElement<?, ?> doubleBond(IBond bond, boolean together) {
        return new DoubleBondStereochemistry(
                bond,
                new IBond[] {carrier(bond, bond.getBegin()), carrier(bond, bond.getEnd())},
                together ? IStereoElement.TOGETHER : IStereoElement.OPPOSITE);
    }

    private static IBond carrier(IBond bond, IAtom end) {
        IBond chosen = null;
        for (IBond other : end.bonds()) {
            boolean heavier = chosen == null
                    || other.getOther(end).getAtomicNumber()
                            > chosen.getOther(end).getAtomicNumber();
            if (!other.equals(bond) && heavier) {
                chosen = other;
            }
        }
        return chosen;
    }
}
