package io.github.cdkdrift.io;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Damage to valid files: bytes changed, cut, doubled or put in, numbers made absurd. The same seed gives the same damage. */
final class Mutations {
    private static final String[] ABSURD = {
        "999999999",
        "-1",
        "0",
        "1e308",
        "NaN",
        "inf",
        "99999999999999999999",
        "",
        "\n",
        " ",
        "\0",
        "é",
        "%",
        "$$$$\n",
        "<",
        "'",
        "\""
    };

    private final Random random;

    Mutations(long seed) {
        this.random = new Random(seed);
    }

    /** A file with one to three damages. */
    byte[] mutate(byte[] valid) {
        byte[] result = valid;
        for (int i = random.nextInt(3); i >= 0; i--) {
            result = damage(result);
        }
        return result;
    }

    private byte[] damage(byte[] bytes) {
        if (bytes.length == 0) {
            return bytes;
        }
        int at = random.nextInt(bytes.length);
        return switch (random.nextInt(6)) {
            case 0 -> changed(bytes, at, (byte) random.nextInt(256));
            case 1 -> changed(bytes, at, (byte) (bytes[at] ^ 1 << random.nextInt(8)));
            case 2 -> Arrays.copyOf(bytes, at);
            case 3 -> joined(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(64)), new byte[0]);
            case 4 -> joined(
                    bytes, at, at, Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + random.nextInt(256))));
            default -> joined(
                    bytes,
                    at,
                    Math.min(bytes.length, at + random.nextInt(8)),
                    ABSURD[random.nextInt(ABSURD.length)].getBytes(StandardCharsets.UTF_8));
        };
    }

    private static byte[] changed(byte[] bytes, int at, byte value) {
        byte[] result = bytes.clone();
        result[at] = value;
        return result;
    }

    /** The bytes with those from one place to another replaced. */
    private static byte[] joined(byte[] bytes, int from, int to, byte[] between) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, from);
        out.writeBytes(between);
        out.write(bytes, to, bytes.length - to);
        return out.toByteArray();
    }
}
