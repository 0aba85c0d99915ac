package io.github.cdkdrift.potential;

import io.github.cdkdrift.molecule.MolecularGraph;
import java.util.Arrays;
import java.util.Objects;

/**
 * A method of xTB that a fit begins from: GFN-FF where MMFF94 does not know the molecule, or what else was asked for. The fit is sampled, with
 * a call of the method for each of its own, so that some processes of it share the work: as many as there are processors, at most {@value
 * #MOST_PROCESSES}. A geometry of twenty atoms takes some tenths of a millisecond by GFN-FF, some milliseconds by GFN2-xTB. One thread at a
 * time.
 */
public final class XtbPrior implements PriorPotential {
    private static final int MOST_PROCESSES = 8;

    private final Setup setup;
    private final Potential processes;

    private XtbPrior(Setup setup, Potential processes) {
        this.setup = setup;
        this.processes = processes;
    }

    /**
     * All that decides it, as a model file keeps it.
     *
     * @param solvent as xTB calls it; empty for none
     * @param geometry that GFN-FF takes bonds and charges from, [atoms · 3] Å
     * @param charge of the molecule, in elementary charges
     * @param unpaired electrons
     */
    public record Setup(XtbPotential.Method method, String solvent, double[] geometry, int charge, int unpaired) {
        /** Checks that nothing is missing. */
        public Setup {
            Objects.requireNonNull(method, "method");
            Objects.requireNonNull(solvent, "solvent");
            geometry = geometry.clone();
        }

        /** In one process. */
        XtbPotential potential(MolecularGraph graph) throws PotentialException {
            return XtbPotential.of(method, solvent, graph.atomicNumbers(), geometry, charge, unpaired);
        }
    }

    /** What is said of a better potential, for a method below it. */
    static Setup setup(XtbPotential.Method method, PotentialChoice better, MolecularGraph graph, double[] geometry) {
        int charge = better.chargeOf(graph);
        int odd = Math.floorMod(Arrays.stream(graph.atomicNumbers()).sum() - charge, 2);
        // GFN-FF knows no spin.
        int unpaired = method == XtbPotential.Method.GFNFF ? odd : Math.max(odd, better.unpairedOf(graph));
        return new Setup(method, better.solvent().orElse(""), geometry, charge, unpaired);
    }

    /**
     * Starts it.
     *
     * @throws PotentialException as {@link XtbPotential#of}
     * @throws IllegalArgumentException if the geometry is not the molecule's
     */
    public static XtbPrior of(Setup setup, MolecularGraph graph) throws PotentialException {
        int processes = Math.min(MOST_PROCESSES, Runtime.getRuntime().availableProcessors());
        return new XtbPrior(setup, PotentialWorkers.start(processes, () -> setup.potential(graph)));
    }

    /** All that decides it. */
    public Setup setup() {
        return setup;
    }

    @Override
    public int atoms() {
        return processes.atoms();
    }

    @Override
    public String name() {
        return processes.name();
    }

    @Override
    public int atOnce() {
        return processes.atOnce();
    }

    @Override
    public void evaluate(double[] positions, int frames, double[] energies, double[] forces) {
        processes.evaluate(positions, frames, energies, forces);
    }

    /** Ends the processes; evaluating is an error afterwards. */
    @Override
    public void close() {
        processes.close();
    }
}
