package io.github.cdkdrift.io;

import java.util.Arrays;
import org.openscience.cdk.config.Elements;

/** Atomic numbers from symbols, whatever their case, or from the numbers themselves, as XYZ files have them. */
final class ElementSymbols {
    private static final int LARGEST = 118;
    private static final int LETTERS = 27;
    private static final int[] BY_LETTERS = new int[LETTERS * LETTERS];
    private static final String[] BY_NUMBER = new String[LARGEST + 1];

    static {
        for (int number = 1; number <= LARGEST; number++) {
            String symbol = Elements.ofNumber(number).symbol();
            BY_NUMBER[number] = symbol;
            BY_LETTERS[letters(symbol.charAt(0), symbol.length() > 1 ? symbol.charAt(1) : 0)] = number;
        }
    }

    private ElementSymbols() {}

    /** The symbol of an element. */
    static String symbol(int atomicNumber) {
        return BY_NUMBER[atomicNumber];
    }

    /** The atomic number that the bytes name, 0 where they name none. */
    static int atomicNumber(byte[] text, int from, int to) {
        int length = to - from;
        if (length < 1 || length > 3) {
            return 0;
        }
        if (isDigit(text[from])) {
            return number(text, from, to);
        }
        if (length == 3 || !isLetter(text[from]) || (length == 2 && !isLetter(text[from + 1]))) {
            return 0;
        }
        return BY_LETTERS[letters(text[from], length == 2 ? text[from + 1] : 0)];
    }

    /** Whether all are atomic numbers of known elements. */
    static boolean areKnown(int[] atomicNumbers) {
        return Arrays.stream(atomicNumbers).allMatch(z -> z >= 1 && z <= LARGEST);
    }

    private static int number(byte[] text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            if (!isDigit(text[i])) {
                return 0;
            }
            number = 10 * number + text[i] - '0';
        }
        return number <= LARGEST ? number : 0;
    }

    private static boolean isDigit(int letter) {
        return letter >= '0' && letter <= '9';
    }

    private static boolean isLetter(int letter) {
        return (letter | 0x20) >= 'a' && (letter | 0x20) <= 'z';
    }

    /** The five low bits of an ASCII letter count from A = 1, whatever the case. */
    private static int letters(int first, int second) {
        return LETTERS * ((first & 0x1f) - 1) + (second & 0x1f);
    }
}
