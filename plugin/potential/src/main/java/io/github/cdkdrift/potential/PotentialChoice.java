package io.github.cdkdrift.potential;

import io.github.cdkdrift.molecule.MolecularGraph;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;

/**
 * A potential by name with what goes with it: a solvent or a dielectric, and the charge and the unpaired electrons of a molecule whose
 * structure does not say them. For example {@code PotentialChoice.of("gfn2").withSolvent("water")}.
 *
 * @param name as {@link Potentials#of} takes it
 * @param solvent of {@code gfn2}, {@code gfn1} or {@code gfnff}; empty for a vacuum
 * @param dielectric of {@code mmff94} or {@code mmff94s}
 * @param charge of the whole molecule; empty where the structure says it
 * @param unpaired electrons; empty where the structure says them
 * @param workers processes that share the work, at least 1; what they answer does not depend on how many they are
 */
public record PotentialChoice(
        String name,
        Optional<String> solvent,
        Dielectric dielectric,
        OptionalInt charge,
        OptionalInt unpaired,
        int workers)
        implements PotentialProvider {
    /** Checks that nothing is missing. */
    public PotentialChoice {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(solvent, "solvent");
        Objects.requireNonNull(dielectric, "dielectric");
        Objects.requireNonNull(charge, "charge");
        Objects.requireNonNull(unpaired, "unpaired");
        if (workers < 1) {
            throw new IllegalArgumentException("workers must be at least 1, are " + workers);
        }
    }

    /** The potential with a name, in vacuo, of a molecule as its structure says, in one process. */
    public static PotentialChoice of(String name) {
        return new PotentialChoice(
                name, Optional.empty(), Dielectric.VACUUM, OptionalInt.empty(), OptionalInt.empty(), 1);
    }

    /** In a solvent; {@link XtbPotential#solvents} lists them. */
    public PotentialChoice withSolvent(String newSolvent) {
        return new PotentialChoice(name, Optional.of(newSolvent), dielectric, charge, unpaired, workers);
    }

    /** With a dielectric. */
    public PotentialChoice withDielectric(Dielectric newDielectric) {
        return new PotentialChoice(name, solvent, newDielectric, charge, unpaired, workers);
    }

    /** With the charge of the whole molecule. */
    public PotentialChoice withCharge(int newCharge) {
        return new PotentialChoice(name, solvent, dielectric, OptionalInt.of(newCharge), unpaired, workers);
    }

    /** With so many unpaired electrons: 1 for most radicals, 0 for a closed shell. */
    public PotentialChoice withUnpaired(int electrons) {
        return new PotentialChoice(name, solvent, dielectric, charge, OptionalInt.of(electrons), workers);
    }

    /**
     * With so many processes that share the geometries of a batch: of a program, which is then started so often, or of {@code gfn2}, {@code gfn1}
     * or {@code gfnff}.
     */
    public PotentialChoice withWorkers(int processes) {
        return new PotentialChoice(name, solvent, dielectric, charge, unpaired, processes);
    }

    /**
     * The same with the solvent's usual name, once it is known that the potential can have what goes with it, whatever the molecule.
     *
     * @throws PotentialException if it has no solvents or not this one, or no dielectric, cannot be told charges or electrons, or is no process
     *     that could be several
     */
    public PotentialChoice checked() throws PotentialException {
        Optional<XtbPotential.Method> xtb = Potentials.xtb(name);
        if (!dielectric.equals(Dielectric.VACUUM) && Potentials.forceField(name).isEmpty()) {
            throw new PotentialException(
                    "found a dielectric with " + name + "; expected it with mmff94 or mmff94s alone"
                            + (xtb.isPresent() ? ": this one knows solvents" : ""));
        }
        if (solvent.isPresent() && xtb.isEmpty()) {
            throw new PotentialException("found the solvent " + solvent.get() + " with " + name
                    + ", which has none; expected it with gfn2, gfn1 or gfnff"
                    + (Potentials.forceField(name).isPresent() ? ": this one can have a dielectric" : ""));
        }
        if (unpaired.orElse(0) != 0 && xtb.isEmpty()) {
            throw new PotentialException("found " + unpaired.getAsInt() + " unpaired electrons with " + name
                    + ", which is not told of electrons; expected gfn2 or gfn1");
        }
        if (workers > 1 && xtb.isEmpty() && !isProgram()) {
            throw new PotentialException("found " + workers + " workers for " + name
                    + ", which works in this process; expected them with command:PROGRAM, gfn2, gfn1 or gfnff");
        }
        return solvent.isPresent() ? withSolvent(Solvents.named(solvent.get(), xtb.get())) : this;
    }

    /** Whether the potential may describe radicals, metals and any other element: all that are not force fields of organic molecules. */
    public boolean takesAnyElement() {
        return Potentials.forceField(name).isEmpty();
    }

    /** Whether a program of the user's answers, which may take minutes for a geometry. */
    public boolean isProgram() {
        return Potentials.isProgram(name);
    }

    @Override
    public Potential potential(MolecularGraph graph, double[] geometry) throws IOException, CDKException {
        PotentialChoice known = checked();
        known.requireCharge(graph);
        return Potentials.of(known, graph, geometry);
    }

    @Override
    public Potential guide(MolecularGraph graph, double[] geometry) throws PotentialException {
        return Potentials.guide(this, graph, geometry);
    }

    /** The prior in the same solvent, which a dielectric stands for in MMFF94. */
    @Override
    public Optional<PriorPotential> prior(FitPrior choice, MolecularGraph graph, double[] geometry)
            throws PotentialException {
        return choice.of(this, graph, geometry);
    }

    @Override
    public boolean isCheap() {
        return Potentials.isCheap(name);
    }

    /** What the structure says, or where its bonds are not known, what was stated. */
    int chargeOf(MolecularGraph graph) {
        return graph.bondOrdersKnown() ? formalCharge(graph) : charge.orElse(formalCharge(graph));
    }

    int unpairedOf(MolecularGraph graph) {
        return unpaired.orElse(graph.container().getSingleElectronCount());
    }

    private void requireCharge(MolecularGraph graph) throws PotentialException {
        int structure = formalCharge(graph);
        if (graph.bondOrdersKnown() && charge.orElse(structure) != structure) {
            throw new PotentialException(String.format(
                    Locale.ROOT,
                    "found the charge %d for a structure of %s whose atoms have charges that add up to %d; expected the same: change"
                            + " the charges in the structure, or state none",
                    charge.getAsInt(),
                    graph.formula(),
                    structure));
        }
    }

    private static int formalCharge(MolecularGraph graph) {
        IAtomContainer molecule = graph.container();
        int sum = 0;
        for (IAtom atom : molecule.atoms()) {
            sum += atom.getFormalCharge() == null ? 0 : atom.getFormalCharge();
        }
        return sum;
    }

    /** The name, and behind it what goes with it: the same text for the same potential, however many processes it has. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(name);
        solvent.ifPresent(value -> text.append(" in ").append(value));
        if (!dielectric.equals(Dielectric.VACUUM)) {
            text.append(" with ").append(dielectric);
        }
        charge.ifPresent(value -> text.append(", charge ").append(value));
        unpaired.ifPresent(value -> text.append(", unpaired electrons ").append(value));
        return text.toString();
    }
}
