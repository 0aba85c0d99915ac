package io.github.cdkdrift;

import io.github.cdkdrift.conformer.SampledConformers;
import io.github.cdkdrift.dynamics.BrokenWalkersException;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.labelling.ActiveLabelling;
import io.github.cdkdrift.labelling.ActiveSettings;
import io.github.cdkdrift.labelling.KeptLabels;
import io.github.cdkdrift.labelling.Minima;
import io.github.cdkdrift.labelling.StartGeometries;
import io.github.cdkdrift.model.ConformerModel;
import io.github.cdkdrift.model.ModelFile;
import io.github.cdkdrift.model.ModelTraining;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.SymmetryGroup;
import io.github.cdkdrift.positives.EquilibriumSampling;
import io.github.cdkdrift.positives.Positives;
import io.github.cdkdrift.potential.CorrectedForceField;
import io.github.cdkdrift.potential.CorrectionFit;
import io.github.cdkdrift.potential.CountedPotential;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.potential.PotentialCalls;
import io.github.cdkdrift.potential.PotentialException;
import io.github.cdkdrift.potential.PotentialProvider;
import io.github.cdkdrift.potential.PriorPotential;
import io.github.cdkdrift.potential.RestrainedPotential;
import io.github.cdkdrift.potential.Restraint;
import io.github.cdkdrift.rotamer.ConformerSymmetry;
import io.github.cdkdrift.training.EnergyPlan;
import io.github.cdkdrift.training.TrainingListener;
import io.github.cdkdrift.training.TrainingSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openscience.cdk.exception.CDKException;

/** What a {@link MoleculeTraining} does. */
final class StructureWork {
    /** Geometries that sampling begins from, in different rotamers and ring shapes. */
    private static final int STARTS = 128;

    /** kcal/mol above the lowest: minima beyond this do not meet the restraints. */
    private static final double MOST_STRAIN = 30;

    private final MolecularGraph graph;
    private final double[] structure;
    private final PotentialProvider potential;
    private final ActiveSettings labels;
    private final Path labelFile;
    private final TrainingSettings settings;
    private final TrainingListener listener;
    private final List<Restraint> restraints;

    StructureWork(MoleculeTraining of) {
        graph = of.graph();
        structure = of.structure();
        potential = of.potential();
        labels = of.labels();
        labelFile = of.labelFile();
        settings = of.settings();
        listener = new CancellableListener(of.listener());
        restraints = of.restraints();
    }

    DriftingConformerGenerator train() throws IOException, CDKException {
        if (!restraints.isEmpty()) {
            throw new IllegalArgumentException(
                    "found restraints; expected none: a network is not trained under them, sample() takes them");
        }
        Prepared prepared = prepared();
        Potential chosen = potential.potential(prepared.graph, prepared.starts.get(0));
        if (ModelFile.canHold(chosen)) {
            return keeping(
                    chosen, () -> DriftingConformerGenerator.of(trained(chosen, prepared.graph, prepared.starts)));
        }
        try (chosen;
                Potential guide = potential.guide(prepared.graph, prepared.starts.get(0))) {
            return DriftingConformerGenerator.of(fitted(chosen, guide, prepared));
        }
    }

    SampledConformers sample() throws IOException, CDKException {
        if (settings.equilibrium() == null) {
            throw new IllegalArgumentException("found settings without samples; expected those of a potential");
        }
        Prepared prepared = prepared();
        Potential chosen = potential.potential(prepared.graph, prepared.starts.get(0));
        if (ModelFile.canHold(chosen)) {
            return keeping(chosen, () -> sampled(chosen, prepared.graph, prepared.starts, Optional.empty()));
        }
        try (chosen;
                Potential guide = potential.guide(prepared.graph, prepared.starts.get(0))) {
            CountedPotential counted = new CountedPotential(chosen);
            Optional<PriorPotential> prior = potential.prior(labels.prior(), prepared.graph, prepared.starts.get(0));
            if (prior.isPresent()) {
                return keeping(prior.get(), () -> {
                    CorrectedForceField fit = corrected(counted, guide, prior.get(), prepared);
                    PotentialCalls calls = PotentialCalls.ofLabels(counted.calls());
                    return sampled(fit, prepared.graph, prepared.starts, Optional.of(calls));
                });
            }
            ForceFrames frames =
                    labels(counted, guide, Optional.empty(), prepared).frames();
            Positives positives = sampledFit(frames, prepared.graph);
            PotentialCalls calls = PotentialCalls.ofLabels(counted.calls());
            if (restraints.isEmpty()) {
                return SampledConformers.of(
                        prepared.graph, positives, positives.potential(), calls, Set.of(), settings.seed());
            }
            List<double[]> starts = spread(positives.geometries());
            return sampled(positives.sampled(), prepared.graph, starts, Optional.of(calls));
        }
    }

    /** The molecule with all configurations decided, and geometries of it. */
    private record Prepared(MolecularGraph graph, List<double[]> starts) {}

    private Prepared prepared() throws CDKException {
        List<double[]> starts = starts(graph);
        MolecularGraph decided = graph.completedLike(starts.get(0));
        if (decided.stereocentres().size() > graph.stereocentres().size()) {
            starts = starts(decided);
        }
        return new Prepared(decided, starts);
    }

    private Potential restrained(Potential free) {
        return restraints.isEmpty() ? free : new RestrainedPotential(free, restraints);
    }

    /** @param before calls of an expensive potential that this one is a fit to; empty where it is none */
    private SampledConformers sampled(
            Potential free, MolecularGraph decided, List<double[]> starts, Optional<PotentialCalls> before)
            throws CDKException {
        Potential cheap = restrained(free);
        CountedPotential counted = new CountedPotential(cheap);
        List<double[]> minima =
                within(counted, Minima.distinct(decided, counted, minima(counted, decided, starts), STARTS));
        long minimising = counted.calls();
        TrainingSettings usual = settings.equilibrium().ensemble() == null ? TrainingSettings.ofPotential() : settings;
        Positives positives;
        try {
            positives = EquilibriumSampling.of(
                    counted,
                    decided,
                    minima,
                    settings.temperature(),
                    areFree(decided, minima.get(0))
                            ? usual.equilibrium()
                            : usual.equilibrium().withEnsemble(null),
                    settings.seed(),
                    listener);
        } catch (BrokenWalkersException e) {
            throw broken(cheap, e);
        }
        PotentialCalls calls =
                before.orElseGet(() -> new PotentialCalls(minimising, 0, counted.calls() - minimising, 0, 0));
        Positives reported = positives.withReport(ModelTraining.report(positives, free, settings.temperature()));
        return SampledConformers.of(decided, reported, cheap, calls, held(), settings.seed());
    }

    private Set<Integer> held() {
        return restraints.stream()
                .flatMapToInt(restraint -> Arrays.stream(restraint.atoms()))
                .boxed()
                .collect(Collectors.toSet());
    }

    /** Whether no restraint tells equal hydrogen atoms of a terminal group apart, which proposals exchange. */
    private boolean areFree(MolecularGraph decided, double[] geometry) {
        SymmetryGroup symmetry = decided.symmetry(geometry, 1);
        return symmetry.keeping(held()).terminalRotors().size()
                == symmetry.terminalRotors().size();
    }

    private static List<double[]> spread(List<double[]> geometries) {
        int every = Math.max(1, geometries.size() / STARTS);
        return IntStream.range(0, geometries.size() / every)
                .mapToObj(i -> geometries.get(i * every))
                .toList();
    }

    /** Under restraints some starts end in minima that hardly meet them, from where nothing leads back. */
    private List<double[]> within(Potential cheap, List<double[]> minima) {
        return restraints.isEmpty() ? minima : Minima.within(cheap, minima, MOST_STRAIN);
    }

    private Positives sampledFit(ForceFrames frames, MolecularGraph decided) {
        TrainingSettings onLabels = settings.onLabels(frames.size());
        return EquilibriumSampling.of(
                frames,
                decided,
                ConformerSymmetry.ofPotential(decided, frames.positions(0)),
                onLabels.temperature(),
                onLabels.equilibrium(),
                onLabels.seed(),
                listener);
    }

    private ConformerModel trained(Potential cheap, MolecularGraph decided, List<double[]> starts) throws CDKException {
        CountedPotential counted = new CountedPotential(cheap);
        List<double[]> minima = Minima.distinct(decided, counted, minima(counted, decided, starts), STARTS);
        List<double[]> from =
                !(settings.plan() instanceof EnergyPlan) ? minima : List.of(Minima.lowest(counted, minima));
        ConformerModel model = train(cheap, decided, from);
        PotentialCalls calls = model.provenance().calls();
        return model.withCalls(calls.withMinimisation(calls.minimisation() + counted.calls()));
    }

    private ConformerModel train(Potential cheap, MolecularGraph decided, List<double[]> from) throws CDKException {
        try {
            return ModelTraining.train(cheap, decided, from, settings, listener);
        } catch (BrokenWalkersException e) {
            throw broken(cheap, e);
        }
    }

    private PotentialException broken(Potential cheap, BrokenWalkersException e) {
        return new PotentialException(
                String.format(
                        Locale.ROOT,
                        "found that the molecule does not stay what it is on %s at %.0f K: its barriers are too low to keep a"
                                + " bond or a configuration, as MMFF94's is about N=N double bonds; expected a molecule that"
                                + " keeps both: take another potential, for example gfn2, or a lower temperature",
                        cheap.name(),
                        settings.temperature()),
                e);
    }

    /** An expensive potential: trains on samples of a surrogate that is fitted to its forces. */
    private ConformerModel fitted(Potential expensive, Potential guide, Prepared prepared)
            throws IOException, CDKException {
        if (settings.plan() instanceof EnergyPlan) {
            throw new PotentialException("training from energies alone asks the potential millions of times; found "
                    + expensive.name() + ", expected mmff94, mmff94s, an sGDML model or a provider of a cheap one");
        }
        CountedPotential counted = new CountedPotential(expensive);
        Optional<PriorPotential> prior = potential.prior(labels.prior(), prepared.graph, prepared.starts.get(0));
        if (prior.isPresent()) {
            return keeping(prior.get(), () -> trained(
                            corrected(counted, guide, prior.get(), prepared), prepared.graph, prepared.starts)
                    .withCalls(PotentialCalls.ofLabels(counted.calls())));
        }
        ForceFrames frames = labels(counted, guide, Optional.empty(), prepared).frames();
        return ModelTraining.train(frames, prepared.graph, settings.onLabels(frames.size()), listener)
                .withCalls(PotentialCalls.ofLabels(counted.calls()));
    }

    private interface Work<T> {
        T result() throws IOException, CDKException;
    }

    /** Work whose result keeps a potential, which so stays open; it is closed where there is no result. */
    private static <T> T keeping(Potential kept, Work<T> work) throws IOException, CDKException {
        try {
            return work.result();
        } catch (IOException | CDKException | RuntimeException e) {
            kept.close();
            throw e;
        }
    }

    private CorrectedForceField corrected(Potential expensive, Potential guide, PriorPotential prior, Prepared prepared)
            throws IOException, CDKException {
        ActiveLabelling labelled = labels(expensive, guide, Optional.of(prior), prepared);
        return CorrectionFit.of(prior, prepared.graph, labelled.frames(), labelled.shapes())
                .potential();
    }

    private ActiveLabelling labels(
            Potential expensive, Potential unrestrained, Optional<PriorPotential> prior, Prepared prepared)
            throws IOException, CDKException {
        MolecularGraph decided = prepared.graph;
        List<double[]> starts = prepared.starts;
        Potential guide = restrained(unrestrained);
        List<double[]> minima = within(guide, Minima.distinct(decided, guide, minima(guide, decided, starts), STARTS));
        return ActiveLabelling.of(
                decided,
                labelFile == null ? expensive : KeptLabels.open(expensive, decided, labelFile),
                guide,
                prior,
                minima,
                ConformerSymmetry.ofPotential(decided, minima.get(0)),
                labels,
                settings.temperature(),
                settings.seed(),
                listener);
    }

    private List<double[]> minima(Potential potential, MolecularGraph decided, List<double[]> starts)
            throws CDKException {
        listener.onStage("minimising " + starts.size() + " start geometries by " + potential.name());
        return Minima.of(decided, potential, starts, listener);
    }

    private List<double[]> starts(MolecularGraph of) throws CDKException {
        listener.onStage("making start geometries");
        return StartGeometries.of(of, structure, StartGeometries.sought(of), settings.seed());
    }
}
