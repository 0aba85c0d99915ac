package io.github.cdkdrift.potential;

import java.lang.ref.Cleaner;
import java.util.Arrays;

/**
 * The semiempirical methods GFN2-xTB and GFN1-xTB and the force field GFN-FF in vacuo, computed by the library libxtb of this
 * machine (Bannwarth et al. 2021, doi:10.1002/wcms.1493). For any molecule of elements up to radon; with GFN2-xTB and GFN1-xTB
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

    private final Method method;
    private final int atoms;
    private final XtbProcess process;
    private final Cleaner.Cleanable ending;
    private long failures;
    private boolean closed;

    private XtbPotential(Method method, int atoms, XtbProcess process) {
        this.method = method;
        this.atoms = atoms;
        this.process = process;
        ending = CLEANER.register(this, process);
    }

    /**
     * The method for a molecule.
     *
     * @param atomicNumbers [atoms]
     * @param geometry one geometry, [atoms · 3] Å; GFN-FF takes its bonds from it, the others are tried on it
     * @param charge of the molecule, in elementary charges
     * @param unpairedElectrons 0 for a closed shell
     * @throws PotentialException if the library is not installed, an element is not known, the number of electrons does not
     *     fit, or the geometry cannot be computed
     * @throws IllegalArgumentException if the arrays do not fit
     */
    public static XtbPotential of(
            Method method, int[] atomicNumbers, double[] geometry, int charge, int unpairedElectrons)
            throws PotentialException {
        if (atomicNumbers.length == 0 || geometry.length != 3 * atomicNumbers.length) {
            throw new IllegalArgumentException(geometry.length + " coordinates for " + atomicNumbers.length + " atoms");
        }
        requireElements(method, atomicNumbers);
        requireElectrons(atomicNumbers, charge, unpairedElectrons);
        return new XtbPotential(
                method,
                atomicNumbers.length,
                XtbProcess.open(LIBRARIES, method, atomicNumbers, geometry, charge, unpairedElectrons));
    }

    private static void requireElements(Method method, int[] atomicNumbers) throws PotentialException {
        for (int i = 0; i < atomicNumbers.length; i++) {
            if (atomicNumbers[i] < 1 || atomicNumbers[i] > HEAVIEST) {
                throw new PotentialException(method.label + " does not know the element of atom " + i
                        + " (atomic number " + atomicNumbers[i] + "; atoms count from 0); expected hydrogen to radon");
            }
        }
    }

    private static void requireElectrons(int[] atomicNumbers, int charge, int unpaired) throws PotentialException {
        int electrons = Arrays.stream(atomicNumbers).sum() - charge;
        if (unpaired < 0 || unpaired > electrons || (electrons - unpaired) % 2 != 0) {
            throw new PotentialException(electrons + " electrons (charge " + charge + ") of which " + unpaired
                    + " are unpaired; expected the rest to be pairs: is the charge right, are all hydrogens there?");
        }
    }

    @Override
    public int atoms() {
        return atoms;
    }

    @Override
    public String name() {
        return method.label;
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
