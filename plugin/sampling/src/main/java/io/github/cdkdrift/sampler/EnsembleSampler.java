package io.github.cdkdrift.sampler;

import io.github.cdkdrift.coordinate.InternalCoordinates;
import io.github.cdkdrift.density.ConformerDensity;
import io.github.cdkdrift.dynamics.LangevinRun;
import io.github.cdkdrift.dynamics.LangevinRun.Sample;
import io.github.cdkdrift.dynamics.LangevinSampler;
import io.github.cdkdrift.dynamics.LangevinSettings;
import io.github.cdkdrift.dynamics.ProposalMix;
import io.github.cdkdrift.dynamics.Tempering;
import io.github.cdkdrift.dynamics.TorsionJumps;
import io.github.cdkdrift.molecule.BondTurn;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.potential.Potential;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Samples the Boltzmann distribution of a potential until independent walkers agree on all slow motions.
 *
 * <p>Walkers explore by Langevin dynamics from geometries in all states that are known. A {@link ConformerDensity} is fitted to their
 * samples and proposes jumps to anywhere, whole molecules and single blocks of coordinates; these and dynamics give better samples, to
 * which it is fitted again, some times over. Then it is kept as it is, so that Metropolis' rule is exact, and only what comes after
 * counts. Where walkers do not mix by proposals, as in large rings, they go on as ladders of temperatures that exchange geometries.
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
    /** g/mol. Populations do not depend on masses, and heavier hydrogen atoms allow twice the time step. */
    private static final double HYDROGEN_MASS = 4;
    /** Walkers this far from agreement after a first part of the run do not mix by proposals. */
    private static final double UNMIXED = 1.3;
    /** A kind of proposals that is accepted less often than this is no longer made. */
    private static final double FEWEST_ACCEPTED = 0.001;

    private static final int MOST_TO_FIT = 10_000;

    private final Potential potential;
    private final MolecularGraph graph;
    private final double temperature;
    private final EnsembleSettings settings;
    private final Predicate<double[]> intact;
    private final Consumer<String> stages;
    private final long seed;
    private final double[] masses;
    private double[] walkers;
    private long chunk;
    private int broken;
    private ConformerDensity density;
    private ProposalMix mix;

    private EnsembleSampler(
            Potential potential,
            MolecularGraph graph,
            double temperature,
            EnsembleSettings settings,
            Predicate<double[]> intact,
            long seed,
            Consumer<String> stages) {
        this.potential = potential;
        this.graph = graph;
        this.temperature = temperature;
        this.settings = settings;
        this.intact = intact;
        this.seed = seed;
        this.stages = stages;
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
     * @param stages told what is begun, in words; may throw to end the run
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
            Consumer<String> stages) {
        EnsembleSampler sampler = new EnsembleSampler(potential, graph, temperature, settings, intact, seed, stages);
        sampler.place(starts);
        sampler.adapt();
        return sampler.produce();
    }

    private void place(List<double[]> starts) {
        int stride = 3 * graph.atoms();
        walkers = new double[settings.walkers() * stride];
        for (int walker = 0; walker < settings.walkers(); walker++) {
            System.arraycopy(starts.get(walker % starts.size()), 0, walkers, walker * stride, stride);
        }
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
        LangevinRun run =
                (mix == null ? sampler : sampler.withProposals(mix, settings.interval())).run(walkers, intact);
        walkers = run.end();
        broken += run.broken();
        return run;
    }

    private void adapt() {
        List<ProposalMix.Part> jumps = jumps();
        mix = jumps.isEmpty() ? null : new ProposalMix(jumps, settings.walkers());
        stages.accept(String.format(
                Locale.ROOT, "exploring %s at %.0f K: %,d walkers", potential.name(), temperature, settings.walkers()));
        List<Sample> samples =
                run(settings.exploration(), 2 * STRIDE, Tempering.NONE).samples();
        if (!InternalCoordinates.describe(graph)) {
            return;
        }
        // The first tenth still shows the minima.
        List<Sample> before = samples;
        for (int round = 0; round < settings.rounds(); round++) {
            fit(before, samples);
            before = samples;
            samples = run(settings.roundSteps(), STRIDE, Tempering.NONE).samples();
        }
        fit(before, samples);
    }

    private void fit(List<Sample> older, List<Sample> newer) {
        List<Sample> all = new ArrayList<>(older == newer ? List.of() : older);
        all.addAll(newer);
        int every = Math.max(1, all.size() / MOST_TO_FIT);
        int stride = 3 * graph.atoms();
        double[] positions = new double[all.size() / every * stride];
        for (int i = 0; i < positions.length / stride; i++) {
            System.arraycopy(all.get(i * every).positions(), 0, positions, i * stride, stride);
        }
        density = ConformerDensity.fit(graph, positions);
        mix = mix(mix);
    }

    private List<ProposalMix.Part> jumps() {
        List<BondTurn> turns = BondTurn.of(graph);
        return turns.isEmpty() ? List.of() : List.of(new ProposalMix.Part("torsion jumps", new TorsionJumps(turns), 1));
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
        stages.accept(String.format(
                Locale.ROOT, "sampling %s at %.0f K until independent walkers agree", potential.name(), temperature));
        Tempering ladder = Tempering.NONE;
        Chains chains = new Chains(settings.walkers(), settings.samples());
        Mixing mixing = Mixing.NOT_MEASURED;
        double exchanges = 0;
        int steps = 0;
        // The walkers' shares of the states are those of the last fit until they have moved on.
        run(EQUILIBRATION, STRIDE, ladder);
        for (double part = CHUNK; steps < settings.mostSteps(); part *= GROWTH) {
            LangevinRun run =
                    run((int) Math.min(part, settings.mostSteps() - steps), STRIDE * chains.thinning(), ladder);
            chains.add(run);
            steps += (int) part;
            exchanges = run.exchangeAcceptance();
            mixing = Mixing.of(density, chains.samples());
            if (isConverged(mixing) && chains.count() >= settings.samples()) {
                break;
            }
            if (ladder.levels() == 1
                    && settings.ladder().levels() > 1
                    && steps >= 3 * CHUNK
                    && mixing.splitRhat() > UNMIXED) {
                stages.accept("walkers do not mix by proposals: going on with ladders of temperatures");
                ladder = settings.ladder();
                chains = new Chains(settings.walkers(), settings.samples());
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

    private boolean isConverged(Mixing mixing) {
        return mixing.splitRhat() <= settings.largestRhat() && mixing.effectiveSamples() >= settings.effectiveSamples();
    }
}
