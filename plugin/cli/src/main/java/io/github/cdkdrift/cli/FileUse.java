package io.github.cdkdrift.cli;

import io.github.cdkdrift.io.FileIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files that a command reads and those that it writes. They are compared before any work begins, behind all links: what
 * is written must be neither read by the same command nor written twice.
 */
final class FileUse {
    private record Use(String what, Path path) {}

    private final List<Use> inputs = new ArrayList<>();
    private final List<Use> outputs = new ArrayList<>();

    /** A file that is read. */
    FileUse reads(String what, Path path) {
        inputs.add(new Use(what, path));
        return this;
    }

    FileUse reads(String option, Optional<Path> path) {
        path.ifPresent(file -> reads("option --" + option, file));
        return this;
    }

    /** Words that may name files, as operands that may be SMILES do. */
    FileUse readsWhereThere(String what, List<String> words) {
        for (String word : words) {
            try {
                if (!word.isBlank() && Files.exists(Path.of(word))) {
                    reads(what, Path.of(word));
                }
            } catch (InvalidPathException e) {
                // A SMILES need not be the name of a file.
                continue;
            }
        }
        return this;
    }

    /** A file that is written. */
    FileUse writes(String what, Path path) {
        outputs.add(new Use(what, path));
        return this;
    }

    FileUse writes(String option, Optional<Path> path) {
        path.ifPresent(file -> writes("option --" + option, file));
        return this;
    }

    /**
     * Fails if one of the files that are written is one that is read, or is written twice.
     *
     * @throws UsageException which names both
     */
    void requireApart() throws UsageException, IOException {
        Map<Object, Use> read = new HashMap<>();
        for (Use use : inputs) {
            read.putIfAbsent(FileIdentity.of(use.path).key(), use);
        }
        Map<Object, Use> written = new HashMap<>();
        for (Use use : outputs) {
            Object key = FileIdentity.of(use.path).key();
            if (read.containsKey(key)) {
                throw clash(use, read.get(key), "which is read: it would be lost");
            }
            Use other = written.putIfAbsent(key, use);
            if (other != null) {
                throw clash(use, other, "which is written, too: one would be lost");
            }
        }
    }

    /**
     * Fails if a file that is yet to be written is one of the others.
     *
     * @throws UsageException which names both
     */
    void requireFree(String what, Path path) throws UsageException, IOException {
        Use use = new Use(what, path);
        Object key = FileIdentity.of(path).key();
        for (Use input : inputs) {
            if (FileIdentity.of(input.path).key().equals(key)) {
                throw clash(use, input, "which is read: it would be lost");
            }
        }
        for (Use output : outputs) {
            if (FileIdentity.of(output.path).key().equals(key)) {
                throw clash(use, output, "which is written, too: one would be lost");
            }
        }
    }

    private static UsageException clash(Use use, Use other, String why) {
        return new UsageException(use.what + ": found " + use.path + ", the same file as " + other.path + " of "
                + other.what + ", " + why + "; expected another file");
    }
}
