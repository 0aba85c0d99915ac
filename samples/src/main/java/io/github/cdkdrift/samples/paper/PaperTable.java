package io.github.cdkdrift.samples.paper;

import com.google.gson.JsonObject;
import io.github.cdkdrift.backend.Backend;
import io.github.cdkdrift.evaluation.Metric;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.potential.Potential;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.openscience.cdk.exception.CDKException;

/**
 * Measures the default, the eight drifting rows of the paper, a control and baselines on one set of data and writes the tables
 * and every seed's figures, {@code paper-table.md} and {@code paper-table.json}. Rows that are not named keep the figures that the
 * JSON file has. A row of the paper takes some five minutes of two cores, the default two.
 */
public final class PaperTable {
    private PaperTable() {}

    public static void main(String[] args) throws Exception {
        CommandLine command = command(args);
        PaperData data = PaperData.of(command.getOptionValue("data", "md17-ethanol"));
        int seeds = Integer.parseInt(command.getOptionValue("seeds", "3"));
        int first = Integer.parseInt(command.getOptionValue("first-seed", "0"));
        int samples = Integer.parseInt(command.getOptionValue("samples", String.valueOf(PaperResults.SAMPLES)));
        Path diffusion = command.hasOption("diffusion") ? Path.of(command.getOptionValue("diffusion")) : null;
        List<PaperRow> rows = rows(command.getOptionValue("rows"), data, diffusion);
        Path folder = Files.createDirectories(Path.of(command.getOptionValue("output", "samples/results")));
        Path json = folder.resolve(data.file() + ".json");
        ForceFrames training = data.training();
        MolecularGraph graph = MolecularGraph.perceive(training.atomicNumbers(), training.positions(0));
        PaperMethods methods = new PaperMethods(training, graph, data.kelvin(), samples);
        String how = ("samples/run paper.PaperTable " + String.join(" ", args)).trim();
        try (Potential judge = data.judge(training, graph)) {
            PaperEvaluation evaluation = new PaperEvaluation(training, data.reference(), graph, judge);
            for (PaperRow row : rows) {
                for (long seed = first; seed < (row == PaperRow.DIFFUSION ? 1 : seeds); seed++) {
                    PaperMethods.Samples drawn = draw(row, seed, methods, data, PaperResults.read(json), diffusion);
                    PaperRun run = evaluation.measure(row, seed, drawn, conditions(row, data, drawn, diffusion), how);
                    PaperResults.read(json).with(run).write(json);
                    System.err.printf(
                            Locale.ROOT,
                            "%s, seed %d: TVD %.4f, %s s%n",
                            row.title(),
                            seed,
                            run.metrics().get(Metric.TVD).orElseThrow(),
                            run.trainingSeconds());
                }
            }
            PaperResults results = PaperResults.read(json);
            List<Integer> sizes = results.runs().stream()
                    .map(PaperRun::samples)
                    .distinct()
                    .sorted()
                    .toList();
            results.withFloors(evaluation.floors(sizes)).write(json);
        }
        String text = new PaperReport(data, PaperResults.read(json)).toMarkdown();
        Files.writeString(folder.resolve(data.file() + ".md"), text);
        System.out.println(text);
    }

    private static CommandLine command(String[] args) throws ParseException {
        Options options = new Options()
                .addOption(option("data", "md17-ethanol (default) or xtb-ethanol"))
                .addOption(option(
                        "rows",
                        "rows to measure, separated by commas, none for the floors alone (default all): "
                                + String.join(
                                        ", ",
                                        Arrays.stream(PaperRow.values())
                                                .map(PaperRow::key)
                                                .toList())))
                .addOption(option("diffusion", "samples that torch_diffusion.py wrote, for the row diffusion"))
                .addOption(option("seeds", "seeds of each row, from 0 to one less (default 3)"))
                .addOption(option("first-seed", "the first of them, others are kept as they are (default 0)"))
                .addOption(option("samples", "samples of each row (default 20000)"))
                .addOption(Option.builder("o")
                        .longOpt("output")
                        .hasArg()
                        .desc("folder for the tables (default samples/results)")
                        .get());
        return new DefaultParser().parse(options, args);
    }

    private static Option option(String name, String description) {
        return Option.builder().longOpt(name).hasArg().desc(description).get();
    }

    private static List<PaperRow> rows(String names, PaperData data, Path diffusion) {
        if (names == null) {
            return Arrays.stream(PaperRow.values())
                    .filter(row -> row != PaperRow.DIFFUSION || diffusion != null)
                    .filter(row -> row != PaperRow.ACTIVE || data.potential() != null)
                    .toList();
        }
        return Arrays.stream(names.split(","))
                .filter(name -> !name.isEmpty())
                .map(name -> Arrays.stream(PaperRow.values())
                        .filter(row -> row.key().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("there is no row " + name)))
                .toList();
    }

    private static PaperMethods.Samples draw(
            PaperRow row, long seed, PaperMethods methods, PaperData data, PaperResults results, Path diffusion)
            throws IOException, CDKException {
        if (row.isTrained()) {
            return methods.trained(row, seed);
        }
        return switch (row) {
            case ACTIVE -> methods.asked(data.potential(), seed);
            case RESAMPLE -> methods.resampled(seed);
            case LANGEVIN -> methods.dynamics(
                    seed,
                    results.processorSeconds(PaperRow.TRANSPORT)
                            .orElseThrow(() -> new IllegalStateException(
                                    "measure the row transport first: what it costs is what the dynamics gets")));
            default -> {
                if (diffusion == null) {
                    throw new IllegalArgumentException("the row diffusion needs --diffusion FILE");
                }
                yield methods.read(diffusion);
            }
        };
    }

    private static String conditions(PaperRow row, PaperData data, PaperMethods.Samples drawn, Path diffusion)
            throws IOException {
        if (row == PaperRow.DIFFUSION) {
            JsonObject about = PaperMethods.about(diffusion);
            return String.format(
                    Locale.ROOT,
                    "%s, %,d parameters, %,d training steps of %d frames, %,d sampling steps, %s thread(s)",
                    about.get("peer").getAsString(),
                    about.get("parameters").getAsInt(),
                    about.get("steps").getAsInt(),
                    about.get("batch").getAsInt(),
                    about.get("samplingSteps").getAsInt(),
                    about.get("threads").getAsString());
        }
        String backend = Backend.current().describe();
        if (drawn.calls() != null) {
            return String.format(Locale.ROOT, "%,d calls of %s, %s", drawn.calls(), data.potential(), backend);
        }
        return row.isTrained()
                ? String.format(
                        Locale.ROOT,
                        "%,d steps, %s",
                        row.settings(data.kelvin(), 0).optimiser().steps(),
                        backend)
                : backend;
    }
}
