package io.github.cdkdrift.io;

import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.molecule.MolecularGraph;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.openscience.cdk.exception.CDKException;

/**
 * SDF records: CDK's record of the molecule with the conformer's coordinates and properties put in. V2000 has four decimals in
 * ten columns; CDK drops the leading digits of what is wider, so such conformers become V3000.
 */
final class SdfEncoder implements ConformerEncoder {
    private static final int V2000_DECIMALS = 4;
    private static final int V2000_WIDTH = 10;
    private static final double V2000_LIMIT = 9999.99995;
    private static final int LEAST_V3000_DECIMALS = 5;

    private final int decimals;
    private final Optional<SdfTemplate> v2000;
    private final SdfTemplate v3000;
    private final String texts;

    /** @param texts that stand in every record before its numbers */
    SdfEncoder(MolecularGraph graph, int decimals, Map<String, String> texts) throws CDKException {
        this.decimals = Math.max(decimals, LEAST_V3000_DECIMALS);
        this.v2000 = decimals > V2000_DECIMALS ? Optional.empty() : SdfTemplate.v2000(graph);
        this.v3000 = SdfTemplate.v3000(graph);
        this.texts = texts.entrySet().stream()
                .map(text -> field(text.getKey()) + text.getValue().replaceAll("\\p{Cntrl}", " ") + "\n\n")
                .collect(Collectors.joining());
    }

    private static String field(String name) {
        return "> <" + name.replaceAll("[-<>.=% \\p{Cntrl}]", "_") + ">\n";
    }

    @Override
    public void encode(Conformer conformer, RecordBuffer out) {
        double[] positions = conformer.positions();
        boolean narrow = v2000.isPresent() && fitsV2000(positions);
        SdfTemplate template = narrow ? v2000.get() : v3000;
        out.raw(template.head());
        for (int atom = 0; atom < template.after().length; atom++) {
            out.raw(template.before()[atom]);
            if (narrow) {
                fixedColumns(positions, 3 * atom, out);
            } else {
                freeColumns(positions, 3 * atom, out);
            }
            out.raw(template.after()[atom]);
        }
        out.raw(template.tail());
        out.text(texts);
        appendProperties(conformer.properties(), out);
        out.text("$$$$\n");
    }

    private static void fixedColumns(double[] positions, int offset, RecordBuffer out) {
        for (int i = offset; i < offset + 3; i++) {
            out.fixed(positions[i], V2000_DECIMALS, V2000_WIDTH);
        }
    }

    private void freeColumns(double[] positions, int offset, RecordBuffer out) {
        out.fixed(positions[offset], decimals, 0).letter(' ');
        out.fixed(positions[offset + 1], decimals, 0).letter(' ');
        out.fixed(positions[offset + 2], decimals, 0);
    }

    private static boolean fitsV2000(double[] positions) {
        for (double coordinate : positions) {
            if (Math.abs(coordinate) >= V2000_LIMIT) {
                return false;
            }
        }
        return true;
    }

    private static void appendProperties(Map<String, Double> properties, RecordBuffer out) {
        for (Map.Entry<String, Double> property : properties.entrySet()) {
            if (Double.isFinite(property.getValue())) {
                out.text(field(property.getKey()));
                out.number(property.getValue()).text("\n\n");
            }
        }
    }
}
