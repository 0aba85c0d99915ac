package io.github.cdkdrift.potential;

import java.lang.ref.Cleaner;
import java.util.Arrays;
import java.util.List;

/**
 * The semiempirical methods GFN2-xTB and GFN1-xTB and the force field GFN-FF, in vacuo or in a solvent, computed by the library
 * libxtb of this machine (Bannwarth et al. 2021, doi:10.1002/wcms.1493). The solvent is a continuum, by the model GBSA with surface
 * tensions and hydrogen bonds (Ehlert, Stahn, Spicher, Grimme 2021, doi:10.1021/acs.jctc.1c00471). For any molecule of elements up to radon; with GFN2-xTB and GFN1-xTB
 * bonds can form and break. A geometry costs some N³ operations: milliseconds for ten to twenty atoms, far less with GFN-FF.
 * What comes out depends on the geometry alone, not on those before it.
 *
 * <p>Geometries that are not done, mostly because the electrons' self-consistent field did not converge, get NaN as energy and
 * forces, and {@link #failures()} counts them; the rest of the batch is whole.
 *
 * <p>Each potential is a Java program of its own that computes in one thread and ends with {@link #close()}, or some time after
 * the potential is no longer reachable. Should libxtb bring it to an end, every evaluation from then on is an {@link
 * EvaluationException}. One thread at a time.
 */
public final class XtbPotential implements Potential {
    /** Which method. */
    public enum Method {
        /** Bannwarth, Ehlert, Grimme 2019, doi:10.1021/acs.jctc.8b01176. */
        GFN2("GFN2-xTB"),
        /** Grimme, Bannwarth, Shushkov 2017, doi:10.1021/acs.jctc.7b00118. */
        GFN1("GFN1-xTB"),
        /** Spicher, Grimme 2020, doi:10.1002/anie.202004239; bonds stay those of the geometry that it was made with. */
        GFNFF("GFN-FF");

        private final String label;

        Method(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    private static final String LIBRARIES = "xtb libxtb.so.6";
    private static final int HEAVIEST = 86;
    private static final Cleaner CLEANER = Cleaner.create();

    private final String name;
    private final int atoms;
    private final XtbProcess process;
    private final Cleaner.Cleanable ending;
    private long failures;
    private boolean closed;

    private XtbPotential(String name, int atoms, XtbProcess process) {
        this.name = name;
        this.atoms = atoms;
        this.process = process;
        ending = CLEANER.register(this, process);
    }

    /** The solvents that a method knows, as outputs name them. */
    public static List<String> solvents(Method method) {
        return Solvents.of(method);
    }

    /** The method for a molecule in vacuo. */
    public static XtbPotential of(
            Method method, int[] atomicNumbers, double[] geometry, int charge, int unpairedElectrons)
            throws PotentialException {
        return of(method, "", atomicNumbers, geometry, charge, unpairedElectrons);
    }

    /**
     * The method for a molecule.
     *
     * @param solvent one of {@link #solvents}, or another usual name of it; empty for a vacuum
     * @param atomicNumbers [atoms]
     * @param geometry one geometry, [atoms · 3] Å; GFN-FF takes its bonds from it, the others are tried on it
     * @param charge of the molecule, in elementary charges
     * @param unpairedElectrons 0 for a closed shell
     * @throws PotentialException if the library is not installed, an element or the solvent is not known, the number of electrons
     *     does not fit, or the geometry cannot be computed
     * @throws IllegalArgumentException if the arrays do not fit
     */
    public static XtbPotential of(
            Method method, String solvent, int[] atomicNumbers, double[] geometry, int charge, int unpairedElectrons)
            throws PotentialException {
        if (atomicNumbers.length == 0 || geometry.length != 3 * atomicNumbers.length) {
            throw new IllegalArgumentException(geometry.length + " coordinates for " + atomicNumbers.length + " atoms");
        }
        requireElements(method, atomicNumbers);
        requireElectrons(atomicNumbers, charge, unpairedElectrons);
        String named = solvent.isEmpty() ? "" : Solvents.named(solvent, method);
        XtbTask task = new XtbTask(method, named, atomicNumbers, geometry, charge, unpairedElectrons);
        return new XtbPotential(task.name(), atomicNumbers.length, XtbProcess.open(LIBRARIES, task));
    }

    private static void requireElements(Method method, int[] atomicNumbers) throws PotentialException {
        for (int i = 0; i < atomicNumbers.length; i++) {
            if (atomicNumbers[i] < 1 || atomicNumbers[i] > HEAVIEST) {
                throw new PotentialException(method.label + " does not know the element of atom " + (i + 1)
                        + " (atomic number " + atomicNumbers[i] + "; atoms count from 1); expected hydrogen to radon");
            }
        }
    }

    private static void requireElectrons(int[] atomicNumbers, int charge, int unpaired) throws PotentialException {
        int electrons = Arrays.stream(atomicNumbers).sum() - charge;
        if (unpaired < 0 || unpaired > electrons || (electrons - unpaired) % 2 != 0) {
            throw new PotentialException(electrons + " electrons (charge " + charge + ") of which " + unpaired
                    + " are unpaired; expected the rest to be pairs: state the number of unpaired electrons of a radical, 1 as a"
                    + " rule; of other molecules, is the charge right, are all hydrogens there?");
        }
    }

    @Override
    public int atoms() {
        return atoms;
    }

    @Override
    public String name() {
        return name;
    }

    /** How many geometries were not done so far. */
    public long failures() {
        return failures;
    }

    /** {@inheritDoc} NaN stands for geometries that could not be done. */
    @Override
    public void evaluate(double[] positions, int frames, double[] energies, double[] forces) {
        Batch.require(atoms, positions, frames, energies, forces);
        if (closed) {
            throw new IllegalStateException("the potential was closed");
        }
        failures += process.evaluate(positions, frames, energies, forces);
    }

    /** Ends the program; evaluating is an error afterwards. */
    @Override
    public void close() {
        closed = true;
        ending.clean();
    }
}
