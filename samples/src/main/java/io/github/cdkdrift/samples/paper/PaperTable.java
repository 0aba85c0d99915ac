package io.github.cdkdrift.samples.paper;

import io.github.cdkdrift.backend.Backend;
import io.github.cdkdrift.data.BundledData;
import io.github.cdkdrift.evaluation.Metric;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.molecule.MolecularGraph;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/**
 * Trains the eight drifting rows of the paper, and a control, on MD17 ethanol frames 0–1999 and writes both tables beside the
 * paper's figures: {@code paper-table.md} and {@code paper-table.json}. Takes a quarter of an hour to an hour.
 */
public final class PaperTable {
    private PaperTable() {}

    public static void main(String[] args) throws Exception {
        Options options = new Options()
                .addOption(number("seeds", "seeds of each row (default 3)"))
                .addOption(number("steps", "training steps (default 3000)"))
                .addOption(number("samples", "samples of each generator (default 20000)"))
                .addOption(Option.builder("o")
                        .longOpt("output")
                        .hasArg()
                        .desc("folder for the tables (default samples/results)")
                        .get());
        CommandLine command = new DefaultParser().parse(options, args);
        int seeds = Integer.parseInt(command.getOptionValue("seeds", "3"));
        int steps = Integer.parseInt(command.getOptionValue("steps", "3000"));
        int samples = Integer.parseInt(command.getOptionValue("samples", "20000"));
        Path folder = Files.createDirectories(Path.of(command.getOptionValue("output", "samples/results")));
        List<PaperRun> runs = run(seeds, steps, samples);
        String conditions = String.format(
                Locale.ROOT,
                "%d seeds, %d steps, %d samples, %s",
                seeds,
                steps,
                samples,
                Backend.current().describe());
        PaperReport report =
                new PaperReport(runs, conditions, "samples/run paper.PaperTable " + String.join(" ", args));
        Files.writeString(folder.resolve("paper-table.md"), report.toMarkdown());
        Files.writeString(folder.resolve("paper-table.json"), report.toJson());
        System.out.println(report.toMarkdown());
    }

    private static Option number(String name, String description) {
        return Option.builder().longOpt(name).hasArg().desc(description).get();
    }

    private static List<PaperRun> run(int seeds, int steps, int samples) throws Exception {
        ForceFrames training = ForceFrames.read(BundledData.extract(BundledData.ETHANOL));
        ForceFrames reference = ForceFrames.read(BundledData.extract(BundledData.ETHANOL_REFERENCE));
        MolecularGraph graph = MolecularGraph.perceive(training.atomicNumbers(), training.positions(0));
        List<PaperRun> runs = new ArrayList<>();
        for (PaperRow row : PaperRow.values()) {
            for (long seed = 0; seed < seeds; seed++) {
                PaperRun run = PaperRun.measure(row, seed, steps, samples, training, reference, graph);
                runs.add(run);
                System.err.printf(
                        Locale.ROOT,
                        "%s, seed %d: TVD %.4f, %.0f s%n",
                        row.title(),
                        seed,
                        run.report().get(Metric.TVD).orElseThrow(),
                        run.trainingSeconds());
            }
        }
        return runs;
    }
}
