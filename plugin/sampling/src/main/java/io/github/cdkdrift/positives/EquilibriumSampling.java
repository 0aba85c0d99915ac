package io.github.cdkdrift.positives;

import io.github.cdkdrift.dynamics.BrokenWalkersException;
import io.github.cdkdrift.dynamics.Convergence;
import io.github.cdkdrift.dynamics.LangevinRun;
import io.github.cdkdrift.dynamics.LangevinRun.Sample;
import io.github.cdkdrift.dynamics.LangevinSampler;
import io.github.cdkdrift.dynamics.LangevinSettings;
import io.github.cdkdrift.dynamics.SampleListener;
import io.github.cdkdrift.dynamics.StageListener;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.molecule.BondTurn;
import io.github.cdkdrift.molecule.GeometryCheck;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.SlowCoordinate;
import io.github.cdkdrift.molecule.SymmetryOperation;
import io.github.cdkdrift.molecule.Torsion;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.potential.PriorPotential;
import io.github.cdkdrift.sampler.EnsembleSampler;
import io.github.cdkdrift.sampler.Mixing;
import io.github.cdkdrift.sampler.SampledEnsemble;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Equilibrium positives: a potential, given or fitted to the forces of frames, whatever the frames' own distribution, is sampled
 * by Langevin dynamics at the temperature wanted.
 */
public final class EquilibriumSampling {
    private EquilibriumSampling() {}

    /**
     * Makes positives of a potential.
     *
     * @param starts intact geometries to begin from, [starts][atoms · 3] Å; different rotamers shorten the way
     * @param temperature K
     * @param stages told what is begun, and how far it is
     * @throws IllegalArgumentException if a start is no intact geometry of the molecule
     */
    public static Positives of(
            Potential potential,
            MolecularGraph graph,
            List<double[]> starts,
            double temperature,
            EquilibriumSettings settings,
            long seed,
            StageListener stages) {
        GeometryCheck check = new GeometryCheck(graph, graph.meanBondLengths(starts));
        if (settings.ensemble() != null) {
            SampledEnsemble ensemble = EnsembleSampler.sample(
                    potential, graph, starts, temperature, settings.ensemble(), intact(check), seed, stages);
            return positives(ensemble, settings.ensemble().samples(), potential, temperature);
        }
        stages.onStage(sampling(potential.name(), temperature, settings));
        LangevinRun run = run(
                potential,
                graph,
                settings.dynamics(temperature, seed),
                settings,
                joined(starts),
                intact(check),
                steps(stages, settings));
        return positives(run, potential, potential)
                .withReport(report(temperature, potential.name(), 0, 0, run, graph, 0, false));
    }

    /** Equally many samples of each chain that never broke, as many as are wanted of all. */
    private static Positives positives(SampledEnsemble ensemble, int wanted, Potential potential, double temperature) {
        int length = ensemble.chains().stream().mapToInt(List::size).max().orElseThrow();
        List<List<Sample>> chains = ensemble.chains().stream()
                .filter(chain -> chain.size() == length)
                .toList();
        if (2 * chains.size() < ensemble.chains().size()) {
            throw new BrokenWalkersException(
                    chains.size() + " of " + ensemble.chains().size()
                            + " walkers kept all bonds and configurations (they broke " + ensemble.broken()
                            + " times); expected at least half; a lower temperature or another potential may help");
        }
        int each = Math.min(length, (wanted + chains.size() - 1) / chains.size());
        List<Sample> samples = chains.stream()
                .flatMap(chain ->
                        IntStream.range(0, each).mapToObj(i -> chain.get((int) ((i + 1L) * length / each) - 1)))
                .toList();
        Mixing mixing = ensemble.mixing();
        EquilibriumReport report = new EquilibriumReport(
                temperature,
                potential.name(),
                0,
                0,
                samples.size(),
                ensemble.broken(),
                ensemble.acceptance(),
                ensemble.exchangeAcceptance(),
                Double.isNaN(mixing.splitRhat()) ? null : mixing.splitRhat(),
                Double.isNaN(mixing.splitRhat()) ? null : Math.min(samples.size(), mixing.effectiveSamples()),
                0,
                false,
                0,
                ensemble.converged());
        return positives(samples, potential, potential, report, chains.size());
    }

    /**
     * Fits a potential to frames, from a cheap one where the settings say so, and makes positives of it.
     *
     * @param operations of the molecule; the potential is symmetric under them
     * @param temperature K
     * @param stages told what is begun, and how far it is
     * @throws IllegalArgumentException if no frame is an intact geometry of the molecule, or the fit fails
     */
    public static Positives of(
            ForceFrames frames,
            MolecularGraph graph,
            List<SymmetryOperation> operations,
            double temperature,
            EquilibriumSettings settings,
            long seed,
            StageListener stages) {
        Optional<PriorPotential> prior = settings.fit().prior().find(graph, frames.positions(0));
        if (prior.isPresent()) {
            return new CorrectedSampling(frames, graph, operations, temperature, settings, seed, stages)
                    .from(prior.get());
        }
        return new KernelSampling(frames, graph, operations, temperature, settings, seed, stages).positives();
    }

    static String sampling(String what, double temperature, EquilibriumSettings settings) {
        return String.format(
                Locale.ROOT,
                "sampling %s at %.0f K: %,d walkers, %.1f ps each",
                what,
                temperature,
                settings.walkers(),
                (settings.equilibration() + settings.steps()) * settings.timeStep() / 1000);
    }

    static SampleListener steps(StageListener stages, EquilibriumSettings settings) {
        double all = settings.equilibration() + settings.steps();
        return SampleListener.ofSteps(step -> stages.onPart(step / all, ""));
    }

    static Predicate<double[]> intact(GeometryCheck check) {
        return geometry -> check.check(geometry.clone()).isEmpty();
    }

    static double[] joined(List<double[]> geometries) {
        return geometries.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    static LangevinRun run(
            Potential potential,
            MolecularGraph graph,
            LangevinSettings dynamics,
            EquilibriumSettings settings,
            double[] starts,
            Predicate<double[]> intact,
            SampleListener listener) {
        LangevinSampler sampler =
                LangevinSampler.of(potential, graph.atomicNumbers(), dynamics).withTempering(settings.tempering());
        List<BondTurn> jumps = BondTurn.of(graph);
        return (jumps.isEmpty() ? sampler : sampler.withJumps(jumps, settings.jumpInterval()))
                .run(starts, intact, listener);
    }

    static Positives positives(LangevinRun run, Potential potential, Potential sampled) {
        return positives(run.samples(), potential, sampled, null, 0);
    }

    static Positives positives(
            List<Sample> samples, Potential potential, Potential sampled, EquilibriumReport report, int chains) {
        int stride = 3 * potential.atoms();
        double[] positions = new double[samples.size() * stride];
        double[] energies = new double[samples.size()];
        for (int i = 0; i < energies.length; i++) {
            System.arraycopy(samples.get(i).positions(), 0, positions, i * stride, stride);
            energies[i] = samples.get(i).energy();
        }
        return new Positives(positions, energies, potential, sampled, report, chains);
    }

    static EquilibriumReport report(
            double temperature,
            String potential,
            int labels,
            double width,
            LangevinRun run,
            MolecularGraph graph,
            double unvisited,
            boolean corrected) {
        double rhat = 1;
        double effective = run.samples().size();
        List<SlowCoordinate> slow = graph.slowCoordinates();
        for (SlowCoordinate motion : slow) {
            List<ToDoubleFunction<Sample>> observables = List.of(
                    sample -> Math.cos(Torsion.radians(sample.positions(), motion.atoms())),
                    sample -> Math.sin(Torsion.radians(sample.positions(), motion.atoms())));
            for (ToDoubleFunction<Sample> observable : observables) {
                Convergence convergence = run.convergence(observable);
                rhat = Math.max(rhat, convergence.splitRhat());
                effective = Math.min(effective, convergence.effectiveSamples());
            }
        }
        return new EquilibriumReport(
                temperature,
                potential,
                labels,
                width,
                run.samples().size(),
                run.broken(),
                run.jumpAcceptance(),
                run.exchangeAcceptance(),
                slow.isEmpty() ? null : rhat,
                slow.isEmpty() ? null : effective,
                unvisited,
                corrected,
                0,
                null);
    }
}
