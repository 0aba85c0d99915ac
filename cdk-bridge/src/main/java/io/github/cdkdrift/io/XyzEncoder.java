package io.github.cdkdrift.io;

import io.github.cdkdrift.ensemble.Conformer;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** XYZ, plain with a fixed number of decimals, or extended with numbers that read back as they were. */
final class XyzEncoder implements ConformerEncoder {
    private static final int BEFORE_DECIMALS = 6;

    private final String[] symbols;
    private final int decimals;
    private final boolean extended;
    private final String texts;

    private XyzEncoder(int[] atomicNumbers, int decimals, boolean extended, Map<String, String> texts) {
        this.symbols = new String[atomicNumbers.length];
        for (int i = 0; i < symbols.length; i++) {
            symbols[i] = ElementSymbols.symbol(atomicNumbers[i]);
        }
        this.decimals = decimals;
        this.extended = extended;
        this.texts = texts.entrySet().stream()
                .map(text -> key(text.getKey()) + "=\"" + text.getValue().replaceAll("[\"\\\\\\p{Cntrl}]", "'") + "\"")
                .collect(Collectors.joining(" "));
    }

    /** @param texts that stand in the comment of every frame */
    static XyzEncoder plain(int[] atomicNumbers, int decimals, Map<String, String> texts) {
        return new XyzEncoder(atomicNumbers, decimals, false, texts);
    }

    static XyzEncoder extended(int[] atomicNumbers) {
        return extended(atomicNumbers, Map.of());
    }

    /** @param texts that stand in the comment of every frame */
    static XyzEncoder extended(int[] atomicNumbers, Map<String, String> texts) {
        return new XyzEncoder(atomicNumbers, 0, true, texts);
    }

    private static String key(String name) {
        return name.replaceAll("[\\s\\p{Cntrl}=\"'\\\\{}\\[\\]]", "_");
    }

    @Override
    public void encode(Conformer conformer, RecordBuffer out) {
        beginFrame(out, false);
        appendProperties(conformer.properties(), out);
        atoms(conformer.positions(), null, out);
    }

    /** A frame with its labels, in kcal/mol and Å. */
    void encode(LabelledFrame frame, RecordBuffer out) {
        beginFrame(out, frame.forces() != null);
        OptionalDouble energy = frame.energy();
        appendProperties(energy.isPresent() ? Map.of("energy", energy.getAsDouble()) : Map.of(), out);
        atoms(frame.positions(), frame.forces(), out);
    }

    private void beginFrame(RecordBuffer out, boolean withForces) {
        out.number(symbols.length).letter('\n');
        if (extended) {
            out.text("Properties=species:S:1:pos:R:3").text(withForces ? ":forces:R:3" : "");
            out.text(" units=\"").text(ForceUnits.KCAL_MOL_ANGSTROM.label()).text("\" pbc=\"F F F\"");
        }
    }

    private void appendProperties(Map<String, Double> properties, RecordBuffer out) {
        out.text(extended && !texts.isEmpty() ? " " : "").text(texts);
        String separator = extended || !texts.isEmpty() ? " " : "";
        for (Map.Entry<String, Double> property : properties.entrySet()) {
            if (Double.isFinite(property.getValue())) {
                out.text(separator).text(key(property.getKey()));
                out.letter('=').number(property.getValue());
                separator = " ";
            }
        }
        out.letter('\n');
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
