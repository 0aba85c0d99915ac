package io.github.cdkdrift.viewer.report;

import io.github.cdkdrift.io.AtomicFile;
import io.github.cdkdrift.viewer.report.Chart.Axis;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

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

    /** On a logarithmic scale: the loss falls by orders of magnitude in the first steps. */
    static Chart loss(List<TrainingPoint> curve) {
        double[] logarithms =
                curve.stream().mapToDouble(point -> Math.log10(point.loss())).toArray();
        double lowest = Arrays.stream(logarithms).filter(Double::isFinite).min().orElse(0);
        double highest =
                Arrays.stream(logarithms).filter(Double::isFinite).max().orElse(1);
        return new Chart(
                        "Loss over the steps of the training",
                        steps(curve),
                        Axis.around("loss, logarithm to base 10", lowest, highest))
                .line("generated", positions(curve), logarithms);
    }

    static Chart widthRatio(List<TrainingPoint> curve) {
        double[] ratios = curve.stream().mapToDouble(TrainingPoint::widthRatio).toArray();
        double highest = Arrays.stream(ratios).filter(Double::isFinite).reduce(1.05, Math::max);
        return new Chart(
                        "Width ratio over the steps of the training",
                        steps(curve),
                        Axis.around("width ratio", 0, highest))
                .level(1)
                .line("generated", positions(curve), ratios);
    }

    private static Axis steps(List<TrainingPoint> curve) {
        return Axis.around("step", 0, Arrays.stream(positions(curve)).max().orElseThrow());
    }

    private static double[] positions(List<TrainingPoint> curve) {
        return curve.stream().mapToDouble(TrainingPoint::step).toArray();
    }
}
