package io.github.cdkdrift.cli;

import io.github.cdkdrift.cli.GenerateReport.Line;
import io.github.cdkdrift.cluster.ConformerClusters;
import io.github.cdkdrift.molecule.MolecularGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.openscience.cdk.exception.CDKException;

/** The lines of a report. */
final class GenerateLines {
    /** As many clusters as a page shows. */
    private static final int MOST_POPULATIONS = 24;

    private GenerateLines() {}

    static Line failed(long number, GenerateJob job, GenerateOutcome outcome) throws CDKException {
        boolean known = job.molecule().isPresent();
        MolecularGraph graph = known ? job.graph() : null;
        return new Line(
                number,
                job.name(),
                job.source(),
                job.place(),
                "failed",
                outcome.failure().orElseThrow().reason(),
                known ? graph.formula() : "",
                known ? graph.atoms() : null,
                "",
                null,
                null,
                null,
                null,
                null,
                outcome.seconds(),
                null,
                null,
                null,
                null,
                null,
                "",
                job.notes(),
                outcome.failure().orElseThrow().message());
    }

    static Line done(
            long number,
            GenerateJob job,
            GenerateOutcome outcome,
            MolecularGraph graph,
            int written,
            Optional<ConformerClusters> clusters) {
        List<String> notes = new ArrayList<>(job.notes());
        notes.addAll(outcome.notes());
        return new Line(
                number,
                job.name(),
                job.source(),
                job.place(),
                "done",
                "",
                graph.formula(),
                graph.atoms(),
                outcome.potential(),
                written,
                clusters.map(found -> found.clusters().size()).orElse(null),
                clusters.map(GenerateLines::populations).orElse(null),
                clusters.map(found -> errors(found, outcome.effectiveSamples())).orElse(null),
                outcome.cached(),
                outcome.seconds(),
                outcome.calls().total(),
                outcome.calls(),
                known(outcome.effectiveSamples()),
                known(outcome.splitRhat()),
                outcome.converged(),
                "",
                notes,
                "");
    }

    private static List<Double> populations(ConformerClusters clusters) {
        return clusters.clusters().stream()
                .limit(MOST_POPULATIONS)
                .map(cluster -> cluster.population())
                .toList();
    }

    /** Null where the effective sample size is not known. */
    private static List<Double> errors(ConformerClusters clusters, double effectiveSamples) {
        return Double.isNaN(effectiveSamples)
                ? null
                : IntStream.range(
                                0,
                                Math.min(MOST_POPULATIONS, clusters.clusters().size()))
                        .mapToObj(cluster -> clusters.standardError(cluster, effectiveSamples))
                        .toList();
    }

    private static Double known(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
