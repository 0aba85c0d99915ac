package io.github.cdkdrift.potential;

import com.actelion.research.chem.forcefield.mmff.ForceFieldMMFF94;
import com.actelion.research.chem.forcefield.mmff.Tables;
import io.github.cdkdrift.molecule.MolecularGraph;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The Merck molecular force field, without cutoffs, in vacuo or with a dielectric: MMFF94 (Halgren 1996, doi:10.1002/(SICI)1096-987X(199604)17:5/6&lt;
 * 490::AID-JCC1&gt;3.0.CO;2-P) or MMFF94s, whose conjugated nitrogen atoms are flatter (Halgren 1999,
 * doi:10.1002/(SICI)1096-987X(199905)20:7&lt;720::AID-JCC7&gt;3.0.CO;2-X). For organic molecules and common ions when a rough
 * energy in microseconds is enough; bonds cannot break. OpenChemLib types the atoms and chooses the parameters; energies and
 * their exact derivatives are computed here.
 *
 * <p>A geometry of N atoms costs some N²/2 pairs. Batches are shared between the processor's threads; numbers do not depend on
 * how. Immutable and safe for several threads.
 */
public final class Mmff94Potential implements PriorPotential {
    /** Fewer geometries are done before another thread is awake. */
    private static final int FEWEST_TO_SHARE = 4;

    /** Which parameters. */
    public enum Variant {
        MMFF94("MMFF94", ForceFieldMMFF94.MMFF94),
        /** For averaged geometries, as crystal structures show them. */
        MMFF94S("MMFF94s", ForceFieldMMFF94.MMFF94S);

        private final String label;
        private final String tables;

        Variant(String label, String tables) {
            this.label = label;
            this.tables = tables;
        }

        Tables tables() {
            return Tables.newMMFF94(tables);
        }
    }

    private final Variant variant;
    private final Dielectric dielectric;
    private final int atoms;
    private final List<EnergyTerms> terms;

    private Mmff94Potential(Variant variant, Dielectric dielectric, int atoms, List<EnergyTerms> terms) {
        this.variant = variant;
        this.dielectric = dielectric;
        this.atoms = atoms;
        this.terms = terms;
    }

    /** The force field of a molecule in vacuo. */
    public static Mmff94Potential of(MolecularGraph graph, Variant variant) throws PotentialException {
        return of(graph, variant, Dielectric.VACUUM);
    }

    /**
     * The force field of a molecule; its bond orders and charges decide the parameters, stereochemistry does not matter.
     *
     * @throws PotentialException if the bond orders are not known, if there are unpaired electrons, or if MMFF94 has no type for an atom, which the message names
     */
    public static Mmff94Potential of(MolecularGraph graph, Variant variant, Dielectric dielectric)
            throws PotentialException {
        return new Mmff94Potential(
                variant, dielectric, graph.atoms(), new Mmff94Typing(graph, variant).terms(dielectric));
    }

    /**
     * The partial charges of a molecule's atoms, [atoms] elementary charges, from bond charge increments (Halgren 1996,
     * doi:10.1002/(SICI)1096-987X(199604)17:5/6&lt;616::AID-JCC5&gt;3.0.CO;2-X); they do not depend on the geometry.
     *
     * @throws PotentialException as {@link #of}
     */
    public static double[] charges(MolecularGraph graph) throws PotentialException {
        return new Mmff94Typing(graph, Variant.MMFF94).charges();
    }

    /** Which parameters it has. */
    public Variant variant() {
        return variant;
    }

    /** What weakens its charges. */
    public Dielectric dielectric() {
        return dielectric;
    }

    @Override
    public int atoms() {
        return atoms;
    }

    @Override
    public String name() {
        return variant.label + (dielectric.equals(Dielectric.VACUUM) ? "" : " (" + dielectric + ")");
    }

    @Override
    public void evaluate(double[] positions, int frames, double[] energies, double[] forces) {
        Batch.require(atoms, positions, frames, energies, forces);
        IntStream range = IntStream.range(0, frames);
        (frames < FEWEST_TO_SHARE ? range : range.parallel())
                .forEach(frame -> energies[frame] = evaluate(positions, 3 * atoms * frame, forces));
    }

    private double evaluate(double[] positions, int offset, double[] forces) {
        Arrays.fill(forces, offset, offset + 3 * atoms, 0);
        double energy = 0;
        for (EnergyTerms kind : terms) {
            energy += kind.add(positions, offset, forces);
        }
        return energy;
    }
}
