package io.github.cdkdrift.io;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The second line of an extended-XYZ frame: {@code key=value} pairs between blanks. A value (or key) may stand in double or
 * single quotes, braces or brackets; a backslash takes the next character as it is; words without a value are left aside.
 * This is the grammar of ASE ({@code ase.io.extxyz}).
 */
final class ExtendedXyzComment {
    private final String text;
    private int at;

    private ExtendedXyzComment(String text) {
        this.text = text;
    }

    /** The pairs in their order; of a key that comes twice the last counts. */
    static Map<String, String> parse(String line) {
        return new ExtendedXyzComment(line).pairs();
    }

    private Map<String, String> pairs() {
        Map<String, String> pairs = new LinkedHashMap<>();
        while (true) {
            skipBlanks();
            if (at >= text.length()) {
                return pairs;
            }
            String key = word(true);
            skipBlanks();
            if (at < text.length() && text.charAt(at) == '=') {
                at++;
                skipBlanks();
                pairs.put(key, word(false));
            }
        }
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    /** Up to the next blank, and for a key the next equals sign, that is neither quoted nor escaped. */
    private String word(boolean isKey) {
        StringBuilder word = new StringBuilder();
        char closing = 0;
        for (; at < text.length(); at++) {
            char letter = text.charAt(at);
            if (letter == '\\' && at + 1 < text.length()) {
                word.append(text.charAt(++at));
            } else if (closing != 0) {
                if (letter == closing) {
                    closing = 0;
                } else {
                    word.append(letter);
                }
            } else if (closing(letter) != 0) {
                closing = closing(letter);
            } else if (Character.isWhitespace(letter) || (isKey && letter == '=')) {
                break;
            } else {
                word.append(letter);
            }
        }
        return word.toString();
    }

    private static char closing(char opening) {
        return switch (opening) {
            case '"', '\'' -> opening;
            case '{' -> '}';
            case '[' -> ']';
            default -> 0;
        };
    }
}
