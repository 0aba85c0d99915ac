package io.github.cdkdrift.samples.energyonly;

import io.github.cdkdrift.drift.EnergyDriftSettings;
import io.github.cdkdrift.training.EnergyTrainingSettings;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The tables of {@link ToyTargets}. */
final class ToyReport {
    private static final List<String> SAMPLERS =
            List.of(ToyRun.IMPORTANCE, ToyRun.SECOND_ORDER, ToyRun.POLISHED, ToyRun.EXACT);

    private ToyReport() {}

    static String of(List<ToyRun> runs, String command) {
        StringBuilder text = new StringBuilder("# Toy targets, from their energies alone\n\n");
        text.append(String.format(
                Locale.ROOT,
                "k_BT = 1, %,d samples, one forward pass each. Mean over seeds ± largest deviation; the number of seeds stands in "
                        + "brackets. Polished: %d Metropolis-adjusted Langevin steps more, an option, not part of the sampler.%n%n",
                ToyTargets.SAMPLES,
                ToyTargets.POLISH_STEPS));
        EnergyTrainingSettings settings = EnergyTrainingSettings.defaults();
        EnergyDriftSettings drift = settings.drift();
        text.append(String.format(
                Locale.ROOT,
                "The same settings for every target: %,d steps of %d samples, %d earlier samples repel as well, own weight %s, "
                        + "%d neighbours, %d smoothings from %s to %s, reached after %.0f %% of the steps; %d hidden layers of %d, "
                        + "%d Gaussian numbers and a code of %d.%n",
                settings.optimiser().steps(),
                settings.optimiser().batch(),
                drift.bank(),
                drift.ownWeight(),
                drift.probes(),
                drift.levels(),
                drift.widest(),
                drift.narrowest(),
                100 * drift.annealing(),
                settings.network().hiddenLayers(),
                settings.network().width(),
                settings.network().noise(),
                settings.codes()));
        text.append("\n## Four modes (±2, ±2), covariance ¼ I, equal weights\n\n")
                .append(
                        "Mean error: mean over modes of |mean − true mean|; covariance error: mean over modes of the Frobenius norm; ")
                .append("each sample counts to the mode of its quadrant. ")
                .append(String.format(
                        Locale.ROOT,
                        "MMD²: kernel exp(−|x − y|²/2), unbiased (so that it may be negative), pairs of the first %,d samples, terms with "
                                + "the target in closed form. Cao et al. 2026 report 0.0754, 0.0425 and 0.0020, for a mixture, a "
                                + "number of samples and definitions that they do not state.%n%n",
                        ToyTargets.MMD_SAMPLES))
                .append("| | mean error | covariance error | MMD² | largest error of a mode's share | training, s |\n")
                .append("|---|---|---|---|---|---|\n");
        rows(
                text,
                runs,
                ToyTarget.FOUR_MODES,
                List.of(ToyRun::meanError, ToyRun::covarianceError, ToyRun::squaredMmd, ToyRun::shareError));
        for (ToyTarget target : List.of(ToyTarget.DOUBLE_WELL, ToyTarget.BANANA)) {
            double[] box = target.box();
            text.append(String.format(
                            Locale.ROOT,
                            "%n## %s%n%nTotal variation distance to the density integrated on a grid over x from %.0f to %.0f and y from "
                                    + "%.0f to %.0f; samples outside count as wrong.%n%n",
                            target == ToyTarget.DOUBLE_WELL
                                    ? "Double well, 5 (x² − 1)² + y²/2"
                                    : "Banana, ½ (x²/4 + 5 (y + x²/4 − 1)²)",
                            box[0],
                            box[1],
                            box[2],
                            box[3]))
                    .append(String.format(
                            Locale.ROOT,
                            "| | TVD, %d × %d bins | TVD, %d × %d bins | training, s |%n|---|---|---|---|%n",
                            ToyRun.BINS,
                            ToyRun.BINS,
                            ToyRun.FINE_BINS,
                            ToyRun.FINE_BINS));
            rows(text, runs, target, List.of(ToyRun::tvd, ToyRun::fineTvd));
        }
        return text.append("\nMade by `").append(command).append("`.\n").toString();
    }

    private static void rows(
            StringBuilder text, List<ToyRun> runs, ToyTarget target, List<ToDoubleFunction<ToyRun>> figures) {
        for (String sampler : SAMPLERS) {
            List<ToyRun> chosen = runs.stream()
                    .filter(run -> run.target() == target && run.sampler().equals(sampler))
                    .toList();
            if (chosen.isEmpty()) {
                continue;
            }
            text.append(String.format(Locale.ROOT, "| %s (%d) |", sampler, chosen.size()));
            figures.forEach(figure -> text.append(spread(chosen, figure)));
            boolean trained = !sampler.equals(ToyRun.EXACT);
            text.append(
                    trained
                            ? String.format(
                                    Locale.ROOT,
                                    " %.0f |%n",
                                    chosen.stream()
                                            .mapToDouble(ToyRun::trainingSeconds)
                                            .average()
                                            .orElseThrow())
                            : " |\n");
        }
    }

    private static String spread(List<ToyRun> runs, ToDoubleFunction<ToyRun> figure) {
        double mean = runs.stream().mapToDouble(figure).average().orElseThrow();
        double deviation = runs.stream()
                .mapToDouble(run -> Math.abs(figure.applyAsDouble(run) - mean))
                .max()
                .orElseThrow();
        return runs.size() == 1
                ? String.format(Locale.ROOT, " %.4f |", mean)
                : String.format(Locale.ROOT, " %.4f ± %.4f |", mean, deviation);
    }
}
