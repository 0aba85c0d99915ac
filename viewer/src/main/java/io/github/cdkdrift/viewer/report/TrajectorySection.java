package io.github.cdkdrift.viewer.report;

import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.molecule.Alignment;
import io.github.cdkdrift.viewer.report.Chart.Axis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What a page shows of a simulation: its figures, one walker as an animation, its torsions in the course of time. */
final class TrajectorySection {
    /** A torsion that moves by more between two looks has gone over 180°. */
    private static final double HALF_CIRCLE = 180;

    private final Trajectory trajectory;

    TrajectorySection(Trajectory trajectory) {
        this.trajectory = trajectory;
    }

    /** Beside the molecule. */
    void controls(Html page) {
        page.raw("<div class=\"controls js\" role=\"group\" aria-label=\"The trajectory\"><p>"
                + "<button type=\"button\" id=\"run\" aria-pressed=\"false\">Play the trajectory</button> "
                + "<label>Time <input type=\"range\" id=\"frame\" min=\"0\" max=\""
                + (trajectory.frames().size() - 1)
                + "\" value=\"0\"></label></p></div>\n");
    }

    /** The frames for the script, each superposed on the one before, atoms as they are numbered. */
    String json() {
        List<String> frames = new ArrayList<>();
        double[] last = null;
        PrincipalAxes axes = null;
        for (Conformer conformer : trajectory.frames().conformers()) {
            double[] positions = conformer.positions().clone();
            if (last == null) {
                axes = new PrincipalAxes(positions);
            } else {
                Alignment.superpose(positions, last, positions);
            }
            last = positions;
            frames.add(Arrays.stream(axes.turned(positions))
                    .mapToObj(value -> String.valueOf(Math.round(1000 * value)))
                    .collect(Collectors.joining(",", "[", "]")));
        }
        return "{\"times\":" + trajectory.times().toString().replace(" ", "") + ",\n\"frames\":["
                + String.join(",\n", frames) + "]}";
    }

    void write(Html page) {
        page.raw("<section id=\"simulation\"><h2>Simulation in time</h2>\n<p>")
                .text(trajectory.words())
                .raw(
                        "</p>\n<p>Each figure is the Jensen–Shannon divergence of the torsions' distributions in nats, the mean over the torsions."
                                + " The floor is what two sets from one distribution show on average whose effective sample sizes are those of"
                                + " these.</p>\n"
                                + "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table of agreement\">\n<table><caption>Simulation,"
                                + " samples and reference</caption><thead><tr><th scope=\"col\">Figure</th><th scope=\"col\">Value</th>"
                                + "<th scope=\"col\">Floor</th><th scope=\"col\">One in twenty above</th>"
                                + "<th scope=\"col\">Largest difference of a state's free energy, kcal/mol</th></tr></thead><tbody>\n");
        trajectory.agreements().forEach(row -> row(row, page));
        page.raw("</tbody></table></div>\n<div class=\"figures\">\n");
        int number = 0;
        for (Trajectory.Series series : trajectory.series()) {
            page.raw("<figure>" + chart(series).svg("series-" + ++number) + "<figcaption>")
                    .text("Torsion " + series.name() + " in the course of time, one walker")
                    .raw("</figcaption></figure>\n");
        }
        page.raw("</div></section>\n");
    }

    private static void row(Trajectory.Row row, Html page) {
        page.raw("<tr><th scope=\"row\">").text(row.name()).raw("</th>");
        if (row.missing() != null) {
            page.raw("<td colspan=\"4\">not measured: ").text(row.missing()).raw("</td></tr>\n");
            return;
        }
        page.raw("<td>")
                .number(row.value(), "%.5f")
                .raw("</td><td>")
                .number(row.floor(), "%.5f")
                .raw("</td><td>");
        page.number(row.high(), "%.5f")
                .raw("</td><td>")
                .text(row.difference().isEmpty() ? "not measured" : row.difference())
                .raw("</td></tr>\n");
    }

    private static Chart chart(Trajectory.Series series) {
        int count = series.times().size();
        List<Double> times = new ArrayList<>();
        List<Double> degrees = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (i > 0 && Math.abs(series.degrees().get(i) - series.degrees().get(i - 1)) > HALF_CIRCLE) {
                // Here the line would be drawn across the whole figure.
                times.add(series.times().get(i));
                degrees.add(Double.NaN);
                // Twice the same point is a dot, where the line is broken again behind it.
                times.add(series.times().get(i));
                degrees.add(series.degrees().get(i));
            }
            times.add(series.times().get(i));
            degrees.add(series.degrees().get(i));
        }
        return new Chart(
                        "Torsion " + series.name() + " in the course of time",
                        Axis.around(
                                "time, ps",
                                series.times().get(0),
                                series.times().get(count - 1)),
                        new Axis("torsion, °", -HALF_CIRCLE, HALF_CIRCLE, 60))
                .line("series", array(times), array(degrees));
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
