package io.github.cdkdrift.viewer.report;

import java.util.List;
import java.util.Locale;

/**
 * A torsion's density around a circle as SVG: 0° (cis) up, angles clockwise, the area of each sector in proportion to its
 * share.
 */
final class Rose {
    private static final int SIDE = 300;
    private static final double RADIUS = 112;

    private Rose() {}

    /** @param id of the figure in the page */
    static String svg(Distribution torsion, String id) {
        double most = torsion.highest();
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %1$d %1$d\" role=\"img\" aria-labelledby=\"%2$s-title\"><title id=\"%2$s-title\">"
                        + "Torsion %3$s as a rose</title>\n",
                SIDE,
                id,
                Html.escape(torsion.name())));
        for (double part : new double[] {0.5, 1}) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<circle class=\"grid\" cx=\"%1$d\" cy=\"%1$d\" r=\"%2$s\"/>\n",
                    SIDE / 2,
                    Chart.number(part * RADIUS)));
        }
        for (int angle = -120; angle <= 180; angle += 60) {
            svg.append("<path class=\"grid\" d=\"M")
                    .append(point(0, angle))
                    .append('L')
                    .append(point(RADIUS, angle));
            String place = point(RADIUS + 18, angle);
            svg.append(String.format(
                    Locale.ROOT,
                    "\"/><text class=\"mid\" x=\"%s\" y=\"%s\" dy=\"4\">%s°</text>\n",
                    place.substring(0, place.indexOf(' ')),
                    place.substring(place.indexOf(' ') + 1),
                    String.valueOf(angle).replace("-", "−")));
        }
        outline(svg, "reference", torsion, torsion.reference(), most);
        outline(svg, "training", torsion, torsion.training(), most);
        outline(svg, "generated", torsion, torsion.generated(), most);
        return svg.append("</svg>").toString();
    }

    private static void outline(
            StringBuilder svg, String series, Distribution torsion, List<Double> density, double most) {
        if (density.isEmpty()) {
            return;
        }
        StringBuilder path = new StringBuilder();
        for (int bin = 0; bin < density.size(); bin++) {
            double radius = RADIUS * Math.sqrt(density.get(bin) / most);
            double from = torsion.low() + bin * torsion.width();
            path.append(bin == 0 ? "M" : "L").append(point(radius, from));
            path.append(String.format(
                    Locale.ROOT, "A%1$s %1$s 0 0 1 %2$s", Chart.number(radius), point(radius, from + torsion.width())));
        }
        svg.append("<path class=\"")
                .append(series)
                .append("\" d=\"")
                .append(path)
                .append("Z\"/>\n");
    }

    private static String point(double radius, double degrees) {
        double angle = Math.toRadians(degrees);
        return Chart.number(SIDE / 2.0 + radius * Math.sin(angle)) + " "
                + Chart.number(SIDE / 2.0 - radius * Math.cos(angle));
    }
}
