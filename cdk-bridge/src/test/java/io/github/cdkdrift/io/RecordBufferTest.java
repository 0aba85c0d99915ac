package io.github.cdkdrift.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordBufferTest {
    private final RecordBuffer buffer = new RecordBuffer();

    @ParameterizedTest
    @CsvSource({
        "0, 4, 10, '    0.0000'",
        "-0.00001, 4, 10, '   -0.0000'",
        "9999.99994, 4, 10, ' 9999.9999'",
        "-1285.4, 4, 10, '-1285.4000'",
        "0.5, 0, 3, '  0'",
        "1e18, 2, 0, 1000000000000000000.00"
    })
    void padsFixedDecimals(double value, int decimals, int width, String expected) throws IOException {
        assertThat(text(buffer.fixed(value, decimals, width))).isEqualTo(expected);
    }

    /** Expected: exact decimal arithmetic. Values are float32, whose product with 10^4 a double holds exactly. */
    @Test
    void roundsFixedDecimalsAsExactArithmeticDoes() throws IOException {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            double value = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(4)));
            String exact =
                    new BigDecimal(value).setScale(4, RoundingMode.HALF_EVEN).toPlainString();
            assertThat(text(buffer.fixed(value, 4, 0)).replace("-0.0000", "0.0000"))
                    .isEqualTo(exact);
        }
    }

    @Test
    void writesNumbersThatReadBackAsTheyWere() throws IOException {
        Random random = new Random(2);
        for (int i = 0; i < 20_000; i++) {
            double value = i % 2 == 0
                    ? Math.rint(random.nextGaussian() * 1e8) / 1e6
                    : Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                assertThat(Double.parseDouble(text(buffer.number(value)))).isEqualTo(value);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"3.0, 3", "-97208.406, -97208.406", "0.1, 0.1", "1e-5, 0.00001", "1e300, 1.0E300", "-2e15, -2.0E15"})
    void writesNumbersAsAPersonWould(double value, String expected) throws IOException {
        assertThat(text(buffer.number(value))).isEqualTo(expected);
    }

    private String text(RecordBuffer record) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        record.writeTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
