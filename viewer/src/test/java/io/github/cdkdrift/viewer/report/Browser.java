package io.github.cdkdrift.viewer.report;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/** A headless Chromium, spoken to as W3C WebDriver has it (www.w3.org/TR/webdriver2) through chromedriver. */
final class Browser implements AutoCloseable {
    private static final Gson GSON = new Gson();
    private static final Pattern PORT = Pattern.compile("on port (\\d+)");
    private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process driver;
    private final String session;

    /** Skips the test where Chromium or its driver is not installed. */
    Browser() throws IOException {
        assumeTrue(installed("chromedriver") && installed("chromium"), "chromium and chromedriver are not installed");
        driver = new ProcessBuilder("chromedriver", "--port=0")
                .redirectErrorStream(true)
                .start();
        String address = "http://localhost:" + port() + "/session";
        Map<String, Object> options = Map.of(
                "args",
                List.of(
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-dev-shm-usage",
                        "--use-angle=swiftshader",
                        "--enable-unsafe-swiftshader",
                        "--window-size=1000,800"));
        JsonObject answer = send(
                        "POST",
                        address,
                        Map.of(
                                "capabilities",
                                Map.of(
                                        "alwaysMatch",
                                        Map.of(
                                                "browserName",
                                                "chrome",
                                                "goog:chromeOptions",
                                                options,
                                                "goog:loggingPrefs",
                                                Map.of("browser", "ALL", "performance", "ALL")))))
                .getAsJsonObject();
        session = address + "/" + answer.get("sessionId").getAsString();
    }

    private static boolean installed(String program) {
        for (String folder : System.getenv("PATH").split(File.pathSeparator, -1)) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }

    private String port() throws IOException {
        BufferedReader lines = driver.inputReader(StandardCharsets.UTF_8);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher matcher = PORT.matcher(line);
            if (line.contains("started") && matcher.find()) {
                return matcher.group(1);
            }
        }
        throw new IOException("chromedriver does not start");
    }

    void open(Path page) throws IOException {
        post("/url", Map.of("url", page.toUri().toString()));
    }

    void size(int width, int height) throws IOException {
        command(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    }

    /** Switches JavaScript of pages that are opened later. */
    void javaScript(boolean on) throws IOException {
        command("Emulation.setScriptExecutionDisabled", Map.of("value", !on));
    }

    /** Print layout or screen layout. */
    void medium(String medium) throws IOException {
        command("Emulation.setEmulatedMedia", Map.of("media", medium));
    }

    private void command(String name, Map<String, Object> parameters) throws IOException {
        post("/goog/cdp/execute", Map.of("cmd", name, "params", parameters));
    }

    /** The value of a script's {@code return}. */
    JsonElement run(String script) throws IOException {
        return post("/execute/sync", Map.of("script", script, "args", List.of()));
    }

    /** The value that a script hands to the function which is its last argument. */
    JsonElement await(String script) throws IOException {
        return post("/execute/async", Map.of("script", script, "args", List.of()));
    }

    void click(String selector) throws IOException {
        post("/element/" + element(selector) + "/click", Map.of());
    }

    void type(String selector, String keys) throws IOException {
        post("/element/" + element(selector) + "/value", Map.of("text", keys));
    }

    boolean shows(String selector) throws IOException {
        return send("GET", session + "/element/" + element(selector) + "/displayed", null)
                .getAsBoolean();
    }

    BufferedImage picture(String selector) throws IOException {
        return image(send("GET", session + "/element/" + element(selector) + "/screenshot", null));
    }

    BufferedImage screen() throws IOException {
        return image(send("GET", session + "/screenshot", null));
    }

    private static BufferedImage image(JsonElement base64) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(base64.getAsString())));
    }

    private String element(String selector) throws IOException {
        return post("/element", Map.of("using", "css selector", "value", selector))
                .getAsJsonObject()
                .get(ELEMENT)
                .getAsString();
    }

    /** What the console has said since the last call. */
    List<String> console() throws IOException {
        return log("browser").stream()
                .map(entry -> entry.get("level").getAsString() + " "
                        + entry.get("message").getAsString())
                .toList();
    }

    /** Addresses that were asked for since the last call. */
    List<String> requests() throws IOException {
        List<String> addresses = new ArrayList<>();
        for (JsonObject entry : log("performance")) {
            JsonObject message = JsonParser.parseString(entry.get("message").getAsString())
                    .getAsJsonObject()
                    .getAsJsonObject("message");
            if (message.get("method").getAsString().equals("Network.requestWillBeSent")) {
                addresses.add(message.getAsJsonObject("params")
                        .getAsJsonObject("request")
                        .get("url")
                        .getAsString());
            }
        }
        return addresses;
    }

    private List<JsonObject> log(String type) throws IOException {
        JsonArray entries = post("/se/log", Map.of("type", type)).getAsJsonArray();
        List<JsonObject> result = new ArrayList<>();
        entries.forEach(entry -> result.add(entry.getAsJsonObject()));
        return result;
    }

    private JsonElement post(String path, Map<String, Object> body) throws IOException {
        return send("POST", session + path, body);
    }

    private JsonElement send(String method, String address, Map<String, Object> body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .timeout(Duration.ofSeconds(60))
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(GSON.toJson(body)))
                .build();
        HttpResponse<String> response =
                client.sendAsync(request, HttpResponse.BodyHandlers.ofString()).join();
        if (response.statusCode() != 200) {
            throw new IOException(method + " " + address + ": " + response.body());
        }
        return JsonParser.parseString(response.body()).getAsJsonObject().get("value");
    }

    @Override
    public void close() throws IOException {
        try {
            send("DELETE", session, null);
        } finally {
            driver.destroy();
            driver.onExit().join();
        }
    }
}
