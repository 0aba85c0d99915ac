package io.github.cdkdrift.molecule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;
import org.openscience.cdk.interfaces.IChemObject;
import org.openscience.cdk.interfaces.IStereoElement;
import org.openscience.cdk.stereo.StereoElementFactory;

/**
 * A tetrahedral centre, an allene, a hindered axis or a double bond with a known configuration, and the test whether a geometry has it.
 *
 * @param atoms the four atoms that carry the configuration: the neighbours of a centre (the centre itself in place of a lone
 *     pair), the substituents at both ends of an allene or axis, or {a, b, c, d} of a double bond b=c
 * @param handed whether reflection inverts the configuration: true for centres, allenes and axes, false for double bonds
 * @param sign +1 or −1: of the signed volume spanned by the atoms where handed, of the cosine of the torsion where not
 */
public record Stereocentre(List<Integer> atoms, boolean handed, int sign) {
    /** Whether a geometry, [atoms · 3] Å, has this configuration. */
    public boolean agrees(double[] positions) {
        return sign * (handed ? volume(positions) : cisness(positions)) > 0;
    }

    private double volume(double[] positions) {
        double[] first = difference(positions, 0, 1);
        double[] second = difference(positions, 0, 2);
        double[] third = difference(positions, 0, 3);
        return dot(first, cross(second, third));
    }

    private double cisness(double[] positions) {
        double[] axis = difference(positions, 1, 2);
        double[] before = cross(axis, difference(positions, 1, 0));
        double[] after = cross(axis, difference(positions, 2, 3));
        return dot(before, after);
    }

    private double[] difference(double[] positions, int from, int to) {
        int a = 3 * atoms.get(from);
        int b = 3 * atoms.get(to);
        return new double[] {
            positions[b] - positions[a], positions[b + 1] - positions[a + 1], positions[b + 2] - positions[a + 2]
        };
    }

    private static double[] cross(double[] u, double[] v) {
        return new double[] {u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]};
    }

    private static double dot(double[] u, double[] v) {
        return u[0] * v[0] + u[1] * v[1] + u[2] * v[2];
    }

    static List<Stereocentre> of(IAtomContainer molecule) {
        List<Stereocentre> centres = new ArrayList<>();
        for (IStereoElement<?, ?> element : molecule.stereoElements()) {
            if (isHanded(element)) {
                centres.add(handed(element));
            } else if (isDoubleBond(element)) {
                centres.add(doubleBond(element));
            }
        }
        return List.copyOf(centres);
    }

    /** Adds the configurations that the coordinates of the molecule show and that it does not state itself. */
    static void complete(IAtomContainer molecule) {
        Set<IChemObject> stated = new HashSet<>();
        for (IStereoElement<?, ?> element : molecule.stereoElements()) {
            stated.add(element.getFocus());
        }
        for (IStereoElement<?, ?> element :
                StereoElementFactory.using3DCoordinates(molecule).createAll()) {
            if ((isHanded(element) || isDoubleBond(element)) && !stated.contains(element.getFocus())) {
                molecule.addStereoElement(element);
            }
        }
    }

    private static boolean isHanded(IStereoElement<?, ?> element) {
        return element.getConfigClass() == IStereoElement.TH
                || element.getConfigClass() == IStereoElement.AL
                || isAxis(element);
    }

    /** A bond between two rings whose neighbours keep it from turning. */
    private static boolean isAxis(IStereoElement<?, ?> element) {
        return element.getConfigClass() == IStereoElement.AT;
    }

    /** Single bonds that do not turn, since their configuration is known. */
    static Set<IChemObject> axes(IAtomContainer molecule) {
        Set<IChemObject> axes = new HashSet<>();
        for (IStereoElement<?, ?> element : molecule.stereoElements()) {
            if (isAxis(element)) {
                axes.add(element.getFocus());
            }
        }
        return axes;
    }

    private static boolean isDoubleBond(IStereoElement<?, ?> element) {
        return element.getConfigClass() == IStereoElement.CT;
    }

    private static Stereocentre handed(IStereoElement<?, ?> element) {
        List<Integer> atoms = element.getCarriers().stream()
                .map(atom -> ((IAtom) atom).getIndex())
                .toList();
        return new Stereocentre(atoms, true, element.getConfigOrder() == IStereoElement.LEFT ? -1 : 1);
    }

    private static Stereocentre doubleBond(IStereoElement<?, ?> element) {
        IBond bond = (IBond) element.getFocus();
        IBond left = (IBond) element.getCarriers().get(0);
        IBond right = (IBond) element.getCarriers().get(1);
        IAtom begin = left.contains(bond.getBegin()) ? bond.getBegin() : bond.getEnd();
        IAtom end = bond.getOther(begin);
        List<Integer> atoms = List.of(
                left.getOther(begin).getIndex(),
                begin.getIndex(),
                end.getIndex(),
                right.getOther(end).getIndex());
        return new Stereocentre(atoms, false, element.getConfigOrder() == IStereoElement.TOGETHER ? 1 : -1);
    }
}
