package io.github.cdkdrift.io;

import java.io.Closeable;
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
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A folder for files of this run alone. It is deleted when it is closed and when the program ends; what a program that was
 * killed has left is deleted by the next one that makes such a folder, since nobody holds its lock any more, and programs that it had
 * started are ended.
 */
public final class TemporaryFolder implements Closeable {
    private static final String PREFIX = "cdkdrift-run-";
    private static final String LOCK = "lock";
    /** The lock's name until it is locked: a lock that nobody holds tells other programs that the folder is abandoned. */
    private static final String UNLOCKED = "lock.new";

    /** Before the number of a program; the file holds when it began, since numbers are used again. */
    private static final String PROGRAM = "program-";
    /** A folder without a lock may be one that is just being made. */
    private static final Duration YOUNGEST = Duration.ofMinutes(10);

    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel lock;
    private final Thread hook = new Thread(this::delete, "temporary folder");

    private TemporaryFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** A new folder where the system keeps temporary files. */
    public static TemporaryFolder create() throws IOException {
        return create(Path.of(System.getProperty("java.io.tmpdir")));
    }

    static TemporaryFolder create(Path parent) throws IOException {
        clear(parent);
        Path folder = Files.createTempDirectory(parent, PREFIX);
        OWN.add(folder);
        Path unlocked = folder.resolve(UNLOCKED);
        FileChannel lock = FileChannel.open(unlocked, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            lock.tryLock();
        } catch (IOException e) {
            // A file system without locks: a lock that cannot be tried is not cleared, either.
            Files.move(unlocked, folder.resolve(LOCK));
            return new TemporaryFolder(folder, lock);
        }
        Files.move(unlocked, folder.resolve(LOCK));
        return new TemporaryFolder(folder, lock);
    }

    /** The folder. */
    public Path path() {
        return folder;
    }

    /** Remembers a program that this one has started, for the case that this one is killed before the other ends. */
    public void remember(ProcessHandle program) throws IOException {
        remember(folder, program);
    }

    static void remember(Path folder, ProcessHandle program) throws IOException {
        Files.writeString(folder.resolve(PROGRAM + program.pid()), begin(program));
    }

    private static String begin(ProcessHandle program) {
        return program.info().startInstant().map(Instant::toString).orElse("unknown");
    }

    /** Deletes what killed programs have left where the system keeps temporary files, and ends what they had started. */
    public static void clear() {
        clear(Path.of(System.getProperty("java.io.tmpdir")));
    }

    private static void clear(Path parent) {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path folder : folders) {
                if (!OWN.contains(folder) && isAbandoned(folder.resolve(LOCK))) {
                    endPrograms(folder);
                    delete(folder);
                }
            }
        } catch (IOException e) {
            // Left-overs of other users stay.
            return;
        }
    }

    private static void endPrograms(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PROGRAM + "*")) {
            for (Path file : files) {
                String number = file.getFileName().toString().substring(PROGRAM.length());
                String begun = Files.readString(file);
                if (number.matches("[0-9]{1,18}")) {
                    ProcessHandle.of(Long.parseLong(number))
                            .filter(program -> begin(program).equals(begun))
                            .ifPresent(TemporaryFolder::end);
                }
            }
        }
    }

    private static void end(ProcessHandle program) {
        program.descendants().forEach(ProcessHandle::destroyForcibly);
        program.destroyForcibly();
    }

    private static boolean isAbandoned(Path file) throws IOException {
        if (Files.notExists(file)) {
            Instant made = Files.getLastModifiedTime(file.getParent()).toInstant();
            return made.isBefore(Instant.now().minus(YOUNGEST));
        }
        if (!Files.isRegularFile(file) || !Files.isWritable(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock != null;
        } catch (IOException | OverlappingFileLockException e) {
            return false;
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            // Nobody is left to tell.
            return;
        }
    }

    private void delete() {
        try {
            lock.close();
        } catch (IOException e) {
            // The folder goes all the same.
            delete(folder);
            return;
        }
        delete(folder);
        OWN.remove(folder);
    }

    @Override
    public void close() {
        delete();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The program is ending already, and the hook does the same.
            return;
        }
    }
}
