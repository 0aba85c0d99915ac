package io.github.cdkdrift.frames;

import io.github.cdkdrift.molecule.MolecularGraph;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Atoms by element and number, from 1 as in files, for people. */
final class AtomNames {
    private AtomNames() {}

    /** For example {@code H4-C1-C2-O3}. */
    static String join(MolecularGraph graph, int... atoms) {
        return Arrays.stream(atoms)
                .mapToObj(atom -> graph.symbol(atom) + (atom + 1))
                .collect(Collectors.joining("-"));
    }
}
