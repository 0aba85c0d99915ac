package io.github.cdkdrift.cli;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Tells what a stream without a telling name holds, by how it begins. */
final class ContentType {
    private static final Pattern KNOWN =
            Pattern.compile("(?i).*(\\.(?:sdf|sd|mol|xyz|extxyz|cml|npz|smi|smiles|txt|drift)(?:\\.gz)?)");
    private static final Pattern TABLE = Pattern.compile("(?m)V[23]000\\s*$|^M  END|^\\$\\$\\$\\$");
    private static final Pattern COUNT = Pattern.compile("(?s)\\s*[0-9]+\\s*\\R.*");
    private static final int START = 1 << 14;

    private ContentType() {}

    /** The ending that a file of this content should have: that of its name where it has one, otherwise as it begins. */
    static String ending(Path content, Path name) throws IOException {
        Matcher known = KNOWN.matcher(name.toString());
        return known.matches() ? known.group(1) : ending(content);
    }

    private static String ending(Path content) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(content))) {
            in.mark(2);
            int first = in.read();
            int second = in.read();
            in.reset();
            if (first == 'P' && second == 'K') {
                return isModel(content) ? ".drift" : ".npz";
            }
            if (first != 0x1f || second != 0x8b) {
                return ofText(in.readNBytes(START));
            }
            try (InputStream unpacked = new GZIPInputStream(in)) {
                return ofText(unpacked.readNBytes(START)) + ".gz";
            }
        } catch (ZipException | EOFException e) {
            // Whoever reads it will say what is wrong with it.
            return ".sdf.gz";
        }
    }

    private static boolean isModel(Path content) {
        try (ZipFile zip = new ZipFile(content.toFile())) {
            return zip.getEntry("model.json") != null;
        } catch (IOException e) {
            return false;
        }
    }

    private static String ofText(byte[] start) {
        String text = new String(start, StandardCharsets.ISO_8859_1).replaceFirst("^\u00ef\u00bb\u00bf", "");
        if (text.stripLeading().startsWith("<")) {
            return ".cml";
        }
        if (TABLE.matcher(text).find()) {
            return ".sdf";
        }
        return COUNT.matcher(text).matches() ? ".extxyz" : ".smi";
    }
}
