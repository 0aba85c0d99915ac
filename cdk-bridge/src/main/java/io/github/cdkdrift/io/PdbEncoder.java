package io.github.cdkdrift.io;

import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.ShownText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.io.PDBWriter;

/** PDB as CDK's PDBWriter has it: HETATM and CONECT records, each conformer a model, our fields as remarks before it. */
final class PdbEncoder implements ConformerEncoder {
    private static final int MOST_ATOMS = 99_999;
    private static final int WIDTH = 68;
    private static final int CHARGE = 78;

    private final MolecularGraph graph;
    private final Map<String, String> texts;
    private long number;

    /**
     * @param before how many models the file has already
     * @throws CDKException if the format cannot express the molecule
     */
    PdbEncoder(MolecularGraph graph, long before, Map<String, String> texts) throws CDKException {
        if (graph.atoms() > MOST_ATOMS) {
            throw new CDKException("found " + graph.atoms() + " atoms; expected at most " + MOST_ATOMS + " in PDB");
        }
        this.graph = graph;
        this.number = before;
        this.texts = new LinkedHashMap<>(texts);
    }

    @Override
    public void encode(Conformer conformer, RecordBuffer out) {
        RecordFields fields = RecordFields.of(conformer, graph.data(), texts).rounded();
        remark(fields.title().isEmpty() ? graph.formula() : fields.title(), out);
        fields.texts().forEach((name, value) -> value.lines().forEach(line -> remark(name + ": " + line, out)));
        fields.numbers().forEach((name, value) -> {
            out.text("REMARK     ")
                    .text(ShownText.line(name))
                    .text(": ")
                    .number(value)
                    .letter('\n');
        });
        out.text(String.format(Locale.ROOT, "MODEL     %4d%n", ++number).replace("\r\n", "\n"));
        out.text(record(graph.container(conformer.positions()))).text("ENDMDL\n");
    }

    private static void remark(String text, RecordBuffer out) {
        String line = ShownText.line(text);
        out.text("REMARK     ")
                .text(line.length() > WIDTH ? line.substring(0, WIDTH) : line)
                .letter('\n');
    }

    private static String record(IAtomContainer molecule) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PDBWriter writer = new PDBWriter(bytes)) {
            writer.writeMolecule(molecule);
        } catch (IOException | CDKException e) {
            throw new IllegalStateException("a text in memory could not be written", e);
        }
        return bytes.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("HETATM") || line.startsWith("ATOM") || line.startsWith("CONECT"))
                .map(PdbEncoder::standard)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** Charges stand in columns 79 and 80 as a digit and a sign, none where it is 0; no atom here is one of a polymer. */
    private static String standard(String line) {
        if (line.startsWith("CONECT")) {
            return line;
        }
        String rest = line.length() > CHARGE ? line.substring(CHARGE).strip() : "";
        String charge = rest.matches("[+-][1-9]") ? rest.substring(1) + rest.charAt(0) : "";
        return "HETATM" + line.substring("HETATM".length(), Math.min(CHARGE, line.length())) + charge;
    }

    static void end(RecordBuffer out) {
        out.text("END\n");
    }
}
