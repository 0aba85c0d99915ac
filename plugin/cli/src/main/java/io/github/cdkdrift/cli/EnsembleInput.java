package io.github.cdkdrift.cli;

import static io.github.cdkdrift.cli.CommonOptions.valued;

import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.io.EnsembleFiles;
import io.github.cdkdrift.model.ConformerModel;
import io.github.cdkdrift.model.ConformerSampler;
import io.github.cdkdrift.model.ModelFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.openscience.cdk.exception.CDKException;

/**
 * Conformers of a file, or drawn from a model.
 *
 * @param ensemble the conformers
 * @param model what drew them; null for those of a file
 * @param rejected how many were drawn again, by reason; null for those of a file
 */
record EnsembleInput(ConformerEnsemble ensemble, ConformerModel model, Map<String, Long> rejected) {
    private static final String NUMBER = "number";
    private static final int CONFORMERS = 1000;

    static void addTo(Options options) {
        options.addOption(Option.builder("n")
                .longOpt(NUMBER)
                .hasArg()
                .argName("N")
                .desc("how many conformers to draw from a model (" + CONFORMERS + ")")
                .get());
        options.addOption(valued(CommonOptions.SEED, "N", "seed of that drawing (0)"));
    }

    static EnsembleInput read(Arguments arguments, Path file, Console console)
            throws UsageException, IOException, CDKException {
        int count = arguments.integer(NUMBER, CONFORMERS, 1);
        long seed = arguments.seed(0);
        if (!isModel(file)) {
            for (String option : List.of(NUMBER, CommonOptions.SEED)) {
                if (arguments.has(option)) {
                    throw new UsageException("option --" + option + ": found with " + file
                            + ", which holds conformers; expected a model to draw from");
                }
            }
            return new EnsembleInput(conformers(arguments, file, console), null, null);
        }
        return drawn(ModelFile.read(file), count, seed, console);
    }

    /** Conformers of a file that is no model. */
    static ConformerEnsemble conformers(Arguments arguments, Path file, Console console)
            throws UsageException, IOException, CDKException {
        try (StageProgress stages = new StageProgress(console, "")) {
            stages.onBriefStage("reading " + file);
            return EnsembleFiles.read(file, FrameInput.units(arguments), FrameInput.charge(arguments));
        }
    }

    /** The same of several molecules. */
    static List<ConformerEnsemble> molecules(Arguments arguments, Path file, Console console)
            throws UsageException, IOException, CDKException {
        try (StageProgress stages = new StageProgress(console, "")) {
            stages.onBriefStage("reading " + file);
            return EnsembleFiles.readAll(file, FrameInput.units(arguments), FrameInput.charge(arguments));
        }
    }

    /** Conformers that a model draws. */
    static EnsembleInput drawn(ConformerModel model, int count, long seed, Console console) {
        ConformerSampler sampler = model.sampler(seed);
        List<Conformer> conformers = new ArrayList<>(count);
        try (StageProgress stages = new StageProgress(console, "")) {
            stages.onBriefStage("drawing " + count + " conformers");
            while (conformers.size() < count) {
                conformers.add(sampler.next());
                stages.onPart((double) conformers.size() / count, "");
            }
        }
        return new EnsembleInput(new ConformerEnsemble(model.graph(), conformers), model, rejections(sampler));
    }

    private static Map<String, Long> rejections(ConformerSampler sampler) {
        Map<String, Long> counts = new LinkedHashMap<>();
        sampler.rejections().forEach((reason, count) -> counts.put(Spelling.words(reason), count));
        return counts;
    }

    /** Whether it is a zip archive that is no npz file, whatever its name. */
    static boolean isModel(Path file) throws IOException {
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(".npz") || !Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(2);
            return start.length == 2 && start[0] == 'P' && start[1] == 'K';
        }
    }
}
