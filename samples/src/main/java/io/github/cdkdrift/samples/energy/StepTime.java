package io.github.cdkdrift.samples.energy;

import io.github.cdkdrift.diffusion.DiffusionListener;
import io.github.cdkdrift.diffusion.DiffusionSettings;
import io.github.cdkdrift.diffusion.DiffusionTrainer;
import io.github.cdkdrift.diffusion.ExpertSettings;
import io.github.cdkdrift.diffusion.PointSource;
import io.github.cdkdrift.diffusion.ResidualForm;
import io.github.cdkdrift.diffusion.ResidualSettings;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Processor time of a training step without and with the residual in each of its forms, as one line of JSON: {@code samples/run
 * energy.StepTime [BATCH]}. The peer is {@code torch_energy.py}; {@code benchmarks/compare-energy-with-pytorch.sh} runs both in turn.
 */
public final class StepTime {
    private static final int WARM = 1;

    private StepTime() {}

    public static void main(String[] args) {
        int batch = args.length > 0 ? Integer.parseInt(args[0]) : 512;
        DiffusionSettings settings = DiffusionSettings.defaults().withBatch(batch);
        StringBuilder line = new StringBuilder("{\"program\": \"cdkdrift\", \"batch\": ").append(batch);
        add(line, "denoising", settings, false, ResidualForm.EXACT);
        add(line, "residual", settings, true, ResidualForm.EXACT);
        add(line, "two_probes", settings, true, ResidualForm.TWO_PROBES);
        add(line, "weak", settings, true, ResidualForm.WEAK);
        System.out.println(line.append("}"));
    }

    private static void add(
            StringBuilder line, String name, DiffusionSettings settings, boolean consistent, ResidualForm form) {
        line.append(String.format(Locale.ROOT, ", \"%s\": %.3f", name, milliseconds(settings, consistent, form)));
    }

    /** Of as many steps as there are between two reports, after as many others. */
    private static double milliseconds(DiffusionSettings defaults, boolean consistent, ResidualForm form) {
        int steps = (WARM + 1) * DiffusionListener.EVERY;
        DiffusionSettings settings = defaults.withExperts(
                        List.of(new ExpertSettings(0, 1, 0.5, 92, 3, steps, consistent)))
                .withResidual(new ResidualSettings(form, 5e-4, 1e-2));
        double[] reports = new double[WARM + 1];
        PointSource normal = (random, points) -> Arrays.setAll(points, i -> random.nextGaussian());
        DiffusionTrainer.ofPoints(normal, 2, settings)
                .run((expert, step, denoising, residual) -> reports[step / DiffusionListener.EVERY - 1] =
                        1e-6 * ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
        return (reports[WARM] - reports[WARM - 1]) / DiffusionListener.EVERY;
    }
}
