package io.github.cdkdrift.viewer;

import io.github.cdkdrift.cluster.ConformerClusters;
import io.github.cdkdrift.cluster.ConformerClusters.Cluster;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;

/**
 * One conformer of each cluster side by side, seen from one direction, the largest cluster first; under each its share of the
 * ensemble as a number and as a bar.
 */
final class ClusterGrid {
    private static final int LEAST_CELL = 64;
    private static final double CAPTION = 0.16;
    private static final Color BAR = new Color(0x4477AA);

    private ClusterGrid() {}

    static BufferedImage draw(ConformerEnsemble ensemble, PreviewSettings settings) {
        List<Cluster> clusters = ConformerClusters.of(ensemble).clusters();
        int room = Math.max(1, settings.width() / LEAST_CELL) * Math.max(1, settings.height() / LEAST_CELL);
        int shown = Math.min(Math.min(clusters.size(), settings.conformers()), room);
        int columns = columns(shown, settings);
        int rows = (shown + columns - 1) / columns;
        int width = settings.width() / columns;
        int height = settings.height() / rows;
        int caption = height < LEAST_CELL ? 0 : (int) (CAPTION * Math.min(height, width));
        int[] representatives =
                clusters.stream().limit(shown).mapToInt(Cluster::representative).toArray();
        List<BufferedImage> pictures = Stage.oneByOne(
                Overlay.of(ensemble, representatives, settings), settings.withSize(width, height - caption));
        Sheet sheet = new Sheet(settings.width(), settings.height(), settings.background());
        // Cells that do not fill the picture stand in its middle.
        int top = (settings.height() - rows * height) / 2;
        for (int cell = 0; cell < shown; cell++) {
            int inRow = Math.min(columns, shown - cell / columns * columns);
            int left = (settings.width() - inRow * width) / 2 + cell % columns * width;
            int cellTop = top + cell / columns * height;
            sheet.put(pictures.get(cell), left, cellTop);
            if (caption > 0) {
                caption(sheet, clusters.get(cell).population(), left, cellTop + height - caption, width, caption);
            }
        }
        return sheet.image();
    }

    /** As many columns as make the cells largest. */
    private static int columns(int cells, PreviewSettings settings) {
        int best = 1;
        double largest = 0;
        for (int columns = 1; columns <= cells; columns++) {
            int rows = (cells + columns - 1) / columns;
            double side = Math.min((double) settings.width() / columns, 4.0 / 3 * settings.height() / rows);
            // Of two equal ways the wider one.
            if (side > largest - 1e-9) {
                largest = side;
                best = columns;
            }
        }
        return best;
    }

    private static void caption(Sheet sheet, double share, int left, int top, int width, int height) {
        sheet.write(percent(share), left + width / 2.0, top + 0.1 * height, 0.34 * height);
        int length = (int) (0.6 * width);
        int start = left + (width - length) / 2;
        int thickness = Math.max(2, height / 14);
        int barTop = top + (int) (0.62 * height);
        sheet.fill(start, barTop + thickness / 2, length, 1, sheet.ink());
        sheet.fill(start, barTop, Math.max(1, (int) Math.round(share * length)), thickness, BAR);
    }

    static String percent(double share) {
        if (share < 0.001) {
            return "< 0.1 %";
        }
        return String.format(Locale.ROOT, share < 0.0995 ? "%.1f %%" : "%.0f %%", 100 * share);
    }
}
