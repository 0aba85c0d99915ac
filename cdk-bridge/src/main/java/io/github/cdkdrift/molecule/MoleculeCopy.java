package io.github.cdkdrift.molecule;

import javax.vecmath.Point3d;
import org.openscience.cdk.interfaces.IAtomContainer;

/** Copies of CDK molecules. */
final class MoleculeCopy {
    private MoleculeCopy() {}

    /** With all properties, in their order. */
    static IAtomContainer of(IAtomContainer molecule) {
        try {
            IAtomContainer copy = molecule.clone();
            // CDK's clone loses their order.
            copy.setProperties(null);
            molecule.getProperties().forEach(copy::setProperty);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("CDK molecules can be copied", e);
        }
    }

    /** Gives a molecule coordinates, [atoms · 3] Å. */
    static void place(IAtomContainer molecule, double[] positions) {
        for (int i = 0; i < molecule.getAtomCount(); i++) {
            molecule.getAtom(i).setPoint3d(new Point3d(positions[3 * i], positions[3 * i + 1], positions[3 * i + 2]));
        }
    }
}
