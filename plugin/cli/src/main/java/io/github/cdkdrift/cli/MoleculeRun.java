package io.github.cdkdrift.cli;

import io.github.cdkdrift.DriftingConformerGenerator;
import io.github.cdkdrift.cli.GenerateJob.JobFailure;
import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.generator.WellNetwork;
import io.github.cdkdrift.model.ConformerModel;
import io.github.cdkdrift.model.ConformerSampler;
import io.github.cdkdrift.model.ExactEnsemble;
import io.github.cdkdrift.model.SamplingSettings;
import io.github.cdkdrift.positives.EquilibriumReport;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.potential.PotentialCalls;
import io.github.cdkdrift.training.TrainingListener;
import io.github.cdkdrift.training.TrainingProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.openscience.cdk.exception.CDKException;

/** Trains a generator of one molecule, or takes it from the cache, and draws conformers. */
final class MoleculeRun {
    private static final double NANO = 1e-9;
    /** Less may be extrapolated without a word. */
    private static final double LARGEST_UNVISITED = 0.02;

    private final GenerateSettings settings;
    private final Path cacheFolder;
    private final Console console;

    /** @param cacheFolder null for none */
    MoleculeRun(GenerateSettings settings, Path cacheFolder, Console console) {
        this.settings = settings;
        this.cacheFolder = cacheFolder;
        this.console = console;
    }

    /** Works on a job; whatever goes wrong is the outcome of this molecule alone. */
    GenerateOutcome of(GenerateJob job) {
        if (job.failure().isPresent()) {
            return GenerateOutcome.failed(job.failure().get(), 0);
        }
        long start = System.nanoTime();
        try {
            return work(job, start);
        } catch (CancellationException e) {
            throw e;
        } catch (CDKException | IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return GenerateOutcome.failed(JobFailure.of(e), seconds(start));
        }
    }

    private GenerateOutcome work(GenerateJob job, long start) throws IOException, CDKException {
        List<String> notes = new ArrayList<>();
        ModelCache cache = new ModelCache(cacheFolder, notes::add);
        Optional<ConformerModel> kept = cache.find(job.molecule().orElseThrow(), settings);
        ConformerModel model = kept.isPresent() ? kept.get() : train(job, cache);
        if (model.generator() instanceof WellNetwork) {
            notes.add(
                    "trained from energies alone: one well and its symmetric copies, so that other rotamers are missing");
        }
        EquilibriumReport report = model.provenance().equilibrium();
        if (report != null && report.uncertain()) {
            notes.add("populations are uncertain: independent walkers do not agree on the slow motions ("
                    + report.agreement() + ")");
        }
        if (report != null && report.unvisited() > LARGEST_UNVISITED) {
            notes.add(String.format(
                    Locale.ROOT,
                    "the labels never visit rotamers that hold about %.0f %% of a rotor's conformers; their share is extrapolated",
                    100 * report.unvisited()));
        }
        Drawn drawn = settings.exact() ? exact(model, job, notes) : draw(model, job, notes);
        double effective = report == null ? Double.NaN : number(report.effectiveSamples());
        ConformerAnswer answer = answer(model, drawn.ensemble, effective, isFit(report));
        notes.addAll(answer.notes());
        PotentialCalls training =
                kept.isPresent() ? PotentialCalls.NONE : model.provenance().calls();
        return new GenerateOutcome(
                Optional.of(answer.written()),
                answer.states(),
                Optional.empty(),
                report == null ? model.potential().name() : report.potential(),
                kept.isPresent(),
                seconds(start),
                training.withConformers((isFit(report) && !settings.exact() ? 0 : drawn.calls) + answer.calls()),
                effective,
                report == null ? Double.NaN : number(report.splitRhat()),
                report == null ? null : report.converged(),
                List.copyOf(notes));
    }

    private ConformerAnswer answer(ConformerModel model, ConformerEnsemble drawn, double effective, boolean fit)
            throws IOException, CDKException {
        try (StageProgress stages = new StageProgress(console, "  ")) {
            return ConformerAnswer.of(
                    settings, drawn, model.potential(), () -> expensive(model, fit), effective, stages);
        }
    }

    /** A program may take minutes for a geometry: its minima stay those of the fit. */
    private Optional<Potential> expensive(ConformerModel model, boolean fit) throws IOException, CDKException {
        return fit && !settings.potential().isProgram()
                ? Optional.of(settings.potential().potential(model.graph(), model.referencePositions()))
                : Optional.empty();
    }

    private static double number(Double measured) {
        return measured == null ? Double.NaN : measured;
    }

    /** Conformers then have the energies of the fit, and the potential itself is not asked. */
    private static boolean isFit(EquilibriumReport report) {
        return report != null && report.labels() > 0;
    }

    private ConformerModel train(GenerateJob job, ModelCache cache) throws IOException, CDKException {
        try (Watch watch = new Watch(job.name())) {
            DriftingConformerGenerator generator = DriftingConformerGenerator.forMolecule(
                            job.molecule().orElseThrow())
                    .withPotential(settings.potential())
                    .withSettings(settings.training())
                    .withListener(watch)
                    .train();
            cache.keep(generator, job.molecule().orElseThrow(), settings);
            return generator.model();
        }
    }

    /** Shows the progress of training, whose clock begins when the samples are there. */
    private final class Watch implements TrainingListener, AutoCloseable {
        private final String name;
        private final StageProgress stages = new StageProgress(console, "  ");
        private Progress progress;

        Watch(String name) {
            this.name = name;
        }

        @Override
        public void onProgress(TrainingProgress report) {
            if (progress == null) {
                stages.end();
                progress = new Progress(console, name, report.step(), report.steps());
            }
            progress.at(report.step(), String.format(Locale.ROOT, "loss %.4g", report.loss()));
        }

        @Override
        public void onStage(String stage) {
            stages.onStage(stage);
        }

        @Override
        public void onPart(double part, String note) {
            stages.onPart(part, note);
        }

        @Override
        public void close() {
            stages.close();
            if (progress != null) {
                progress.close();
            }
        }
    }

    /** @param calls of the potential that gives their energies */
    private record Drawn(ConformerEnsemble ensemble, long calls) {}

    private Drawn draw(ConformerModel model, GenerateJob job, List<String> notes) throws CDKException {
        ConformerSampler sampler =
                model.sampler(new SamplingSettings(settings.training().seed(), true, settings.polish()));
        List<Conformer> conformers = new ArrayList<>(settings.count());
        try (StageProgress stages = new StageProgress(console, "  ")) {
            stages.onBriefStage("drawing conformers");
            for (int i = 0; i < settings.count(); i++) {
                Conformer drawn = sampler.next();
                Map<String, Double> properties = new LinkedHashMap<>(drawn.properties());
                properties.remove("sample");
                conformers.add(new Conformer(drawn.positions(), properties));
                stages.onPart((i + 1.0) / settings.count(), "");
            }
        }
        if (!sampler.rejections().isEmpty()) {
            notes.add(String.format(
                    Locale.ROOT,
                    "%,d of %,d geometries rejected and drawn again",
                    sampler.drawn() - settings.count(),
                    sampler.drawn()));
        }
        return new Drawn(new ConformerEnsemble(job.graph(), conformers), sampler.potentialCalls());
    }

    /** Of the model's potential where that is the one asked for, and otherwise of the expensive one that it was fitted to. */
    private Drawn exact(ConformerModel model, GenerateJob job, List<String> notes) throws IOException, CDKException {
        if (!Reweighting.isExact(model)) {
            notes.add(
                    "drawn without --exact, since the density of the conformers is not known (molecules in a line and with large rings)");
            return draw(model, job, notes);
        }
        boolean fit = isFit(model.provenance().equilibrium());
        Potential expensive = fit ? settings.potential().potential(model.graph(), model.referencePositions()) : null;
        try (Potential opened = expensive) {
            Potential wanted = opened == null ? model.potential() : opened;
            ExactEnsemble exact =
                    ExactDraw.of(model, wanted, settings.training().seed(), settings.count());
            notes.add(ExactDraw.describe(exact, wanted.name(), model.settings().temperature()));
            ExactDraw.doubt(exact).ifPresent(notes::add);
            return new Drawn(new ConformerEnsemble(job.graph(), exact.conformers()), exact.calls());
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) * NANO;
    }
}
