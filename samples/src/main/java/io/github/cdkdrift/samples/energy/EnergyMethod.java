package io.github.cdkdrift.samples.energy;

import io.github.cdkdrift.diffusion.DiffusionSettings;
import io.github.cdkdrift.diffusion.ExpertSettings;
import io.github.cdkdrift.diffusion.ResidualForm;
import io.github.cdkdrift.diffusion.ResidualSettings;
import io.github.cdkdrift.diffusion.TieSettings;
import java.util.List;

/** The rows of {@link MullerBrown}. Networks, ranges of times and the residual's weight are the paper's. */
enum EnergyMethod {
    DIFFUSION("diffusion", false, false, false, "0.0122", "0.0448", "0.504"),
    EXPERTS("experts", true, false, false, "", "0.0254", "0.247"),
    RESIDUAL("residual", false, true, false, "0.0130", "0.0166", "0.163"),
    BOTH("residual and experts", true, true, false, "0.0110", "0.0108", "0.099"),
    TIED_DIFFUSION("diffusion, tied", false, false, true, "", "", ""),
    TIED_BOTH("residual and experts, tied", true, true, true, "", "", "");

    private static final int STEPS = 20_000;
    private static final double WEIGHT = 5e-4;
    private static final double GENTLE = 5e-5;

    private final String title;
    private final boolean experts;
    private final boolean residual;
    private final boolean tied;
    private final String paperSamples;
    private final String paperSimulation;
    private final String paperFreeEnergies;

    EnergyMethod(
            String title,
            boolean experts,
            boolean residual,
            boolean tied,
            String paperSamples,
            String paperSimulation,
            String paperFreeEnergies) {
        this.title = title;
        this.experts = experts;
        this.residual = residual;
        this.tied = tied;
        this.paperSamples = paperSamples;
        this.paperSimulation = paperSimulation;
        this.paperFreeEnergies = paperFreeEnergies;
    }

    String title() {
        return title;
    }

    boolean isTied() {
        return tied;
    }

    /** The row that is tied here; itself where none is. */
    EnergyMethod untied() {
        return !tied ? this : experts ? BOTH : DIFFUSION;
    }

    /** The paper's figures, second-hand: divergence of the samples, of the simulation, error of free energies; empty where unknown. */
    List<String> paper() {
        return List.of(paperSamples, paperSimulation, paperFreeEnergies);
    }

    DiffusionSettings settings(long seed) {
        List<ExpertSettings> networks = experts
                ? List.of(
                        new ExpertSettings(0.6, 1, 0.8, 54, 2, STEPS / 6, false),
                        new ExpertSettings(0.1, 0.6, 0.35, 64, 2, STEPS / 6, false),
                        new ExpertSettings(0, 0.1, 0.05, 64, 3, 2 * STEPS / 3, residual))
                : List.of(new ExpertSettings(0, 1, 0.5, 92, 3, STEPS, residual));
        return DiffusionSettings.defaults()
                .withExperts(networks)
                .withResidual(new ResidualSettings(ResidualForm.EXACT, WEIGHT, 1e-2))
                .withSeed(seed);
    }

    /** An energy that nearly agrees is moved more gently. */
    TieSettings tie(long seed) {
        TieSettings settings = TieSettings.of(MullerBrownSurface.DYNAMICS).withSeed(seed);
        return residual ? settings.withLearningRate(GENTLE) : settings;
    }
}
