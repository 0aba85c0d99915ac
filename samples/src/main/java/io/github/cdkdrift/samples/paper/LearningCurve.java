package io.github.cdkdrift.samples.paper;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.github.cdkdrift.backend.Backend;
import io.github.cdkdrift.evaluation.Metric;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.potential.FitPrior;
import io.github.cdkdrift.potential.FitSettings;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.training.TrainingSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What the default makes of fewer or more force labels of MD17 ethanol: {@code samples/run paper.LearningCurve [LABELS]…} measures
 * the numbers named (default 25 50 100 200 500 1000 and {@code start}, the first 1,000 frames, 0.5 ps, alone) and writes {@code
 * learning-curve.md} and {@code learning-curve.json}; other lines keep what the JSON file has. The labels are chosen among frames
 * 0–1999 as the default chooses them; one seed, 20,000 samples. A thousand labels take 3 GB and many minutes.
 */
public final class LearningCurve {
    private static final Path FOLDER = Path.of("samples/results");
    private static final String START = "start";
    private static final int FRAMES_OF_START = 1000;
    private static final int FRAMES_AT_ONCE = 500;
    private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();

    /**
     * @param frames that labels were chosen from
     * @param forceError mean absolute error on the forces of the reference, kcal/mol/Å
     */
    private record Point(int frames, int labels, double forceError, PaperRun run) {}

    private record Curve(List<Point> points) {}

    private LearningCurve() {}

    public static void main(String[] args) throws Exception {
        List<String> wanted = args.length > 0 ? List.of(args) : List.of("25", "50", "100", "200", "500", START, "1000");
        PaperData data = PaperData.MD17_ETHANOL;
        ForceFrames training = data.training();
        ForceFrames reference = data.reference();
        MolecularGraph graph = MolecularGraph.perceive(training.atomicNumbers(), training.positions(0));
        PaperEvaluation evaluation = new PaperEvaluation(training, reference, graph, data.judge(training, graph));
        Path json = Files.createDirectories(FOLDER).resolve("learning-curve.json");
        for (String name : wanted) {
            boolean start = name.equals(START);
            ForceFrames frames = start ? training.first(FRAMES_OF_START) : training;
            TrainingSettings settings = PaperRow.TRANSPORT.settings(data.kelvin(), 0);
            FitSettings fit = settings.equilibrium().fit().withPrior(FitPrior.NONE);
            settings = settings.withEquilibrium(
                    settings.equilibrium().withFit(start ? fit : fit.withFrames(Integer.parseInt(name))));
            PaperMethods methods = new PaperMethods(frames, graph, data.kelvin(), PaperResults.SAMPLES);
            PaperMethods.Fitted fitted = methods.fitted(settings);
            PaperRun run = evaluation.measure(
                    PaperRow.TRANSPORT,
                    0,
                    fitted.samples(),
                    Backend.current().describe(),
                    ("samples/run paper.LearningCurve " + String.join(" ", args)).trim());
            Point point = new Point(
                    frames.size(),
                    settings.equilibrium().fit().frames(),
                    forceError(fitted.potential(), reference),
                    run);
            Curve curve = with(read(json), point);
            Files.writeString(json, GSON.toJson(curve) + "\n");
            Files.writeString(FOLDER.resolve("learning-curve.md"), markdown(curve));
            System.err.printf(
                    Locale.ROOT,
                    "%d labels of %d frames: TVD %.4f, force error %.3f, %.0f s%n",
                    point.labels(),
                    point.frames(),
                    run.metrics().get(Metric.TVD).orElseThrow(),
                    point.forceError(),
                    run.trainingSeconds());
        }
        System.out.println(Files.readString(FOLDER.resolve("learning-curve.md")));
    }

    private static Curve read(Path json) throws IOException {
        return Files.exists(json) ? GSON.fromJson(Files.readString(json), Curve.class) : new Curve(List.of());
    }

    private static Curve with(Curve curve, Point point) {
        List<Point> points = Stream.concat(
                        curve.points().stream()
                                .filter(old -> old.frames() != point.frames() || old.labels() != point.labels()),
                        Stream.of(point))
                .sorted(Comparator.comparing((Point p) -> -p.frames()).thenComparing(Point::labels))
                .toList();
        return new Curve(points);
    }

    static double forceError(Potential potential, ForceFrames reference) {
        int stride = 3 * reference.atoms();
        double[] positions = new double[FRAMES_AT_ONCE * stride];
        double[] forces = new double[positions.length];
        double sum = 0;
        for (int from = 0; from < reference.size(); from += FRAMES_AT_ONCE) {
            int count = Math.min(FRAMES_AT_ONCE, reference.size() - from);
            for (int i = 0; i < count; i++) {
                System.arraycopy(reference.positions(from + i), 0, positions, i * stride, stride);
            }
            potential.evaluate(positions, count, new double[count], forces);
            for (int i = 0; i < count; i++) {
                double[] label = reference.forces(from + i);
                for (int k = 0; k < stride; k++) {
                    sum += Math.abs(forces[i * stride + k] - label[k]);
                }
            }
        }
        return sum / ((double) reference.size() * stride);
    }

    private static String markdown(Curve curve) {
        StringBuilder text = new StringBuilder(
                "MD17 ethanol at 645 K: transport drift on a fit from nothing, with fewer or more force labels, chosen among frames 0–1999, or among the first "
                        + "1,000 (0.5 ps) alone; measured against 6,000 frames of the whole trajectory. One seed, 20,000 samples as the "
                        + "network gives them. Force error: mean absolute error of the fitted potential on the reference's forces.\n\n"
                        + "| frames | labels | force error, kcal/mol/Å | TVD | per-pair TVD | bond MAE, Å | width ratio | "
                        + "energy, 1/25/50/75/99 % | trans share | training, s | of the processors, s |\n|---|---|---|---|---|---|---|---|---|---|---|\n");
        for (Point point : curve.points()) {
            PaperRun run = point.run();
            text.append(String.format(
                    Locale.ROOT,
                    "| %,d | %,d | %.3f | %.4f | %.4f | %.4f | %.3f | %s | %.3f | %.0f | %.0f |%n",
                    point.frames(),
                    point.labels(),
                    point.forceError(),
                    metric(run, Metric.TVD),
                    metric(run, Metric.PAIR_TVD),
                    metric(run, Metric.BOND_MAE),
                    metric(run, Metric.WIDTH_RATIO),
                    PaperReport.energies(List.of(run)).replace(" |", "").trim(),
                    run.transShare(),
                    run.trainingSeconds(),
                    run.processorSeconds()));
        }
        text.append("\nMade by:\n\n");
        List<String> commands = new ArrayList<>();
        curve.points()
                .forEach(point -> commands.add(
                        "- `" + point.run().command() + "` (" + point.run().conditions() + ")\n"));
        commands.stream().distinct().forEach(text::append);
        return text.toString();
    }

    private static double metric(PaperRun run, Metric metric) {
        return run.metrics().get(metric).orElseThrow();
    }
}
