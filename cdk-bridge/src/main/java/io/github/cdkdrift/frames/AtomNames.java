package io.github.cdkdrift.frames;

import io.github.cdkdrift.molecule.MolecularGraph;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Atoms by element and number, for people. */
final class AtomNames {
    private AtomNames() {}

    /** For example {@code H3-C0-C1-O2}. */
    static String join(MolecularGraph graph, int... atoms) {
        return Arrays.stream(atoms).mapToObj(atom -> graph.symbol(atom) + atom).collect(Collectors.joining("-"));
    }
}
