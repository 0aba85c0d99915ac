package io.github.cdkdrift.cli;

import com.google.gson.Gson;
import io.github.cdkdrift.DriftingConformerGenerator;
import io.github.cdkdrift.io.AtomicFile;
import io.github.cdkdrift.model.ConformerModel;
import io.github.cdkdrift.model.ModelFile;
import io.github.cdkdrift.model.Provenance;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.Stereocentre;
import io.github.cdkdrift.potential.Potentials;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.vecmath.Point3d;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;

/**
 * Trained models in a folder, each under the SHA-256 of all that decides it: the molecule with the order of its atoms and its
 * configurations, the potential, the settings and the version of the library. A file that cannot be used is left aside with a
 * word, and replaced.
 */
final class ModelCache {
    /** Counts up when what is hashed changes its meaning, or the same leads to another model. */
    private static final String KEY_FORMAT = "cdkdrift generate 4";

    /** Settings as files keep them: what they are called in the program is no part of the key. */
    private static final Gson GSON = new Gson();

    private final Path folder;
    private final Consumer<String> words;

    /**
     * @param folder null for none; made when something is kept
     * @param words takes what the user should know
     */
    ModelCache(Path folder, Consumer<String> words) {
        this.folder = folder;
        this.words = words;
    }

    /** Where the platform keeps what a program can make again. */
    static Path usualFolder(Map<String, String> environment, String system, Path home) {
        String local = environment.get("LOCALAPPDATA");
        if (system.toLowerCase(Locale.ROOT).startsWith("windows") && local != null && !local.isBlank()) {
            return Path.of(local, "cdkdrift", "cache");
        }
        String stated = environment.get("XDG_CACHE_HOME");
        // The convention asks to ignore relative names.
        if (stated != null && !stated.isBlank() && Path.of(stated).isAbsolute()) {
            return Path.of(stated, "cdkdrift");
        }
        return system.startsWith("Mac")
                ? home.resolve(Path.of("Library", "Caches", "cdkdrift"))
                : home.resolve(Path.of(".cache", "cdkdrift"));
    }

    /** The model of a molecule, if it is there and whole. */
    Optional<ConformerModel> find(GenerateJob job, GenerateSettings settings) throws CDKException {
        Optional<Path> file = file(job, settings);
        if (file.isEmpty() || !Files.exists(file.get())) {
            return Optional.empty();
        }
        try {
            ConformerModel model = ModelFile.read(file.get());
            if (job.graph().fits(model.graph().container())) {
                return Optional.of(model);
            }
            words.accept(file.get() + ": found a model of another molecule; training anew");
        } catch (CDKException | IOException | RuntimeException e) {
            words.accept(Failure.message(e) + "; training anew");
        }
        return Optional.empty();
    }

    /** Copies the model that was found to a file. */
    void copy(GenerateJob job, GenerateSettings settings, Path to) throws IOException, CDKException {
        try (AtomicFile whole = AtomicFile.create(to)) {
            Files.copy(file(job, settings).orElseThrow(), whole.stream());
            whole.commit();
        }
    }

    /** Keeps a model; where that fails the work goes on. */
    void keep(DriftingConformerGenerator generator, GenerateJob job, GenerateSettings settings) throws CDKException {
        Optional<Path> file = file(job, settings);
        if (file.isEmpty()) {
            return;
        }
        try {
            Files.createDirectories(folder);
            generator.save(file.get());
        } catch (IOException | IllegalArgumentException e) {
            words.accept("the model was not kept: " + Failure.message(e));
        }
    }

    /** Empty where nothing can be kept: a program may answer differently tomorrow, and labels that are wanted have to be asked for. */
    private Optional<Path> file(GenerateJob job, GenerateSettings settings) throws CDKException {
        if (folder == null
                || settings.potential().isProgram()
                || settings.labels().kept().isPresent()) {
            return Optional.empty();
        }
        try {
            return Optional.of(folder.resolve(key(job.molecule().orElseThrow(), job.graph(), settings) + ".drift"));
        } catch (IOException e) {
            throw new CDKException(e.getMessage(), e);
        }
    }

    static String key(IAtomContainer molecule, MolecularGraph graph, GenerateSettings settings) throws IOException {
        StringBuilder text = new StringBuilder(KEY_FORMAT)
                .append('\n')
                .append(Provenance.currentVersion())
                .append('\n')
                .append(settings.potential())
                .append('\n')
                .append(GSON.toJson(settings.training()))
                .append('\n');
        if (!settings.labels().isUsual()) {
            text.append(GSON.toJson(settings.labels().settings())).append('\n');
        }
        for (IAtom atom : molecule.atoms()) {
            text.append(atom.getAtomicNumber()).append(' ').append(atom.getFormalCharge());
            text.append(' ').append(atom.getMassNumber());
            Point3d point = atom.getPoint3d();
            text.append(point == null ? "" : String.format(Locale.ROOT, " %.4f %.4f %.4f", point.x, point.y, point.z));
            text.append('\n');
        }
        for (int[] bond : graph.bonds()) {
            IBond order = molecule.getBond(molecule.getAtom(bond[0]), molecule.getAtom(bond[1]));
            text.append(Arrays.toString(bond)).append(order.getOrder()).append('\n');
        }
        List<String> centres = graph.stereocentres().stream()
                .map(Stereocentre::toString)
                .sorted()
                .toList();
        text.append(centres);
        MessageDigest digest = sha256();
        digest.update(text.toString().getBytes(StandardCharsets.UTF_8));
        Optional<Path> file = Potentials.file(settings.potential().name());
        if (file.isPresent()) {
            digest.update(Files.readAllBytes(file.get()));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
