package io.github.cdkdrift.labelling;

import io.github.cdkdrift.dynamics.KeptBonds;
import io.github.cdkdrift.dynamics.LangevinSampler;
import io.github.cdkdrift.dynamics.LangevinSettings;
import io.github.cdkdrift.dynamics.SampleListener;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.molecule.BondTurn;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.potential.CountedPotential;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.potential.PotentialException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.DoubleStream;

/**
 * Makes force-labelled frames from a structure: geometries are minimised, walkers move from the minima by Langevin dynamics at a
 * temperature (BAOAB, {@link LangevinSampler}), with torsion jumps and replica exchange unless the settings leave them out, and
 * samples get the potential's energies and forces.
 *
 * <p>With jumps and exchanges frames come from the Boltzmann distribution once the walkers agree, which is measured. Without, walkers
 * hardly leave the rotamers that they begin in: labels are exact everywhere, populations are not. A wall keeps the bonds ({@link
 * KeptBonds}).
 *
 * @param frames walker after walker, each in the order of time
 * @param minima different geometries that the walkers began from, [minima][atoms · 3] Å; none where a run went on from its frames
 * @param broken how often a walker lost a bond or a configuration and began again
 * @param agreement of the walkers on rotamers
 */
public record Labelling(ForceFrames frames, List<double[]> minima, int broken, WalkerAgreement agreement) {
    private static final double TIME_STEP = 0.5;
    private static final double FRICTION = 10;

    /** Runs with new random numbers, where walkers broke and frames are missing. */
    private static final int RUNS = 5;

    /** An odd number with bits all over: runs that begin after different numbers of frames have unlike seeds. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    /** Labels a molecule from the beginning, and keeps nothing on the way. */
    public static Labelling of(
            MolecularGraph graph,
            Potential potential,
            List<double[]> starts,
            LabellingSettings settings,
            LongConsumer progress)
            throws PotentialException {
        return of(graph, potential, starts, settings, LabelLog.none(), progress);
    }

    /**
     * Labels a molecule.
     *
     * @param starts geometries to begin from, [starts][atoms · 3] Å; see {@link StartGeometries}
     * @param log takes each new frame as it comes. Frames of an earlier part of this run in it count, and walkers go on from their last
     *     ones with new velocities and random numbers that their number decides; whether the molecule is whole is judged as it was there
     * @param progress told after every batch how many energies with forces were computed so far; {@link
     *     LabellingSettings#evaluations()} says of how many; may throw to end the work
     * @throws PotentialException if no start has an intact minimum, or the molecule does not stay whole
     * @throws IllegalArgumentException if the potential, a start or a frame has another number of atoms, or a frame is of another
     *     walker than the settings have, or the log's bonds are not the molecule's
     */
    public static Labelling of(
            MolecularGraph graph,
            Potential potential,
            List<double[]> starts,
            LabellingSettings settings,
            LabelLog log,
            LongConsumer progress)
            throws PotentialException {
        if (potential.atoms() != graph.atoms()) {
            throw new IllegalArgumentException(
                    "the potential is of " + potential.atoms() + " atoms, the molecule of " + graph.atoms());
        }
        if (settings.steps() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "each walker would make " + settings.steps() + " steps; expected at most " + Integer.MAX_VALUE
                            + ": fewer frames, more walkers or a shorter stride");
        }
        if (log.frames().stream()
                .anyMatch(frame ->
                        frame.positions().length != 3 * graph.atoms() || frame.walker() >= settings.walkers())) {
            throw new IllegalArgumentException(
                    "expected frames of " + graph.atoms() + " atoms and " + settings.walkers() + " walkers");
        }
        if (!log.frames().isEmpty()
                && (log.bondLengths() == null
                        || log.bondLengths().length != graph.bonds().size())) {
            throw new IllegalArgumentException(
                    "expected lengths of " + graph.bonds().size() + " bonds");
        }
        return new Work(graph, new CountedPotential(potential, progress), settings, log).run(starts);
    }

    private static final class Work {
        private final MolecularGraph graph;
        private final Potential potential;
        private final LabellingSettings settings;
        private final List<WalkerFrame> frames;
        private final LabelLog log;

        Work(MolecularGraph graph, Potential potential, LabellingSettings settings, LabelLog log) {
            this.graph = graph;
            this.potential = potential;
            this.settings = settings;
            this.log = log;
            frames = new ArrayList<>(
                    log.frames().subList(0, Math.min(log.frames().size(), settings.frames())));
        }

        Labelling run(List<double[]> starts) throws PotentialException {
            boolean begins = frames.isEmpty();
            List<double[]> minima = begins
                    ? Minima.of(graph, potential, starts.subList(0, Math.min(starts.size(), settings.copies())))
                    : List.of();
            double[] bondLengths = begins ? graph.meanBondLengths(minima) : log.bondLengths();
            if (begins) {
                log.keepBondLengths(bondLengths);
            }
            IntactMolecule intact = new IntactMolecule(graph, bondLengths);
            KeptBonds kept = new KeptBonds(potential, graph, bondLengths);
            int broken = 0;
            for (int run = 0; run < RUNS && !isComplete(); run++) {
                broken += sampler(kept, run)
                        .run(joined(from(minima)), intact, listener(kept))
                        .broken();
            }
            if (!isComplete()) {
                throw new PotentialException(
                        frames.size() + " of " + settings.frames() + " frames of " + graph.formula()
                                + " by " + potential.name() + " at " + settings.temperature()
                                + " K: bonds or configurations were lost "
                                + broken
                                + " times; expected a molecule that stays whole: try a lower temperature or another potential");
            }
            frames.sort(Comparator.comparingInt(WalkerFrame::walker));
            ForceFrames labelled = ForceFrames.of(
                            graph.atomicNumbers(),
                            joined(frames.stream().map(WalkerFrame::positions).toList()),
                            joined(frames.stream().map(WalkerFrame::forces).toList()),
                            frames.stream().mapToDouble(WalkerFrame::energy).toArray())
                    .withPotential(potential.name());
            return new Labelling(labelled, minima, broken, WalkerAgreement.of(graph, frames));
        }

        private boolean isComplete() {
            return frames.size() == settings.frames();
        }

        /** Forces where the wall pushes are not those of the potential. */
        private SampleListener listener(KeptBonds kept) {
            int levels = settings.tempering().levels();
            return (walker, sample, forces) -> {
                if (!isComplete()
                        && Arrays.stream(forces).allMatch(Double::isFinite)
                        && !kept.touches(sample.positions())) {
                    WalkerFrame frame = new WalkerFrame(walker / levels, sample.positions(), forces, sample.energy());
                    frames.add(frame);
                    log.add(frame);
                }
            };
        }

        private LangevinSampler sampler(Potential kept, int run) {
            int missing = settings.frames() - frames.size();
            int rounds = (missing + settings.walkers() - 1) / settings.walkers();
            LangevinSettings dynamics = new LangevinSettings(
                    settings.temperature(),
                    TIME_STEP,
                    FRICTION,
                    settings.copies(),
                    rounds * settings.stride(),
                    isEquilibrated() ? 0 : settings.equilibration(),
                    settings.stride(),
                    settings.seed() + run ^ frames.size() * SPREAD);
            LangevinSampler sampler =
                    LangevinSampler.of(kept, graph.atomicNumbers(), dynamics).withTempering(settings.tempering());
            List<BondTurn> jumps = BondTurn.of(graph);
            return settings.jumpInterval() == 0 || jumps.isEmpty()
                    ? sampler
                    : sampler.withJumps(jumps, settings.jumpInterval());
        }

        /** Walkers are where they were left; higher rungs have to find their way anew. */
        private boolean isEquilibrated() {
            return settings.tempering().levels() == 1 && Arrays.stream(last()).allMatch(frame -> frame != null);
        }

        private WalkerFrame[] last() {
            WalkerFrame[] last = new WalkerFrame[settings.walkers()];
            frames.forEach(frame -> last[frame.walker()] = frame);
            return last;
        }

        /** One for each copy: the last frame of its walker, or of any where it has none; minima in turn where there are no frames. */
        private List<double[]> from(List<double[]> minima) {
            if (frames.isEmpty()) {
                return minima;
            }
            WalkerFrame[] last = last();
            List<double[]> from = new ArrayList<>();
            for (int copy = 0; copy < settings.copies(); copy++) {
                WalkerFrame own = last[copy / settings.tempering().levels()];
                from.add(own == null ? frames.get(copy % frames.size()).positions() : own.positions());
            }
            return from;
        }

        private static double[] joined(List<double[]> arrays) {
            return arrays.stream().flatMapToDouble(DoubleStream::of).toArray();
        }
    }
}
