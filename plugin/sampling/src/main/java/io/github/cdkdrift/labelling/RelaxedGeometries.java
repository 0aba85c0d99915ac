package io.github.cdkdrift.labelling;

import io.github.cdkdrift.dynamics.StageListener;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.potential.Potential;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Geometries brought into the minima of the basins that they lie in, by a limited-memory quasi-Newton method. All geometries of a batch
 * are evaluated together, and those that are done no more. A molecule of 33 atoms takes some hundred energies with forces.
 *
 * @param positions [geometries][atoms · 3] Å, in the order of the starts; not to be modified
 * @param energies [geometries] kcal/mol; NaN where the potential gives none at the start
 * @param reached [geometries] whether every component of the force is below what was asked for
 */
public record RelaxedGeometries(List<double[]> positions, double[] energies, boolean[] reached) {
    /** kcal/mol/Å: energies are then right to 0.001 kcal/mol, and torsions to a degree. */
    public static final double LARGEST_FORCE = 0.001;
    /** Evaluations of a geometry at most. */
    private static final int MOST_EVALUATIONS = 2_000;
    /** So many geometries at a time keep memory small and threads busy. */
    private static final int BATCH = 256;

    /**
     * Relaxes.
     *
     * @param starts [geometries][atoms · 3] Å, not modified
     * @param listener told what part is done; may cancel
     */
    public static RelaxedGeometries of(
            MolecularGraph graph, Potential potential, List<double[]> starts, StageListener listener) {
        return of(ModelCurvature.of(graph), potential, starts, Aim.MINIMUM, listener);
    }

    /**
     * The same as far as is asked for.
     *
     * @param curvature of the molecule; null where nothing is known
     */
    static RelaxedGeometries of(
            ModelCurvature curvature, Potential potential, List<double[]> starts, Aim aim, StageListener listener) {
        List<Descent> all =
                starts.stream().map(start -> new Descent(start, curvature)).toList();
        boolean[] reached = new boolean[all.size()];
        run(potential, all, aim, done -> listener.onPart((double) done / all.size(), ""));
        for (int i = 0; i < reached.length; i++) {
            reached[i] = all.get(i).largestForce() <= aim.largestForce()
                    && Double.isFinite(all.get(i).energy());
        }
        return new RelaxedGeometries(
                all.stream().map(Descent::position).toList(),
                all.stream().mapToDouble(Descent::energy).toArray(),
                reached);
    }

    /**
     * When a geometry is done.
     *
     * @param largestForce every component is below this, kcal/mol/Å
     * @param evaluations that end it before
     */
    record Aim(double largestForce, int evaluations) {
        static final Aim MINIMUM = new Aim(LARGEST_FORCE, MOST_EVALUATIONS);
    }

    /**
     * The same after none of them is a saddle point any more: where a curvature is negative the geometry goes down there. For few
     * geometries, since each takes 6N energies with forces of N atoms.
     */
    public RelaxedGeometries leavingSaddles(MolecularGraph graph, Potential potential, StageListener listener) {
        return Saddles.left(ModelCurvature.of(graph), potential, this, listener);
    }

    private interface Done {
        void are(int geometries);
    }

    /** Where a geometry is done the next one takes its place. */
    private static void run(Potential potential, List<Descent> descents, Aim aim, Done listener) {
        int stride = 3 * potential.atoms();
        int batch = Math.min(BATCH, descents.size());
        double[] positions = new double[batch * stride];
        double[] forces = new double[positions.length];
        double[] energies = new double[batch];
        boolean[] goes = new boolean[batch];
        Iterator<Descent> waiting = descents.iterator();
        List<Descent> active = new ArrayList<>(batch);
        int done = 0;
        while (done < descents.size()) {
            while (active.size() < batch && waiting.hasNext()) {
                active.add(waiting.next());
            }
            for (int i = 0; i < active.size(); i++) {
                System.arraycopy(active.get(i).trial(), 0, positions, i * stride, stride);
            }
            potential.evaluate(positions, active.size(), energies, forces);
            List<Descent> asked = List.copyOf(active);
            IntStream.range(0, asked.size()).parallel().forEach(i -> {
                Descent descent = asked.get(i);
                goes[i] = descent.take(energies[i], forces, i * stride)
                        && descent.largestForce() > aim.largestForce()
                        && descent.evaluations() < aim.evaluations();
                if (!goes[i]) {
                    descent.forget();
                }
            });
            active.clear();
            IntStream.range(0, asked.size())
                    .filter(i -> goes[i])
                    .mapToObj(asked::get)
                    .forEach(active::add);
            done += asked.size() - active.size();
            listener.are(done);
        }
    }

    /** The place of the geometry of least energy. */
    public int lowest() {
        int lowest = 0;
        for (int i = 1; i < energies.length; i++) {
            lowest = energies[i] < energies[lowest] ? i : lowest;
        }
        return lowest;
    }

    @Override
    public String toString() {
        return positions.size() + " geometries, energies " + Arrays.toString(energies);
    }
}
