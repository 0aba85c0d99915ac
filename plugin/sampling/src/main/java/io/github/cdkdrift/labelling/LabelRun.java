package io.github.cdkdrift.labelling;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import io.github.cdkdrift.journal.Journals;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.potential.PotentialChoice;
import io.github.cdkdrift.potential.Potentials;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.openscience.cdk.interfaces.IAtom;

/**
 * What frames on disk must be of so that a run can go on from them: the molecule, the potential with the content of its file, and all
 * settings but the number of frames.
 *
 * @param kind of file, and its version
 * @param formula of the molecule
 * @param structure SHA-256 of its elements, charges, bonds and configurations, in the order of its atoms
 * @param potential as it was asked for, with its solvent and whatever else goes with it
 * @param potentialFile SHA-256 of the file that it comes from; null where there is none
 * @param settings of the run
 */
record LabelRun(
        String kind,
        String formula,
        String structure,
        String potential,
        String potentialFile,
        LabellingSettings settings) {
    private static final String KIND = "cdkdrift label 2";
    private static final Gson GSON = new Gson();

    /** @throws IOException if the potential's file cannot be read */
    static LabelRun of(MolecularGraph graph, PotentialChoice potential, LabellingSettings settings) throws IOException {
        Optional<Path> file = Potentials.file(potential.name());
        String potentialFile = file.isPresent() ? Journals.digest(Files.readAllBytes(file.get())) : null;
        return new LabelRun(
                KIND, graph.formula(), structure(graph), potential.toString(), potentialFile, settings.withFrames(1));
    }

    private static String structure(MolecularGraph graph) {
        StringBuilder text = new StringBuilder(Arrays.toString(graph.atomicNumbers()));
        for (IAtom atom : graph.container().atoms()) {
            text.append(' ').append(atom.getFormalCharge());
        }
        graph.bonds().forEach(bond -> text.append(Arrays.toString(bond)));
        graph.stereocentres().stream().map(Object::toString).sorted().forEach(text::append);
        return Journals.digest(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** One line. */
    String toJson() {
        return GSON.toJson(json());
    }

    /** The settings stand beside the others. */
    JsonObject json() {
        JsonObject json = GSON.toJsonTree(this).getAsJsonObject();
        JsonObject ofSettings = json.remove("settings").getAsJsonObject();
        ofSettings.remove("frames");
        ofSettings.entrySet().forEach(entry -> json.add(entry.getKey(), entry.getValue()));
        return json;
    }
}
