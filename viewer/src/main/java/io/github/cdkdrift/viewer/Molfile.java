package io.github.cdkdrift.viewer;

import io.github.cdkdrift.molecule.MolecularGraph;
import java.util.Locale;

/**
 * An overlay as the text of an SD file (V3000, which knows no limit of atoms) for Jmol's reader. It is composed here, of
 * elements, bond orders and numbers only, so that no title of a user's molecule comes near the script engine.
 * All bonds are single: overlaid double bonds are hard to read.
 */
final class Molfile {
    private static final String HEADER = "overlay\n\n\n  0  0  0     0  0            999 V3000\n";

    private Molfile() {}

    static String of(Overlay overlay) {
        String bonds = bonds(overlay.graph());
        StringBuilder text = new StringBuilder();
        for (double[] positions : overlay.geometries()) {
            text.append(HEADER).append("M  V30 BEGIN CTAB\n").append(counts(overlay.graph()));
            appendAtoms(text, overlay.graph(), positions);
            text.append(bonds).append("M  V30 END CTAB\nM  END\n$$$$\n");
        }
        return text.toString();
    }

    private static String counts(MolecularGraph graph) {
        return "M  V30 COUNTS " + graph.atoms() + " " + graph.bonds().size() + " 0 0 0\n";
    }

    private static void appendAtoms(StringBuilder text, MolecularGraph graph, double[] positions) {
        text.append("M  V30 BEGIN ATOM\n");
        for (int atom = 0; atom < graph.atoms(); atom++) {
            text.append(String.format(
                    Locale.ROOT,
                    "M  V30 %d %s %.5f %.5f %.5f 0\n",
                    atom + 1,
                    graph.symbol(atom),
                    positions[3 * atom],
                    positions[3 * atom + 1],
                    positions[3 * atom + 2]));
        }
        text.append("M  V30 END ATOM\n");
    }

    private static String bonds(MolecularGraph graph) {
        StringBuilder text = new StringBuilder("M  V30 BEGIN BOND\n");
        int number = 0;
        for (int[] pair : graph.bonds()) {
            text.append("M  V30 ").append(++number).append(" 1 ");
            text.append(pair[0] + 1).append(' ').append(pair[1] + 1).append('\n');
        }
        return text.append("M  V30 END BOND\n").toString();
    }
}
