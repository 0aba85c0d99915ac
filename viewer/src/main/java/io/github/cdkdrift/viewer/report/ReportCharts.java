package io.github.cdkdrift.viewer.report;

import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.molecule.PhysicalConstants;
import io.github.cdkdrift.viewer.report.Chart.Axis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What the page's figures show: densities of distances and energies, free energies along torsions. */
final class ReportCharts {
    private static final int ENERGY_BINS = 60;

    private final EnsembleReport report;

    ReportCharts(EnsembleReport report) {
        this.report = report;
    }

    /** What one k_BT is worth in {@link #unitName}. */
    static double unit(EnsembleReport report) {
        return report.temperature().isPresent()
                ? PhysicalConstants.BOLTZMANN * report.temperature().getAsDouble()
                : 1;
    }

    static String unitName(EnsembleReport report) {
        return report.temperature().isPresent() ? "kcal/mol" : "kT";
    }

    static String caption(Distribution distance) {
        return distance.name().equals("all")
                ? "All pairs of atoms"
                : distance.name().replace("-", " and ") + " (" + distance.name() + ")";
    }

    /** How often a distance occurs. */
    Chart distances(Distribution distance) {
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
        return chart;
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

    /** The free energy along a torsion, the most frequent angle at 0, smoothed as the number of conformers allows, with standard errors. */
    Chart freeEnergy(Distribution torsion) {
        double unit = unit(report);
        List<double[]> curves = new ArrayList<>();
        List<String> names = new ArrayList<>();
        Comparison beside = report.comparison();
        if (beside != null) {
            addCurve(
                    "reference",
                    torsion,
                    torsion.reference(),
                    EnsembleDistributions.effectiveSize(beside.reference()),
                    curves,
                    names);
            int training = beside.training() == null ? 0 : EnsembleDistributions.effectiveSize(beside.training());
            addCurve("training", torsion, torsion.training(), training, curves, names);
        }
        torques(torsion).ifPresent(known -> {
            double least = known.freeEnergy().stream()
                    .mapToDouble(Double::doubleValue)
                    .min()
                    .orElse(0);
            names.add("torques");
            curves.add(known.freeEnergy().stream().mapToDouble(a -> a - least).toArray());
        });
        SmoothedProfile own = SmoothedProfile.of(
                torsion.generated(), torsion.width(), EnsembleDistributions.effectiveSize(report.ensemble()));
        names.add("generated");
        curves.add(SmoothedProfile.times(own.freeEnergy(), unit));
        double most = curves.stream()
                .flatMapToDouble(Arrays::stream)
                .filter(Double::isFinite)
                .max()
                .orElse(1);
        Chart chart = new Chart(
                "Free energy along the torsion " + torsion.name(),
                new Axis("torsion, °", -180, 180, 60),
                Axis.around("free energy, " + unitName(report), 0, most));
        double[] error = SmoothedProfile.times(own.error(), unit);
        chart.band("generated-error", middles(own.error().length), curves.get(curves.size() - 1), error);
        for (int i = 0; i < curves.size(); i++) {
            chart.line(names.get(i), middles(curves.get(i).length), curves.get(i));
        }
        return chart;
    }

    private static double[] middles(int bins) {
        return IntStream.range(0, bins)
                .mapToDouble(bin -> -180 + (bin + 0.5) * 360 / bins)
                .toArray();
    }

    /** The free energy by torques, only beside energies in the same unit. */
    Optional<TorsionProfile> torques(Distribution torsion) {
        return report.comparison() == null || report.temperature().isEmpty()
                ? Optional.empty()
                : report.comparison().profiles().stream()
                        .filter(profile -> profile.torsion().equals(torsion.name()))
                        .findFirst();
    }

    private void addCurve(
            String name,
            Distribution torsion,
            List<Double> density,
            int conformers,
            List<double[]> curves,
            List<String> names) {
        if (conformers > 0 && Chart.highest(density) > 0) {
            names.add(name);
            curves.add(SmoothedProfile.times(
                    SmoothedProfile.of(density, torsion.width(), conformers).freeEnergy(), unit(report)));
        }
    }

    /** The distribution of energies, empty where neither the ensemble nor what it is compared with has any. */
    Optional<Chart> energies() {
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
            return Optional.empty();
        }
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
        return Optional.of(chart);
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
}
