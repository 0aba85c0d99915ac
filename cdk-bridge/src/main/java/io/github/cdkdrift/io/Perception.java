package io.github.cdkdrift.io;

import io.github.cdkdrift.molecule.MolecularGraph;
import java.util.OptionalInt;
import org.openscience.cdk.exception.CDKException;

/** Molecules from coordinates alone, with bond orders and charges that leave no electron unpaired. */
final class Perception {
    private Perception() {}

    /**
     * The molecule of a geometry.
     *
     * @param charge of the whole; empty where nothing states it
     * @throws InputFormatException if the atoms make no molecule, or none of closed shells
     */
    static MolecularGraph of(String source, String place, int[] atomicNumbers, double[] positions, OptionalInt charge)
            throws InputFormatException {
        return of(source, place, atomicNumbers, positions, charge, 0);
    }

    /** The same with so many unpaired electrons. */
    static MolecularGraph of(
            String source, String place, int[] atomicNumbers, double[] positions, OptionalInt charge, int unpaired)
            throws InputFormatException {
        MolecularGraph graph;
        try {
            graph = MolecularGraph.perceive(atomicNumbers, positions, charge, unpaired);
        } catch (CDKException | IllegalArgumentException e) {
            throw new InputFormatException(
                    source,
                    place,
                    "atoms that make no molecule: " + e.getMessage(),
                    "coordinates in Å of one connected molecule with all its hydrogens; an SDF or a SMILES states bonds",
                    e);
        }
        if (!graph.bondOrdersKnown()) {
            throw new InputFormatException(
                    source,
                    place,
                    (unpaired == 0
                                    ? "atoms to which no bond orders without radicals could be given"
                                    : "atoms to which no bond orders with " + unpaired
                                            + " unpaired electrons could be given")
                            + (charge.isPresent() ? " at a charge of " + charge.getAsInt() : ", taken to be neutral"),
                    "the charge of an ion (--charge), the unpaired electrons of a radical (--unpaired), or a file or SMILES that states the bonds");
        }
        return graph;
    }
}
