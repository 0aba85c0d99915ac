package io.github.cdkdrift.viewer.report;

import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.molecule.Torsion;
import java.util.Arrays;
import java.util.Locale;

/**
 * The free energy of two torsions, −k_BT ln p over squares of 10°, smoothed as the number of conformers allows, the most frequent square at
 * 0, as SVG: one tone for each half k_BT, darkest where it is lowest.
 */
final class TorsionMap {
    private static final int BINS = 36;
    private static final double DEGREES = 360.0 / BINS;
    /** Standard deviation of the smoothing for a thousand conformers, degrees. */
    private static final double WIDTH_OF_A_THOUSAND = 10;
    /** So many conformers within the width of the smoothing, or nothing is drawn. */
    private static final double LEAST = 2;

    private static final int LEVELS = 12;
    private static final double LEVEL = 0.5;
    private static final int WIDTH = 380;
    private static final int HEIGHT = 320;
    private static final double LEFT = 50;
    private static final double TOP = 10;
    private static final double CELL = 7.2;

    /** From low to high; lightness rises all the way: after viridis, the eye-safe map of matplotlib (CC0). */
    private static final int[] TONES = {
        0x440154, 0x482173, 0x433E85, 0x38588C, 0x2D708E, 0x25858E, 0x1E9B8A, 0x2BB07F, 0x51C56A, 0x85D54A, 0xC2DF23,
        0xFDE725
    };

    private TorsionMap() {}

    /**
     * Counts and draws.
     *
     * @param first atoms of the torsion to the right
     * @param second atoms of the torsion upwards
     * @param unit what one k_BT is worth, for the legend: 1 and {@code kT}, or kcal/mol
     * @param id of the figure in the page
     */
    static String svg(ConformerEnsemble ensemble, int[] first, int[] second, double unit, String unitName, String id) {
        int[] levels = levels(ensemble, first, second);
        String right = EnsembleDistributions.name(ensemble.graph(), first);
        String up = EnsembleDistributions.name(ensemble.graph(), second);
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"%s-title\"><title id=\"%s-title\">"
                        + "Free energy over the torsions %s and %s</title>\n",
                WIDTH,
                HEIGHT,
                id,
                id,
                right,
                up));
        cells(svg, levels);
        axes(svg, right, up);
        legend(svg, unit, unitName);
        return svg.append("</svg>").toString();
    }

    /**
     * [BINS · BINS] the level of each square, −1 where too few conformers are to tell. Counts are smoothed by a circular Gaussian, the wider
     * the fewer conformers there are.
     */
    private static int[] levels(ConformerEnsemble ensemble, int[] first, int[] second) {
        double[] counts = new double[BINS * BINS];
        double[] weights = EnsembleDistributions.weights(ensemble);
        for (int i = 0; i < weights.length; i++) {
            Conformer conformer = ensemble.conformers().get(i);
            counts[bin(conformer, second) * BINS + bin(conformer, first)] += weights[i];
        }
        int size = EnsembleDistributions.effectiveSize(ensemble);
        double width = Math.max(0.4, WIDTH_OF_A_THOUSAND / DEGREES * Math.pow(1000.0 / size, 1.0 / 6));
        double[] smooth = smoothed(smoothed(counts, width, 1, BINS), width, BINS, 1);
        double most = Arrays.stream(smooth).max().orElseThrow();
        double least = LEAST / Math.max(1, 4 * Math.PI * width * width);
        return Arrays.stream(smooth)
                .mapToInt(count -> count < least ? -1 : (int) Math.min(LEVELS - 1.0, Math.log(most / count) / LEVEL))
                .toArray();
    }

    /** @param step between neighbours of a line, and {@code lines} between lines */
    private static double[] smoothed(double[] counts, double width, int step, int lines) {
        double[] kernel = new double[BINS];
        double norm = 0;
        for (int shift = 0; shift < BINS; shift++) {
            int near = Math.min(shift, BINS - shift);
            kernel[shift] = Math.exp(-0.5 * near * near / (width * width));
            norm += kernel[shift];
        }
        double[] smooth = new double[counts.length];
        for (int line = 0; line < BINS; line++) {
            for (int from = 0; from < BINS; from++) {
                double count = counts[line * lines + from * step];
                for (int to = 0; count > 0 && to < BINS; to++) {
                    smooth[line * lines + to * step] += count * kernel[Math.floorMod(to - from, BINS)] / norm;
                }
            }
        }
        return smooth;
    }

    private static int bin(Conformer conformer, int[] torsion) {
        return (int) Math.min(BINS - 1.0, (Torsion.degrees(conformer.positions(), torsion) + 180) / 360 * BINS);
    }

    /** One path a level, neighbouring squares of a row joined. */
    private static void cells(StringBuilder svg, int[] levels) {
        for (int level = 0; level < LEVELS; level++) {
            StringBuilder path = new StringBuilder();
            for (int row = 0; row < BINS; row++) {
                int column = 0;
                while (column < BINS) {
                    int end = column;
                    while (end < BINS && levels[row * BINS + end] == level) {
                        end++;
                    }
                    if (end > column) {
                        path.append('M')
                                .append(Chart.number(LEFT + column * CELL))
                                .append(' ')
                                .append(Chart.number(TOP + (BINS - 1 - row) * CELL))
                                .append('h')
                                .append(Chart.number((end - column) * CELL))
                                .append('v')
                                .append(Chart.number(CELL))
                                .append('h')
                                .append(Chart.number((column - end) * CELL))
                                .append('z');
                    }
                    column = Math.max(end, column + 1);
                }
            }
            if (!path.isEmpty()) {
                svg.append(String.format(Locale.ROOT, "<path fill=\"#%06X\" d=\"%s\"/>\n", TONES[level], path));
            }
        }
    }

    private static void axes(StringBuilder svg, String right, String up) {
        double side = BINS * CELL;
        svg.append(String.format(
                Locale.ROOT,
                "<path class=\"axis\" d=\"M%1$s %2$sh%3$sv%3$sh-%3$sz\"/>\n",
                Chart.number(LEFT),
                Chart.number(TOP),
                Chart.number(side)));
        for (int angle = -180; angle <= 180; angle += 90) {
            double along = (angle + 180) / 360.0 * side;
            svg.append(String.format(
                    Locale.ROOT,
                    "<text class=\"mid\" x=\"%s\" y=\"%s\">%4$s</text><text class=\"end\" x=\"44\" y=\"%3$s\">%4$s</text>\n",
                    Chart.number(LEFT + along),
                    Chart.number(TOP + side + 18),
                    Chart.number(TOP + side - along + 4),
                    String.valueOf(angle).replace("-", "−")));
        }
        svg.append(String.format(
                Locale.ROOT,
                "<text class=\"mid\" x=\"%s\" y=\"%s\">%s, °</text>"
                        + "<text class=\"mid\" transform=\"translate(12 %s) rotate(-90)\">%s, °</text>\n",
                Chart.number(LEFT + side / 2),
                Chart.number(TOP + side + 40),
                right,
                Chart.number(TOP + side / 2),
                up));
    }

    private static void legend(StringBuilder svg, double unit, String unitName) {
        double height = BINS * CELL / LEVELS;
        double x = LEFT + BINS * CELL + 12;
        for (int level = 0; level < LEVELS; level++) {
            double bottom = TOP + BINS * CELL - level * height;
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%s\" y=\"%s\" width=\"12\" height=\"%s\" fill=\"#%06X\"/>\n",
                    Chart.number(x),
                    Chart.number(bottom - height),
                    Chart.number(height),
                    TONES[level]));
            if (level % 2 == 0) {
                svg.append(String.format(
                        Locale.ROOT,
                        "<text x=\"%s\" y=\"%s\">%.1f</text>\n",
                        Chart.number(x + 17),
                        Chart.number(bottom + 4),
                        level * LEVEL * unit));
            }
        }
        svg.append(String.format(
                Locale.ROOT,
                "<text class=\"end\" x=\"%d\" y=\"%s\">%s</text>\n",
                WIDTH - 2,
                Chart.number(TOP + BINS * CELL + 40),
                unitName));
    }
}
