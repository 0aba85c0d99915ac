package io.github.cdkdrift.io;

import io.github.cdkdrift.molecule.MolecularGraph;
import java.io.IOException;
import java.nio.file.Path;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtomContainer;

/** The frames of an XYZ or extended XYZ file, their bonds perceived from the coordinates. */
final class XyzMolecules implements Molecules {
    private final ExtendedXyzReader reader;
    private final String source;
    private boolean whole = true;

    XyzMolecules(Path file) throws IOException, InputFormatException {
        this.reader = ExtendedXyzReader.open(file);
        this.source = file.toString();
    }

    @Override
    public IAtomContainer next() throws IOException, InputFormatException {
        whole = false;
        LabelledFrame frame = reader.read();
        whole = true;
        if (frame == null) {
            return null;
        }
        try {
            MolecularGraph graph = MolecularGraph.perceive(frame.atomicNumbers(), frame.positions());
            if (graph.bondOrdersKnown()) {
                IAtomContainer molecule = graph.container(frame.positions());
                reader.data().putOn(molecule);
                return molecule;
            }
        } catch (CDKException e) {
            throw error(e.getMessage(), e);
        }
        throw error("atoms to which no bond orders without radicals could be given", null);
    }

    @Override
    public String place() {
        return reader.place();
    }

    /** Where a frame ends is known only if all of it could be read. */
    @Override
    public boolean goesOn() {
        return whole;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private InputFormatException error(String found, CDKException cause) {
        return new InputFormatException(
                source,
                place(),
                found,
                "coordinates in Å of one connected molecule with all its hydrogens; an SDF or a SMILES states bonds",
                cause);
    }
}
