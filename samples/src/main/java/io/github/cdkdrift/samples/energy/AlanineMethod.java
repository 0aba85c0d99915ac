package io.github.cdkdrift.samples.energy;

import io.github.cdkdrift.diffusion.DiffusionSettings;
import io.github.cdkdrift.diffusion.ExpertSettings;
import io.github.cdkdrift.diffusion.ResidualForm;
import io.github.cdkdrift.diffusion.ResidualSettings;
import java.util.List;

/** The rows of {@link AlanineDipeptide}. */
enum AlanineMethod {
    DIFFUSION("diffusion", false, false, false, "0.0081", "0.0695"),
    EXPERTS("experts", true, false, false, "", "0.0353"),
    RESIDUAL("residual", false, true, false, "0.0084", "0.0088"),
    BOTH("residual and experts", true, true, false, "0.0079", "0.0086"),
    CONTRASTED_EXPERTS("experts, contrasted", true, false, true, "", ""),
    CONTRASTED("residual and experts, contrasted", true, true, true, "", ""),
    FEW("residual and experts, 1,500 frames", true, true, false, "", ""),
    FEW_FORCES("residual and experts, 1,500 frames, with forces", true, true, false, "", "");

    /** The residual is left out of the first steps: the energy has its shape by then. */
    private static final double BEGIN = 0.4;

    private static final double WEIGHT = 1e-3;

    private static final int FEW_FRAMES = 1500;

    private final String title;
    private final boolean experts;
    private final boolean residual;
    private final boolean contrasted;
    private final String paperSamples;
    private final String paperSimulation;

    AlanineMethod(
            String title,
            boolean experts,
            boolean residual,
            boolean contrasted,
            String paperSamples,
            String paperSimulation) {
        this.title = title;
        this.experts = experts;
        this.residual = residual;
        this.contrasted = contrasted;
        this.paperSamples = paperSamples;
        this.paperSimulation = paperSimulation;
    }

    String title() {
        return title;
    }

    boolean isContrasted() {
        return contrasted;
    }

    /** Frames to learn from, at most. */
    int frames() {
        return this == FEW || this == FEW_FORCES ? FEW_FRAMES : Integer.MAX_VALUE;
    }

    /** Of forces in the loss, 0 for none. */
    double forceWeight() {
        return this == FEW_FORCES ? 1 : 0;
    }

    /** Whether the paper has such a row. */
    boolean isPublished() {
        return !paperSimulation.isEmpty();
    }

    /** The row whose energy is contrasted here; itself where none is. */
    AlanineMethod before() {
        return !contrasted ? this : residual ? BOTH : EXPERTS;
    }

    /** Divergences of samples and simulation in the paper, second-hand; empty where unknown. */
    List<String> paper() {
        return List.of(paperSamples, paperSimulation);
    }

    /** @param steps of the network of the smallest times, or of the only one */
    DiffusionSettings settings(int steps, long seed) {
        List<ExpertSettings> networks = experts
                ? List.of(
                        new ExpertSettings(0.6, 1, 0.8, 64, 2, Math.max(1, steps / 10), false),
                        new ExpertSettings(0.1, 0.6, 0.3, 96, 3, Math.max(1, 4 * steps / 5), false),
                        new ExpertSettings(0, 0.1, 0.03, 128, 3, steps, residual))
                : List.of(new ExpertSettings(0, 1, 0.3, 128, 3, steps, residual));
        return DiffusionSettings.defaults()
                .withExperts(networks)
                .withResidual(new ResidualSettings(ResidualForm.TWO_PROBES, WEIGHT, 1e-2).withBegin(BEGIN))
                .withSeed(seed);
    }
}
