package io.github.cdkdrift.sampler;

import io.github.cdkdrift.dynamics.Proposals;
import io.github.cdkdrift.dynamics.StageListener;
import io.github.cdkdrift.labelling.RelaxedGeometries;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.PhysicalConstants;
import io.github.cdkdrift.molecule.SymmetryOperation;
import io.github.cdkdrift.potential.Potential;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.hipparchus.linear.RealMatrix;

/**
 * Proposals that carry a geometry from the basin of one minimum to that of another: what it is off its minimum, as {@linkplain HarmonicBasin normal modes}, it
 * is then off the other. Where basins are alike the energy changes by little more than that of the minima, whatever closes rings, so that shapes of large rings
 * exchange that no dynamics and no fitted density takes into each other.
 *
 * <p>A geometry belongs to the minimum whose slow torsions are nearest to its own, symmetry-equivalent copies of the minima included; it is moved among copies of
 * the same kind, and a proposal that would not find back is none. The map is linear in the modes, and its volume, with that of Eckart's frame, is in the ratio that
 * Metropolis' rule asks for. Minima that are symmetric themselves can be read in several ways, one of which is chosen at random.
 */
final class BasinJumps implements Proposals {
    /** Coordinates of all minima together, the lowest first: their curvatures take as many energies with forces, twice. */
    private static final int MOST_COORDINATES = 12_000;

    private static final int MOST = 128;
    private static final int FEWEST = 8;
    /** Torsions of all copies of all minima. */
    private static final int MOST_COMPARED = 80_000;

    /** The part of the work that minimising is. */
    private static final double MINIMISING = 0.5;
    /** kcal/mol above the lowest. */
    private static final double WINDOW = 15;
    /** Mean of 1 − cos of the torsions' differences: all torsions are within some 10° on average. */
    private static final double SAME = 0.015;
    /** Part of the jumps that go to any basin, whatever its share. */
    private static final double ANYWHERE = 0.2;

    private final List<HarmonicBasin> basins;
    private final CopyTorsions torsions;
    /** [basins][stabilisers]: the operations that leave the torsions of a minimum as they are. */
    private final int[][] stabilisers;
    /** [basins][operations]: of the operations that lead to the same torsions that with the least number. */
    private final int[][] representatives;

    /** [basins][torsions] of the minima. */
    private final double[][] cosines;

    private final double[][] sines;
    /** Of each basin to be jumped to. */
    private final double[] chances;

    private final Workspace[] workspaces;

    /**
     * Finds the minima that geometries lie above.
     *
     * @param geometries [geometries][atoms · 3] Å, numbered so that motion leads from each to every other
     * @param operations of the molecule, a group
     * @param intact whether a geometry is still the molecule; minima that are not do not count
     * @param listener told what part of the work is done; may cancel
     */
    BasinJumps(
            Potential potential,
            MolecularGraph graph,
            List<SymmetryOperation> operations,
            List<double[]> geometries,
            Predicate<double[]> intact,
            double temperature,
            int walkers,
            StageListener listener) {
        torsions = new CopyTorsions(graph, operations);
        WeightedDistances distances = new WeightedDistances(graph);
        StageListener minimising = new StageListener() {
            @Override
            public void onStage(String stage) {
                listener.onStage(stage);
            }

            @Override
            public void onPart(double part, String note) {
                listener.onPart(MINIMISING * part, note);
            }
        };
        RelaxedGeometries relaxed = RelaxedGeometries.of(graph, potential, geometries, minimising);
        List<Integer> minima = torsions.count() == 0 ? List.of() : distinct(relaxed, intact);
        List<double[]> centres = minima.stream()
                .map(i -> HarmonicBasin.centred(relaxed.positions().get(i)))
                .toList();
        List<RealMatrix> hessians = new ArrayList<>();
        for (double[] centre : centres) {
            hessians.add(HarmonicBasin.hessian(potential, centre));
            listener.onPart(MINIMISING + (1 - MINIMISING) * hessians.size() / centres.size(), "");
        }
        double[] energies =
                minima.stream().mapToDouble(i -> relaxed.energies()[i]).toArray();
        HarmonicBasin first = minima.isEmpty()
                ? null
                : HarmonicBasin.of(centres.get(0), energies[0], hessians.get(0), null, distances);
        basins = IntStream.range(0, minima.size())
                .parallel()
                .mapToObj(i -> i == 0
                        ? first
                        : HarmonicBasin.of(centres.get(i), energies[i], hessians.get(i), first, distances))
                .toList();
        int size = operations.size();
        cosines = new double[basins.size()][torsions.count()];
        sines = new double[basins.size()][torsions.count()];
        stabilisers = new int[basins.size()][];
        representatives = new int[basins.size()][size];
        double[] waves = new double[torsions.waves()];
        for (int k = 0; k < basins.size(); k++) {
            torsions.read(basins.get(k).centre(), 0, waves);
            torsions.copy(waves, 0, cosines[k], sines[k]);
            int basin = k;
            stabilisers[k] = torsions.generated(IntStream.range(0, size)
                    .filter(o -> torsions.distance(waves, o, cosines[basin], sines[basin]) < SAME)
                    .toArray());
            for (int o = 0; o < size; o++) {
                int operation = o;
                representatives[k][o] = Arrays.stream(stabilisers[k])
                        .map(s -> torsions.then(operation, s))
                        .min()
                        .orElse(o);
            }
        }
        chances = chances(temperature, size);
        workspaces = new Workspace[basins.size() < 2 ? 0 : walkers];
        Arrays.setAll(workspaces, walker -> new Workspace());
    }

    /** Between how many minima. */
    int basins() {
        return basins.size();
    }

    /** Those that differ by more than their symmetry, the lowest first. */
    private List<Integer> distinct(RelaxedGeometries relaxed, Predicate<double[]> intact) {
        double[] energies = relaxed.energies();
        List<Integer> order = IntStream.range(0, energies.length)
                .filter(i ->
                        relaxed.reached()[i] && intact.test(relaxed.positions().get(i)))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> energies[i]))
                .toList();
        List<Integer> found = new ArrayList<>();
        List<double[]> waves = new ArrayList<>();
        for (int i : order) {
            if (energies[i] > energies[order.get(0)] + WINDOW || found.size() == most(relaxed)) {
                break;
            }
            double[] here = new double[torsions.waves()];
            torsions.read(relaxed.positions().get(i), 0, here);
            double[] cosine = new double[torsions.count()];
            double[] sine = new double[torsions.count()];
            torsions.copy(here, 0, cosine, sine);
            boolean isNew = waves.stream().noneMatch(other -> IntStream.range(0, torsions.copies())
                    .anyMatch(o -> torsions.distance(other, o, cosine, sine) < SAME));
            if (isNew) {
                found.add(i);
                waves.add(here);
            }
        }
        return found;
    }

    /** Finding the nearest of all copies of minima must not take longer than an energy. */
    private int most(RelaxedGeometries relaxed) {
        int byWork = MOST_COORDINATES / relaxed.positions().get(0).length;
        int byCopies = MOST_COMPARED / (torsions.copies() * torsions.count());
        return Math.max(FEWEST, Math.min(MOST, Math.min(byWork, byCopies)));
    }

    /** How often each basin is chosen: by its harmonic share, copies counted, and for a part by none. */
    private double[] chances(double temperature, int operations) {
        double thermal = PhysicalConstants.BOLTZMANN * temperature;
        double[] shares = IntStream.range(0, basins.size())
                .mapToDouble(k -> (double) operations
                        / stabilisers[k].length
                        * Math.exp((basins.get(0).energy() - basins.get(k).energy()) / thermal
                                + basins.get(k).logVolume()
                                - basins.get(0).logVolume()))
                .toArray();
        double sum = Arrays.stream(shares).sum();
        return Arrays.stream(shares)
                .map(share -> ANYWHERE / shares.length + (1 - ANYWHERE) * share / sum)
                .toArray();
    }

    /** ln of how much likelier the way back is chosen than the way there. */
    private double logChances(int from, int to) {
        return Math.log(chances[from] / chances[to])
                + Math.log((double) stabilisers[from].length / stabilisers[to].length);
    }

    /** The same between the basins that two geometries are in. */
    double logChances(double[] from, double[] to) {
        Workspace workspace = new Workspace();
        workspace.place(from, 0);
        int before = workspace.basin;
        workspace.place(to, 0);
        return logChances(before, workspace.basin);
    }

    @Override
    public double propose(int walker, double[] positions, int at, RandomGenerator random) {
        return workspaces[walker].propose(positions, at, random);
    }

    /** Buffers of one walker. */
    private final class Workspace {
        private final double[] waves = new double[torsions.waves()];
        private final double[] turned = new double[basins.get(0).centre().length];
        private final double[] modes = new double[basins.get(0).modes()];
        private int basin;
        private int operation;

        double propose(double[] positions, int at, RandomGenerator random) {
            if (!place(positions, at)) {
                return Double.NaN;
            }
            int from = basin;
            int chosen = stabilisers[from][random.nextInt(stabilisers[from].length)];
            int there = torsions.then(operation, chosen);
            torsions.apply(there, positions, at, turned, 0);
            double before = basins.get(from).read(turned, modes);
            int to = choose(random);
            if (to == from) {
                return Double.NaN;
            }
            double after = basins.get(to).place(modes, turned);
            torsions.apply(torsions.inverse(there), turned, 0, positions, at);
            if (!place(positions, at) || basin != to || operation != representatives[to][there]) {
                return Double.NaN;
            }
            return after - before + logChances(from, to);
        }

        private int choose(RandomGenerator random) {
            double left = random.nextDouble();
            int chosen = 0;
            while (chosen + 1 < chances.length && left >= chances[chosen]) {
                left -= chances[chosen++];
            }
            return chosen;
        }

        /**
         * Finds the nearest minimum, and the operation that takes the geometry to the copy that is kept of it.
         *
         * @return whether there is one: numbers that are none have no minimum
         */
        private boolean place(double[] positions, int at) {
            torsions.read(positions, at, waves);
            double least = Double.POSITIVE_INFINITY;
            for (int k = 0; k < basins.size(); k++) {
                for (int o = 0; o < torsions.copies(); o++) {
                    if (representatives[k][o] != o) {
                        continue;
                    }
                    double distance = torsions.distance(waves, o, cosines[k], sines[k]);
                    if (distance < least) {
                        least = distance;
                        basin = k;
                        operation = o;
                    }
                }
            }
            return least < Double.POSITIVE_INFINITY;
        }
    }
}
