package io.github.cdkdrift.samples.energies;

import io.github.cdkdrift.DriftingConformerGenerator;
import io.github.cdkdrift.conformer.SampledConformers;
import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.io.EnsembleFiles;
import io.github.cdkdrift.potential.PotentialChoice;
import io.github.cdkdrift.property.EnsembleAverage;
import io.github.cdkdrift.property.EnsembleProperties;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * What a solvent does to a molecule that can fold onto its own hydrogen bond: {@code samples/run energies.SolventPicture [SMILES [OUT.png]]}, by
 * default butane-1,4-diol, {@code OCCCCO}, and {@code samples/pictures/solvent.png}. Samples GFN2-xTB at 300 K in a vacuum and in water, each by a
 * fit to at most 300 labels, draws the distributions of the shortest distance between a hydroxyl's hydrogen and another oxygen, and prints the
 * shares below 2.5 Å with their standard errors as a Markdown table. Seed 0; some minutes on two cores.
 */
public final class SolventPicture {
    private static final String BUTANEDIOL = "OCCCCO";
    private static final String PICTURE = "samples/pictures/solvent.png";

    /** Å. */
    private static final double HYDROGEN_BOND = 2.5;

    private static final double SHORTEST = 1.4;
    private static final double LONGEST = 7.2;
    private static final double BIN = 0.1;
    private static final int OXYGEN = 8;
    private static final int HYDROGEN = 1;

    private SolventPicture() {}

    /** @param arguments a SMILES of a molecule with at least two hydroxyl groups, and a file */
    public static void main(String[] arguments) throws Exception {
        System.setProperty("java.awt.headless", "true");
        String smiles = arguments.length > 0 ? arguments[0] : BUTANEDIOL;
        Path out = Path.of(arguments.length > 1 ? arguments[1] : PICTURE);
        PotentialChoice vacuum = PotentialChoice.of("gfn2");
        Map<String, PotentialChoice> choices = new LinkedHashMap<>();
        choices.put("in a vacuum", vacuum);
        choices.put("in water", vacuum.withSolvent("water"));
        XYChart chart = chart(smiles);
        System.out.println("| GFN2-xTB | calls | share with an internal hydrogen bond |\n|---|---|---|");
        for (Map.Entry<String, PotentialChoice> choice : choices.entrySet()) {
            SampledConformers sampled = DriftingConformerGenerator.forMolecule(EnsembleFiles.readMolecule(smiles))
                    .withPotential(choice.getValue())
                    .sample();
            draw(chart, choice.getKey(), choice.getValue().equals(vacuum), sampled.ensemble());
            EnsembleAverage share = share(sampled);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %d | %.3f ± %.3f |%n",
                    choice.getKey(),
                    sampled.calls().total(),
                    share.value(),
                    share.standardError());
            sampled.potential().close();
        }
        BitmapEncoder.saveBitmap(chart, out.toString(), BitmapFormat.PNG);
        System.err.println(out);
    }

    private static EnsembleAverage share(SampledConformers sampled) {
        ConformerEnsemble ensemble = sampled.ensemble();
        int[] atomicNumbers = ensemble.graph().atomicNumbers();
        List<int[]> bonds = ensemble.graph().bonds();
        Double effective = sampled.report().effectiveSamples();
        return EnsembleProperties.of(ensemble, effective == null ? ensemble.size() : effective)
                .mean(
                        "hydrogen bond",
                        "",
                        conformer -> contact(atomicNumbers, bonds, conformer.positions()) < HYDROGEN_BOND ? 1 : 0);
    }

    /**
     * The shortest distance from a hydrogen on oxygen to an oxygen that it is not on, Å; infinite where there is none.
     *
     * @param positions [atoms · 3] Å
     */
    static double contact(int[] atomicNumbers, List<int[]> bonds, double[] positions) {
        double shortest = Double.POSITIVE_INFINITY;
        for (int[] bond : bonds) {
            for (int end = 0; end < 2; end++) {
                int hydrogen = bond[end];
                int donor = bond[1 - end];
                for (int acceptor = 0; acceptor < atomicNumbers.length; acceptor++) {
                    if (atomicNumbers[hydrogen] == HYDROGEN
                            && atomicNumbers[donor] == OXYGEN
                            && atomicNumbers[acceptor] == OXYGEN
                            && acceptor != donor) {
                        shortest = Math.min(shortest, distance(positions, hydrogen, acceptor));
                    }
                }
            }
        }
        return shortest;
    }

    private static double distance(double[] positions, int a, int b) {
        double squares = 0;
        for (int axis = 0; axis < 3; axis++) {
            double apart = positions[3 * a + axis] - positions[3 * b + axis];
            squares += apart * apart;
        }
        return Math.sqrt(squares);
    }

    private static XYChart chart(String smiles) {
        Font plain = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
        XYChart chart = new XYChartBuilder()
                .width(720)
                .height(400)
                .title(smiles + ", GFN2-xTB, 300 K")
                .xAxisTitle("shortest O–H···O distance, Å")
                .build();
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setPlotGridLinesVisible(false);
        chart.getStyler().setPlotBorderVisible(false);
        chart.getStyler().setYAxisTicksVisible(false);
        chart.getStyler().setYAxisMin(0.0);
        chart.getStyler().setXAxisMin(1.0);
        chart.getStyler().setXAxisMax(7.0);
        chart.getStyler().setXAxisDecimalPattern("0");
        chart.getStyler().setXAxisTickMarkSpacingHint(100);
        chart.getStyler().setChartTitleFont(plain.deriveFont(Font.BOLD));
        chart.getStyler().setAxisTickLabelsFont(plain);
        chart.getStyler().setAxisTitleFont(plain);
        chart.getStyler().setLegendFont(plain);
        chart.getStyler().setLegendPosition(LegendPosition.InsideNE);
        return chart;
    }

    /** @param area whether as a grey area instead of a black line */
    private static void draw(XYChart chart, String name, boolean area, ConformerEnsemble ensemble) {
        int[] atomicNumbers = ensemble.graph().atomicNumbers();
        List<int[]> bonds = ensemble.graph().bonds();
        double[] density = new double[(int) Math.round((LONGEST - SHORTEST) / BIN)];
        for (Conformer conformer : ensemble.conformers()) {
            int bin = (int) Math.floor((contact(atomicNumbers, bonds, conformer.positions()) - SHORTEST) / BIN);
            if (bin >= 0 && bin < density.length) {
                density[bin] += 1 / (ensemble.size() * BIN);
            }
        }
        double[] middles = new double[density.length];
        Arrays.setAll(middles, i -> SHORTEST + (i + 0.5) * BIN);
        XYSeries series = chart.addSeries(name, middles, density);
        series.setMarker(SeriesMarkers.NONE);
        series.setXYSeriesRenderStyle(area ? XYSeriesRenderStyle.Area : XYSeriesRenderStyle.Line);
        series.setFillColor(new Color(200, 200, 200));
        series.setLineColor(area ? new Color(150, 150, 150) : Color.BLACK);
        series.setLineStyle(new BasicStroke(area ? 1 : 1.6f));
    }
}
