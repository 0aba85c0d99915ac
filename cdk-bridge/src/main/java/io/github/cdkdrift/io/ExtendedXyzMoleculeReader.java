package io.github.cdkdrift.io;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import javax.vecmath.Point3d;
import javax.vecmath.Vector3d;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IAtomContainerSet;
import org.openscience.cdk.interfaces.IChemFile;
import org.openscience.cdk.interfaces.IChemModel;
import org.openscience.cdk.interfaces.IChemObject;
import org.openscience.cdk.interfaces.IChemSequence;
import org.openscience.cdk.io.DefaultChemObjectReader;
import org.openscience.cdk.io.formats.IResourceFormat;

/**
 * Extended XYZ for CDK's {@code ReaderFactory}. Reads an {@link IChemFile} (one model a frame), an {@link IAtomContainerSet} (all
 * frames), or an {@link IAtomContainer} (the next frame, null after the last). Molecules have no bonds; the energy in kcal/mol is
 * their property {@value #ENERGY}, the force in kcal/mol/Å, a {@link Vector3d}, the property {@value #FORCE} of each atom.
 */
public final class ExtendedXyzMoleculeReader extends DefaultChemObjectReader {
    public static final String ENERGY = "energy";
    public static final String FORCE = "force";

    private static final String SOURCE = "extended XYZ";

    private ExtendedXyzReader frames = ExtendedXyzReader.of(new ByteArrayInputStream(new byte[0]), SOURCE);

    /** A reader without input, as CDK makes it. */
    public ExtendedXyzMoleculeReader() {}

    @Override
    public void setReader(InputStream input) {
        frames = ExtendedXyzReader.of(input, SOURCE);
    }

    @Override
    public void setReader(Reader input) {
        setReader(new Utf8Stream(input));
    }

    @Override
    public IResourceFormat getFormat() {
        return ExtendedXyzFormat.getInstance();
    }

    @Override
    public boolean accepts(Class<? extends IChemObject> type) {
        return IChemFile.class.isAssignableFrom(type)
                || IAtomContainerSet.class.isAssignableFrom(type)
                || IAtomContainer.class.isAssignableFrom(type);
    }

    @Override
    public <T extends IChemObject> T read(T object) throws CDKException {
        if (object instanceof IAtomContainer molecule) {
            return fill(molecule) ? object : null;
        }
        if (object instanceof IAtomContainerSet set) {
            for (IAtomContainer next = next(object); next != null; next = next(object)) {
                set.addAtomContainer(next);
            }
            return object;
        }
        if (object instanceof IChemFile file) {
            file.addChemSequence(sequence(object));
            return object;
        }
        throw new CDKException("extended XYZ can be read into a file, a set of molecules or a molecule, not into "
                + object.getClass().getName());
    }

    private IChemSequence sequence(IChemObject like) throws CDKException {
        IChemSequence sequence = like.getBuilder().newInstance(IChemSequence.class);
        for (IAtomContainer next = next(like); next != null; next = next(like)) {
            IAtomContainerSet set = like.getBuilder().newInstance(IAtomContainerSet.class);
            set.addAtomContainer(next);
            IChemModel model = like.getBuilder().newInstance(IChemModel.class);
            model.setMoleculeSet(set);
            sequence.addChemModel(model);
        }
        return sequence;
    }

    private IAtomContainer next(IChemObject like) throws CDKException {
        IAtomContainer molecule = like.getBuilder().newAtomContainer();
        return fill(molecule) ? molecule : null;
    }

    private boolean fill(IAtomContainer molecule) throws CDKException {
        LabelledFrame frame;
        try {
            frame = frames.read();
        } catch (IOException e) {
            throw new CDKException(SOURCE + " could not be read: " + e.getMessage(), e);
        }
        if (frame == null) {
            return false;
        }
        for (int i = 0; i < frame.atomicNumbers().length; i++) {
            IAtom atom =
                    molecule.getBuilder().newInstance(IAtom.class, ElementSymbols.symbol(frame.atomicNumbers()[i]));
            double[] position = triple(frame.positions(), i);
            atom.setPoint3d(new Point3d(position));
            if (frame.forces() != null) {
                atom.setProperty(FORCE, new Vector3d(triple(frame.forces(), i)));
            }
            molecule.addAtom(atom);
        }
        frame.energy().ifPresent(energy -> molecule.setProperty(ENERGY, energy));
        fireFrameRead();
        return true;
    }

    private static double[] triple(double[] values, int atom) {
        return new double[] {values[3 * atom], values[3 * atom + 1], values[3 * atom + 2]};
    }

    @Override
    public void close() throws IOException {
        frames.close();
    }

    /** The bytes of a text, since frames are parsed from bytes. */
    private static final class Utf8Stream extends InputStream {
        private final Reader reader;
        private final char[] letters = new char[1 << 13];
        private ByteArrayInputStream bytes = new ByteArrayInputStream(new byte[0]);

        Utf8Stream(Reader reader) {
            this.reader = reader;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (bytes.available() == 0) {
                int count = reader.read(letters);
                if (count < 0) {
                    return -1;
                }
                bytes = new ByteArrayInputStream(new String(letters, 0, count).getBytes(StandardCharsets.UTF_8));
            }
            return bytes.read(target, offset, length);
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
