package io.github.cdkdrift.cli;

import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.ensemble.PropertyKeys;
import io.github.cdkdrift.io.ConformerPieces;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openscience.cdk.exception.CDKException;

/** Keeps the conformers of a record's molecules as text and numbers. */
final class TextSink implements MoleculeWork.Sink {
    private static final String ENERGY = PropertyKeys.ENERGY;

    /**
     * Those of one molecule.
     *
     * @param records as they stand in a file
     * @param elements atomic numbers, [atoms]
     * @param energies [conformers] kcal/mol; null where there is none
     * @param coordinates [conformers][atoms · 3] Å
     */
    record Conformers(String records, int[] elements, List<Double> energies, List<float[]> coordinates) {}

    private final ConformerPieces pieces;
    private final List<Conformers> taken = new ArrayList<>();

    TextSink(ConformerPieces pieces) {
        this.pieces = pieces;
    }

    @Override
    public void take(int line, ConformerEnsemble written, Map<String, String> texts, long before)
            throws IOException, CDKException {
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        pieces.write(records, written, texts, before);
        List<Double> energies = new ArrayList<>();
        List<float[]> coordinates = new ArrayList<>();
        for (Conformer conformer : written.conformers()) {
            energies.add(conformer.properties().get(ENERGY));
            float[] positions = new float[conformer.positions().length];
            for (int i = 0; i < positions.length; i++) {
                positions[i] = (float) conformer.positions()[i];
            }
            coordinates.add(positions);
        }
        fill(line);
        taken.add(new Conformers(
                records.toString(StandardCharsets.UTF_8), written.graph().atomicNumbers(), energies, coordinates));
    }

    /** Lines before that have none. */
    private void fill(int line) {
        while (taken.size() < line) {
            taken.add(null);
        }
    }

    /** One for each line, null where it has none. */
    List<Conformers> conformers(int lines) {
        fill(lines);
        return taken;
    }
}
