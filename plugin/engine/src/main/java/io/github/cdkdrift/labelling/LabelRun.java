package io.github.cdkdrift.labelling;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.cdkdrift.molecule.MolecularGraph;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.openscience.cdk.interfaces.IAtom;

/**
 * What frames on disk must be of so that a run can go on from them: the molecule, the potential and all settings but the number of
 * frames.
 *
 * @param kind of file, and its version
 * @param formula of the molecule
 * @param structure SHA-256 of its elements, charges, bonds and configurations, in the order of its atoms
 * @param potential as it was asked for
 * @param settings of the run
 */
record LabelRun(String kind, String formula, String structure, String potential, LabellingSettings settings) {
    private static final String KIND = "cdkdrift label 1";
    private static final Gson GSON = new Gson();

    static LabelRun of(MolecularGraph graph, String potential, LabellingSettings settings) {
        return new LabelRun(KIND, graph.formula(), digest(graph), potential, settings.withFrames(1));
    }

    private static String digest(MolecularGraph graph) {
        StringBuilder text = new StringBuilder(Arrays.toString(graph.atomicNumbers()));
        for (IAtom atom : graph.container().atoms()) {
            text.append(' ').append(atom.getFormalCharge());
        }
        graph.bonds().forEach(bond -> text.append(Arrays.toString(bond)));
        graph.stereocentres().stream().map(Object::toString).sorted().forEach(text::append);
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** One line. */
    String toJson() {
        return GSON.toJson(json());
    }

    /** The settings stand beside the others. */
    private JsonObject json() {
        JsonObject json = GSON.toJsonTree(this).getAsJsonObject();
        JsonObject ofSettings = json.remove("settings").getAsJsonObject();
        ofSettings.remove("frames");
        ofSettings.entrySet().forEach(entry -> json.add(entry.getKey(), entry.getValue()));
        return json;
    }

    /**
     * What a line of another run says otherwise, each as {@code what: found …, expected …}; empty where it is the same run.
     *
     * @throws com.google.gson.JsonParseException if the line is no JSON object
     */
    List<String> differences(String line) {
        JsonObject found = Objects.requireNonNullElse(GSON.fromJson(line, JsonObject.class), new JsonObject());
        JsonObject expected = json();
        TreeSet<String> names = new TreeSet<>(found.keySet());
        names.addAll(expected.keySet());
        return names.stream()
                .filter(name -> !Objects.equals(found.get(name), expected.get(name)))
                .map(name -> name + ": found " + word(found.get(name)) + ", expected " + word(expected.get(name)))
                .toList();
    }

    private static String word(JsonElement value) {
        return value == null ? "nothing" : value.toString();
    }
}
