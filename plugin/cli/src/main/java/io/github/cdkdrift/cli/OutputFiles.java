package io.github.cdkdrift.cli;

import io.github.cdkdrift.cli.GenerateReport.Line;
import io.github.cdkdrift.io.AtomicFile;
import io.github.cdkdrift.io.ConformerPieces;
import io.github.cdkdrift.io.FileIdentity;
import io.github.cdkdrift.io.InputFormatException;
import io.github.cdkdrift.io.TemporaryFolder;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where conformers of several molecules go: one file with all of them in order, which grows beside its name as {@code .part} and
 * gets it when the last is done; or a file for each, which appears when its molecule is done.
 */
final class OutputFiles implements Closeable {
    /** Stands for the molecule's name. */
    static final String NAME = "{}";

    private static final Pattern KNOWN_FORMAT = Pattern.compile("(?i).*\\.(sdf|xyz|extxyz|cml|mol2|pdb|csv)(\\.gz)?");
    private static final String FILE_OF_FOLDER = NAME + ".sdf";
    private static final String PART = ".part";
    private static final String JOURNAL = ".journal";
    private static final int LONGEST_NAME = 80;

    private final Path target;
    private final boolean each;
    private final ConformerPieces pieces;
    private final Set<String> used = new HashSet<>();
    private final Path part;
    private final Path journal;
    private final TemporaryFolder temporary;
    private FileChannel channel;

    private OutputFiles(Path target, boolean each, Path place, TemporaryFolder temporary) throws InputFormatException {
        this.target = target;
        this.each = each;
        this.temporary = temporary;
        pieces = new ConformerPieces(target);
        part = place.resolveSibling(place.getFileName() + PART);
        journal = place.resolveSibling(place.getFileName() + JOURNAL);
    }

    /**
     * @param path a file, a name of files with {@value #NAME} in it, or a folder that is there
     * @throws UsageException if the name ends with no format
     * @throws IOException if nothing can be written there
     */
    static OutputFiles of(String option, Path path) throws UsageException, IOException, InputFormatException {
        Path target = Files.isDirectory(path) ? path.resolve(FILE_OF_FOLDER) : path;
        String name = String.valueOf(target.getFileName());
        if (!KNOWN_FORMAT.matcher(name).matches()) {
            throw UsageException.value(
                    option,
                    path,
                    "a folder, or a name that ends with .sdf, .xyz, .extxyz, .cml, .mol2, .pdb or .csv, each also with .gz");
        }
        AtomicFile.requireWritable(target.resolveSibling(name.replace(NAME, "x")));
        if (name.contains(NAME)) {
            return new OutputFiles(target, true, target.resolveSibling(name.replace(NAME, "generate")), null);
        }
        FileIdentity identity = FileIdentity.of(target);
        if (identity.exists() && !Files.isRegularFile(identity.real())) {
            // A device or a pipe, beside which nothing can be.
            TemporaryFolder temporary = TemporaryFolder.create();
            return new OutputFiles(target, false, temporary.path().resolve("out"), temporary);
        }
        return new OutputFiles(target, false, identity.real(), null);
    }

    /** Whether all molecules come into one file. */
    static boolean isOne(Path path) {
        return !Files.isDirectory(path) && !String.valueOf(path.getFileName()).contains(NAME);
    }

    /** What the conformers of a molecule are written by. */
    static ConformerPieces pieces(Path path) throws InputFormatException {
        return new ConformerPieces(Files.isDirectory(path) ? path.resolve(FILE_OF_FOLDER) : path);
    }

    /** What the conformers of a molecule are written by. */
    ConformerPieces pieces() {
        return pieces;
    }

    /** Whether all conformers are in their one file. */
    boolean isThere() {
        return !each && Files.isRegularFile(target);
    }

    /** Whether a run has left its journal, and no growing file any more. */
    boolean isCommitted() {
        return isThere() && Files.notExists(part) && Files.exists(journal);
    }

    /** The file that the run's journal is kept in. */
    Path journal() {
        return journal;
    }

    /** Bytes that the growing file has. */
    long size() throws IOException {
        return each ? Long.MAX_VALUE : Files.exists(part) ? Files.size(part) : 0;
    }

    /**
     * Fails where a file stands in the way of the growing one.
     *
     * @throws InputFormatException which says what to do
     */
    void requireFree() throws InputFormatException {
        if (!each && Files.exists(part) && Files.notExists(journal)) {
            throw new InputFormatException(
                    part.toString(), "", "a file of which no journal tells", "no file of that name: move or delete it");
        }
    }

    /**
     * Begins, or goes on behind what is there.
     *
     * @param known what the journal has
     */
    void begin(GenerateJournal known) throws IOException {
        if (each) {
            known.forEach(line -> used.add(stem(line.file())));
            return;
        }
        channel = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.truncate(known.end()).position(known.end());
    }

    private String stem(String file) {
        Path name = Path.of(file).getFileName();
        String[] around = target.getFileName().toString().split(Pattern.quote(NAME), 2);
        String text = name == null ? "" : name.toString();
        boolean ours = text.length() >= around[0].length() + around[1].length();
        String stem = ours ? text.substring(around[0].length(), text.length() - around[1].length()) : text;
        return stem.toLowerCase(Locale.ROOT);
    }

    /**
     * Gives a record the name of its file, where each has one of its own.
     *
     * @param others what else is read and written
     * @throws UsageException if the file is among the others
     */
    String reserve(String name, FileUse others) throws UsageException, IOException {
        if (!each) {
            return name;
        }
        String stem = unique(name);
        others.requireFree("the conformers of " + name, file(stem));
        return stem;
    }

    private Path file(String stem) {
        return target.resolveSibling(target.getFileName().toString().replace(NAME, stem));
    }

    /**
     * Writes the conformers of a record's molecules.
     *
     * @param name of the record
     * @param reserved the name of its file
     * @param place where {@link MoleculeWork#piece} has left them; they are deleted there
     * @return the lines with the names of the files
     */
    List<Line> add(String name, String reserved, List<Line> lines, Path place, FileUse others)
            throws UsageException, IOException {
        List<Line> written = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            Path piece = MoleculeWork.piece(place, i);
            if (line.isDone()) {
                written.add(line.in(each ? ownFile(name, reserved, line, piece, others) : append(piece)));
            } else {
                written.add(line);
            }
            Files.deleteIfExists(piece);
        }
        return written;
    }

    private String append(Path piece) throws IOException {
        OutputStream out = Channels.newOutputStream(channel);
        try {
            if (channel.position() == 0) {
                out.write(pieces.head());
            }
            Files.copy(piece, out);
        } catch (IOException e) {
            throw new IOException(part + ": " + e.getMessage() + "; --resume goes on from here", e);
        }
        return target.toString();
    }

    private String ownFile(String name, String reserved, Line line, Path piece, FileUse others)
            throws UsageException, IOException {
        // The names of stereoisomers are that of the record with something behind.
        boolean isomer = line.name().length() > name.length() && line.name().startsWith(name);
        String stem = isomer ? unique(reserved + line.name().substring(name.length())) : reserved;
        Path file = file(stem);
        if (isomer) {
            others.requireFree("the conformers of " + line.name(), file);
        }
        try (AtomicFile whole = AtomicFile.create(file)) {
            whole.stream().write(pieces.head());
            Files.copy(piece, whole.stream());
            whole.stream().write(pieces.tail());
            whole.commit();
        }
        return file.toString();
    }

    /** The file of a molecule where a name has {@value #NAME} for the molecule's. */
    static Path named(String name, String molecule) {
        return Path.of(name.replace(NAME, plain(molecule)));
    }

    /** A name as files may have it. */
    static String plain(String name) {
        String plain = name.replaceAll("[^\\w.+-]", "_").replaceAll("^\\.", "_");
        return plain.length() > LONGEST_NAME ? plain.substring(0, LONGEST_NAME) : plain;
    }

    private String unique(String name) {
        String stem = plain(name);
        String candidate = stem;
        // Some file systems do not tell capitals apart.
        for (int i = 2; !used.add(candidate.toLowerCase(Locale.ROOT)); i++) {
            candidate = stem + "-" + i;
        }
        return candidate;
    }

    /** How long the growing file is. */
    long end() throws IOException {
        return each ? 0 : channel.position();
    }

    /** Gives the growing file its name, if there is one. */
    void commit() throws IOException {
        if (each) {
            return;
        }
        OutputStream out = Channels.newOutputStream(channel);
        if (channel.position() == 0) {
            out.write(pieces.head());
        }
        out.write(pieces.tail());
        channel.force(true);
        channel.close();
        FileIdentity identity = FileIdentity.of(target);
        if (identity.exists()) {
            // A file that is there keeps its permissions and further names.
            try (AtomicFile whole = AtomicFile.create(target)) {
                Files.copy(part, whole.stream());
                whole.commit();
            }
            Files.delete(part);
        } else {
            Files.move(part, identity.real(), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Deletes the growing file. */
    void discard() throws IOException {
        close();
        if (!each) {
            Files.deleteIfExists(part);
        }
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
        if (temporary != null) {
            temporary.close();
        }
    }
}
