package io.github.cdkdrift.io;

import io.github.cdkdrift.molecule.RecordData;
import io.github.cdkdrift.molecule.ShownText;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IStereoElement;
import org.openscience.cdk.io.SDFWriter;
import org.openscience.cdk.tools.manipulator.MolecularFormulaManipulator;

/**
 * Drawings: molecules whose hydrogens are counts, which are no conformers. They go from one SDF file into another as they are, with
 * title and data fields.
 */
public final class DrawingFiles {
    private static final String HEADER = "  cdkdrift          2D";

    private DrawingFiles() {}

    /** Whether the first molecule of an SDF or MOL file leaves hydrogens out; false for files of other formats. */
    public static boolean holdsDrawings(Path file) throws IOException, CDKException {
        if (!FileType.of(file, FileType.values()).equals(FileType.SDF)) {
            return false;
        }
        try (MoleculeSource molecules = new SdfMolecules(file, false)) {
            IAtomContainer first = molecules.next();
            return first != null
                    && StreamSupport.stream(first.atoms().spliterator(), false)
                            .anyMatch(atom ->
                                    atom.getImplicitHydrogenCount() != null && atom.getImplicitHydrogenCount() > 0);
        }
    }

    /**
     * Writes the drawings of a file into an SDF file.
     *
     * @return how many there are
     * @throws InputFormatException if a record cannot be read, or the other file is to have another format
     */
    public static int copy(Path from, Path to) throws IOException, CDKException {
        if (FileType.of(to, FileType.values()) != FileType.SDF) {
            throw new InputFormatException(
                    from.toString(),
                    "record 1",
                    "a drawing, which leaves hydrogens out",
                    "coordinates of all atoms, which " + to.getFileName()
                            + " is to have: the command generate makes conformers of drawings");
        }
        int count = 0;
        try (MoleculeSource molecules = new SdfMolecules(from, false);
                RecordFile file = RecordFile.create(to)) {
            RecordBuffer buffer = new RecordBuffer();
            for (IAtomContainer next = molecules.next(); next != null; next = molecules.next()) {
                buffer.text(record(next));
                file.write(buffer);
                count++;
            }
            file.commit();
        }
        return count;
    }

    private static String record(IAtomContainer molecule) throws CDKException {
        RecordData data = RecordData.of(molecule);
        String title = data.title().isEmpty()
                ? MolecularFormulaManipulator.getString(MolecularFormulaManipulator.getMolecularFormula(molecule))
                : ShownText.line(data.title());
        String fields = data.fields().entrySet().stream()
                .map(field -> DataFields.format(field.getKey(), field.getValue()))
                .collect(Collectors.joining());
        return title + "\n" + String.join("\n", table(molecule)) + "\n" + fields + "$$$$\n";
    }

    /** Without title and fields. V2000 cannot say which centres belong together. */
    private static List<String> table(IAtomContainer molecule) throws CDKException {
        boolean grouped = StreamSupport.stream(molecule.stereoElements().spliterator(), false)
                .mapToInt(IStereoElement::getGroupInfo)
                .anyMatch(group -> group != 0);
        StringWriter text = new StringWriter();
        try (SDFWriter writer = new SDFWriter(text)) {
            writer.setAlwaysV3000(grouped);
            writer.write(molecule);
        } catch (IOException e) {
            throw new CDKException("a text in memory could not be written", e);
        }
        List<String> lines = text.toString().lines().collect(Collectors.toList());
        lines.set(1, HEADER);
        return lines.subList(1, lines.indexOf("M  END") + 1);
    }
}
