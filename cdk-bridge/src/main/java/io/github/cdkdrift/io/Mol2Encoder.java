package io.github.cdkdrift.io;

import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.ShownText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.io.Mol2Writer;

/** Tripos MOL2 as CDK's Mol2Writer has it, with our fields in comment lines before each molecule. */
final class Mol2Encoder implements ConformerEncoder {
    private final MolecularGraph graph;
    private final Map<String, String> texts;

    /** @throws CDKException if the format cannot express the molecule */
    Mol2Encoder(MolecularGraph graph, Map<String, String> texts) throws CDKException {
        this.graph = graph;
        this.texts = new LinkedHashMap<>(texts);
        try {
            record(graph.container(new double[3 * graph.atoms()]));
        } catch (RuntimeException e) {
            throw new CDKException(
                    "found that MOL2 cannot express " + graph.formula()
                            + ": CDK's Mol2Writer fails; expected another format",
                    e);
        }
    }

    @Override
    public void encode(Conformer conformer, RecordBuffer out) {
        RecordFields fields = RecordFields.of(conformer, graph.data(), texts).rounded();
        fields.texts().forEach((name, value) -> comment(name, value, out));
        fields.numbers().forEach((name, value) -> {
            out.text("# ").text(ShownText.line(name)).text(": ").number(value).letter('\n');
        });
        IAtomContainer molecule = graph.container(conformer.positions());
        String title = fields.title().isEmpty() ? graph.formula() : ShownText.line(fields.title());
        // The writer takes the identifier for the name, in a line of its own; one that begins with @ would begin
        // another part.
        molecule.setID(title.startsWith("@") || title.startsWith("#") ? "_" + title : title);
        try {
            out.raw(record(molecule));
        } catch (CDKException e) {
            throw new IllegalStateException("what could be written at first no longer can", e);
        }
    }

    private static void comment(String name, String value, RecordBuffer out) {
        value.lines().forEach(line -> out.text("# ")
                .text(ShownText.line(name))
                .text(": ")
                .text(ShownText.line(line))
                .letter('\n'));
    }

    private static byte[] record(IAtomContainer molecule) throws CDKException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Mol2Writer writer = new Mol2Writer(bytes)) {
            writer.write(molecule);
        } catch (IOException e) {
            throw new CDKException("a text in memory could not be written", e);
        }
        return bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8);
    }
}
