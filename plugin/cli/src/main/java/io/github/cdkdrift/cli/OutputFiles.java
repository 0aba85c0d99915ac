package io.github.cdkdrift.cli;

import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.io.AtomicFile;
import io.github.cdkdrift.io.ConformerWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.openscience.cdk.exception.CDKException;

/**
 * Where conformers of several molecules go: one file with all of them in order, which appears when the last is done, or a file
 * for each, which appears when its molecule is.
 */
final class OutputFiles implements Closeable {
    /** Stands for the molecule's name. */
    static final String NAME = "{}";

    private static final Pattern KNOWN_FORMAT = Pattern.compile("(?i).*\\.(sdf|xyz|extxyz|cml|mol2|pdb|csv)(\\.gz)?");
    private static final String FILE_OF_FOLDER = NAME + ".sdf";
    private static final int LONGEST_NAME = 80;

    private final Path target;
    private final boolean each;
    private final Set<String> used = new HashSet<>();
    private final List<Path> files = new ArrayList<>();
    private ConformerWriter shared;

    private OutputFiles(Path target, boolean each) {
        this.target = target;
        this.each = each;
    }

    /**
     * @param text a file, a name of files with {@value #NAME} in it, or a folder that is there
     * @throws UsageException if the name ends with no format
     * @throws IOException if nothing can be written there
     */
    static OutputFiles of(String option, Path path) throws UsageException, IOException {
        Path target = Files.isDirectory(path) ? path.resolve(FILE_OF_FOLDER) : path;
        String name = String.valueOf(target.getFileName());
        if (!KNOWN_FORMAT.matcher(name).matches()) {
            throw UsageException.value(
                    option,
                    path,
                    "a folder, or a name that ends with .sdf, .xyz, .extxyz, .cml, .mol2, .pdb or .csv, each also with .gz");
        }
        AtomicFile.requireWritable(target.resolveSibling(name.replace(NAME, "x")));
        return new OutputFiles(target, name.contains(NAME));
    }

    /** Whether all molecules come into one file. */
    static boolean isOne(Path path) {
        return !Files.isDirectory(path) && !String.valueOf(path.getFileName()).contains(NAME);
    }

    /**
     * Gives each molecule its file, where each has one of its own.
     *
     * @param others what else is read and written
     * @throws UsageException if one of them is among the others
     */
    void plan(List<String> names, FileUse others) throws UsageException, IOException {
        if (!each) {
            return;
        }
        for (String name : names) {
            Path file = target.resolveSibling(target.getFileName().toString().replace(NAME, unique(name)));
            files.add(file);
            others.writes("the conformers of " + name, file);
        }
        others.requireApart();
    }

    /**
     * Writes the conformers of a molecule and returns the file that holds them, or will.
     *
     * @param number of the molecule among those planned, from 1
     */
    Path write(int number, ConformerEnsemble ensemble, Map<String, String> texts) throws IOException, CDKException {
        if (each) {
            Path file = files.get(number - 1);
            try (ConformerWriter writer = ConformerWriter.open(file, ensemble.graph(), texts)) {
                write(ensemble, writer);
                writer.commit();
            }
            return file;
        }
        if (shared == null) {
            shared = ConformerWriter.open(target, ensemble.graph(), texts);
        } else {
            shared.follow(ensemble.graph(), texts);
        }
        write(ensemble, shared);
        return target;
    }

    private static void write(ConformerEnsemble ensemble, ConformerWriter writer) throws IOException, CDKException {
        for (Conformer conformer : ensemble.conformers()) {
            writer.write(conformer);
        }
    }

    private String unique(String name) {
        String plain = name.replaceAll("[^\\w.+-]", "_").replaceAll("^\\.", "_");
        String stem = plain.length() > LONGEST_NAME ? plain.substring(0, LONGEST_NAME) : plain;
        String candidate = stem;
        // Some file systems do not tell capitals apart.
        for (int i = 2; !used.add(candidate.toLowerCase(Locale.ROOT)); i++) {
            candidate = stem + "-" + i;
        }
        return candidate;
    }

    /** Makes the file of all molecules appear, if there is one. */
    void commit() throws IOException {
        if (shared != null) {
            shared.commit();
        }
    }

    @Override
    public void close() throws IOException {
        if (shared != null) {
            shared.close();
        }
    }
}
