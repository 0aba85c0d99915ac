package io.github.cdkdrift.potential;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.DoubleByReference;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.nio.charset.StandardCharsets;

/** One molecule in libxtb. Its native objects live as long as the process, which has one. */
final class XtbCalculation {
    private static final int MESSAGE_BYTES = 4000;

    private final XtbLibrary library;
    private final DoubleByReference energy = new DoubleByReference();
    private final Pointer environment;
    private final Pointer molecule;
    private final Pointer calculator;
    private Pointer results;
    private String problem;

    /**
     * Sets up a method.
     *
     * @param method the name of a {@link XtbPotential.Method}
     * @param positions [atoms · 3] bohr
     */
    XtbCalculation(
            XtbLibrary library, String method, int[] atomicNumbers, double[] positions, int charge, int unpaired) {
        this.library = library;
        environment = library.xtb_newEnvironment();
        library.xtb_setVerbosity(environment, XtbLibrary.MUTED);
        molecule = library.xtb_newMolecule(
                environment,
                new IntByReference(atomicNumbers.length),
                atomicNumbers,
                positions,
                new DoubleByReference(charge),
                new IntByReference(unpaired),
                null,
                null);
        calculator = library.xtb_newCalculator();
        results = library.xtb_newResults();
        if (!hasProblem()) {
            load(method);
        }
    }

    private void load(String method) {
        switch (method) {
            case "GFN2" -> library.xtb_loadGFN2xTB(environment, molecule, calculator, null);
            case "GFN1" -> library.xtb_loadGFN1xTB(environment, molecule, calculator, null);
            case "GFNFF" -> library.xtb_loadGFNFF(environment, molecule, calculator, null);
            default -> throw new IllegalArgumentException("unknown method " + method);
        }
        problem = null;
        hasProblem();
    }

    /**
     * Puts the molecule into a solvent, by the model GBSA (Ehlert, Stahn, Spicher, Grimme 2021, doi:10.1021/acs.jctc.1c00471) at
     * 298.15 K, the only one that every version of the library offers: a name then means the same energy with all of them.
     *
     * @param solvent as xTB calls it
     */
    void solvate(String solvent) {
        byte[] name = Native.toByteArray(solvent);
        try {
            if (library.xtb_getAPIVersion() < XtbLibrary.VERSION_WITH_MODELS) {
                library.xtb_setSolvent(environment, calculator, name, null, null, null);
            } else {
                library.xtb_setSolvent(environment, calculator, name, null, null, null, Native.toByteArray("gbsa"));
            }
        } catch (UnsatisfiedLinkError e) {
            problem = "this libxtb has no solvents; expected version 6.4 or later";
            return;
        }
        hasProblem();
    }

    /** What went wrong last, null where nothing did. */
    String problem() {
        return problem;
    }

    /**
     * Computes the energy and its gradient.
     *
     * @param positions [atoms · 3] bohr
     * @param gradient [atoms · 3] hartree/bohr; modified
     * @return whether it could be done
     */
    boolean compute(double[] positions, double[] gradient) {
        problem = null;
        // Orbitals of the last geometry would be the first guess of this one: results would depend on the order.
        library.xtb_delResults(new PointerByReference(results));
        results = library.xtb_newResults();
        library.xtb_updateMolecule(environment, molecule, positions, null);
        library.xtb_singlepoint(environment, molecule, calculator, results);
        if (hasProblem()) {
            return false;
        }
        library.xtb_getEnergy(environment, results, energy);
        library.xtb_getGradient(environment, results, gradient);
        if (!hasProblem() && !Double.isFinite(energy.getValue())) {
            problem = "the energy " + energy.getValue();
        }
        return problem == null;
    }

    /** The energy of the last geometry, hartree. */
    double energy() {
        return energy.getValue();
    }

    private boolean hasProblem() {
        if (library.xtb_checkEnvironment(environment) != 0) {
            byte[] message = new byte[MESSAGE_BYTES];
            library.xtb_getError(environment, message, new IntByReference(message.length));
            int end = 0;
            while (end < message.length && message[end] != 0) {
                end++;
            }
            problem =
                    new String(message, 0, end, StandardCharsets.UTF_8).strip().replaceAll("\\s*\\R\\s*", "; ");
        }
        return problem != null;
    }
}
