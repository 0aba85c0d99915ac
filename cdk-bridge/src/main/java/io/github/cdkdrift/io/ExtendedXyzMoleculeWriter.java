package io.github.cdkdrift.io;

import io.github.cdkdrift.ensemble.PropertyKeys;
import io.github.cdkdrift.molecule.RecordData;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import javax.vecmath.Point3d;
import javax.vecmath.Vector3d;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IAtomContainerSet;
import org.openscience.cdk.interfaces.IChemFile;
import org.openscience.cdk.interfaces.IChemObject;
import org.openscience.cdk.io.DefaultChemObjectWriter;
import org.openscience.cdk.io.formats.IResourceFormat;
import org.openscience.cdk.tools.manipulator.ChemFileManipulator;

/**
 * Extended XYZ for CDK's {@code WriterFactory}: a frame for each molecule of an {@link IChemFile} or an {@link IAtomContainerSet}, or for an
 * {@link IAtomContainer}, all atoms with 3D coordinates. What {@link ExtendedXyzMoleculeReader} reads is written: the property {@value
 * ExtendedXyzMoleculeReader#ENERGY}, a number in kcal/mol, the property {@value ExtendedXyzMoleculeReader#FORCE} of each atom, a {@link
 * Vector3d} in kcal/mol/Å, title and plain properties.
 */
public final class ExtendedXyzMoleculeWriter extends DefaultChemObjectWriter {
    private Sink sink = text -> {
        throw new IOException("nothing to write to; expected setWriter before");
    };
    private Closeable target = () -> {};

    private interface Sink {
        void put(byte[] text) throws IOException;
    }

    /** A writer without output, as CDK makes it. */
    public ExtendedXyzMoleculeWriter() {}

    @Override
    public void setWriter(OutputStream output) {
        sink = output::write;
        target = output;
    }

    @Override
    public void setWriter(Writer output) {
        sink = text -> output.write(new String(text, StandardCharsets.UTF_8));
        target = output;
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
    public void write(IChemObject object) throws CDKException {
        if (object instanceof IAtomContainer molecule) {
            put(molecule);
        } else if (object instanceof IAtomContainerSet set) {
            for (IAtomContainer molecule : set.atomContainers()) {
                put(molecule);
            }
        } else if (object instanceof IChemFile file) {
            for (IAtomContainer molecule : ChemFileManipulator.getAllAtomContainers(file)) {
                put(molecule);
            }
        } else {
            throw new CDKException("extended XYZ holds a file, a set of molecules or a molecule, not "
                    + object.getClass().getName());
        }
    }

    private void put(IAtomContainer molecule) throws CDKException {
        int atoms = molecule.getAtomCount();
        int[] elements = new int[atoms];
        double[] positions = new double[3 * atoms];
        double[] forces = hasForces(molecule) ? new double[3 * atoms] : null;
        for (int i = 0; i < atoms; i++) {
            IAtom atom = molecule.getAtom(i);
            Point3d point = atom.getPoint3d();
            Integer element = atom.getAtomicNumber();
            if (point == null || element == null || element < 1) {
                throw new CDKException("atom " + (i + 1) + ": found no "
                        + (point == null ? "3D coordinates" : "element") + "; extended XYZ needs both");
            }
            elements[i] = element;
            double[] position = {point.x, point.y, point.z};
            System.arraycopy(position, 0, positions, 3 * i, 3);
            if (forces != null) {
                Vector3d force = atom.getProperty(ExtendedXyzMoleculeReader.FORCE);
                double[] pull = {force.x, force.y, force.z};
                System.arraycopy(pull, 0, forces, 3 * i, 3);
            }
        }
        requireFinite(positions, forces);
        try {
            sink.put(text(new LabelledFrame(elements, positions, forces, energy(molecule)), data(molecule)));
        } catch (IOException e) {
            throw new CDKException("extended XYZ could not be written: " + e.getMessage(), e);
        }
    }

    private static boolean hasForces(IAtomContainer molecule) {
        for (IAtom atom : molecule.atoms()) {
            if (!(atom.getProperty(ExtendedXyzMoleculeReader.FORCE) instanceof Vector3d)) {
                return false;
            }
        }
        return !molecule.isEmpty();
    }

    private static void requireFinite(double[]... arrays) throws CDKException {
        for (double[] array : arrays) {
            for (int i = 0; array != null && i < array.length; i++) {
                if (!Double.isFinite(array[i])) {
                    throw new CDKException("atom " + (i / 3 + 1) + ": found " + array[i] + "; expected finite numbers");
                }
            }
        }
    }

    private static OptionalDouble energy(IAtomContainer molecule) {
        Object energy = molecule.getProperty(PropertyKeys.ENERGY);
        return energy instanceof Number number && Double.isFinite(number.doubleValue())
                ? OptionalDouble.of(number.doubleValue())
                : OptionalDouble.empty();
    }

    /** Without the energy, which has a place of its own. */
    private static RecordData data(IAtomContainer molecule) {
        RecordData all = RecordData.of(molecule);
        Map<String, String> fields = new LinkedHashMap<>(all.fields());
        if (energy(molecule).isPresent()) {
            fields.remove(PropertyKeys.ENERGY);
        }
        return new RecordData(all.title(), fields);
    }

    private static byte[] text(LabelledFrame frame, RecordData data) throws IOException {
        RecordBuffer buffer = new RecordBuffer();
        boolean labelled = frame.forces() != null || frame.energy().isPresent();
        XyzEncoder.extended(frame.atomicNumbers(), Map.of()).encode(frame, data, labelled, buffer);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        buffer.writeTo(bytes);
        return bytes.toByteArray();
    }

    @Override
    public void close() throws IOException {
        target.close();
    }
}
