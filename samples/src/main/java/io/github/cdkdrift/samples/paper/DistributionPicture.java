package io.github.cdkdrift.samples.paper;

import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.evaluation.Evaluation;
import io.github.cdkdrift.evaluation.EvaluationReport;
import io.github.cdkdrift.evaluation.EvaluationSettings;
import io.github.cdkdrift.evaluation.Histogram;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.potential.Potential;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Trains the default and draws its distances, torsions and energies beside those of the training frames and of the reference:
 * {@code samples/run paper.DistributionPicture [DATA [OUT.png]]}, by default {@code md17-ethanol} and {@code
 * samples/pictures/distributions.png}. The reference is a grey area, the generator a black line, the frames a broken one.
 */
public final class DistributionPicture {
    private static final int COLUMNS = 3;
    private static final int WIDTH = 520;
    private static final int HEIGHT = 340;
    private static final double HIGHEST_ENERGY = 35;
    private static final double ENERGY_BIN = 0.5;

    /** Bins emptier than this part of the fullest one are left out at both ends. */
    private static final double EMPTY = 0.002;

    private DistributionPicture() {}

    public static void main(String[] args) throws Exception {
        System.setProperty("java.awt.headless", "true");
        PaperData data = PaperData.of(args.length > 0 ? args[0] : "md17-ethanol");
        Path out = Path.of(args.length > 1 ? args[1] : "samples/pictures/distributions.png");
        ForceFrames training = data.training();
        ForceFrames reference = data.reference();
        MolecularGraph graph = MolecularGraph.perceive(training.atomicNumbers(), training.positions(0));
        List<Conformer> generated = new PaperMethods(training, graph, data.kelvin(), PaperResults.SAMPLES)
                .trained(PaperRow.TRANSPORT, 0)
                .conformers();
        EvaluationReport report = Evaluation.evaluate(
                new ConformerEnsemble(graph, generated),
                reference.ensemble(graph),
                training.ensemble(graph),
                EvaluationSettings.defaults().withFloorRepeats(1));
        List<Histogram> histograms = new ArrayList<>(report.histograms());
        try (Potential judge = data.judge(training, graph)) {
            histograms.add(energies(
                    new PaperEvaluation(training, reference, graph, judge),
                    generated,
                    reference.ensemble(graph).conformers(),
                    training.ensemble(graph).conformers()));
        }
        ImageIO.write(draw(histograms), "png", out.toFile());
        System.err.println(out);
    }

    private static Histogram energies(
            PaperEvaluation evaluation,
            List<Conformer> generated,
            List<Conformer> reference,
            List<Conformer> training) {
        double[] ofReference = evaluation.energies(reference);
        double lowest = Arrays.stream(ofReference).min().orElseThrow();
        return new Histogram(
                "energy",
                "kcal/mol",
                0,
                ENERGY_BIN,
                density(evaluation.energies(generated), lowest),
                density(ofReference, lowest),
                density(evaluation.energies(training), lowest));
    }

    private static List<Double> density(double[] energies, double lowest) {
        double[] density = new double[(int) (HIGHEST_ENERGY / ENERGY_BIN)];
        for (double energy : energies) {
            int bin = (int) ((energy - lowest) / ENERGY_BIN);
            if (bin >= 0 && bin < density.length) {
                density[bin] += 1 / (energies.length * ENERGY_BIN);
            }
        }
        return Arrays.stream(density).boxed().toList();
    }

    private static BufferedImage draw(List<Histogram> histograms) {
        int rows = (histograms.size() + COLUMNS - 1) / COLUMNS;
        BufferedImage image = new BufferedImage(COLUMNS * WIDTH, rows * HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        for (int i = 0; i < histograms.size(); i++) {
            Graphics2D panel = (Graphics2D) graphics.create(i % COLUMNS * WIDTH, i / COLUMNS * HEIGHT, WIDTH, HEIGHT);
            chart(histograms.get(i), i == 0).paint(panel, WIDTH, HEIGHT);
            panel.dispose();
        }
        graphics.dispose();
        return image;
    }

    private static XYChart chart(Histogram histogram, boolean legend) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title(histogram))
                .xAxisTitle(histogram.unit())
                .build();
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setPlotGridLinesVisible(false);
        chart.getStyler().setPlotBorderVisible(false);
        chart.getStyler().setYAxisTicksVisible(false);
        chart.getStyler().setYAxisMin(0.0);
        chart.getStyler().setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
        chart.getStyler().setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        chart.getStyler().setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        chart.getStyler().setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        chart.getStyler().setLegendVisible(legend);
        chart.getStyler().setLegendPosition(LegendPosition.InsideNE);
        int[] range = range(histogram);
        double[] x = new double[range[1] - range[0]];
        Arrays.setAll(x, i -> histogram.low() + (range[0] + i + 0.5) * histogram.width());
        XYSeries reference = chart.addSeries("reference", x, part(histogram.reference(), range));
        reference.setXYSeriesRenderStyle(XYSeriesRenderStyle.Area);
        reference.setFillColor(new Color(200, 200, 200));
        line(reference, new Color(150, 150, 150), new BasicStroke(1));
        line(
                chart.addSeries("training frames", x, part(histogram.training(), range)),
                new Color(90, 90, 90),
                new BasicStroke(1.3f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {4, 3}, 0));
        line(chart.addSeries("generator", x, part(histogram.generated(), range)), Color.BLACK, new BasicStroke(1.6f));
        return chart;
    }

    private static String title(Histogram histogram) {
        return switch (histogram.unit()) {
            case "Å" -> histogram.name().equals("all") ? "all distances" : histogram.name() + " distances";
            case "°" -> "torsion " + histogram.name();
            default -> "energy above the reference's lowest";
        };
    }

    private static void line(XYSeries series, Color colour, BasicStroke stroke) {
        series.setMarker(SeriesMarkers.NONE);
        series.setLineColor(colour);
        series.setLineStyle(stroke);
    }

    /** From the first to the last bin that is worth showing. */
    private static int[] range(Histogram histogram) {
        int first = histogram.reference().size();
        int last = 0;
        for (List<Double> densities : List.of(histogram.reference(), histogram.generated())) {
            double least = EMPTY * densities.stream().mapToDouble(d -> d).max().orElse(0);
            for (int bin = 0; bin < densities.size(); bin++) {
                if (densities.get(bin) > least) {
                    first = Math.min(first, bin);
                    last = Math.max(last, bin);
                }
            }
        }
        return new int[] {Math.max(0, first - 1), Math.min(histogram.reference().size(), last + 2)};
    }

    private static double[] part(List<Double> values, int[] range) {
        return values.subList(range[0], range[1]).stream().mapToDouble(v -> v).toArray();
    }
}
