package io.github.cdkdrift.samples.paper;

import io.github.cdkdrift.drift.MetricCorrection;
import io.github.cdkdrift.training.Field;
import io.github.cdkdrift.training.Space;
import io.github.cdkdrift.training.TrainingSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** One row of the paper's tables 3 and 4 (Hu 2026, "Drifting to Boltzmann"), the default, controls and baselines. */
enum PaperRow {
    CARTESIAN_DRIFT("Drifting, coordinates", Field.DRIFT, Space.CARTESIAN, 0.237, 0.059, 0.034, 0.311, 0.015, 0.995),
    CARTESIAN_FK("FK, coordinates", Field.FK, Space.CARTESIAN, 0.228, 0.057, 0.033, 0.303, 0.015, 0.978),
    CARTESIAN_FI("FI, coordinates", Field.FI, Space.CARTESIAN, 0.139, 0.035, 0.031, 0.326, 0.024, 0.975),
    CARTESIAN_FI_FK("FI+FK, coordinates", Field.FI_FK, Space.CARTESIAN, 0.139, 0.035, 0.030, 0.357, 0.025, 0.958),
    DISTANCE_DRIFT("Drifting, distances", Field.DRIFT, Space.DISTANCE, 0.194, 0.048, 0.031, 0.287, 0.006, 1.000),
    DISTANCE_FI("FI, distances", Field.FI, Space.DISTANCE, 0.170, 0.042, 0.068, 0.004, 0.033, 0.491),
    DISTANCE_FK("FK, distances", Field.FK, Space.DISTANCE, 0.089, 0.022, 0.023, 0.228, 0.006, 1.000),
    DISTANCE_FI_FK("FI+FK, distances", Field.FI_FK, Space.DISTANCE, 0.195, 0.049, 0.111, 0.000, 0.079, 0.107),
    /** Equation 37 of the paper, which it names and leaves out. */
    VOLUME_DISTANCE_FI(
            "FI, distances, with the volume element of equation 37", Field.FI, Space.DISTANCE, MetricCorrection.VOLUME),
    VOLUME_DISTANCE_FK(
            "FK, distances, with the volume element of equation 37", Field.FK, Space.DISTANCE, MetricCorrection.VOLUME),
    /** With what makes it the density of the distances. */
    METRIC_DISTANCE_FI(
            "FI, distances, with volume element and orientations",
            Field.FI,
            Space.DISTANCE,
            MetricCorrection.VOLUME_AND_ORIENTATION),
    METRIC_DISTANCE_FK(
            "FK, distances, with volume element and orientations",
            Field.FK,
            Space.DISTANCE,
            MetricCorrection.VOLUME_AND_ORIENTATION),
    /** Each frame gets the forces of another, as they stand there: what remains of FI is its broadening, not its physics. */
    SHUFFLED_DISTANCE_FI("control: FI, distances, forces shuffled", Field.FI, Space.DISTANCE),
    DENSITY("a generator that knows its density, on equilibrium positives (the default)", Field.DENSITY, null),
    TRANSPORT("transport drift on equilibrium positives", Field.TRANSPORT, null),
    /** From the structure alone: the potential of the frames is asked for labels as {@code forMolecule} asks. */
    ACTIVE("the default on labels that GFN2-xTB was asked for, without frames", null, null),
    /** Draws with replacement: what the frames alone are worth. */
    RESAMPLE("resampling of the training frames", null, null),
    /** With the processor seconds that the default takes from labels to its samples. */
    LANGEVIN("Langevin dynamics with torsion jumps on the fitted potential, equal work", null, null),
    /** Read from what {@code torch_diffusion.py} wrote. */
    DIFFUSION("DSM diffusion (VE SDE, transformer, predictor–corrector)", null, null);

    private final String title;
    private final Field field;
    private final Space space;
    private final MetricCorrection metric;
    private final double[] paper;

    PaperRow(String title, Field field, Space space, MetricCorrection metric) {
        this.title = title;
        this.field = field;
        this.space = space;
        this.metric = metric;
        this.paper = new double[0];
    }

    /** @param paper TVD, MAE, W2, stability, bond MAE, bond stability as printed; none for a control */
    PaperRow(String title, Field field, Space space, double... paper) {
        this.title = title;
        this.field = field;
        this.space = space;
        this.metric = MetricCorrection.NONE;
        this.paper = paper;
    }

    String title() {
        return title;
    }

    /** All titles, in the order of the table. */
    static List<String> titles() {
        return Arrays.stream(values()).map(PaperRow::title).toList();
    }

    /** What {@code --rows} calls it. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Where the paper compares; null for rows that it does not have. */
    Space space() {
        return space;
    }

    boolean isControl() {
        return this == SHUFFLED_DISTANCE_FI;
    }

    /** Whether a generator is trained, by this project. */
    boolean isTrained() {
        return field != null;
    }

    boolean isOfPaper() {
        return paper.length > 0;
    }

    /** TVD, MAE, W2, stability, bond MAE, bond stability as printed; empty for a control. */
    List<Double> paper() {
        return Arrays.stream(paper).boxed().toList();
    }

    /** The defaults of the field and space. */
    TrainingSettings settings(double kelvin, long seed) {
        TrainingSettings settings = TrainingSettings.of(field, space == null ? Space.DISTANCE : space)
                .withTemperature(kelvin)
                .withSeed(seed);
        return metric == MetricCorrection.NONE
                ? settings
                : settings.withDrift(settings.drift().withMetric(metric));
    }
}
