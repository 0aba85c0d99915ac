package io.github.cdkdrift.viewer;

import io.github.cdkdrift.cluster.ConformerClusters;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.superposition.SymmetricAlignment;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Locale;

/**
 * The middle conformer of the largest cluster, each atom coloured by the root of its mean square distance from its mean
 * position, all conformers being laid over this one.
 */
final class FlexibilityPicture {
    /** Conformers that the distances are averaged over. */
    private static final int MOST_CONFORMERS = 2000;

    private static final double LEGEND = 0.11;

    /** From still to moving. Lightness rises all the way, so it reads in grey and by colour-blind eyes: after cividis, doi:10.1371/journal.pone.0199239. */
    private static final int[] SCALE = {0x00204D, 0x31446B, 0x666970, 0x958F78, 0xCAB969, 0xFFEA46};

    private FlexibilityPicture() {}

    static BufferedImage draw(ConformerEnsemble ensemble, PreviewSettings settings) {
        int middle = ConformerClusters.of(ensemble).clusters().get(0).representative();
        double[] fluctuations = fluctuations(ensemble, Overlay.alignment(ensemble, middle, settings));
        double most = Math.max(0.01, Arrays.stream(fluctuations).max().orElseThrow());
        int legend = (int) (LEGEND * settings.height());
        BufferedImage molecule = Stage.together(
                Overlay.of(ensemble, new int[] {middle}, settings),
                settings.withSize(settings.width(), Math.max(16, settings.height() - legend)),
                look(fluctuations, most, settings.style()));
        Sheet sheet = new Sheet(settings.width(), settings.height(), settings.background());
        sheet.put(molecule, 0, 0);
        if (settings.height() - legend == molecule.getHeight()) {
            legend(sheet, most, settings, legend);
        }
        return sheet.image();
    }

    /** [atoms] Å. */
    static double[] fluctuations(ConformerEnsemble ensemble, SymmetricAlignment alignment) {
        int[] chosen = Overlay.evenly(ensemble.size(), MOST_CONFORMERS);
        int coordinates = 3 * ensemble.graph().atoms();
        double[] mean = new double[coordinates];
        double[] square = new double[coordinates];
        for (int index : chosen) {
            double[] moved = alignment.superposed(Overlay.geometry(ensemble, index));
            for (int i = 0; i < coordinates; i++) {
                mean[i] += moved[i] / chosen.length;
                square[i] += moved[i] * moved[i] / chosen.length;
            }
        }
        double[] result = new double[ensemble.graph().atoms()];
        for (int i = 0; i < coordinates; i++) {
            result[i / 3] += square[i] - mean[i] * mean[i];
        }
        return Arrays.stream(result).map(v -> Math.sqrt(Math.max(0, v))).toArray();
    }

    private static String look(double[] fluctuations, double most, PreviewStyle style) {
        StringBuilder look = new StringBuilder("select all; " + style.commands() + " color bonds none;\n");
        for (int atom = 0; atom < fluctuations.length; atom++) {
            look.append(String.format(
                    Locale.ROOT,
                    "select atomno=%d; color atoms [x%06X];\n",
                    atom + 1,
                    color(fluctuations[atom] / most).getRGB() & 0xFFFFFF));
        }
        return look.append("select none;\n").toString();
    }

    /** @param share 0 for still, 1 for the most that any atom moves */
    static Color color(double share) {
        double place = Math.max(0, Math.min(1, share)) * (SCALE.length - 1);
        int below = (int) Math.min(SCALE.length - 2.0, place);
        Color a = new Color(SCALE[below]);
        Color b = new Color(SCALE[below + 1]);
        double t = place - below;
        return new Color(
                (int) Math.round(a.getRed() + t * (b.getRed() - a.getRed())),
                (int) Math.round(a.getGreen() + t * (b.getGreen() - a.getGreen())),
                (int) Math.round(a.getBlue() + t * (b.getBlue() - a.getBlue())));
    }

    private static void legend(Sheet sheet, double most, PreviewSettings settings, int height) {
        int length = settings.width() / 2;
        int left = settings.width() / 4;
        int top = settings.height() - height;
        int thickness = Math.max(2, height / 4);
        for (int x = 0; x < length; x++) {
            sheet.fill(left + x, top + height / 8, 1, thickness, color((double) x / (length - 1)));
        }
        double text = 0.28 * height;
        double textTop = top + height / 8.0 + thickness + 0.25 * text;
        sheet.write("0.00 Å", left, textTop + 0.2 * text, text);
        sheet.write(String.format(Locale.ROOT, "%.2f Å", most), left + length, textTop + 0.2 * text, text);
    }
}
