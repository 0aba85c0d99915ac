package io.github.cdkdrift.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;

/**
 * What a path leads to: the file behind all links, or, where nothing is there yet, the place where it would be made. Two
 * paths of equal key name one file, so that writing one of them overwrites the other. Hard links have the same key, and so have
 * names of files still to be made that differ in capitals alone, which some file systems do not tell apart. Devices that take
 * and give letters, as a terminal does, are never the same.
 *
 * @param real behind every symbolic link
 * @param exists whether something is there
 * @param key equal for paths that name one file
 */
public record FileIdentity(Path real, boolean exists, Object key) {
    /** More links in a row are a circle. */
    private static final int MOST_LINKS = 40;

    private static final int FILE_TYPE = 0170000;
    private static final int CHARACTER_DEVICE = 0020000;

    /**
     * Follows a path.
     *
     * @throws IOException if a folder on the way may not be entered, or links lead in a circle
     */
    public static FileIdentity of(Path path) throws IOException {
        Path real = real(path.toAbsolutePath(), 0);
        boolean exists = Files.exists(real);
        return new FileIdentity(
                real, exists, exists ? key(real) : real.toString().toLowerCase(Locale.ROOT));
    }

    private static Path real(Path path, int links) throws IOException {
        if (Files.exists(path)) {
            return path.toRealPath();
        }
        if (Files.isSymbolicLink(path)) {
            if (links == MOST_LINKS) {
                throw new IOException(path + ": links that lead in a circle");
            }
            return real(path.resolveSibling(Files.readSymbolicLink(path)), links + 1);
        }
        Path folder = path.getParent();
        return folder == null || path.getFileName() == null
                ? path
                : real(folder, links).resolve(path.getFileName());
    }

    private static Object key(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (attributes.isOther() && isCharacterDevice(file)) {
            return new Object();
        }
        return attributes.fileKey() == null ? file : attributes.fileKey();
    }

    private static boolean isCharacterDevice(Path file) throws IOException {
        try {
            int mode = (Integer) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS);
            return (mode & FILE_TYPE) == CHARACTER_DEVICE;
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            // Other systems have no such files in folders.
            return false;
        }
    }
}
