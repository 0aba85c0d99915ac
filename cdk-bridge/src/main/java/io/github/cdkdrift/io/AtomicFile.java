package io.github.cdkdrift.io;

import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.UnaryOperator;

/**
 * A file that appears under its name only when it is whole: it is written to a temporary file in the same folder, forced to
 * the disk, and renamed by {@link #commit()}. Closed without commit, or left when the program ends, it leaves nothing, and a
 * file that stood under the name before stays as it was. What a program that was killed has left is cleared away by the next
 * one that writes to the folder.
 *
 * <p>A file that was there before keeps its permissions; one that may not be written to is refused, even where its folder
 * would let it be replaced. Symbolic links stay and what they lead to is replaced; a file with further hard links is written
 * over in place, so that all of them show the new content. Pipes and devices are written directly.
 */
public final class AtomicFile implements Closeable {
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
     * @throws IOException if the folder is missing or may not be written to, or the target is a folder or may not be written to
     */
    public static AtomicFile create(Path target) throws IOException {
        return create(target, UnaryOperator.identity());
    }

    /** The same with a medium of its own between the stream and the disk, so that a test can let it fail. */
    static AtomicFile create(Path target, UnaryOperator<OutputStream> medium) throws IOException {
        Path file = place(target);
        if (isDirect(file)) {
            return new AtomicFile(file, null, FileChannel.open(file, StandardOpenOption.WRITE), medium);
        }
        UnfinishedFiles.clear(file.getParent());
        try {
            UnfinishedFiles.Begun begun = UnfinishedFiles.begin(file.getParent());
            return new AtomicFile(file, begun.file(), begun.channel(), medium);
        } catch (IOException e) {
            throw new IOException(target + ": cannot be written: " + e.getMessage(), e);
        }
    }

    /**
     * Fails where {@link #create} would; nothing is written, and a pipe is not opened.
     *
     * @throws IOException if no file can be written there
     */
    public static void requireWritable(Path target) throws IOException {
        if (!isDirect(place(target))) {
            create(target).close();
        }
    }

    /** Where the file is or will be, behind all links. */
    private static Path place(Path target) throws IOException {
        FileIdentity identity = FileIdentity.of(target);
        Path file = identity.real();
        if (Files.isDirectory(file)) {
            throw new IOException(target + ": is a directory; name a file");
        }
        Path folder = file.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IOException(target + ": there is no folder " + folder + "; create it first");
        }
        if (identity.exists() && (!Files.isWritable(file) || FileMode.isReadOnly(file))) {
            throw new AccessDeniedException(target.toString(), null, "is read-only; name another file");
        }
        return file;
    }

    private static boolean isDirect(Path file) {
        return Files.exists(file) && !Files.isRegularFile(file);
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
                appear();
            } catch (IOException e) {
                throw named(target, e);
            }
        }
        committed = true;
    }

    private void appear() throws IOException {
        if (Files.exists(target) && FileMode.hasFurtherLinks(target)) {
            overwrite();
            return;
        }
        if (Files.exists(target)) {
            FileMode.copy(target, temporary);
        }
        channel.close();
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        UnfinishedFiles.ended(temporary);
        forceFolder();
    }

    /** In place: a new file would part the name from the file's other names. */
    private void overwrite() throws IOException {
        try (FileChannel from = FileChannel.open(temporary, StandardOpenOption.READ);
                FileChannel to =
                        FileChannel.open(target, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            long size = from.size();
            for (long done = 0; done < size; ) {
                done += from.transferTo(done, size - done, to);
            }
            to.force(true);
        }
        channel.close();
        Files.deleteIfExists(temporary);
        UnfinishedFiles.ended(temporary);
    }

    /** Lets go of the file; what was not committed is deleted. */
    @Override
    public void close() throws IOException {
        channel.close();
        if (temporary != null && !committed) {
            Files.deleteIfExists(temporary);
            UnfinishedFiles.ended(temporary);
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
