package io.github.cdkdrift.samples.energy;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The table of {@link MullerBrown}. */
final class MullerBrownReport {
    private MullerBrownReport() {}

    static String of(MullerBrownResults results, String command) {
        StringBuilder text = new StringBuilder("# Samples and simulation of one energy: Müller–Brown\n\n");
        text.append(String.format(
                        Locale.ROOT,
                        "k_BT = 23. %,d samples of a simulation of the surface itself to learn from, as many others as the reference, as many "
                                + "draws (%d steps of the diffusion) and as many samples of the simulation (%d walkers, begun at the deepest "
                                + "minimum). Jensen–Shannon divergence (natural logarithm, 100 bins a side over the common range) and error of free "
                                + "energies (62 bins a side); both would be 0 only with endless samples: the floor is that of two sets of "
                                + "samples of the surface itself. Mean over seeds ± largest deviation; the number of seeds stands in brackets. "
                                + "Times are processor seconds of one core, of a tied row beyond those of the row it begins from.%n%n",
                        MullerBrown.SAMPLES,
                        MullerBrown.DIFFUSION_STEPS,
                        MullerBrown.WALKERS))
                .append(
                        "| | divergence, samples | divergence, simulation | free energies, simulation | simulation from samples | ")
                .append(
                        "energy, k_BT | training, s | drawing, s | simulation, s |\n|---|---|---|---|---|---|---|---|---|\n")
                .append(String.format(
                        Locale.ROOT,
                        "| floor | %.4f | %.4f | %.3f | %.4f | | | | |%n",
                        results.sampleFloor(),
                        results.sampleFloor(),
                        results.freeEnergyFloor(),
                        results.sampleFloor()));
        for (EnergyMethod method : EnergyMethod.values()) {
            List<MullerBrownRun> runs = results.runs().stream()
                    .filter(run -> run.method() == method)
                    .toList();
            if (!runs.isEmpty()) {
                row(text, method, runs);
            }
        }
        text.append("\nWalkers lost (beyond ±20): ")
                .append(String.format(
                        Locale.ROOT,
                        "%.4f of the frames in the worst run.%n",
                        results.runs().stream()
                                .mapToDouble(MullerBrownRun::lost)
                                .max()
                                .orElse(0)));
        paper(text);
        return text.append("\nMade by `").append(command).append("`.\n").toString();
    }

    private static void row(StringBuilder text, EnergyMethod method, List<MullerBrownRun> runs) {
        text.append(String.format(Locale.ROOT, "| %s (%d) |", method.title(), runs.size()))
                .append(method.isTied() ? " as untied |" : spread(runs, MullerBrownRun::samples, 4))
                .append(spread(runs, MullerBrownRun::simulation, 4))
                .append(spread(runs, MullerBrownRun::freeEnergies, 3))
                .append(spread(runs, MullerBrownRun::agreement, 4))
                .append(spread(runs, MullerBrownRun::energyError, 2))
                .append(mean(runs, MullerBrownRun::trainingSeconds))
                .append(method.isTied() ? " |" : mean(runs, MullerBrownRun::samplingSeconds))
                .append(mean(runs, MullerBrownRun::simulationSeconds))
                .append("\n");
    }

    private static void paper(StringBuilder text) {
        text.append(
                        "\nFigures of Plainer et al. (arXiv:2506.17139), second-hand from notes about the paper, with 18 million training ")
                .append("points and 1,000 steps of the diffusion; their floor is 0.0119 and 0.087:\n\n")
                .append(
                        "| | divergence, samples | divergence, simulation | free energies, simulation |\n|---|---|---|---|\n");
        for (EnergyMethod method : EnergyMethod.values()) {
            List<String> figures = method.paper();
            if (!figures.get(1).isEmpty()) {
                text.append("| ")
                        .append(method.title())
                        .append(" | ")
                        .append(String.join(" | ", figures))
                        .append(" |\n");
            }
        }
    }

    private static String mean(List<MullerBrownRun> runs, ToDoubleFunction<MullerBrownRun> figure) {
        return String.format(
                Locale.ROOT,
                " %.0f |",
                runs.stream().mapToDouble(figure).average().orElseThrow());
    }

    private static String spread(List<MullerBrownRun> runs, ToDoubleFunction<MullerBrownRun> figure, int digits) {
        double mean = runs.stream().mapToDouble(figure).average().orElseThrow();
        double deviation = runs.stream()
                .mapToDouble(run -> Math.abs(figure.applyAsDouble(run) - mean))
                .max()
                .orElseThrow();
        String format = "%." + digits + "f";
        return runs.size() == 1
                ? String.format(Locale.ROOT, " " + format + " |", mean)
                : String.format(Locale.ROOT, " " + format + " ± " + format + " |", mean, deviation);
    }
}
