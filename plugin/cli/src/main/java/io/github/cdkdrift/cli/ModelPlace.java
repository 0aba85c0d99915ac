package io.github.cdkdrift.cli;

import static io.github.cdkdrift.cli.CommonOptions.valued;

import io.github.cdkdrift.io.AtomicFile;
import io.github.cdkdrift.io.InputFormatException;
import io.github.cdkdrift.model.ConformerModel;
import io.github.cdkdrift.model.ModelFile;
import io.github.cdkdrift.molecule.MolecularGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.OptionGroup;
import org.apache.commons.cli.Options;
import org.openscience.cdk.exception.CDKException;

/**
 * Where trained models are kept.
 *
 * @param cache the folder of those that are found again; null for none
 * @param kept the file that the user wants the one molecule's model in; empty for none
 */
record ModelPlace(Path cache, Optional<Path> kept) {
    static final String KEEP = "keep-model";
    private static final String CACHE = "cache";
    private static final String NO_CACHE = "no-cache";

    static void addTo(Options options) {
        OptionGroup caching = new OptionGroup();
        caching.addOption(valued(CACHE, "FOLDER", "keep trained models there (" + usualCache() + ")"));
        caching.addOption(Option.builder()
                .longOpt(NO_CACHE)
                .desc("keep no models, and use none")
                .get());
        options.addOptionGroup(caching);
        options.addOption(valued(
                KEEP,
                "MODEL",
                "of one molecule: train a network and keep its model there, as sample and simulate read it, usually ending with .drift; models of"
                        + " programs are kept nowhere else"));
    }

    private static Path usualCache() {
        return ModelCache.usualFolder(
                System.getenv(), System.getProperty("os.name"), Path.of(System.getProperty("user.home")));
    }

    /**
     * What the options say.
     *
     * @param several option that stands for several molecules at a time; empty for none
     * @throws UsageException if that stands beside a model that is to be kept
     * @throws IOException if nothing can be written where the model is to be kept
     */
    static ModelPlace of(Arguments arguments, Optional<String> several) throws UsageException, IOException {
        Optional<Path> kept = file(arguments);
        if (kept.isPresent()) {
            if (several.isPresent()) {
                throw new UsageException("option --" + KEEP + ": found besides --" + several.get()
                        + "; expected one of them, since the model is of one molecule");
            }
            AtomicFile.requireWritable(kept.get());
        }
        return new ModelPlace(
                arguments.has(NO_CACHE) ? null : arguments.file(CACHE).orElseGet(ModelPlace::usualCache), kept);
    }

    static Optional<Path> file(Arguments arguments) throws UsageException {
        return arguments.file(KEEP);
    }

    /**
     * Fails where the file that is wanted holds anything but a model of a molecule.
     *
     * @throws InputFormatException which says what to do
     */
    void requireFree(String molecule, MolecularGraph graph) throws InputFormatException {
        if (kept.isPresent() && Files.isRegularFile(kept.get()) && !isModelOf(graph, kept.get())) {
            throw new InputFormatException(
                    kept.get().toString(),
                    "",
                    "a file that is no model of " + molecule,
                    "a name that is free, and one molecule at a time");
        }
    }

    private static boolean isModelOf(MolecularGraph graph, Path file) {
        try {
            ConformerModel model = ModelFile.read(file);
            try {
                return graph.fits(model.graph().container())
                        && graph.stereocentres().stream().allMatch(centre -> centre.agrees(model.referencePositions()));
            } finally {
                if (model.potential() != null) {
                    model.potential().close();
                }
            }
        } catch (CDKException | IOException | RuntimeException e) {
            return false;
        }
    }
}
