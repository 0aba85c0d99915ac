package io.github.cdkdrift.model;

import io.github.cdkdrift.io.DataFields;
import io.github.cdkdrift.io.InputFormatException;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.RecordData;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.io.MDLV2000Reader;
import org.openscience.cdk.io.MDLV2000Writer;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.stereo.StereoElementFactory;

/**
 * A molecule with one geometry as the text of an MDL V2000 file; the geometry carries the stereochemistry. V3000 would not do:
 * CDK moves the hydrogens of such a record to the end.
 */
final class MoleculeRecord {
    private MoleculeRecord() {}

    /** @param positions [atoms · 3] Å */
    static String encode(MolecularGraph graph, double[] positions) throws IOException {
        StringWriter text = new StringWriter();
        try (MDLV2000Writer writer = new MDLV2000Writer(text)) {
            writer.write(graph.container(positions));
        } catch (CDKException e) {
            throw new IOException("CDK cannot write the molecule: " + e.getMessage(), e);
        }
        // CDK cuts long titles.
        String title = graph.data().title();
        StringBuilder record =
                new StringBuilder(withoutTime(title + text.toString().replaceFirst("^[^\\n]*", "")));
        graph.data().fields().forEach((name, value) -> record.append(DataFields.format(name, value)));
        return record.toString();
    }

    /** CDK writes the time into the second line; the same model has to give the same bytes. */
    private static String withoutTime(String record) {
        int begin = record.indexOf('\n') + 1;
        return record.substring(0, begin) + "  cdkdrift" + record.substring(record.indexOf('\n', begin));
    }

    static MolecularGraph decode(Path file, String entry, String text) throws InputFormatException {
        try (MDLV2000Reader reader = new MDLV2000Reader(new StringReader(text))) {
            IAtomContainer molecule =
                    reader.read(SilentChemObjectBuilder.getInstance().newAtomContainer());
            molecule.setProperties(null);
            List<String> lines = text.lines().toList();
            new RecordData(lines.get(0), DataFields.parse(lines)).putOn(molecule);
            molecule.setStereoElements(
                    StereoElementFactory.using3DCoordinates(molecule).createAll());
            return MolecularGraph.of(molecule);
        } catch (CDKException | IOException | RuntimeException e) {
            throw new InputFormatException(
                    file.toString(),
                    "entry " + entry,
                    "text that CDK cannot read: " + e.getMessage(),
                    "an MDL V2000 molecule",
                    e);
        }
    }
}
