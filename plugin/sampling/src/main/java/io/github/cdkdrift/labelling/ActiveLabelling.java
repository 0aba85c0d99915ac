package io.github.cdkdrift.labelling;

import io.github.cdkdrift.dynamics.KeptBonds;
import io.github.cdkdrift.dynamics.LangevinRun;
import io.github.cdkdrift.dynamics.LangevinSampler;
import io.github.cdkdrift.dynamics.LangevinSettings;
import io.github.cdkdrift.dynamics.SampleListener;
import io.github.cdkdrift.dynamics.StageListener;
import io.github.cdkdrift.dynamics.Tempering;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.molecule.BondTurn;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.SymmetryOperation;
import io.github.cdkdrift.potential.CountedPotential;
import io.github.cdkdrift.potential.LabelFit;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.potential.PotentialException;
import io.github.cdkdrift.potential.PriorPotential;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Labels of an expensive potential where they teach most. A cheap potential of the same molecule, the guide, is sampled first: its
 * rotamers are those that matter, though not in the right shares. A fit to the expensive potential's forces there is then sampled
 * itself, from its own minima, and asked which labels would tell most of its samples' energies; those improve it, round after round, until it knows its own
 * samples.
 *
 * @param frames with the expensive potential's forces, in the order they were asked for
 * @param rounds one for each fit
 * @param dropped geometries that the expensive potential could not do
 * @param shapes warm geometries about the minima, each [atoms · 3] Å, where the fits' prior is trusted as far as force fields usually are
 */
public record ActiveLabelling(ForceFrames frames, List<Round> rounds, int dropped, List<double[]> shapes) {
    /** Guide and fit are sampled hotter than the labels are to serve: what is known there is known at the temperature itself. */
    private static final double HOTTER = 1.3;

    private static final int WALKERS = 64;
    private static final int LEVELS = 4;
    private static final double HOTTEST = 3;
    private static final int STEPS = 1500;
    private static final int STRIDE = 100;
    private static final int JUMP_INTERVAL = 5;
    private static final double FRICTION = 10;

    /** Geometries that show whether a molecule stays whole. */
    private static final int SHOWN = 3;

    private static final double MANY_LEANING = 0.02;

    /** So many do not lean because of a fit to few labels, which tears molecules by itself. */
    private static final double MOST_LEANING = 0.25;

    /** Labels whose fit tears no molecule that the potential keeps whole. */
    private static final int MANY_LABELS = 100;

    /** Samples whose uncertainty is asked for in a round. */
    private static final int CANDIDATES = 300;

    /**
     * What a fit was worth.
     *
     * @param labels that it was made from
     * @param uncertainty kcal/mol that energies of 95 % of its samples which may matter to populations are known to, by its own word
     * @param forceError mean absolute error on the labels that were asked for next, where they told most, kcal/mol/Å; NaN after the
     *     last
     */
    public record Round(int labels, double uncertainty, double forceError) {}

    /**
     * Labels a molecule.
     *
     * @param expensive the potential whose labels are wanted
     * @param guide a cheap one, which finds the rotamers
     * @param prior what the fit begins from, without what only the guide is held by; empty for nothing
     * @param minima of the guide, the lowest first, [minima][atoms · 3] Å; see {@link Minima}
     * @param operations of the molecule
     * @param temperature that the labels are to serve, K
     * @param seed the same seed gives the same labels
     * @param progress told what is begun, what was reached, and how far it is
     * @throws PotentialException if the expensive potential cannot do even the first geometries
     */
    public static ActiveLabelling of(
            MolecularGraph graph,
            Potential expensive,
            Potential guide,
            Optional<PriorPotential> prior,
            List<double[]> minima,
            List<SymmetryOperation> operations,
            ActiveSettings settings,
            double temperature,
            long seed,
            StageListener progress)
            throws PotentialException {
        return new Work(graph, expensive, prior, minima, operations, settings, temperature, seed, progress).run(guide);
    }

    private static final class Work {
        private final MolecularGraph graph;
        private final Potential expensive;
        private final Optional<PriorPotential> prior;
        private final List<double[]> minima;
        private final int[][] permutations;
        private final ActiveSettings settings;
        private final double temperature;
        private final long seed;
        private final StageListener progress;
        private final LabelledSamples labelled;
        private final List<Round> rounds = new ArrayList<>();
        private int asked;
        /** Calls that showed whether the molecule stays whole. */
        private long looks;

        private boolean looked;

        Work(
                MolecularGraph graph,
                Potential expensive,
                Optional<PriorPotential> prior,
                List<double[]> minima,
                List<SymmetryOperation> operations,
                ActiveSettings settings,
                double temperature,
                long seed,
                StageListener progress) {
            this.graph = graph;
            this.expensive = expensive;
            this.prior = prior;
            this.minima = minima;
            this.settings = settings;
            this.temperature = temperature;
            this.seed = seed;
            this.progress = progress;
            permutations = operations.stream()
                    .map(SymmetryOperation::permutation)
                    .distinct()
                    .toArray(int[][]::new);
            labelled = new LabelledSamples(graph.atoms(), settings.most());
        }

        ActiveLabelling run(Potential guide) throws PotentialException {
            progress.onStage("sampling " + guide.name() + " for the first " + settings.first() + " geometries");
            List<LangevinRun.Sample> first = sampled(guide, minima, HOTTER * temperature, LEVELS, seed);
            List<LangevinRun.Sample> lowest = warm(guide, minima, settings.first() / 2, HOTTER * temperature, 0);
            List<double[]> shapes = warm(guide, minima, minima.size(), HOTTER * temperature, 1).stream()
                    .map(LangevinRun.Sample::positions)
                    .toList();
            double hottest =
                    first.stream().mapToDouble(LangevinRun.Sample::energy).max().orElseThrow();
            label(joined(spread(first, settings.first() - lowest.size()), lowest));
            if (labelled.count() == 0) {
                throw new PotentialException(expensive.name() + " gave no finite energy for any of " + asked
                        + " geometries of " + graph.formula() + "; expected a potential that knows the molecule");
            }
            while (true) {
                ForceFrames frames = labelled.frames(graph.atomicNumbers(), expensive.name());
                progress.onStage(String.format(
                        Locale.ROOT,
                        "fitting %,d labels, at most %,d, and sampling the fit",
                        frames.size(),
                        settings.most()));
                LabelFit fit = LabelFit.of(prior, graph, permutations, frames, shapes);
                List<double[]> likely = likelyMinima(fit, guide, hottest);
                List<LangevinRun.Sample> own =
                        sampled(fit.potential(), likely, temperature, 1, seed + 1 + rounds.size());
                requireWhole(own);
                List<LangevinRun.Sample> whole = LabelCandidates.whole(guide, hottest, own);
                // A fit that tears the molecule everywhere is mended by such labels alone.
                List<LangevinRun.Sample> usual = whole.isEmpty() ? own : whole;
                List<LangevinRun.Sample> near = LabelCandidates.whole(
                        guide, hottest, warm(kept(fit.potential()), likely, WALKERS, temperature, 2 + rounds.size()));
                LabelCandidates candidates = LabelCandidates.of(
                        fit,
                        joined(spread(usual, CANDIDATES), near),
                        LabelCandidates.highestUsual(usual, graph.atoms(), temperature));
                double uncertainty = candidates.uncertainty();
                int room = (int) Math.min(settings.round(), settings.most() - asked - looks);
                double mendable =
                        Math.sqrt(Math.max(0, uncertainty * uncertainty - fit.irreducible() * fit.irreducible()));
                boolean enough =
                        mendable < settings.uncertainty() && own.size() - whole.size() <= MANY_LEANING * own.size();
                progress.onStage(String.format(
                        Locale.ROOT,
                        "%d labels of %s: 95 %% of new samples known to %.2f kcal/mol",
                        labelled.count(),
                        expensive.name(),
                        uncertainty));
                if (enough || room <= 0 || candidates.isEmpty()) {
                    rounds.add(new Round(frames.size(), uncertainty, Double.NaN));
                    return new ActiveLabelling(frames, List.copyOf(rounds), asked - labelled.count(), shapes);
                }
                int known = labelled.count();
                label(candidates.mostTelling(room));
                rounds.add(new Round(known, uncertainty, forceError(fit.potential(), known)));
            }
        }

        private void label(List<LangevinRun.Sample> samples) {
            progress.onStage(
                    String.format(Locale.ROOT, "labelling %,d geometries by %s", samples.size(), expensive.name()));
            asked += samples.size();
            labelled.add(expensive, samples, progress);
        }

        /**
         * Minima of a fit that may matter to populations, the lowest first: states that labels make likelier than the guide holds them for are among them, and ring shapes,
         * which dynamics hardly changes. The guide's where the fit has none.
         */
        private List<double[]> likelyMinima(LabelFit fit, Potential guide, double hottest) {
            KeptBonds kept = kept(fit.potential());
            try {
                List<double[]> found = LabelCandidates.whole(
                        guide, hottest, Minima.of(graph, kept, minima, progress), Function.identity());
                return found.isEmpty()
                        ? minima
                        : LabelCandidates.mayBeLikely(
                                fit, kept, Minima.distinct(graph, kept, found, found.size()), temperature);
            } catch (PotentialException e) {
                return minima;
            }
        }

        /** With a wall about the molecule's bonds. */
        private KeptBonds kept(Potential potential) {
            return new KeptBonds(potential, graph, graph.meanBondLengths(minima));
        }

        /**
         * Warm geometries about the lowest minima, one of each, so that a state is labelled that the guide holds for rare and the expensive
         * potential may not.
         */
        private List<LangevinRun.Sample> warm(
                Potential potential, List<double[]> about, int most, double kelvin, int run) {
            List<double[]> lowest = about.subList(0, Math.min(most, about.size()));
            return WarmGeometries.about(graph, potential, lowest, kelvin, seed - 1 - run);
        }

        private static List<LangevinRun.Sample> joined(List<LangevinRun.Sample> a, List<LangevinRun.Sample> b) {
            List<LangevinRun.Sample> all = new ArrayList<>(a);
            all.addAll(b);
            return all;
        }

        /** Samples from all over the guide's or the fit's distribution; walkers that leave the molecule begin again. */
        private List<LangevinRun.Sample> sampled(
                Potential potential, List<double[]> from, double kelvin, int levels, long seed)
                throws PotentialException {
            LangevinSettings dynamics = LangevinSettings.at(kelvin)
                    .withTimeStep(1)
                    .withFriction(FRICTION)
                    .withWalkers(WALKERS)
                    .withSteps(STEPS, STEPS / 3, STRIDE)
                    .withSeed(seed);
            KeptBonds kept = kept(potential);
            LangevinSampler sampler = LangevinSampler.of(kept, graph.atomicNumbers(), dynamics)
                    .withTempering(new Tempering(levels, levels == 1 ? 1 : HOTTEST, JUMP_INTERVAL));
            List<BondTurn> jumps = BondTurn.of(graph);
            double[] starts = WalkerStarts.of(kept, from, WALKERS);
            List<LangevinRun.Sample> samples = (jumps.isEmpty() ? sampler : sampler.withJumps(jumps, JUMP_INTERVAL))
                    .run(
                            starts,
                            new IntactMolecule(graph, minima),
                            SampleListener.ofSteps(step -> progress.onPart(step / (STEPS + STEPS / 3.0), "")))
                    .samples();
            if (samples.isEmpty()) {
                throw lost(potential.name() + " at " + Math.round(kelvin) + " K", "no walker keeps them");
            }
            return samples;
        }

        /**
         * Where many samples lean on the wall, a few gradients of the expensive potential show whether it has a minimum with these bonds: at most half of what may still be asked.
         */
        private void requireWhole(List<LangevinRun.Sample> own) throws PotentialException {
            KeptBonds kept = kept(expensive);
            double leaning = own.stream()
                            .filter(sample -> kept.touches(sample.positions()))
                            .count()
                    / (double) own.size();
            boolean isTelling = leaning >= MOST_LEANING || leaning >= MANY_LEANING && labelled.count() >= MANY_LABELS;
            if (looked || !isTelling) {
                return;
            }
            looked = true;
            List<double[]> few = IntStream.range(0, SHOWN)
                    .map(i -> i * (minima.size() - 1) / (SHOWN - 1))
                    .distinct()
                    .mapToObj(minima::get)
                    .toList();
            int each = Math.min(LostBonds.STEPS, (settings.most() - asked) / (2 * few.size()));
            CountedPotential counted = new CountedPotential(expensive);
            List<String> losses = each == 0 ? List.of() : LostBonds.under(counted, graph, few, each);
            looks = counted.calls();
            if (losses.size() == few.size()) {
                throw lost(expensive.name(), losses.get(0));
            }
            String shown = looks == 0
                    ? ""
                    : String.format(
                            Locale.ROOT, "; %,d energies, which count as labels, did not break it everywhere", looks);
            progress.onStage(String.format(
                    Locale.ROOT,
                    "%.0f %% of the samples stretch a bond so far that %s may break it: the molecule is held as its structure says%s",
                    100 * leaning,
                    expensive.name(),
                    shown));
        }

        private PotentialException lost(String where, String how) {
            return new PotentialException("found that " + graph.formula() + " does not stay what its structure says on "
                    + where + ": " + how
                    + " (atoms count from 1); expected a molecule that keeps its bonds and configurations");
        }

        private static List<LangevinRun.Sample> spread(List<LangevinRun.Sample> samples, int count) {
            int kept = Math.min(count, samples.size());
            return IntStream.range(0, kept)
                    .mapToObj(i -> samples.get((int) ((long) i * samples.size() / kept)))
                    .toList();
        }

        private double forceError(Potential fitted, int known) {
            ForceFrames frames = labelled.frames(graph.atomicNumbers(), expensive.name());
            double sum = 0;
            double[] forces = new double[3 * graph.atoms()];
            for (int frame = known; frame < frames.size(); frame++) {
                fitted.evaluate(frames.positions(frame), 1, new double[1], forces);
                double[] label = frames.forces(frame);
                for (int i = 0; i < forces.length; i++) {
                    sum += Math.abs(forces[i] - label[i]) / forces.length;
                }
            }
            return sum / Math.max(1, frames.size() - known);
        }
    }
}
