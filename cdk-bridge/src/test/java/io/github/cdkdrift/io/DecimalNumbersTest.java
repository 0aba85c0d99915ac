package io.github.cdkdrift.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalNumbersTest {
    /** Expected: {@link Double#parseDouble}, which rounds correctly. */
    @Test
    void agreesWithTheParserOfTheJdk() {
        Random random = new Random(3);
        String[] formats = {"%.4f", "%.8f", "%16.12f", "%.17g", "%e", "%.0f", "%.3e", "%s"};
        for (int i = 0; i < 50_000; i++) {
            double value = random.nextGaussian() * Math.pow(10, random.nextInt(20) - 10);
            String text = String.format(Locale.ROOT, formats[i % formats.length], value)
                    .strip();
            assertThat(parse(text)).isEqualTo(Double.parseDouble(text));
        }
    }

    /** Halfway between two doubles, and just beside it, a wrong last bit is most likely. Expected: {@link Double#parseDouble}. */
    @Test
    void roundsRightlyBetweenTwoDoubles() {
        Random random = new Random(5);
        for (int i = 0; i < 50_000; i++) {
            double value = random.nextDouble() * Math.pow(10, random.nextInt(5));
            BigDecimal middle = new BigDecimal(value)
                    .add(new BigDecimal(Math.nextUp(value)))
                    .divide(BigDecimal.valueOf(2));
            for (int digits = 16; digits <= 18; digits++) {
                String text = middle.round(new MathContext(digits)).toPlainString();
                assertThat(parse(text)).isEqualTo(Double.parseDouble(text));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "9007199254740993, 9007199254740993",
        "0.30000000000000004, 0.30000000000000004",
        "-.5, -0.5",
        "5., 5",
        "+7, 7",
        "1D-3, 1e-3",
        "1d+03, 1000",
        "00000000000000000000001.5, 1.5",
        "-0, -0.0",
        "4.9e-324, 4.9e-324",
        "123456789012345678E2, 123456789012345678E2",
        "1e22, 1e22",
        "1e23, 1e23"
    })
    void readsUnusualSpellings(String text, double expected) {
        assertThat(parse(text)).isEqualTo(expected);
    }

    private static double parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return DecimalNumbers.parse(bytes, 0, bytes.length);
    }
}
