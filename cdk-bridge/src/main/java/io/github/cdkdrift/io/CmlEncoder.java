package io.github.cdkdrift.io;

import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.RecordData;
import io.github.cdkdrift.molecule.ShownText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.io.CMLWriter;

/** Molecules in one {@code cml} element: each as CDK's CMLWriter writes it, with the conformer's coordinates and properties. */
final class CmlEncoder implements ConformerEncoder {
    private static final String NAMESPACE = " xmlns=\"http://www.xml-cml.org/schema\"";
    private static final String START = "<molecule";
    private static final String IDENTIFIER = " id=\"m1\"";
    private static final Pattern COORDINATE = Pattern.compile(" [xyz]3=\"([^\"]*)\"");
    private static final String END = "</molecule>";

    /** What stands before each coordinate, and at last what stands behind them all. */
    private final List<byte[]> parts = new ArrayList<>();

    private final RecordData data;
    private final Map<String, String> texts;
    private long number;

    /**
     * @param before how many molecules the document has already: each has a number of its own
     * @param texts that stand in every record before its numbers
     */
    CmlEncoder(MolecularGraph graph, long before, Map<String, String> texts) throws CDKException {
        number = before;
        data = graph.data();
        this.texts = new LinkedHashMap<>(texts);
        String molecule = molecule(graph);
        // The opening tag with an identifier of its own for each molecule, and the closing tag, are written by encode.
        String body = molecule.substring(molecule.indexOf(START) + START.length(), molecule.indexOf(END))
                .replace(NAMESPACE, "")
                .replace(IDENTIFIER, "");
        Matcher coordinates = COORDINATE.matcher(body);
        int done = 0;
        while (coordinates.find()) {
            parts.add(body.substring(done, coordinates.start(1)).getBytes(StandardCharsets.UTF_8));
            done = coordinates.end(1);
        }
        parts.add(body.substring(done).getBytes(StandardCharsets.UTF_8));
        if (parts.size() != 3 * graph.atoms() + 1) {
            throw new IllegalStateException("CDK's CMLWriter wrote " + (parts.size() - 1) + " coordinates");
        }
    }

    private static String molecule(MolecularGraph graph) throws CDKException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CMLWriter writer = new CMLWriter(bytes)) {
            IAtomContainer molecule = graph.container(new double[3 * graph.atoms()]);
            molecule.setProperties(null);
            writer.write(molecule);
        } catch (IOException e) {
            throw new CDKException("a text in memory could not be written", e);
        }
        return bytes.toString(StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
    }

    static void begin(RecordBuffer out) {
        out.text("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<cml").text(NAMESPACE);
        out.text(
                " xmlns:cdk=\"http://cdk.sourceforge.net/dict/cdk/\" xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\">\n");
    }

    @Override
    public void encode(Conformer conformer, RecordBuffer out) {
        RecordFields fields = RecordFields.of(conformer, data, texts).rounded();
        out.text(START).text(" id=\"m").text(Long.toString(++number)).letter('"');
        if (!fields.title().isEmpty()) {
            out.text(" title=\"").text(escape(ShownText.line(fields.title()))).letter('"');
        }
        for (int i = 0; i < conformer.positions().length; i++) {
            out.raw(parts.get(i)).number(conformer.positions()[i]);
        }
        out.raw(parts.get(parts.size() - 1));
        fields.texts().forEach((name, value) -> {
            begin(name, "string", out);
            out.text(escape(value)).text("</scalar>\n");
        });
        fields.numbers().forEach((name, value) -> {
            begin(name, "double", out);
            out.number(value).text("</scalar>\n");
        });
        out.text(END).letter('\n');
    }

    private static void begin(String name, String type, RecordBuffer out) {
        out.text("  <scalar dictRef=\"cdk:molecularProperty\" title=\"").text(escape(name));
        out.text("\" dataType=\"xsd:").text(type).text("\">");
    }

    static void end(RecordBuffer out) {
        out.text("</cml>\n");
    }

    private static String escape(String text) {
        return text.replaceAll("[\\p{Cc}&&[^\t\n]]", "_")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("\"", "&quot;");
    }
}
