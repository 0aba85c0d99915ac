package io.github.cdkdrift.potential;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.DoubleByReference;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;

/**
 * The C interface of libxtb ({@code xtb.h}), as far as it is used. Bohr and hartree; handles are opaque; errors gather in the
 * environment until {@link #xtb_getError} takes them.
 */
interface XtbLibrary extends Library {
    /** No output, but for GFN-FF's. */
    int MUTED = 0;

    /** From here on {@code xtb_setSolvent} wants to be told the model, too. */
    int VERSION_WITH_MODELS = 20_000;

    /**
     * Loads the library.
     *
     * @param names of the library, tried in turn; with or without what the system puts around it
     * @throws UnsatisfiedLinkError if none is there
     */
    static XtbLibrary load(String... names) {
        UnsatisfiedLinkError failure = new UnsatisfiedLinkError("no name");
        for (String name : names) {
            try {
                return Native.load(name, XtbLibrary.class);
            } catch (UnsatisfiedLinkError e) {
                failure = e;
            }
        }
        throw failure;
    }

    Pointer xtb_newEnvironment();

    int xtb_checkEnvironment(Pointer environment);

    void xtb_getError(Pointer environment, byte[] buffer, IntByReference size);

    void xtb_setVerbosity(Pointer environment, int verbosity);

    Pointer xtb_newMolecule(
            Pointer environment,
            IntByReference atoms,
            int[] atomicNumbers,
            double[] positions,
            DoubleByReference charge,
            IntByReference unpairedElectrons,
            Pointer lattice,
            Pointer periodic);

    void xtb_updateMolecule(Pointer environment, Pointer molecule, double[] positions, Pointer lattice);

    Pointer xtb_newCalculator();

    void xtb_loadGFN1xTB(Pointer environment, Pointer molecule, Pointer calculator, String file);

    void xtb_loadGFN2xTB(Pointer environment, Pointer molecule, Pointer calculator, String file);

    void xtb_loadGFNFF(Pointer environment, Pointer molecule, Pointer calculator, String file);

    int xtb_getAPIVersion();

    /** The last three may be null: gas at 1 bar and solution at 1 mol/l, 298.15 K, the usual grid. */
    void xtb_setSolvent(
            Pointer environment,
            Pointer calculator,
            byte[] name,
            IntByReference state,
            DoubleByReference temperature,
            IntByReference grid);

    /** The same of later versions. */
    void xtb_setSolvent(
            Pointer environment,
            Pointer calculator,
            byte[] name,
            IntByReference state,
            DoubleByReference temperature,
            IntByReference grid,
            byte[] model);

    void xtb_singlepoint(Pointer environment, Pointer molecule, Pointer calculator, Pointer results);

    Pointer xtb_newResults();

    void xtb_delResults(PointerByReference results);

    void xtb_getEnergy(Pointer environment, Pointer results, DoubleByReference energy);

    void xtb_getGradient(Pointer environment, Pointer results, double[] gradient);
}
