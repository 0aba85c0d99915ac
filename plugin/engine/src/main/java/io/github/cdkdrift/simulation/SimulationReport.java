package io.github.cdkdrift.simulation;

import io.github.cdkdrift.dynamics.EnergyConservation;
import io.github.cdkdrift.dynamics.SimulationSettings;
import io.github.cdkdrift.dynamics.TrajectoryBlock;
import io.github.cdkdrift.dynamics.TrajectoryLog;
import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.evaluation.GroupedShares;
import io.github.cdkdrift.evaluation.TorsionDivergence;
import io.github.cdkdrift.evaluation.TorsionHistograms;
import io.github.cdkdrift.kinetics.Transitions;
import io.github.cdkdrift.model.ConformerModel;
import io.github.cdkdrift.molecule.GeometryCheck;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.Rejection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a simulation tells: how the torsions moved, and whether simulation, draws of the model and a reference are samples of one distribution.
 *
 * @param molecule its formula
 * @param potential that was simulated, in words
 * @param settings of the simulation
 * @param modelTemperature of the model's draws, K
 * @param conservation of the energy without a heat bath
 * @param broken walkers that are in no average
 * @param motions of the torsions
 * @param simulationReference the simulation beside the reference
 * @param samplesReference the model's draws beside the reference
 * @param simulationSamples the simulation beside the model's draws
 * @param states rotamer states with their shares; null where nothing turns or no walker is left
 * @param reference what the reference is, in words; null where there is none
 */
public record SimulationReport(
        String molecule,
        String potential,
        SimulationSettings settings,
        double modelTemperature,
        EnergyConservation conservation,
        List<BrokenWalker> broken,
        List<TorsionMotion> motions,
        Agreement simulationReference,
        Agreement samplesReference,
        Agreement simulationSamples,
        StateComparison states,
        String reference) {
    /** Geometries of each ensemble that are told apart by state, at most. */
    private static final int MOST_SORTED = 20_000;

    /** Transitions of each walker, on average, from which on it has forgotten where it began. */
    private static final int ENOUGH_TRANSITIONS = 3;

    /** Copies the lists. */
    public SimulationReport {
        broken = List.copyOf(broken);
        motions = List.copyOf(motions);
    }

    /**
     * What the simulation is compared with.
     *
     * @param samples draws of the model, independent of each other and of the starts; null where they are not to be compared
     * @param missingSamples why there are none; null where there are
     * @param reference independent geometries, or some in the order of time; null where there is none
     * @param referenceName what they are, or why there are none
     */
    public record Beside(
            List<Conformer> samples, String missingSamples, List<Conformer> reference, String referenceName) {}

    /**
     * Compares.
     *
     * @param log a whole run
     * @param beside what with; draws of another temperature are not compared
     */
    public static SimulationReport of(
            ConformerModel model,
            SimulationSettings settings,
            EnergyConservation conservation,
            TrajectoryLog log,
            Beside beside) {
        return new Work(model, settings, log, beside).report(conservation);
    }

    private static final class Work {
        private final ConformerModel model;
        private final MolecularGraph graph;
        private final SimulationSettings settings;
        private final TrajectoryLog log;
        private final Beside beside;
        private final List<int[]> torsions;
        private final ObservedTorsions observed;
        private final ObservedTorsions drawn;

        Work(ConformerModel model, SimulationSettings settings, TrajectoryLog log, Beside beside) {
            this.model = model;
            this.settings = settings;
            this.log = log;
            this.beside = beside;
            graph = model.graph();
            torsions = ModelSimulation.torsions(graph);
            observed = ObservedTorsions.of(log, settings, torsions.size());
            drawn = beside.samples() == null ? null : ObservedTorsions.of(beside.samples(), torsions);
        }

        SimulationReport report(EnergyConservation conservation) {
            boolean empty = torsions.isEmpty() || observed.degrees().isEmpty();
            StateComparison states = empty
                    ? null
                    : StateComparison.of(graph, frames(), some(beside.samples()), some(beside.reference()));
            TorsionHistograms simulated = observed.histograms();
            TorsionHistograms samples = drawn == null ? null : drawn.histograms();
            TorsionHistograms reference = beside.reference() == null
                    ? null
                    : ObservedTorsions.of(beside.reference(), torsions).histograms();
            Side ofSimulation = new Side(simulated, states == null ? null : states.simulation(), null);
            Side ofSamples = new Side(
                    samples,
                    states == null ? null : states.samples(),
                    samples == null ? beside.missingSamples() : null);
            Side ofReference = new Side(
                    reference,
                    states == null ? null : states.reference(),
                    reference == null ? beside.referenceName() : null);
            return new SimulationReport(
                    graph.formula(),
                    model.potential().name(),
                    settings,
                    model.settings().temperature(),
                    conservation,
                    broken(),
                    motions(),
                    agreement("JS(simulation, reference)", ofSimulation, ofReference),
                    agreement("JS(samples, reference)", ofSamples, ofReference),
                    agreement("JS(simulation, samples)", ofSimulation, ofSamples),
                    states,
                    beside.reference() == null ? null : beside.referenceName());
        }

        /**
         * An ensemble that is compared.
         *
         * @param histograms of its torsions; null where it is missing
         * @param shares of the states; null where there are none
         * @param missing why; null where it is there
         */
        private record Side(TorsionHistograms histograms, GroupedShares shares, String missing) {}

        private Agreement agreement(String name, Side first, Side second) {
            if (torsions.isEmpty()) {
                return Agreement.missing(name, "the molecule has no torsion that turns");
            }
            for (Side side : List.of(first, second)) {
                if (side.missing() != null) {
                    return Agreement.missing(name, side.missing());
                }
            }
            for (Side side : List.of(first, second)) {
                if (Double.isNaN(side.histograms().effectiveSize(0))) {
                    return Agreement.missing(
                            name,
                            "fewer than " + TorsionHistograms.FEWEST_GROUPS
                                    + " walkers that never broke: their effective sample size is not known");
                }
            }
            int state = StateComparison.largest(first.shares(), second.shares());
            return new Agreement(
                    name,
                    null,
                    TorsionDivergence.of(first.histograms(), second.histograms(), settings.seed()),
                    state,
                    StateComparison.oneSided(first.shares(), second.shares()),
                    state < 0
                            ? null
                            : StateComparison.difference(
                                    first.shares(), second.shares(), state, settings.temperature()));
        }

        private List<BrokenWalker> broken() {
            GeometryCheck check = new GeometryCheck(graph, model.bondLengths());
            TrajectoryBlock last = log.get(log.size() - 1);
            List<BrokenWalker> broken = new ArrayList<>();
            for (int walker = 0; walker < settings.walkers(); walker++) {
                if (last.isBroken(walker)) {
                    int number = 0;
                    while (!log.get(number).isBroken(walker)) {
                        number++;
                    }
                    double[] positions = geometry(log.get(number), walker);
                    broken.add(new BrokenWalker(
                            walker,
                            number * settings.frameInterval(),
                            check.check(positions).orElse(Rejection.NOT_FINITE)));
                }
            }
            return broken;
        }

        private double[] geometry(TrajectoryBlock block, int walker) {
            int stride = 3 * graph.atoms();
            return Arrays.copyOfRange(block.positions(), walker * stride, (walker + 1) * stride);
        }

        private List<TorsionMotion> motions() {
            List<TorsionMotion> motions = new ArrayList<>();
            for (int t = 0; t < torsions.size() && !observed.degrees().isEmpty(); t++) {
                RotorCores cores = RotorCores.of(pooled(t));
                int[][] series = new int[observed.degrees().size()][];
                for (int w = 0; w < series.length; w++) {
                    float[] degrees = observed.degrees().get(w)[t];
                    series[w] = new int[degrees.length];
                    Arrays.setAll(series[w], i -> cores.core(degrees[i]));
                }
                motions.add(new TorsionMotion(
                        ModelSimulation.name(graph, torsions.get(t)),
                        Arrays.stream(cores.sectors().peaks()).boxed().toList(),
                        Transitions.of(
                                series,
                                settings.observationInterval(),
                                cores.sectors().sectors())));
            }
            return motions;
        }

        /** Simulated and drawn: states that only one of them shows are states. */
        private double[] pooled(int torsion) {
            int length = observed.degrees().stream()
                    .mapToInt(of -> of[torsion].length)
                    .sum();
            int draws = drawn == null
                    ? 0
                    : drawn.degrees().stream()
                            .mapToInt(of -> of[torsion].length)
                            .sum();
            double[] pooled = new double[length + draws];
            int at = 0;
            for (ObservedTorsions some : drawn == null ? List.of(observed) : List.of(observed, drawn)) {
                for (float[][] group : some.degrees()) {
                    for (float value : group[torsion]) {
                        pooled[at++] = value;
                    }
                }
            }
            return pooled;
        }

        private List<List<double[]>> frames() {
            TrajectoryBlock last = log.get(log.size() - 1);
            int every = (int) Math.max(1, (long) settings.walkers() * settings.frames() / MOST_SORTED);
            List<List<double[]>> walkers = new ArrayList<>();
            for (int walker = 0; walker < settings.walkers(); walker++) {
                walkers.add(new ArrayList<>());
            }
            for (int number = every; number < log.size(); number += every) {
                TrajectoryBlock block = log.get(number);
                for (int walker = 0; walker < settings.walkers(); walker++) {
                    walkers.get(walker).add(geometry(block, walker));
                }
            }
            List<List<double[]>> whole = new ArrayList<>();
            for (int walker = 0; walker < settings.walkers(); walker++) {
                if (!last.isBroken(walker)) {
                    whole.add(walkers.get(walker));
                }
            }
            return whole;
        }

        private static List<Conformer> some(List<Conformer> all) {
            if (all == null || all.size() <= MOST_SORTED) {
                return all;
            }
            List<Conformer> some = new ArrayList<>();
            for (long i = 0; i < MOST_SORTED; i++) {
                some.add(all.get((int) (i * all.size() / MOST_SORTED)));
            }
            return some;
        }
    }

    /** The torsions that turned so seldom that walkers have not forgotten where they began. */
    public List<String> slow() {
        int walkers = settings.walkers() - broken.size();
        return motions.stream()
                .filter(motion -> motion.states().size() > 1
                        && motion.transitions().count() < (long) ENOUGH_TRANSITIONS * walkers)
                .map(TorsionMotion::name)
                .toList();
    }

    /** Everything in words, with definitions. */
    public String toText() {
        return new SimulationText(this).text();
    }

    /** Everything as JSON; what was not measured is {@code null}. */
    public String toJson() {
        return SimulationJson.of(this);
    }
}
