package io.github.cdkdrift.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeSpanTest {
    private static TimeSpan span(String text) throws UsageException {
        return TimeSpan.of("time", text, "100ps");
    }

    @ParameterizedTest
    @CsvSource({
        "1fs, 1, 1fs",
        "0.5fs, 0.5, 0.5fs",
        ".5fs, 0.5, 0.5fs",
        "100ps, 1e5, 100ps",
        "1 ns, 1e6, 1ns",
        "1500ps, 1.5e6, 1.5ns",
        "2us, 2e9, 2µs",
        "2\u00b5s, 2e9, 2µs",
        "2\u03bcs, 2e9, 2µs",
        "0.1ps, 100, 100fs",
        "1000us, 1e12, 1000µs"
    })
    void unitsAreRead(String text, double femtoseconds, String words) throws Exception {
        assertThat(span(text).asFemtoseconds()).isEqualTo(femtoseconds);
        assertThat(span(text)).hasToString(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"100", "1.5", "0.5"})
    void aBareNumberIsRefusedWithAnExample(String text) {
        assertThatThrownBy(() -> span(text))
                .isInstanceOf(UsageException.class)
                .hasMessage("option --time: found " + text
                        + " without a unit; expected a time above 0 with its unit, fs, ps, ns or"
                        + " µs, for example 100ps");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1s", "1ms", "1 parsec", "1PS", "1Ns", "1h", "1aus"})
    void anUnknownUnitIsNamed(String text) {
        assertThatThrownBy(() -> span(text))
                .hasMessageContaining("whose unit " + text.replaceAll("[\\d ]", "") + " is not known; expected")
                .hasMessageContaining("for example 100ps");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "ps", "-1ps", "1e3ps", "1,5ps", "0ps", "0.0fs", "NaN", "Infinityps", "1001us", "1ps2", "١ps"
            })
    void whatIsNoTimeIsRefused(String text) {
        assertThatThrownBy(() -> span(text))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("option --time: found " + text)
                .hasMessageContaining("for example 100ps");
    }

    /** 0.1 has no exact double: 1 ps over 0.1 fs is ten thousand all the same. */
    @Test
    void multiplesAreExact() throws Exception {
        assertThat(span("1ps").times(span("0.1fs"), "every", "the step")).isEqualTo(10_000);
        assertThatThrownBy(() -> span("1ps").times(span("0.3fs"), "every", "the time step (--time-step)"))
                .hasMessage("option --every: found 1ps; expected a multiple of 0.3fs, the time step (--time-step)");
        assertThatThrownBy(() -> span("1fs").times(span("1ps"), "every", "the step"))
                .hasMessageContaining("multiple");
        assertThatThrownBy(() -> span("1000us").times(span("0.1fs"), "every", "the step"))
                .hasMessageContaining("at most 2147483647 times 0.1fs");
    }
}
