package io.github.cdkdrift.cli;

import io.github.cdkdrift.cli.GenerateReport.Average;
import io.github.cdkdrift.cli.GenerateReport.Line;
import io.github.cdkdrift.cluster.ConformerClusters;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.RecordData;
import java.util.ArrayList;
import java.util.List;
import org.openscience.cdk.exception.CDKException;

/** The lines of a report. */
final class GenerateLines {
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
                outcome.failure().orElseThrow().message(),
                List.of(),
                "");
    }

    static Line done(long number, GenerateJob job, GenerateOutcome outcome, MolecularGraph graph, int written) {
        List<String> notes = new ArrayList<>(job.notes());
        notes.addAll(outcome.notes());
        StateShares states = outcome.states();
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
                states == null ? null : states.count(),
                states == null ? null : states.populations(),
                states == null ? null : states.errors(),
                outcome.cached(),
                outcome.seconds(),
                outcome.calls().total(),
                outcome.calls(),
                known(outcome.effectiveSamples()),
                known(outcome.splitRhat()),
                outcome.converged(),
                "",
                notes,
                "",
                outcome.properties().stream().map(Average::of).toList(),
                outcome.verdict());
    }

    /** A molecule whose conformers were read, of which nothing more is known. */
    static Line ofFile(int number, ConformerEnsemble ensemble) {
        String title =
                ensemble.conformers().get(0).data().map(RecordData::title).orElse("");
        StateShares states = StateShares.of(ConformerClusters.of(ensemble), Double.NaN);
        return new Line(
                number,
                title.isBlank() ? ensemble.graph().formula() : title,
                "",
                "",
                "done",
                "",
                ensemble.graph().formula(),
                ensemble.graph().atoms(),
                "",
                ensemble.size(),
                states.count(),
                states.populations(),
                null,
                null,
                0,
                null,
                null,
                null,
                null,
                null,
                "",
                List.of(),
                "",
                List.of(),
                "");
    }

    private static Double known(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
