package io.github.cdkdrift.io;

import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * A file that appears under its name only when it is whole: it is written to a temporary file in the same folder, forced to
 * the disk, and renamed by {@link #commit()}. Closed without commit, or left when the program ends, it leaves nothing, and a
 * file that stood under the name before stays as it was. Pipes and devices are written directly.
 */
public final class AtomicFile implements Closeable {
    private static final Set<Path> UNFINISHED = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(AtomicFile::deleteUnfinished, "unfinished files"));
    }

    private final Path target;
    private final Path temporary;
    private final FileChannel channel;
    private final OutputStream stream;
    private boolean committed;

    private AtomicFile(Path target, Path temporary, FileChannel channel, UnaryOperator<OutputStream> medium) {
        this.target = target;
        this.temporary = temporary;
        this.channel = channel;
        this.stream = new NamedStream(target, medium.apply(Channels.newOutputStream(channel)));
    }

    /**
     * Begins a file.
     *
     * @throws IOException if the folder is missing or may not be written to, or the target is a folder
     */
    public static AtomicFile create(Path target) throws IOException {
        return create(target, UnaryOperator.identity());
    }

    /** The same with a medium of its own between the stream and the disk, so that a test can let it fail. */
    static AtomicFile create(Path target, UnaryOperator<OutputStream> medium) throws IOException {
        Path file = Files.exists(target) ? target.toRealPath() : target.toAbsolutePath();
        if (Files.isDirectory(file)) {
            throw new IOException(target + ": is a directory; name a file");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            return new AtomicFile(file, null, FileChannel.open(file, StandardOpenOption.WRITE), medium);
        }
        Path folder = file.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IOException(target + ": there is no folder " + folder + "; create it first");
        }
        Path temporary = folder.resolve(".unfinished-" + UUID.randomUUID());
        UNFINISHED.add(temporary);
        try {
            FileChannel channel = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            return new AtomicFile(file, temporary, channel, medium);
        } catch (IOException e) {
            UNFINISHED.remove(temporary);
            throw new IOException(target + ": cannot be written: " + e.getMessage(), e);
        }
    }

    /** Where to write; not buffered. Its errors name the file. */
    public OutputStream stream() {
        return stream;
    }

    /** Makes the file appear. Nothing may be written afterwards. */
    public void commit() throws IOException {
        stream.flush();
        if (temporary == null) {
            channel.close();
        } else {
            try {
                channel.force(true);
                channel.close();
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw named(target, e);
            }
            UNFINISHED.remove(temporary);
            forceFolder();
        }
        committed = true;
    }

    /** Lets go of the file; what was not committed is deleted. */
    @Override
    public void close() throws IOException {
        channel.close();
        if (temporary != null && !committed) {
            Files.deleteIfExists(temporary);
            UNFINISHED.remove(temporary);
        }
    }

    /** Without this the new name may be lost with the power. Where folders cannot be opened, as on Windows, it is not needed. */
    private void forceFolder() {
        try (FileChannel folder = FileChannel.open(target.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        } catch (IOException e) {
            // The file is whole and in its place.
            return;
        }
    }

    private static IOException named(Path target, IOException cause) {
        return new IOException(target + ": " + cause.getMessage() + "; the file was not written", cause);
    }

    /** At the end of the program there is nobody left to tell about a file that cannot be deleted. */
    private static void deleteUnfinished() {
        UNFINISHED.forEach(file -> file.toFile().delete());
    }

    /** Says which file it was: the system's own message for a full disk does not. */
    private static final class NamedStream extends FilterOutputStream {
        private final Path target;

        NamedStream(Path target, OutputStream out) {
            super(out);
            this.target = target;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                throw named(target, e);
            }
        }
    }
}
