package io.github.cdkdrift.cli;

import io.github.cdkdrift.training.Field;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How constants are spelt on the command line: {@code fi+fk}, {@code as-worded}. */
final class Spelling {
    private Spelling() {}

    static String of(Enum<?> constant) {
        return words(constant, constant instanceof Field ? '+' : '-');
    }

    /** All constants, for example {@code drift|fi|fk|fi+fk}. */
    static String all(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants()).map(Spelling::of).collect(Collectors.joining("|"));
    }

    /** As plain words, for example {@code broken bond}. */
    static String words(Enum<?> constant) {
        return words(constant, ' ');
    }

    private static String words(Enum<?> constant, char separator) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', separator);
    }
}
