package io.github.cdkdrift.cli;

import static io.github.cdkdrift.cli.CommonOptions.valued;

import io.github.cdkdrift.io.InputFormatException;
import io.github.cdkdrift.model.ConformerModel;
import io.github.cdkdrift.model.ModelFile;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.Stereocentre;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.OptionGroup;
import org.apache.commons.cli.Options;
import org.openscience.cdk.exception.CDKException;

/**
 * Where trained models are kept.
 *
 * @param cache the folder of those that are found again; null for none
 * @param kept the file that the user wants, with {@link OutputFiles#NAME} for the molecule's name; empty for none
 */
record ModelPlace(Path cache, Optional<String> kept) {
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
                "train a network and keep its model there, as sample and simulate read it, usually ending with .drift, with {} for the"
                        + " molecule's name where there are several; models of programs are kept nowhere else"));
    }

    private static Path usualCache() {
        return ModelCache.usualFolder(
                System.getenv(), System.getProperty("os.name"), Path.of(System.getProperty("user.home")));
    }

    /**
     * What the options say.
     *
     * @param jobs processes at a time
     * @throws IOException if nothing can be written where the model is to be kept
     */
    static ModelPlace of(Arguments arguments, int jobs) throws UsageException, IOException {
        Optional<String> kept = arguments.text(KEEP);
        if (kept.isPresent()) {
            OutputFiles.requireFileForEach(KEEP, kept.get(), jobs);
        }
        return new ModelPlace(
                arguments.has(NO_CACHE) ? null : arguments.file(CACHE).orElseGet(ModelPlace::usualCache), kept);
    }

    /** The one file of all molecules, where there is one. */
    static Optional<Path> file(Arguments arguments) {
        return arguments
                .text(KEEP)
                .filter(name -> !name.contains(OutputFiles.NAME))
                .map(Path::of);
    }

    /**
     * The file that a molecule's model is wanted in; empty for none.
     *
     * @throws CDKException if another file stands there already
     */
    Optional<Path> file(String molecule, MolecularGraph graph) throws CDKException {
        Optional<Path> file = kept.map(name -> OutputFiles.named(name, molecule));
        if (file.isPresent() && Files.isRegularFile(file.get()) && !isModelOf(graph, file.get())) {
            throw new InputFormatException(
                    file.get().toString(),
                    "",
                    "a file that is no model of " + molecule,
                    "a name that is free, with {} for the molecule's name where there are several");
        }
        return file;
    }

    private static boolean isModelOf(MolecularGraph graph, Path file) {
        try {
            ConformerModel model = ModelFile.read(file);
            return graph.fits(model.graph().container()) && centres(graph).equals(centres(model.graph()));
        } catch (CDKException | IOException | RuntimeException e) {
            return false;
        }
    }

    private static List<String> centres(MolecularGraph graph) {
        return graph.stereocentres().stream()
                .map(Stereocentre::toString)
                .sorted()
                .toList();
    }
}
