package io.github.cdkdrift.viewer.report;

import io.github.cdkdrift.io.AtomicFile;
import io.github.cdkdrift.viewer.report.Chart.Axis;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The curves of a training: loss and width ratio over the steps. */
public final class TrainingPlot {
    private static final String STYLE =
            """
            <style>
            text { font: 13px system-ui, "DejaVu Sans", sans-serif; }
            .mid { text-anchor: middle; }
            .end { text-anchor: end; }
            .grid { stroke: #e2e2e2; fill: none; }
            .axis { stroke: #555; fill: none; }
            .level { stroke: #6a6a6a; stroke-dasharray: 2 4; fill: none; }
            .generated { stroke: #0060a8; stroke-width: 2; stroke-linejoin: round; fill: none; }
            </style>
            """;

    private TrainingPlot() {}

    /**
     * Writes both curves, one above the other, as an SVG file, which appears when it is whole.
     *
     * @param curve at least one point
     * @throws IOException if the file cannot be written
     */
    public static void write(List<TrainingPoint> curve, Path file) throws IOException {
        String svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + Chart.WIDTH + " " + 2 * Chart.HEIGHT
                + "\" width=\"" + 2 * Chart.WIDTH + "\" height=\"" + 4 * Chart.HEIGHT + "\">\n" + STYLE
                + "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n"
                + placed(loss(curve).svg("loss"), 0)
                + placed(widthRatio(curve).svg("ratio"), Chart.HEIGHT)
                + "</svg>\n";
        try (AtomicFile target = AtomicFile.create(file)) {
            target.stream().write(svg.getBytes(StandardCharsets.UTF_8));
            target.commit();
        }
    }

    private static String placed(String svg, int top) {
        return svg.replaceFirst(
                        "<svg ",
                        "<svg y=\"" + top + "\" width=\"" + Chart.WIDTH + "\" height=\"" + Chart.HEIGHT + "\" ")
                + "\n";
    }

    static Chart loss(List<TrainingPoint> curve) {
        return chart("Loss", curve, TrainingPoint::loss, 0);
    }

    static Chart widthRatio(List<TrainingPoint> curve) {
        return chart("Width ratio", curve, TrainingPoint::widthRatio, 1.05).level(1);
    }

    /** @param least where the upper end of the axis lies at least */
    private static Chart chart(
            String name, List<TrainingPoint> curve, ToDoubleFunction<TrainingPoint> value, double least) {
        double[] steps = curve.stream().mapToDouble(TrainingPoint::step).toArray();
        double[] values = curve.stream().mapToDouble(value).toArray();
        double highest = Arrays.stream(values).filter(Double::isFinite).reduce(least, Math::max);
        Chart chart = new Chart(
                name + " over the steps of the training",
                Axis.around("step", 0, Arrays.stream(steps).max().orElseThrow()),
                Axis.around(name.toLowerCase(Locale.ROOT), 0, highest));
        return chart.line("generated", steps, values);
    }
}
