package io.github.cdkdrift.potential;

/**
 * What a correction's coefficients multiply: first the terms of the molecule, then the functions of a kernel.
 *
 * @param ranges of the terms
 * @param kernel may have no functions
 */
record CorrectionBasis(CorrectionTerms terms, CorrectionTerms.Ranges ranges, KernelColumns kernel) {
    /** The number of coefficients. */
    int size() {
        return terms.size() + kernel.size();
    }

    int atoms() {
        return terms.atoms();
    }

    /** Buffers of one thread. */
    final class Workspace {
        private final CorrectionTerms.Workspace ofTerms = terms.new Workspace(ranges);
        private final KernelColumns.Workspace ofKernel = kernel.new Workspace();

        /**
         * Adds a correction.
         *
         * @param coefficients [at least terms]
         * @param weights of the kernel, which stand for its coefficients
         * @param positions [atoms · 3] Å from {@code at} on, not modified
         * @param forces [atoms · 3] kcal/mol/Å from {@code at} on, modified
         * @return the energy, kcal/mol
         */
        double add(double[] coefficients, double[][] weights, double[] positions, int at, double[] forces) {
            return ofTerms.add(coefficients, positions, at, forces) + ofKernel.add(weights, positions, at, forces);
        }

        /**
         * What each coefficient multiplies.
         *
         * @param positions [atoms · 3] Å from {@code at} on, not modified
         * @param energies [size], overwritten
         * @param forces [size · atoms · 3], column by column, overwritten; null where they are not wanted
         */
        void features(double[] positions, int at, double[] energies, double[] forces) {
            ofTerms.features(positions, at, energies, forces);
            ofKernel.features(positions, at, energies, terms.size(), forces);
        }
    }
}
