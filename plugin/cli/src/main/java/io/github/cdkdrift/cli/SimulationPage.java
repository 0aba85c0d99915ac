package io.github.cdkdrift.cli;

import io.github.cdkdrift.dynamics.SimulationSettings;
import io.github.cdkdrift.dynamics.TrajectoryBlock;
import io.github.cdkdrift.dynamics.TrajectoryLog;
import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.evaluation.Evaluation;
import io.github.cdkdrift.evaluation.EvaluationSettings;
import io.github.cdkdrift.model.ConformerModel;
import io.github.cdkdrift.simulation.Agreement;
import io.github.cdkdrift.simulation.SimulationReport;
import io.github.cdkdrift.simulation.SimulationReport.Beside;
import io.github.cdkdrift.viewer.PreviewSettings;
import io.github.cdkdrift.viewer.report.EnsembleReport;
import io.github.cdkdrift.viewer.report.ReportPage;
import io.github.cdkdrift.viewer.report.Trajectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** A simulation in the words of the viewer's page. */
final class SimulationPage {
    private static final int MOST_CONFORMERS = 2000;
    private static final int MOST_FRAMES = 200;
    private static final int MOST_POINTS = 1000;

    private final ConformerModel model;
    private final SimulationSettings settings;
    private final TrajectoryLog log;
    private final int stride;

    SimulationPage(ConformerModel model, SimulationSettings settings, TrajectoryLog log) {
        this.model = model;
        this.settings = settings;
        this.log = log;
        stride = 3 * model.graph().atoms();
    }

    /** @param command as it was typed */
    void write(Path file, SimulationReport report, Beside beside, String command) throws IOException {
        ConformerEnsemble frames = frames();
        EnsembleReport page = PageContent.of(
                "Simulation of " + report.molecule(),
                new EnsembleInput(frames, null, null),
                model,
                OptionalDouble.of(settings.temperature()),
                command);
        List<Conformer> other = beside.reference() == null ? beside.samples() : beside.reference();
        if (other != null && other.size() > 1) {
            ConformerEnsemble wanted = new ConformerEnsemble(model.graph(), evenly(other, MOST_CONFORMERS));
            page = PageContent.withComparison(
                    page,
                    Evaluation.evaluate(frames, wanted, null, EvaluationSettings.defaults()),
                    wanted,
                    null,
                    List.of());
        }
        ReportPage.write(page.with(trajectory(report), findings(report, beside)), file, PreviewSettings.defaults());
    }

    private static List<String> findings(SimulationReport report, Beside beside) {
        List<String> findings = new ArrayList<>();
        for (Agreement agreement :
                List.of(report.simulationReference(), report.samplesReference(), report.simulationSamples())) {
            findings.add(agreement.inWords());
        }
        if (report.reference() != null) {
            findings.add("The reference on this page: " + report.reference());
        } else if (beside.samples() != null) {
            findings.add("What this page calls the reference are draws of the model: no other was given.");
        }
        findings.add(
                "Frames of one walker are not independent: errors in the table of clusters are too small, those of the figures above are not.");
        if (!report.broken().isEmpty()) {
            findings.add(report.broken().size() + " of " + report.settings().walkers()
                    + " walkers broke, and are in no average");
        }
        return findings;
    }

    /** Of all walkers, as long as they were whole. */
    private ConformerEnsemble frames() {
        List<Conformer> all = new ArrayList<>();
        int every = Math.max(1, (int) ((long) settings.walkers() * (log.size() - 1) / MOST_CONFORMERS));
        for (int number = every; number < log.size(); number += every) {
            TrajectoryBlock block = log.get(number);
            for (int walker = 0; walker < settings.walkers(); walker++) {
                if (!block.isBroken(walker)) {
                    all.add(conformer(block, walker));
                }
            }
        }
        return new ConformerEnsemble(model.graph(), evenly(all, MOST_CONFORMERS));
    }

    private Conformer conformer(TrajectoryBlock block, int walker) {
        return new Conformer(
                Arrays.copyOfRange(block.positions(), walker * stride, (walker + 1) * stride),
                Map.of(ConformerEnsemble.ENERGY, block.energies()[walker]));
    }

    private static <T> List<T> evenly(List<T> all, int most) {
        int chosen = Math.min(all.size(), most);
        return Stream.iterate(0L, i -> i + 1)
                .limit(chosen)
                .map(i -> all.get((int) (i * all.size() / chosen)))
                .toList();
    }

    /** The walker that stayed whole longest, the first of several. */
    private int walker() {
        for (int number = log.size() - 1; number >= 0; number--) {
            TrajectoryBlock block = log.get(number);
            for (int walker = 0; walker < settings.walkers(); walker++) {
                if (!block.isBroken(walker)) {
                    return walker;
                }
            }
        }
        return 0;
    }

    private Trajectory trajectory(SimulationReport report) {
        int walker = walker();
        List<Conformer> frames = new ArrayList<>();
        List<Double> times = new ArrayList<>();
        for (int number = 0; number < log.size(); number++) {
            TrajectoryBlock block = log.get(number);
            if (block.isBroken(walker)) {
                break;
            }
            frames.add(conformer(block, walker));
            times.add(rounded(number * settings.frameInterval()));
        }
        return new Trajectory(
                String.format(
                        Locale.ROOT,
                        "Langevin dynamics of %s by %s at %s K: %d walkers of %s ps each, steps of %s fs, friction %s/ps. Walker %d is shown.",
                        report.molecule(),
                        report.potential(),
                        settings.temperature(),
                        settings.walkers(),
                        rounded(settings.time()),
                        settings.timeStep(),
                        settings.friction(),
                        walker + 1),
                new ConformerEnsemble(model.graph(), evenly(frames, MOST_FRAMES)),
                evenly(times, MOST_FRAMES),
                series(report, walker),
                Stream.of(report.simulationReference(), report.samplesReference(), report.simulationSamples())
                        .map(SimulationPage::row)
                        .toList());
    }

    private static double rounded(double time) {
        return Math.rint(10_000 * time) / 10_000;
    }

    private List<Trajectory.Series> series(SimulationReport report, int walker) {
        int torsions = report.motions().size();
        List<Double> times = new ArrayList<>();
        List<List<Double>> degrees = Stream.generate(() -> (List<Double>) new ArrayList<Double>())
                .limit(torsions)
                .toList();
        for (int number = 1; number < log.size() && torsions > 0; number++) {
            float[] observed = log.get(number).torsions();
            for (int observation = 0; observation < settings.observations(); observation++) {
                int at = (observation * settings.walkers() + walker) * torsions;
                if (!Float.isNaN(observed[at])) {
                    times.add(rounded((number - 1) * settings.frameInterval()
                            + (observation + 1) * settings.observationInterval()));
                    for (int torsion = 0; torsion < torsions; torsion++) {
                        degrees.get(torsion).add((double) observed[at + torsion]);
                    }
                }
            }
        }
        List<Trajectory.Series> series = new ArrayList<>();
        for (int torsion = 0; torsion < torsions && times.size() > 1; torsion++) {
            series.add(new Trajectory.Series(
                    report.motions().get(torsion).name(),
                    evenly(times, MOST_POINTS),
                    evenly(degrees.get(torsion), MOST_POINTS)));
        }
        return series;
    }

    private static Trajectory.Row row(Agreement agreement) {
        if (!agreement.isMeasured()) {
            return new Trajectory.Row(agreement.name(), agreement.missing(), 0, 0, 0, "");
        }
        return new Trajectory.Row(
                agreement.name(),
                null,
                agreement.torsions().value(),
                agreement.torsions().floor(),
                agreement.torsions().high(),
                agreement.difference() == null
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                "%.3f ± %.3f (state %d)",
                                agreement.difference().value(),
                                agreement.difference().standardError(),
                                agreement.state() + 1));
    }
}
