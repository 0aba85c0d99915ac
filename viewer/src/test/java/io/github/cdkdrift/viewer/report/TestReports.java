package io.github.cdkdrift.viewer.report;

import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.viewer.Ethanol;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.openscience.cdk.exception.CDKException;

/** Pages with everything on them, of real conformers and made-up figures. */
final class TestReports {
    private TestReports() {}

    static EnsembleReport whole(String heading) throws CDKException {
        ConformerEnsemble reference = Ethanol.ensemble();
        ConformerEnsemble ensemble = Ethanol.ensemble(60);
        ConformerEnsemble training = Ethanol.ensemble(30);
        List<Distribution> distributions = EnsembleDistributions.of(ensemble).stream()
                .map(own -> new Distribution(
                        own.name(),
                        own.unit(),
                        own.low(),
                        own.width(),
                        own.generated(),
                        own.generated(),
                        own.generated()))
                .toList();
        return new EnsembleReport(
                heading,
                ensemble,
                new Comparison(
                        reference,
                        training,
                        List.of(
                                new Measure("", "TVD, pooled distances", 0.21523456789, 0.0764, 0.0123),
                                new Measure("", "energy W1 (MMFF94), kcal/mol", 1.0E-4, null, null),
                                new Measure("JSD by torsion, nats", "C2-C1-O3-H9", 0.25, 0.125, 0.0625)),
                        distributions,
                        List.of(new TorsionProfile("C2-C1-O3-H9", List.of(0.5, 1.5, -0.5, 1.0), 0.123))),
                OptionalDouble.of(500),
                new Origin(
                        "cdkdrift evaluate ethanol.sdf",
                        Map.of("cdkdrift", "0.1.0"),
                        List.of(
                                new TrainingPoint(50, 4, 0.2),
                                new TrainingPoint(100, 3, 0.75),
                                new TrainingPoint(150, 2.5, 0.95)),
                        Map.of("broken bond", 1234L)));
    }

    /** The same of a simulation of ten frames, with one figure and one that is missing. */
    static EnsembleReport simulated() throws CDKException {
        ConformerEnsemble frames = Ethanol.ensemble(10);
        List<Double> times = IntStream.range(0, 10).mapToObj(i -> i / 2.0).toList();
        List<Double> torsions = List.of(170.0, 175.0, -175.0, -170.0, 60.0, 61.0, 62.0, 63.0, 64.0, 65.0);
        return whole("Simulation")
                .with(
                        new Trajectory(
                                "Langevin dynamics of <ethanol>",
                                frames,
                                times,
                                List.of(new Trajectory.Series("C2-C1-O3-H9", times, torsions)),
                                List.of(
                                        new Trajectory.Row(
                                                "JS(simulation, samples)",
                                                null,
                                                0.012345678,
                                                0.01,
                                                0.02,
                                                "0.05 ± 0.01"),
                                        new Trajectory.Row("JS(samples, reference)", "no reference", 0, 0, 0, ""))),
                        List.of("a finding"));
    }

    /** Without all that may be missing. */
    static EnsembleReport bare(ConformerEnsemble ensemble) {
        return new EnsembleReport(
                "bare",
                ensemble,
                null,
                OptionalDouble.empty(),
                new Origin("cdkdrift preview", Map.of(), List.of(), null));
    }
}
