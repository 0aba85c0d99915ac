package io.github.cdkdrift.cli;

import io.github.cdkdrift.cli.GenerateReport.Average;
import io.github.cdkdrift.cli.GenerateReport.Line;
import io.github.cdkdrift.cluster.ConformerClusters;
import io.github.cdkdrift.cluster.EnsembleUncertainty;
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
        LineBuilder line = new LineBuilder(number, job.name())
                .from(job.source(), job.place())
                .failed(
                        outcome.failure().orElseThrow().reason(),
                        outcome.failure().orElseThrow().message())
                .work(outcome.seconds(), job.notes());
        return (job.molecule().isPresent() ? line.molecule(job.graph()) : line).line();
    }

    static Line done(long number, GenerateJob job, GenerateOutcome outcome, MolecularGraph graph, int written) {
        List<String> notes = new ArrayList<>(job.notes());
        notes.addAll(outcome.notes());
        return new LineBuilder(number, job.name())
                .from(job.source(), job.place())
                .molecule(graph)
                .wrote(written)
                .states(outcome.states(), true)
                .work(outcome.seconds(), notes)
                .potential(outcome.potential(), outcome.calls(), outcome.cached())
                .sampling(outcome.effectiveSamples(), outcome.splitRhat(), outcome.converged())
                .answers(outcome.properties().stream().map(Average::of).toList(), outcome.verdict())
                .line();
    }

    /** A molecule whose conformers were read, of which nothing more is known. */
    static Line ofFile(int number, ConformerEnsemble ensemble) {
        String title =
                ensemble.conformers().get(0).data().map(RecordData::title).orElse("");
        StateShares states = StateShares.of(ConformerClusters.of(ensemble), EnsembleUncertainty.of(Double.NaN));
        return new LineBuilder(number, title.isBlank() ? ensemble.graph().formula() : title)
                .molecule(ensemble.graph())
                .wrote(ensemble.size())
                .states(states, false)
                .line();
    }
}
