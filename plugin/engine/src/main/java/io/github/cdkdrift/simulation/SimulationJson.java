package io.github.cdkdrift.simulation;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;

/** A report as JSON, its components under their names; numbers that are none are {@code null}. */
final class SimulationJson {
    private static final JsonSerializer<Double> NUMBER = (value, type, context) -> json(value);
    private static final Gson GSON = new GsonBuilder()
            .setPrettyPrinting()
            .serializeNulls()
            .disableHtmlEscaping()
            .registerTypeAdapter(Double.class, NUMBER)
            .registerTypeAdapter(double.class, NUMBER)
            .create();

    private SimulationJson() {}

    private static JsonElement json(Double value) {
        return value == null || !Double.isFinite(value) ? JsonNull.INSTANCE : new JsonPrimitive(value);
    }

    static String of(SimulationReport report) {
        return GSON.toJson(report) + "\n";
    }
}
