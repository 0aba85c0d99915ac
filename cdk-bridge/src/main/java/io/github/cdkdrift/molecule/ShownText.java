package io.github.cdkdrift.molecule;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Foreign text as it may be shown: names and messages of files must neither move the cursor of a terminal nor turn the order
 * of letters around. Control characters, also those of the second set (C1), and invisible marks, bidirectional ones among them,
 * are written as {@code \\u001B}.
 */
public final class ShownText {
    private static final Pattern HIDDEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}]");
    private static final Pattern HIDDEN_BUT_LINES =
            Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}&&[^\\n\\t]]");

    private ShownText() {}

    /** A text of one line. */
    public static String line(String text) {
        return escaped(HIDDEN, text);
    }

    /** A text whose ends of lines and tabs stay. */
    public static String lines(String text) {
        return escaped(HIDDEN_BUT_LINES, text);
    }

    private static String escaped(Pattern hidden, String text) {
        return hidden.matcher(text)
                .replaceAll(found -> "\\\\u"
                        + String.format(Locale.ROOT, "%04X", found.group().codePointAt(0)));
    }
}
