package io.github.cdkdrift.viewer.report;

import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.viewer.report.Chart.Axis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** The page's figures, each with a caption that says in words what it shows. */
final class FigureSections {
    /** k_B in kcal/(mol K), CODATA 2018. */
    private static final double BOLTZMANN = 0.0019872042586;

    private static final String TORSIONS = "torsions";
    private static final int MOST_MAPS = 4;
    private static final int ENERGY_BINS = 60;

    private final EnsembleReport report;
    private final List<Distribution> distributions;
    private final Html page;
    private int figures;

    FigureSections(EnsembleReport report, Html page) {
        this.report = report;
        this.page = page;
        distributions = report.comparison() == null
                ? EnsembleDistributions.of(report.ensemble())
                : report.comparison().distributions();
    }

    /** What one k_BT is worth in {@link #unitName}. */
    static double unit(EnsembleReport report) {
        return report.temperature().isPresent()
                ? BOLTZMANN * report.temperature().getAsDouble()
                : 1;
    }

    static String unitName(EnsembleReport report) {
        return report.temperature().isPresent() ? "kcal/mol" : "kT";
    }

    void write() {
        distances();
        writeTorsions();
        maps();
        energies();
        training();
    }

    private void open(String id, String title, String words) {
        page.raw("<section id=\"" + id + "\"><h2>" + title + "</h2>\n<p>" + words + "</p>\n");
        legend(id.equals(TORSIONS)
                && torsions().stream().anyMatch(torsion -> torques(torsion).isPresent()));
        page.raw("<div class=\"figures " + id + "\">\n");
    }

    private void legend(boolean withTorques) {
        if (report.comparison() == null) {
            return;
        }
        page.raw("<ul class=\"legend\">");
        entry("generated", "this ensemble");
        entry("reference", "reference");
        if (report.comparison().training() != null) {
            entry("training", "training frames");
        }
        if (withTorques) {
            entry("torques", "from the torques on the training frames");
        }
        page.raw("</ul>\n");
    }

    private void entry(String series, String words) {
        page.raw("<li><svg viewBox=\"0 0 40 16\" width=\"40\" height=\"16\" aria-hidden=\"true\"><path class=\""
                + series + "\" d=\"M2 13V3H38V13\"/></svg> " + words + "</li>");
    }

    private void close() {
        page.raw("</div></section>\n");
    }

    private void figure(String svg, String caption) {
        page.raw("<figure>" + svg + "<figcaption>").text(caption).raw("</figcaption></figure>\n");
    }

    private String nextId() {
        return "figure-" + ++figures;
    }

    private void distances() {
        List<Distribution> distances = distributions.stream()
                .filter(distribution -> !distribution.ofTorsion())
                .toList();
        if (distances.isEmpty()) {
            return;
        }
        open(
                "distances",
                "Distances between atoms",
                "How often two atoms are so far apart: first all pairs, then those of each pair of elements.");
        for (Distribution distance : distances) {
            figure(histogram(distance), caption(distance));
        }
        close();
    }

    private static String caption(Distribution distance) {
        return distance.name().equals("all")
                ? "All pairs of atoms"
                : distance.name().replace("-", " and ") + " (" + distance.name() + ")";
    }

    private String histogram(Distribution distance) {
        int[] range = range(distance);
        double low = distance.low() + range[0] * distance.width();
        double high = distance.low() + range[1] * distance.width();
        double most = distance.highest();
        Chart chart = new Chart(
                "Density of distances: " + caption(distance),
                Axis.around("distance, Å", low, high),
                Axis.around("density, 1/Å", 0, most));
        steps(chart, "reference", low, distance.width(), distance.reference(), range);
        steps(chart, "training", low, distance.width(), distance.training(), range);
        steps(chart, "generated", low, distance.width(), distance.generated(), range);
        return chart.svg(nextId());
    }

    private static void steps(Chart chart, String series, double low, double width, List<Double> density, int[] range) {
        if (!density.isEmpty()) {
            chart.steps(series, low, width, density.subList(range[0], range[1]));
        }
    }

    /** From the first to behind the last bin that holds something. */
    private static int[] range(Distribution distribution) {
        int bins = distribution.generated().size();
        int[] filled = IntStream.range(0, bins)
                .filter(bin -> value(distribution.generated(), bin)
                                + value(distribution.reference(), bin)
                                + value(distribution.training(), bin)
                        > 0)
                .toArray();
        return filled.length == 0 ? new int[] {0, bins} : new int[] {filled[0], filled[filled.length - 1] + 1};
    }

    private static double value(List<Double> list, int bin) {
        return list.isEmpty() ? 0 : list.get(bin);
    }

    private List<Distribution> torsions() {
        return distributions.stream().filter(Distribution::ofTorsion).toList();
    }

    private void writeTorsions() {
        List<Distribution> torsions = torsions();
        if (torsions.isEmpty()) {
            return;
        }
        open(
                TORSIONS,
                "Torsions",
                "For each rotatable bond a rose (0° is up, angles clockwise, areas in proportion to frequency) and the"
                        + " torsion's free energy −k<sub>B</sub>T ln p, the most frequent angle at 0. Atoms are numbered from 0.");
        for (Distribution torsion : torsions) {
            page.raw("<div class=\"pair\">");
            figure(Rose.svg(torsion, nextId()), "Torsion " + torsion.name());
            figure(profile(torsion), "Free energy along " + torsion.name() + profileWords(torsion));
            page.raw("</div>\n");
        }
        close();
    }

    private String profile(Distribution torsion) {
        double[] angles = IntStream.range(0, torsion.generated().size())
                .mapToDouble(bin -> torsion.low() + (bin + 0.5) * torsion.width())
                .toArray();
        List<double[]> curves = new ArrayList<>();
        List<String> names = new ArrayList<>();
        addCurve("reference", torsion.reference(), curves, names);
        addCurve("training", torsion.training(), curves, names);
        Optional<TorsionProfile> torques = torques(torsion);
        torques.ifPresent(known -> {
            double least = known.freeEnergy().stream()
                    .mapToDouble(Double::doubleValue)
                    .min()
                    .orElse(0);
            names.add("torques");
            curves.add(known.freeEnergy().stream().mapToDouble(a -> a - least).toArray());
        });
        addCurve("generated", torsion.generated(), curves, names);
        double most = curves.stream()
                .flatMapToDouble(Arrays::stream)
                .filter(Double::isFinite)
                .max()
                .orElse(1);
        Chart chart = new Chart(
                "Free energy along the torsion " + torsion.name(),
                new Axis("torsion, °", -180, 180, 60),
                Axis.around("free energy, " + unitName(report), 0, most));
        for (int i = 0; i < curves.size(); i++) {
            double[] xs = curves.get(i).length == angles.length ? angles : middles(curves.get(i).length);
            chart.line(names.get(i), xs, curves.get(i));
        }
        return chart.svg(nextId());
    }

    private static double[] middles(int bins) {
        return IntStream.range(0, bins)
                .mapToDouble(bin -> -180 + (bin + 0.5) * 360 / bins)
                .toArray();
    }

    /** Only beside energies in the same unit. */
    private Optional<TorsionProfile> torques(Distribution torsion) {
        return report.comparison() == null || report.temperature().isEmpty()
                ? Optional.empty()
                : report.comparison().profiles().stream()
                        .filter(profile -> profile.torsion().equals(torsion.name()))
                        .findFirst();
    }

    private String profileWords(Distribution torsion) {
        return torques(torsion)
                .map(known -> String.format(
                        Locale.ROOT,
                        "; the one from torques puts %.1f %% where no frame has been",
                        100 * known.extrapolated()))
                .orElse("");
    }

    private void addCurve(String name, List<Double> density, List<double[]> curves, List<String> names) {
        double most = Chart.highest(density);
        if (most > 0) {
            names.add(name);
            curves.add(density.stream()
                    .mapToDouble(p -> p > 0 ? unit(report) * Math.log(most / p) : Double.POSITIVE_INFINITY)
                    .toArray());
        }
    }

    private void maps() {
        List<int[][]> pairs = pairs(report.ensemble().graph().rotors());
        if (pairs.isEmpty()) {
            return;
        }
        page.raw(
                "<section id=\"maps\"><h2>Two torsions together</h2>\n"
                        + "<p>The free energy −k<sub>B</sub>T ln p over squares of 10° in " + unitName(report)
                        + ", the most frequent square at 0: dark is frequent, white was never seen.</p>\n<div class=\"figures\">\n");
        for (int[][] pair : pairs) {
            map("This ensemble", report.ensemble(), pair);
            if (report.comparison() != null) {
                map("Reference", report.comparison().reference(), pair);
            }
        }
        close();
    }

    private void map(String whose, ConformerEnsemble ensemble, int[][] pair) {
        String names = EnsembleDistributions.name(ensemble.graph(), pair[0]) + " and "
                + EnsembleDistributions.name(ensemble.graph(), pair[1]);
        figure(
                TorsionMap.svg(ensemble, pair[0], pair[1], unit(report), unitName(report), nextId()),
                whose + ": " + names);
    }

    /** Neighbouring bonds first, as φ and ψ of a peptide are, then any. */
    private static List<int[][]> pairs(List<int[]> rotors) {
        List<int[][]> neighbours = new ArrayList<>();
        List<int[][]> others = new ArrayList<>();
        for (int i = 0; i < rotors.size(); i++) {
            for (int j = i + 1; j < rotors.size(); j++) {
                int[] a = rotors.get(i);
                int[] b = rotors.get(j);
                boolean touch = a[1] == b[1] || a[1] == b[2] || a[2] == b[1] || a[2] == b[2];
                (touch ? neighbours : others).add(new int[][] {a, b});
            }
        }
        neighbours.addAll(others);
        return neighbours.subList(0, Math.min(MOST_MAPS, neighbours.size()));
    }

    private void energies() {
        List<String> names = new ArrayList<>();
        List<double[]> energies = new ArrayList<>();
        if (report.comparison() != null) {
            addEnergies("reference", report.comparison().reference(), names, energies);
            if (report.comparison().training() != null) {
                addEnergies("training", report.comparison().training(), names, energies);
            }
        }
        addEnergies("generated", report.ensemble(), names, energies);
        if (energies.isEmpty()) {
            return;
        }
        open(
                "energies",
                "Energies",
                "Energies as the files have them, above the lowest of all."
                        + (names.contains("generated") ? "" : " The conformers of this ensemble have none."));
        double lowest = energies.stream().flatMapToDouble(Arrays::stream).min().orElseThrow();
        double highest = energies.stream().flatMapToDouble(Arrays::stream).max().orElseThrow();
        double width = Math.max(1e-6, (highest - lowest) / ENERGY_BINS);
        List<List<Double>> densities =
                energies.stream().map(values -> density(values, lowest, width)).toList();
        Chart chart = new Chart(
                "Density of energies",
                Axis.around("energy above the lowest, kcal/mol", 0, highest - lowest),
                Axis.around(
                        "density, mol/kcal",
                        0,
                        densities.stream().mapToDouble(Chart::highest).max().orElseThrow()));
        for (int i = 0; i < names.size(); i++) {
            chart.steps(names.get(i), 0, width, densities.get(i));
        }
        figure(chart.svg(nextId()), "Distribution of energies");
        close();
    }

    private static void addEnergies(
            String name, ConformerEnsemble ensemble, List<String> names, List<double[]> energies) {
        if (ClusterTable.hasEnergies(ensemble)) {
            names.add(name);
            energies.add(ClusterTable.energies(ensemble));
        }
    }

    private static List<Double> density(double[] values, double lowest, double width) {
        double[] counts = new double[ENERGY_BINS];
        for (double value : values) {
            counts[(int) Math.min(ENERGY_BINS - 1.0, (value - lowest) / width)]++;
        }
        return Arrays.stream(counts)
                .map(count -> count / (values.length * width))
                .boxed()
                .toList();
    }

    private void training() {
        List<TrainingPoint> curve = report.origin().training();
        if (curve.isEmpty()) {
            return;
        }
        TrainingPoint end = curve.get(curve.size() - 1);
        page.raw("<section id=\"training\"><h2>Training</h2>\n<p>")
                .raw("%,d steps; at the end the loss was ", end.step())
                .number(end.loss(), "%.4g")
                .raw(" and the width ratio ")
                .number(end.widthRatio(), "%.3f")
                .raw(". The loss levels off; a width ratio near 1 says that the conformers vary as much as the frames,"
                        + " near 0 that they are all the same.</p>\n<div class=\"figures\">\n");
        figure(TrainingPlot.loss(curve).svg(nextId()), "Loss of the training");
        figure(TrainingPlot.widthRatio(curve).svg(nextId()), "Width ratio of the training; the line at 1 is the aim");
        close();
    }
}
