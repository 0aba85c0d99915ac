package io.github.cdkdrift.sampler;

import io.github.cdkdrift.coordinate.InternalCoordinates;
import io.github.cdkdrift.density.ConformerDensity;
import io.github.cdkdrift.dynamics.LangevinRun;
import io.github.cdkdrift.dynamics.LangevinRun.Sample;
import io.github.cdkdrift.dynamics.LangevinSampler;
import io.github.cdkdrift.dynamics.LangevinSettings;
import io.github.cdkdrift.dynamics.ProposalMix;
import io.github.cdkdrift.dynamics.StageListener;
import io.github.cdkdrift.dynamics.Tempering;
import io.github.cdkdrift.dynamics.TorsionJumps;
import io.github.cdkdrift.labelling.WalkerStarts;
import io.github.cdkdrift.molecule.BondTurn;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.SymmetryGroup;
import io.github.cdkdrift.potential.Potential;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Samples the Boltzmann distribution of a potential until independent walkers agree on all slow motions.
 *
 * <p>Walkers explore by Langevin dynamics from geometries in all states that are known. A {@link ConformerDensity} is fitted to their
 * samples and proposes jumps to anywhere, whole molecules and single blocks of coordinates; these and dynamics give better samples, to
 * which it is fitted again, some times over. Then it is kept as it is, so that Metropolis' rule is exact, and only what comes after
 * counts. The shapes of large rings, which no density knows well enough, exchange by {@link BasinJumps}. Where walkers do not mix by any
 * proposals they go on as ladders of temperatures that exchange geometries.
 *
 * <p>An energy with forces a step and one more a proposal. The run ends when the walkers have converged, or after the most steps.
 */
public final class EnsembleSampler {
    /** Steps between two samples; chains that grow too long keep every second one. */
    private static final int STRIDE = 5;
    /** Steps between two looks at the convergence at first; they become longer with the run. */
    private static final int CHUNK = 400;

    private static final double GROWTH = 1.5;

    private static final int EQUILIBRATION = 200;
    /** Further fits where walkers do not mix, before temperatures have to help. */
    private static final int MOST_REFITS = 2;
    /** g/mol. Populations do not depend on masses, and heavier hydrogen atoms allow twice the time step. */
    private static final double HYDROGEN_MASS = 4;
    /** Walkers this far from agreement after a first part of the run do not mix by proposals. */
    private static final double UNMIXED = 1.3;
    /** A kind of proposals that is accepted less often than this is no longer made. */
    private static final double FEWEST_ACCEPTED = 0.001;

    private static final int MOST_TO_FIT = 10_000;
    /**
     * The part of what each density is fitted to that comes from the exploration, whose walkers began in all known states: one that later
     * samples left would not be proposed again, however much of the ensemble it is.
     */
    private static final double EXPLORED = 0.03;
    /** Rings of fewer atoms mix by proposals from a density. */
    private static final int LARGE_RING = 7;

    /** How often copies of the same geometry are proposed, beside a weight of 1 of what is always accepted. */
    private static final double COPIES = 0.1;

    private final Potential potential;
    private final MolecularGraph graph;
    private final double temperature;
    private final EnsembleSettings settings;
    private final Predicate<double[]> intact;
    private final StageSteps stages;
    private final long seed;
    private final double[] masses;
    private double[] walkers;
    private List<Sample> explored = List.of();
    private long chunk;
    private int broken;
    private ConformerDensity density;
    private ProposalMix mix;
    private SymmetryGroup symmetry;
    private BasinJumps between;

    private EnsembleSampler(
            Potential potential,
            MolecularGraph graph,
            double temperature,
            EnsembleSettings settings,
            Predicate<double[]> intact,
            long seed,
            StageListener stages) {
        this.potential = potential;
        this.graph = graph;
        this.temperature = temperature;
        this.settings = settings;
        this.intact = intact;
        this.seed = seed;
        this.stages = new StageSteps(stages);
        masses = LangevinSampler.masses(graph.atomicNumbers());
        int[] elements = graph.atomicNumbers();
        Arrays.setAll(masses, atom -> elements[atom] == 1 ? HYDROGEN_MASS : masses[atom]);
    }

    /**
     * Samples a potential.
     *
     * @param starts intact geometries in all states that are known, [starts][atoms · 3] Å
     * @param temperature K
     * @param intact whether a geometry is still the molecule
     * @param stages told what is begun, and how far it is; may throw to end the run
     * @throws IllegalArgumentException if a start is not intact
     */
    public static SampledEnsemble sample(
            Potential potential,
            MolecularGraph graph,
            List<double[]> starts,
            double temperature,
            EnsembleSettings settings,
            Predicate<double[]> intact,
            long seed,
            StageListener stages) {
        EnsembleSampler sampler = new EnsembleSampler(potential, graph, temperature, settings, intact, seed, stages);
        sampler.walkers = WalkerStarts.of(potential, starts, settings.walkers());
        sampler.symmetry = CopyMoves.symmetry(potential, graph, starts, intact);
        sampler.addRingMoves(starts);
        sampler.adapt();
        return sampler.produce();
    }

    /** Lets the walkers go on; where the mix is null, without proposals. */
    private LangevinRun run(int steps, int stride, Tempering ladder) {
        LangevinSettings dynamics = new LangevinSettings(
                temperature,
                settings.timeStep(),
                settings.friction(),
                settings.walkers(),
                Math.max(1, steps / stride) * stride,
                0,
                stride,
                seed + 0x9E3779B97F4A7C15L * ++chunk);
        LangevinSampler sampler =
                LangevinSampler.withMasses(potential, masses, dynamics).withTempering(ladder);
        LangevinRun run = (mix == null ? sampler : sampler.withProposals(mix, settings.interval()))
                .run(walkers, intact, stages.watch());
        walkers = run.end();
        broken += run.broken();
        return run;
    }

    private void adapt() {
        List<ProposalMix.Part> jumps = jumps();
        mix = jumps.isEmpty() ? null : new ProposalMix(jumps, settings.walkers());
        stages.begin(
                String.format(
                        Locale.ROOT,
                        "exploring %s at %.0f K: %,d walkers",
                        potential.name(),
                        temperature,
                        settings.walkers()),
                settings.exploration() + settings.rounds() * settings.roundSteps());
        List<Sample> samples =
                run(settings.exploration(), 2 * STRIDE, Tempering.NONE).samples();
        explored = samples;
        if (!InternalCoordinates.describe(graph)) {
            return;
        }
        List<Sample> before = samples;
        for (int round = 0; round < settings.rounds(); round++) {
            fit(before, samples);
            before = samples;
            samples = run(settings.roundSteps(), STRIDE, Tempering.NONE).samples();
        }
        fit(before, samples);
    }

    private void fit(List<Sample> older, List<Sample> newer) {
        List<Sample> recent = new ArrayList<>(newer);
        recent.addAll(older == newer ? List.of() : older);
        List<Sample> fitted = spread(recent, Math.min(MOST_TO_FIT, recent.size()));
        if (newer != explored) {
            fitted.addAll(spread(explored, (int) Math.min(explored.size(), Math.ceil(EXPLORED * fitted.size()))));
        }
        double[] positions = fitted.stream()
                .map(Sample::positions)
                .flatMapToDouble(Arrays::stream)
                .toArray();
        density = ConformerDensity.fit(graph, positions);
        mix = mix(mix);
    }

    /** So many samples, evenly spread over all. */
    private static List<Sample> spread(List<Sample> all, int count) {
        List<Sample> chosen = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            chosen.add(all.get((int) ((long) i * all.size() / count)));
        }
        return chosen;
    }

    private List<ProposalMix.Part> jumps() {
        List<BondTurn> turns = BondTurn.of(graph);
        return turns.isEmpty() ? List.of() : List.of(new ProposalMix.Part("torsion jumps", new TorsionJumps(turns), 1));
    }

    /** Begins what exchanges the shapes of a large ring. */
    private void addRingMoves(List<double[]> starts) {
        if (graph.largestRing() < LARGE_RING || !InternalCoordinates.describe(graph)) {
            return;
        }
        stages.begin("finding the minima between which shapes of the ring exchange", 1);
        BasinJumps jumps = new BasinJumps(
                potential,
                graph,
                symmetry.operations(CopyMoves.MOST_OPERATIONS),
                starts,
                intact,
                temperature,
                settings.walkers(),
                stages.parts());
        between = jumps.basins() > 1 ? jumps : null;
    }

    /** New proposals, weighted by how often those before were accepted. */
    private ProposalMix mix(ProposalMix previous) {
        DensityMoves moves = new DensityMoves(density, settings.walkers());
        List<ProposalMix.Part> parts = new ArrayList<>();
        parts.add(new ProposalMix.Part("whole", moves.whole(), weight(previous, "whole")));
        if (density.blocks() > 0) {
            parts.add(new ProposalMix.Part("blocks", moves.block(), weight(previous, "blocks")));
        }
        jumps().forEach(part -> parts.add(new ProposalMix.Part(part.name(), part.proposals(), 0.2)));
        if (between != null) {
            parts.add(new ProposalMix.Part("basins", between, weight(previous, "basins")));
        }
        if (symmetry.size() > 1) {
            parts.add(new ProposalMix.Part("copies", new CopyMoves(symmetry, graph.atoms()), COPIES));
        }
        return new ProposalMix(parts, settings.walkers());
    }

    private static double weight(ProposalMix previous, String name) {
        for (int part = 0; previous != null && part < previous.parts().size(); part++) {
            if (previous.parts().get(part).name().equals(name)) {
                double accepted = previous.acceptance(part);
                return accepted >= FEWEST_ACCEPTED ? Math.sqrt(accepted) : 0.02;
            }
        }
        return 1;
    }

    private SampledEnsemble produce() {
        stages.begin(
                String.format(
                        Locale.ROOT,
                        "sampling %s at %.0f K until independent walkers agree",
                        potential.name(),
                        temperature),
                expected(0, Mixing.NOT_MEASURED, 0));
        Tempering ladder = Tempering.NONE;
        Chains chains = begin(ladder);
        Mixing mixing = Mixing.NOT_MEASURED;
        double exchanges = 0;
        int refits = 0;
        int steps = 0;
        for (double part = CHUNK; steps < settings.mostSteps(); part *= GROWTH) {
            LangevinRun run =
                    run((int) Math.min(part, settings.mostSteps() - steps), STRIDE * chains.thinning(), ladder);
            chains.add(run);
            steps += (int) part;
            exchanges = run.exchangeAcceptance();
            mixing = Mixing.of(density, chains.samples(), symmetry.skeleton());
            stages.expect(EQUILIBRATION + expected(steps, mixing, chains.count()), mixing.inWords());
            if (isConverged(mixing) && chains.count() >= settings.samples()) {
                break;
            }
            boolean helps = refits < MOST_REFITS || settings.ladder().levels() > 1;
            if (density != null
                    && helps
                    && ladder.levels() == 1
                    && steps >= 2 * CHUNK
                    && mixing.splitRhat() > UNMIXED) {
                if (refits++ < MOST_REFITS) {
                    fit(List.of(), chains.all());
                } else {
                    ladder = settings.ladder();
                    stages.begin(
                            "walkers do not mix by proposals: going on with ladders of temperatures",
                            expected(0, Mixing.NOT_MEASURED, 0));
                }
                chains = begin(ladder);
                part = CHUNK;
                steps = 0;
            }
        }
        return new SampledEnsemble(
                chains.samples(),
                mixing,
                isConverged(mixing),
                broken,
                mix == null ? 0 : mix.acceptance(),
                exchanges,
                density);
    }

    /** Steps after which the walkers will agree if they go on as so far: samples grow in number with them, and split-R̂ − 1 falls. */
    private double expected(int steps, Mixing mixing, int samples) {
        double longer = samples == 0 ? 1 : (double) settings.samples() / samples;
        if (!Double.isNaN(mixing.splitRhat())) {
            longer = Math.max(longer, settings.effectiveSamples() / mixing.effectiveSamples());
            longer = Math.max(longer, (mixing.splitRhat() - 1) / (settings.largestRhat() - 1));
        }
        double first = (double) STRIDE * settings.samples() / settings.walkers();
        return Math.min(settings.mostSteps(), steps == 0 ? first : longer * steps);
    }

    /** The walkers' shares of the states are those of the last fit until they have moved on: that much is not counted. */
    private Chains begin(Tempering ladder) {
        run(EQUILIBRATION, STRIDE, ladder);
        return new Chains(settings.walkers(), settings.samples());
    }

    private boolean isConverged(Mixing mixing) {
        return mixing.splitRhat() <= settings.largestRhat() && mixing.effectiveSamples() >= settings.effectiveSamples();
    }
}
