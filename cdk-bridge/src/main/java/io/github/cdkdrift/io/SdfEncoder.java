package io.github.cdkdrift.io;

import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.RecordData;
import io.github.cdkdrift.molecule.ShownText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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
    private final RecordData data;
    private final String formula;
    private final Map<String, String> texts;

    /** @param texts that stand in every record before its numbers */
    SdfEncoder(MolecularGraph graph, int decimals, Map<String, String> texts) throws CDKException {
        this.decimals = Math.max(decimals, LEAST_V3000_DECIMALS);
        this.v2000 = decimals > V2000_DECIMALS ? Optional.empty() : SdfTemplate.v2000(graph);
        this.v3000 = SdfTemplate.v3000(graph);
        this.data = graph.data();
        this.formula = graph.formula();
        this.texts = new LinkedHashMap<>(texts);
    }

    @Override
    public void encode(Conformer conformer, RecordBuffer out) {
        double[] positions = conformer.positions();
        boolean narrow = v2000.isPresent() && fitsV2000(positions);
        SdfTemplate template = narrow ? v2000.get() : v3000;
        RecordFields fields = RecordFields.of(conformer, data, texts).rounded();
        // CDK's reader of conformers takes no record without a title.
        out.text(fields.title().isEmpty() ? formula : oneLine(fields.title())).letter('\n');
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
        fields.texts().forEach((name, value) -> out.text(DataFields.format(name, value)));
        fields.numbers()
                .forEach((name, value) ->
                        out.text(DataFields.heading(name)).number(value).text("\n\n"));
        out.text("$$$$\n");
    }

    private static String oneLine(String title) {
        return ShownText.line(title);
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
}
