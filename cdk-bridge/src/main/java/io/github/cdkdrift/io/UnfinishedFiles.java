package io.github.cdkdrift.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Files that are being written under a name of their own, each locked while its program lives: the system lets go of the lock
 * whichever way the program ends, so that what nobody holds is a left-over.
 */
final class UnfinishedFiles {
    private static final String PREFIX = ".unfinished-";
    private static final Pattern NAME = Pattern.compile("\\.unfinished-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** Between the making of a file and its lock. */
    private static final Duration YOUNGEST = Duration.ofMillis(500);

    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();
    private static final Set<Path> CLEARED = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(UnfinishedFiles::deleteOwn, "unfinished files"));
    }

    private UnfinishedFiles() {}

    /** A file to be written, and the way to it. */
    record Begun(Path file, FileChannel channel) {}

    static Begun begin(Path folder) throws IOException {
        Path file = folder.resolve(PREFIX + UUID.randomUUID());
        OWN.add(file);
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            lock(channel);
            return new Begun(file, channel);
        } catch (IOException e) {
            OWN.remove(file);
            throw e;
        }
    }

    /** A file of this program that is there no longer. */
    static void ended(Path file) {
        OWN.remove(file);
    }

    /** Deletes what programs that live no longer have left in a folder, once for each folder. */
    static void clear(Path folder) {
        if (!CLEARED.add(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PREFIX + "*")) {
            for (Path file : files) {
                if (NAME.matcher(file.getFileName().toString()).matches() && isAbandoned(file)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            // The folder may be another user's; the work does not depend on it.
            return;
        }
    }

    private static boolean isAbandoned(Path file) throws IOException {
        // A lock of this program is lost as soon as it closes the file once more.
        boolean settled = Files.isRegularFile(file)
                && Files.getLastModifiedTime(file)
                        .toInstant()
                        .isBefore(Instant.now().minus(YOUNGEST));
        if (OWN.contains(file) || !settled) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static void lock(FileChannel channel) throws IOException {
        try {
            channel.tryLock();
        } catch (IOException e) {
            // A file system without locks: then nothing is cleared there, either.
            return;
        }
    }

    /** At the end of the program there is nobody left to tell about a file that cannot be deleted. */
    private static void deleteOwn() {
        OWN.forEach(file -> file.toFile().delete());
    }
}
