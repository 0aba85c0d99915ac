package io.github.cdkdrift.viewer.report;

import io.github.cdkdrift.ensemble.ConformerEnsemble;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * What a page tells about an ensemble. All text is shown as text, whatever it holds.
 *
 * @param heading what it is about, for example a file's name
 * @param ensemble at least one conformer, all finite
 * @param comparison with a reference; null where there is none
 * @param temperature in kelvin, above 0, to turn populations into free energies in kcal/mol; empty where it is not known
 * @param origin how it came about
 * @param findings sentences and averages to stand at the top
 * @param trajectory of a simulation; null where there is none
 */
public record EnsembleReport(
        String heading,
        ConformerEnsemble ensemble,
        Comparison comparison,
        OptionalDouble temperature,
        Origin origin,
        List<String> findings,
        Trajectory trajectory) {
    /** Without a trajectory. */
    public EnsembleReport(
            String heading,
            ConformerEnsemble ensemble,
            Comparison comparison,
            OptionalDouble temperature,
            Origin origin,
            List<String> findings) {
        this(heading, ensemble, comparison, temperature, origin, findings, null);
    }

    /** Without findings. */
    public EnsembleReport(
            String heading,
            ConformerEnsemble ensemble,
            Comparison comparison,
            OptionalDouble temperature,
            Origin origin) {
        this(heading, ensemble, comparison, temperature, origin, List.of());
    }

    /** Checks the ensemble and the temperature. */
    public EnsembleReport {
        Objects.requireNonNull(heading, "heading");
        Objects.requireNonNull(origin, "origin");
        findings = List.copyOf(findings);
        if (ensemble.size() == 0) {
            throw new IllegalArgumentException("an empty ensemble; expected at least one conformer");
        }
        if (temperature.isPresent() && !(temperature.getAsDouble() > 0)) {
            throw new IllegalArgumentException(
                    "temperature is " + temperature.getAsDouble() + " K; it must be above 0");
        }
    }

    /** The same with a trajectory and findings. */
    public EnsembleReport with(Trajectory newTrajectory, List<String> newFindings) {
        return new EnsembleReport(heading, ensemble, comparison, temperature, origin, newFindings, newTrajectory);
    }
}
