package io.github.cdkdrift.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** What a file system knows of a file beside its content; where it knows nothing of the kind, nothing is found. */
final class FileMode {
    private static final Set<PosixFilePermission> WRITING =
            Set.of(PosixFilePermission.OWNER_WRITE, PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private FileMode() {}

    /** Whether nobody is permitted to write, which does not bind the system's administrator. */
    static boolean isReadOnly(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        return view != null && view.readAttributes().permissions().stream().noneMatch(WRITING::contains);
    }

    /** Gives a file the permissions of another, and its group where that is allowed. */
    static void copy(Path from, Path to) throws IOException {
        PosixFileAttributeView source = Files.getFileAttributeView(from, PosixFileAttributeView.class);
        PosixFileAttributeView target = Files.getFileAttributeView(to, PosixFileAttributeView.class);
        if (source == null || target == null) {
            return;
        }
        PosixFileAttributes attributes = source.readAttributes();
        try {
            target.setGroup(attributes.group());
        } catch (IOException e) {
            // Only members of a group may give files to it.
            target.setPermissions(attributes.permissions());
            return;
        }
        target.setPermissions(attributes.permissions());
    }

    /** Whether the file has other names. */
    static boolean hasFurtherLinks(Path file) throws IOException {
        try {
            return ((Number) Files.getAttribute(file, "unix:nlink")).longValue() > 1;
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }
}
