package io.github.cdkdrift.viewer.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A diagram as SVG: steps and lines over two linear axes. Text stays text, styles are classes of the page's style sheet, and
 * neither fonts nor a graphics device are asked for, so the same data give the same bytes everywhere. Plotting libraries for
 * Java draw by AWT: text becomes outlines of whatever font there is, half a megabyte a figure, and a font cache is written to the user's home.
 */
final class Chart {
    static final int WIDTH = 420;
    static final int HEIGHT = 250;
    private static final int LEFT = 60;
    private static final int RIGHT = 20;
    private static final int TOP = 12;
    private static final int BOTTOM = 42;

    private final String title;
    private final Axis x;
    private final Axis y;
    private final StringBuilder marks = new StringBuilder();

    /**
     * An axis.
     *
     * @param label with its unit
     * @param low its lower end
     * @param high its upper end, above the lower
     * @param step between ticks
     */
    record Axis(String label, double low, double high, double step) {
        /** From a round number to a round number around the values, which may be none. */
        static Axis around(String label, double low, double high) {
            double span = high > low ? high - low : Math.max(1, Math.abs(low));
            double rough = span / 4;
            double power = Math.pow(10, Math.floor(Math.log10(rough)));
            double step = DoubleStream.of(1, 2, 2.5, 5, 10)
                            .filter(factor -> factor * power >= rough * 0.999)
                            .findFirst()
                            .orElse(10)
                    * power;
            double from = Math.floor(low / step + 1e-9) * step;
            return new Axis(label, from, Math.max(from + step, Math.ceil(high / step - 1e-9) * step), step);
        }

        double[] ticks() {
            return IntStream.iterate(0, i -> low + i * step <= high + 1e-9 * step, i -> i + 1)
                    .mapToDouble(i -> low + i * step)
                    .toArray();
        }

        String tick(double value) {
            int decimals = (int) Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
            boolean half = Math.abs(step * Math.pow(10, decimals) - Math.rint(step * Math.pow(10, decimals))) > 1e-6;
            double zeroed = Math.abs(value) < 1e-9 * step ? 0 : value;
            return String.format(Locale.ROOT, "%." + (half ? decimals + 1 : decimals) + "f", zeroed)
                    .replace("-", "−");
        }
    }

    Chart(String title, Axis x, Axis y) {
        this.title = title;
        this.x = x;
        this.y = y;
    }

    /** Steps over equal bins; filled down to the axis where the class is that of the reference. */
    Chart steps(String series, double low, double width, List<Double> heights) {
        StringBuilder path = new StringBuilder("M").append(point(low, 0));
        double last = 0;
        for (int bin = 0; bin < heights.size(); bin++) {
            double height = heights.get(bin);
            if (height != last) {
                path.append('H').append(number(px(low + bin * width)));
                path.append('V').append(number(py(height)));
                last = height;
            }
        }
        path.append('H')
                .append(number(px(low + heights.size() * width)))
                .append('V')
                .append(number(py(0)));
        marks.append("<path class=\"")
                .append(series)
                .append("\" d=\"")
                .append(path)
                .append("\"/>\n");
        return this;
    }

    /** A line through points; it is broken where a value is not finite. */
    Chart line(String series, double[] xs, double[] ys) {
        StringBuilder path = new StringBuilder();
        boolean pen = false;
        for (int i = 0; i < xs.length; i++) {
            boolean drawn = Double.isFinite(ys[i]);
            if (drawn) {
                path.append(pen ? "L" : "M").append(point(xs[i], ys[i]));
            }
            pen = drawn;
        }
        marks.append("<path class=\"")
                .append(series)
                .append(" open\" d=\"")
                .append(path)
                .append("\"/>\n");
        return this;
    }

    /** An area between two lines, the values less and plus their errors; broken where a value is not finite. */
    Chart band(String series, double[] xs, double[] ys, double[] errors) {
        StringBuilder path = new StringBuilder();
        int from = 0;
        while (from < xs.length) {
            int to = from;
            while (to < xs.length && Double.isFinite(ys[to]) && Double.isFinite(errors[to])) {
                to++;
            }
            for (int i = from; i < to; i++) {
                path.append(i == from ? "M" : "L").append(point(xs[i], ys[i] + errors[i]));
            }
            for (int i = to - 1; i >= from; i--) {
                path.append('L').append(point(xs[i], Math.max(y.low(), ys[i] - errors[i])));
            }
            path.append(to > from ? "z" : "");
            from = Math.max(to, from + 1);
        }
        marks.append("<path class=\"")
                .append(series)
                .append("\" d=\"")
                .append(path)
                .append("\"/>\n");
        return this;
    }

    /** A horizontal mark at a height that means something. */
    Chart level(double height) {
        marks.append("<path class=\"level\" d=\"M")
                .append(point(x.low(), height))
                .append('H')
                .append(number(px(x.high())))
                .append("\"/>\n");
        return this;
    }

    /** @param id of the figure in the page */
    String svg(String id) {
        List<String> parts = new ArrayList<>();
        parts.add(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"%s-title\"><title id=\"%s-title\">%s</title>",
                WIDTH,
                HEIGHT,
                id,
                id,
                Html.escape(title)));
        for (double tick : y.ticks()) {
            parts.add(String.format(
                    Locale.ROOT,
                    "<path class=\"grid\" d=\"M%d %sH%d\"/><text class=\"end\" x=\"%d\" y=\"%s\">%s</text>",
                    LEFT,
                    number(py(tick)),
                    WIDTH - RIGHT,
                    LEFT - 6,
                    number(py(tick) + 4),
                    y.tick(tick)));
        }
        for (double tick : x.ticks()) {
            parts.add(String.format(
                    Locale.ROOT,
                    "<path class=\"axis\" d=\"M%s %dv4\"/><text class=\"mid\" x=\"%s\" y=\"%d\">%s</text>",
                    number(px(tick)),
                    HEIGHT - BOTTOM,
                    number(px(tick)),
                    HEIGHT - BOTTOM + 18,
                    x.tick(tick)));
        }
        parts.add(marks.toString().strip());
        parts.add(String.format(
                Locale.ROOT,
                "<path class=\"axis\" d=\"M%d %dV%dH%d\"/><text class=\"mid\" x=\"%d\" y=\"%d\">%s</text>",
                LEFT,
                TOP,
                HEIGHT - BOTTOM,
                WIDTH - RIGHT,
                (LEFT + WIDTH - RIGHT) / 2,
                HEIGHT - 6,
                Html.escape(x.label())));
        parts.add(String.format(
                Locale.ROOT,
                "<text class=\"mid\" transform=\"translate(12 %d) rotate(-90)\">%s</text></svg>",
                (TOP + HEIGHT - BOTTOM) / 2,
                Html.escape(y.label())));
        return String.join("\n", parts);
    }

    private String point(double a, double b) {
        return number(px(a)) + " " + number(py(b));
    }

    private double px(double value) {
        return LEFT + (value - x.low()) / (x.high() - x.low()) * (WIDTH - LEFT - RIGHT);
    }

    private double py(double value) {
        double share = Math.max(0, Math.min(1, (value - y.low()) / (y.high() - y.low())));
        return HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP);
    }

    /** A coordinate to a tenth of a unit. */
    static String number(double value) {
        double rounded = Math.rint(10 * value) / 10;
        return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
    }

    /** The largest of the values, 0 for none. */
    static double highest(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }
}
