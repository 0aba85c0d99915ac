package io.github.cdkdrift.viewer.report;

import java.util.Locale;

/** Text of a page under construction. What comes from outside goes through {@link #escape}. */
final class Html {
    /** Longer texts from outside are cut. */
    private static final int LONGEST_TEXT = 300;

    private final StringBuilder text = new StringBuilder();

    /** Appends markup of our own. */
    Html raw(String markup) {
        text.append(markup);
        return this;
    }

    /** Appends markup of our own with numbers in it, formatted as in English. */
    Html raw(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values));
        return this;
    }

    /** Appends text of anybody's. */
    Html text(String anything) {
        text.append(escape(anything));
        return this;
    }

    /** Appends sentences of this program, or a command line, in which anybody's words may stand: all of it. */
    Html sentence(String ours) {
        text.append(escape(ours, Integer.MAX_VALUE));
        return this;
    }

    /** A figure, rounded for the eye, exact for programs. */
    Html number(double value, String format) {
        return raw("<data value=\"" + value + "\">" + format(value, format) + "</data>");
    }

    private static String format(double value, String format) {
        return String.format(Locale.ROOT, format, value).replace("-", "−");
    }

    @Override
    public String toString() {
        return text.toString();
    }

    /** Anybody's text as it may stand in an element or a quoted attribute: shortened, on one line, without controls. */
    static String escape(String anything) {
        return escape(anything, LONGEST_TEXT);
    }

    private static String escape(String anything, int longest) {
        StringBuilder escaped = new StringBuilder();
        anything.codePoints().limit(longest).forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(isPlain(c) ? c : ' ');
            }
        });
        return anything.codePointCount(0, anything.length()) > longest ? escaped + "…" : escaped.toString();
    }

    /** Control characters, marks that turn the direction of writing, lone surrogates and private use are not. */
    private static boolean isPlain(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
