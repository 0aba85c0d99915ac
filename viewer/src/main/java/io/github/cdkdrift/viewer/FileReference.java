package io.github.cdkdrift.viewer;

import io.github.cdkdrift.io.InputFormatException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** The path of an ensemble's file as a Jmol script in another file names it. */
final class FileReference {
    private static final Pattern KNOWN = Pattern.compile("(?is).*\\.(sdf|sd|mol|xyz|extxyz|cml)(\\.gz)?");

    private FileReference() {}

    /**
     * A quoted string for Jmol's {@code load}. Jmol itself puts the script's folder for {@code $SCRIPT_PATH$}; without that it
     * would look in the working directory. Whatever is not a plain character is a Unicode escape, so no name ends the string.
     *
     * @throws InputFormatException if Jmol would read the name as something else, or does not know the format
     */
    static String from(Path script, Path file) throws InputFormatException {
        Path folder = script.toAbsolutePath().normalize().getParent();
        Path target = file.toAbsolutePath().normalize();
        if (!KNOWN.matcher(target.toString()).matches()) {
            throw new InputFormatException(
                    file.toString(),
                    "",
                    "a name without a format for Jmol",
                    "one that ends with .sdf, .xyz, .extxyz or .cml");
        }
        if (!folder.getRoot().equals(target.getRoot())) {
            throw new InputFormatException(
                    file.toString(), "", "a file on another drive than " + script, "both on one drive");
        }
        String relative = folder.relativize(target)
                .toString()
                .replace(target.getFileSystem().getSeparator(), "/");
        requireHarmless(file, relative);
        requireHarmlessFolder(folder);
        return "\"" + format(target) + "::$SCRIPT_PATH$" + escape(relative) + "\"";
    }

    /** Jmol's name of the format; from the text it would not tell it where a title is long. */
    private static String format(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.contains(".cml") ? "Cml" : name.matches("(?s).*xyz(\\.gz)?") ? "Xyz" : "Mol";
    }

    /** In Jmol {@code |} leads into an archive and {@code ::} follows a format. */
    private static void requireHarmless(Path file, String name) throws InputFormatException {
        if (name.contains("|") || name.contains("::")) {
            throw new InputFormatException(
                    file.toString(),
                    "",
                    "a name with | or ::",
                    "a name without them, since Jmol gives them a meaning; rename it");
        }
    }

    /** Jmol puts the folder into the script as it is. */
    private static void requireHarmlessFolder(Path folder) throws InputFormatException {
        boolean harmless = folder.toString().chars().noneMatch(c -> c == '"' || c == '|' || Character.isISOControl(c));
        if (!harmless || folder.toString().contains("::")) {
            throw new InputFormatException(
                    folder.toString(),
                    "",
                    "a folder with a quotation mark, |, :: or a control character in its name",
                    "a folder without them, since Jmol would not find the ensemble there");
        }
    }

    private static String escape(String name) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || "/._- ".indexOf(c) >= 0);
            escaped.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "\\u%04X", (int) c));
        }
        return escaped.toString();
    }
}
