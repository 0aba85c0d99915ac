package io.github.cdkdrift.molecule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.vecmath.Point3d;
import org.openscience.cdk.config.Elements;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.graph.rebond.RebondTool;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;
import org.openscience.cdk.silent.SilentChemObjectBuilder;

/** Bonds from a geometry, all of them single. */
final class Connectivity {
    /** Largest covalent radius, shortest bond and slack beyond the sum of two radii, Å: the values that CDK's readers use. */
    private static final double MAX_COVALENT_RADIUS = 2.0;

    private static final double MIN_BOND_LENGTH = 0.5;
    private static final double BOND_TOLERANCE = 0.45;

    private Connectivity() {}

    /** Atoms with coordinates and single bonds; a hydrogen within reach of several atoms belongs to the nearest. */
    static IAtomContainer perceive(int[] atomicNumbers, double[] positions) throws CDKException {
        if (positions.length != 3 * atomicNumbers.length) {
            throw new IllegalArgumentException(
                    positions.length + " coordinates for " + atomicNumbers.length + " atoms");
        }
        for (double coordinate : positions) {
            if (!Double.isFinite(coordinate)) {
                throw new CDKException("found the coordinate " + coordinate + "; expected finite ones");
            }
        }
        IAtomContainer molecule = SilentChemObjectBuilder.getInstance().newAtomContainer();
        for (int i = 0; i < atomicNumbers.length; i++) {
            molecule.addAtom(atom(atomicNumbers[i], positions, i));
        }
        new RebondTool(MAX_COVALENT_RADIUS, MIN_BOND_LENGTH, BOND_TOLERANCE).rebond(molecule);
        for (IAtom atom : molecule.atoms()) {
            if (atom.getAtomicNumber() == 1) {
                keepShortestBond(molecule, atom);
            }
        }
        return molecule;
    }

    private static IAtom atom(int number, double[] positions, int index) throws CDKException {
        Elements element = Elements.ofNumber(number);
        if (element == Elements.Unknown || element.covalentRadius() == null) {
            throw new CDKException("no covalent radius is known for atomic number " + number
                    + "; give the molecule with its bonds instead of perceiving them");
        }
        IAtom atom = SilentChemObjectBuilder.getInstance().newAtom();
        atom.setAtomicNumber(number);
        atom.setImplicitHydrogenCount(0);
        atom.setFormalCharge(0);
        atom.setCovalentRadius(element.covalentRadius());
        atom.setPoint3d(new Point3d(positions[3 * index], positions[3 * index + 1], positions[3 * index + 2]));
        return atom;
    }

    private static void keepShortestBond(IAtomContainer molecule, IAtom hydrogen) {
        List<IBond> bonds = new ArrayList<>();
        hydrogen.bonds().forEach(bonds::add);
        bonds.sort(Comparator.comparingDouble(Connectivity::length));
        bonds.stream().skip(1).forEach(molecule::removeBond);
    }

    private static double length(IBond bond) {
        return bond.getBegin().getPoint3d().distance(bond.getEnd().getPoint3d());
    }
}
