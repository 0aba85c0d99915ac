package io.github.cdkdrift.io;

import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.PropertyKeys;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.RecordData;
import io.github.cdkdrift.molecule.ShownText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** XYZ, plain with a fixed number of decimals, or extended with numbers that read back as they were. */
final class XyzEncoder implements ConformerEncoder {
    private static final int BEFORE_DECIMALS = 6;

    /** Keys that say how a frame is to be read. */
    private static final Set<String> RESERVED = Set.of("Properties", "properties", "units", "pbc", "Lattice");

    private final String[] symbols;
    private final int decimals;
    private final boolean extended;
    private final RecordData data;
    private final Map<String, String> texts;

    private XyzEncoder(
            int[] atomicNumbers, int decimals, boolean extended, RecordData data, Map<String, String> texts) {
        this.symbols = new String[atomicNumbers.length];
        for (int i = 0; i < symbols.length; i++) {
            symbols[i] = ElementSymbols.symbol(atomicNumbers[i]);
        }
        this.decimals = decimals;
        this.extended = extended;
        this.data = data;
        this.texts = new LinkedHashMap<>(texts);
    }

    /** @param texts that stand in the comment of every frame */
    static XyzEncoder plain(MolecularGraph graph, int decimals, Map<String, String> texts) {
        return new XyzEncoder(graph.atomicNumbers(), decimals, false, graph.data(), texts);
    }

    /** @param texts that stand in the comment of every frame */
    static XyzEncoder extended(MolecularGraph graph, Map<String, String> texts) {
        return new XyzEncoder(graph.atomicNumbers(), 0, true, graph.data(), texts);
    }

    /** For frames of elements alone. */
    static XyzEncoder extended(int[] atomicNumbers, Map<String, String> texts) {
        return new XyzEncoder(atomicNumbers, 0, true, RecordData.NONE, texts);
    }

    private static String key(String name) {
        return (RESERVED.contains(name) ? "input_" + name : name).replaceAll("[\\s\\p{Cntrl}=\"'\\\\{}\\[\\]]", "_");
    }

    @Override
    public void encode(Conformer conformer, RecordBuffer out) {
        RecordFields fields = RecordFields.of(conformer, data, texts);
        beginFrame(out, false, fields.unitsKnown());
        append(extended ? fields : fields.rounded(), out);
        atoms(conformer.positions(), null, out);
    }

    /**
     * A frame with its labels, in kcal/mol and Å.
     *
     * @param unitsKnown false where they are not known to be so
     */
    void encode(LabelledFrame frame, RecordData own, boolean unitsKnown, RecordBuffer out) {
        beginFrame(out, frame.forces() != null, unitsKnown);
        OptionalDouble energy = frame.energy();
        Map<String, Double> numbers = energy.isPresent() ? Map.of(PropertyKeys.ENERGY, energy.getAsDouble()) : Map.of();
        append(RecordFields.of(new Conformer(frame.positions(), numbers, Optional.of(own)), own, texts), out);
        atoms(frame.positions(), frame.forces(), out);
    }

    private void beginFrame(RecordBuffer out, boolean withForces, boolean unitsKnown) {
        out.number(symbols.length).letter('\n');
        if (extended) {
            out.text("Properties=species:S:1:pos:R:3").text(withForces ? ":forces:R:3" : "");
            if (unitsKnown) {
                out.text(" units=\"").text(ForceUnits.KCAL_MOL_ANGSTROM.label()).letter('"');
            }
            out.text(" pbc=\"F F F\"");
        }
    }

    private void append(RecordFields fields, RecordBuffer out) {
        String separator = extended ? " " : "";
        if (!fields.title().isEmpty()) {
            out.text(separator).text("name=").text(quoted(ShownText.line(fields.title())));
            separator = " ";
        }
        for (Map.Entry<String, String> text : fields.texts().entrySet()) {
            out.text(separator).text(key(text.getKey())).letter('=').text(quoted(text.getValue()));
            separator = " ";
        }
        for (Map.Entry<String, Double> number : fields.numbers().entrySet()) {
            out.text(separator).text(key(number.getKey())).letter('=').number(number.getValue());
            separator = " ";
        }
        out.letter('\n');
    }

    /** As ASE reads it: a backslash before quotes and backslashes; the end of a line becomes {@code \n}. */
    private static String quoted(String value) {
        return '"'
                + value.replaceAll("\\R", "\\\\n")
                        .replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replaceAll("\\p{Cc}", " ")
                + '"';
    }

    private void atoms(double[] positions, double[] forces, RecordBuffer out) {
        for (int atom = 0; atom < symbols.length; atom++) {
            out.text(symbols[atom]);
            triple(positions, atom, out);
            if (forces != null) {
                triple(forces, atom, out);
            }
            out.letter('\n');
        }
    }

    private void triple(double[] values, int atom, RecordBuffer out) {
        for (int axis = 0; axis < 3; axis++) {
            out.letter(' ');
            if (extended) {
                out.number(values[3 * atom + axis]);
            } else {
                out.fixed(values[3 * atom + axis], decimals, decimals + BEFORE_DECIMALS);
            }
        }
    }
}
