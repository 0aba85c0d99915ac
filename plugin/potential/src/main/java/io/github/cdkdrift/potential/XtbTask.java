package io.github.cdkdrift.potential;

import io.github.cdkdrift.potential.XtbPotential.Method;

/**
 * What libxtb is to be asked about.
 *
 * @param solvent as {@link Solvents#named} has it; empty for none
 * @param atomicNumbers [atoms]
 * @param geometry [atoms · 3] Å
 * @param charge in elementary charges
 * @param unpaired electrons
 */
record XtbTask(Method method, String solvent, int[] atomicNumbers, double[] geometry, int charge, int unpaired) {
    /** Method and solvent in words. */
    String name() {
        return method.label() + (solvent.isEmpty() ? "" : " in " + solvent + " (GBSA)");
    }
}
