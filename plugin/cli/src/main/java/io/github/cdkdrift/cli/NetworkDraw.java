package io.github.cdkdrift.cli;

import io.github.cdkdrift.DriftingConformerGenerator;
import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.ensemble.PropertyKeys;
import io.github.cdkdrift.generator.WellNetwork;
import io.github.cdkdrift.model.ConformerModel;
import io.github.cdkdrift.model.ConformerSampler;
import io.github.cdkdrift.model.ExactEnsemble;
import io.github.cdkdrift.model.SamplingSettings;
import io.github.cdkdrift.positives.EquilibriumReport;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.potential.PotentialCalls;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.openscience.cdk.exception.CDKException;

/** Conformers that a network draws, trained for the molecule or taken from the cache. */
final class NetworkDraw {
    private final GenerateSettings settings;
    private final ModelPlace place;
    private final Console console;

    NetworkDraw(GenerateSettings settings, ModelPlace place, Console console) {
        this.settings = settings;
        this.place = place;
        this.console = console;
    }

    /** @param notes what happened on the way, added to */
    DrawnMolecule of(GenerateJob job, List<String> notes) throws IOException, CDKException {
        place.requireFree(job.name(), job.graph());
        ModelCache cache = new ModelCache(place.cache(), notes::add);
        Optional<ConformerModel> kept = cache.find(job, settings);
        ConformerModel model = kept.isPresent() ? kept.get() : train(job, cache, notes);
        try {
            if (kept.isPresent()) {
                keep(file -> cache.copy(job, settings, file), notes);
            }
            return drawn(model, kept.isPresent(), job, notes);
        } catch (IOException | CDKException | RuntimeException e) {
            if (model.potential() != null) {
                model.potential().close();
            }
            throw e;
        }
    }

    private DrawnMolecule drawn(ConformerModel model, boolean cached, GenerateJob job, List<String> notes)
            throws IOException, CDKException {
        if (model.generator() instanceof WellNetwork) {
            notes.add(
                    "trained from energies alone: one well and its symmetric copies, so that other rotamers are missing");
        }
        EquilibriumReport report = model.provenance().equilibrium();
        boolean fit = report != null && report.labels() > 0;
        Conformers drawn = settings.exact() ? exact(model, job, notes, fit) : draw(model, job, notes);
        PotentialCalls training =
                cached ? PotentialCalls.NONE : model.provenance().calls();
        return new DrawnMolecule(
                drawn.ensemble,
                least(DrawnMolecule.effectiveSamples(report), drawn.effectiveSamples),
                drawn.doubt,
                report,
                model.potential(),
                model.referencePositions(),
                report == null ? model.potential().name() : report.potential(),
                cached,
                // Conformers of a fit have its energies, and the potential itself is not asked.
                training.withConformers(fit && !settings.exact() ? 0 : drawn.calls));
    }

    private ConformerModel train(GenerateJob job, ModelCache cache, List<String> notes)
            throws IOException, CDKException {
        try (TrainingWatch watch = new TrainingWatch(console, job.name())) {
            DriftingConformerGenerator generator = DriftingConformerGenerator.forMolecule(
                            job.molecule().orElseThrow())
                    .withPotential(settings.potential())
                    .withLabels(settings.labels().settings())
                    .withLabelFile(settings.labels().file(job.name()))
                    .withSettings(settings.training())
                    .withListener(watch)
                    .train();
            keep(generator::save, notes);
            cache.keep(generator, job, settings);
            return generator.model();
        }
    }

    private interface Keeping {
        void in(Path file) throws IOException, CDKException;
    }

    /** Keeps a model under a name of the user's, where there is one. What a failure here costs is the model, not the conformers. */
    private void keep(Keeping keeping, List<String> notes) {
        try {
            if (place.kept().isPresent()) {
                keeping.in(place.kept().get());
            }
        } catch (IOException | CDKException | RuntimeException e) {
            notes.add("the model was not kept: " + Failure.message(e));
        }
    }

    /** The smaller of two numbers of which either may not have been measured. */
    private static double least(double first, double second) {
        return Double.isNaN(first) ? second : Double.isNaN(second) ? first : Math.min(first, second);
    }

    /**
     * @param calls of the potential that gives their energies
     * @param effectiveSamples of the chains that they come from; NaN where there are none, or it was not measured
     */
    private record Conformers(
            ConformerEnsemble ensemble, long calls, double effectiveSamples, Optional<String> doubt) {}

    private Conformers draw(ConformerModel model, GenerateJob job, List<String> notes) throws CDKException {
        ConformerSampler sampler =
                model.sampler(new SamplingSettings(settings.training().seed(), true, settings.polish()));
        List<Conformer> conformers = new ArrayList<>(settings.count());
        try (StageProgress stages = new StageProgress(console, "  ")) {
            stages.onBriefStage("drawing conformers");
            for (int i = 0; i < settings.count(); i++) {
                Conformer drawn = sampler.next();
                Map<String, Double> properties = new LinkedHashMap<>(drawn.properties());
                properties.remove(PropertyKeys.SAMPLE);
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
        return new Conformers(
                new ConformerEnsemble(job.graph(), conformers), sampler.potentialCalls(), Double.NaN, Optional.empty());
    }

    /** Of the model's potential where that is the one asked for, and otherwise of the expensive one that it was fitted to. */
    private Conformers exact(ConformerModel model, GenerateJob job, List<String> notes, boolean fit)
            throws IOException, CDKException {
        if (!Reweighting.isExact(model)) {
            notes.add(
                    "drawn without --exact, since the density of the conformers is not known (molecules in a line and with large rings)");
            return draw(model, job, notes);
        }
        Potential expensive = fit ? settings.potential().potential(model.graph(), model.referencePositions()) : null;
        try (Potential opened = expensive) {
            Potential wanted = opened == null ? model.potential() : opened;
            ExactEnsemble exact =
                    ExactDraw.of(model, wanted, settings.training().seed(), settings.count());
            notes.add(ExactDraw.describe(exact, wanted.name(), model.settings().temperature()));
            return new Conformers(
                    new ConformerEnsemble(job.graph(), exact.conformers()),
                    exact.calls(),
                    exact.effectiveSamples(),
                    ExactDraw.doubt(exact));
        }
    }
}
