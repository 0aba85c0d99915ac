package io.github.cdkdrift.molecule;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The cases of {@code test-data/golden/alignment.txt}: numbers by case and key. */
final class GoldenNumbers {
    private static final Map<String, Map<String, double[]>> CASES = read();

    private GoldenNumbers() {}

    static Map<String, double[]> get(String name) {
        return CASES.get(name);
    }

    private static Map<String, Map<String, double[]>> read() {
        Map<String, Map<String, double[]>> cases = new LinkedHashMap<>();
        String name = "";
        for (String line : lines()) {
            List<String> words = List.of(line.split(" "));
            if (words.get(0).equals("case")) {
                name = words.get(1);
                continue;
            }
            double[] numbers =
                    words.stream().skip(1).mapToDouble(Double::parseDouble).toArray();
            cases.computeIfAbsent(name, key -> new HashMap<>()).put(words.get(0), numbers);
        }
        return cases;
    }

    private static List<String> lines() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                GoldenNumbers.class.getResourceAsStream("/io/github/cdkdrift/data/golden/alignment.txt"),
                StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static int[] ints(double[] numbers, int from, int to) {
        return Arrays.stream(numbers, from, to).mapToInt(number -> (int) number).toArray();
    }
}
