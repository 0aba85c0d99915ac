package io.github.cdkdrift.model;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.github.cdkdrift.archive.SealedArchive;
import io.github.cdkdrift.io.InputFormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** All names and values of the JSON entries of a file, so that none is lost unseen when a component of a record gets another name. */
public final class StoredNames {
    private StoredNames() {}

    /** By where they stand, as {@code model.json/settings/seed}; without the version of the format. */
    public static Map<String, String> of(Path file) throws IOException, InputFormatException {
        Map<String, String> names = new LinkedHashMap<>();
        for (Map.Entry<String, byte[]> entry :
                SealedArchive.read(file, "one of ours").entrySet()) {
            if (entry.getKey().endsWith(".json")) {
                add(
                        entry.getKey(),
                        JsonParser.parseString(new String(entry.getValue(), StandardCharsets.UTF_8)),
                        names);
                names.remove(entry.getKey() + "/formatVersion");
            }
        }
        return names;
    }

    private static void add(String place, JsonElement element, Map<String, String> names) {
        if (element.isJsonObject()) {
            element.getAsJsonObject()
                    .entrySet()
                    .forEach(field -> add(place + "/" + field.getKey(), field.getValue(), names));
        } else if (element.isJsonArray()) {
            for (int i = 0; i < element.getAsJsonArray().size(); i++) {
                add(place + "/" + i, element.getAsJsonArray().get(i), names);
            }
        } else {
            names.put(place, element.toString());
        }
    }
}
