package io.github.cdkdrift.viewer;

import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import java.util.Locale;

/** Files of an ensemble with titles and comments that our own writers would not write. */
final class EnsembleText {
    private EnsembleText() {}

    static String sdf(ConformerEnsemble ensemble, String title, String comment) {
        StringBuilder text = new StringBuilder();
        for (Conformer conformer : ensemble.conformers()) {
            text.append(title).append("\n\n").append(comment).append('\n');
            text.append(String.format(
                    "%3d%3d  0  0  0  0  0  0  0  0999 V2000\n",
                    ensemble.graph().atoms(), ensemble.graph().bonds().size()));
            for (int atom = 0; atom < ensemble.graph().atoms(); atom++) {
                text.append(coordinates("%10.4f%10.4f%10.4f", conformer, atom))
                        .append(String.format(" %-3s 0  0\n", ensemble.graph().symbol(atom)));
            }
            for (int[] pair : ensemble.graph().bonds()) {
                text.append(String.format("%3d%3d  1  0\n", pair[0] + 1, pair[1] + 1));
            }
            text.append("M  END\n$$$$\n");
        }
        return text.toString();
    }

    static String xyz(ConformerEnsemble ensemble, String comment) {
        StringBuilder text = new StringBuilder();
        for (Conformer conformer : ensemble.conformers()) {
            text.append(ensemble.graph().atoms()).append('\n').append(comment).append('\n');
            for (int atom = 0; atom < ensemble.graph().atoms(); atom++) {
                text.append(ensemble.graph().symbol(atom)).append(coordinates(" %.6f %.6f %.6f\n", conformer, atom));
            }
        }
        return text.toString();
    }

    private static String coordinates(String format, Conformer conformer, int atom) {
        double[] x = conformer.positions();
        return String.format(Locale.ROOT, format, x[3 * atom], x[3 * atom + 1], x[3 * atom + 2]);
    }
}
