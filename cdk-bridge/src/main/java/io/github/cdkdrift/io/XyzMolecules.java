package io.github.cdkdrift.io;

import io.github.cdkdrift.molecule.MolecularGraph;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalInt;
import org.openscience.cdk.interfaces.IAtomContainer;

/** The frames of an XYZ or extended XYZ file, their bonds perceived from the coordinates. */
final class XyzMolecules implements MoleculeSource {
    private final ExtendedXyzReader reader;
    private final String source;
    private final OptionalInt charge;
    private final int unpaired;
    private boolean whole = true;
    private LabelledFrame frame;

    /** @param charge of each molecule; empty where its comment or its bonds say */
    XyzMolecules(Path file, OptionalInt charge, int unpaired) throws IOException, InputFormatException {
        this.unpaired = unpaired;
        this.charge = charge;
        this.reader = ExtendedXyzReader.open(file);
        this.source = file.toString();
    }

    @Override
    public boolean advance() throws IOException, InputFormatException {
        whole = false;
        frame = null;
        frame = reader.read();
        whole = true;
        return frame != null;
    }

    @Override
    public String content() {
        return reader.data() + "\n" + reader.chargeOr(charge) + "\n" + Arrays.toString(frame.atomicNumbers())
                + Arrays.toString(frame.positions());
    }

    @Override
    public String title() {
        return frame == null ? "" : reader.data().title();
    }

    @Override
    public IAtomContainer molecule() throws InputFormatException {
        MolecularGraph graph = Perception.of(
                source, place(), frame.atomicNumbers(), frame.positions(), reader.chargeOr(charge), unpaired);
        IAtomContainer molecule = graph.container(frame.positions());
        reader.data().putOn(molecule);
        return molecule;
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
}
