package io.github.cdkdrift.evaluation;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The values that {@code test-data/golden/evaluation.py} computed. */
final class Golden {
    private Golden() {}

    static JsonObject evaluation() {
        try (Reader reader = new InputStreamReader(
                Golden.class.getResourceAsStream("/io/github/cdkdrift/data/golden/evaluation.json"),
                StandardCharsets.UTF_8)) {
            return JsonParser.parseReader(reader).getAsJsonObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static double[] numbers(JsonArray array) {
        return array.asList().stream().mapToDouble(JsonElement::getAsDouble).toArray();
    }
}
