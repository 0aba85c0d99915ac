package io.github.cdkdrift.cli;

import io.github.cdkdrift.cli.GenerateJob.JobFailure;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.potential.PotentialCalls;
import io.github.cdkdrift.property.EnsembleAverage;
import java.util.List;
import java.util.Optional;

/**
 * What became of a molecule.
 *
 * @param ensemble the conformers to be written; empty where that failed
 * @param states their clusters; null where they were not sought
 * @param properties averages that were asked for
 * @param verdict whether the ensemble can be trusted, in a sentence; empty where there is none
 * @param failure empty where it is done
 * @param potential in words; empty where it failed
 * @param cached whether the model was there already
 * @param seconds that the work took
 * @param calls of the potential in this run, to train and to draw; null where that failed
 * @param effectiveSamples effective sample size of the training samples; NaN where it was not measured
 * @param splitRhat of the training samples; NaN where unknown
 * @param converged whether independent walkers agreed as well as was asked for; null where that was not measured
 * @param notes what happened on the way
 */
record GenerateOutcome(
        Optional<ConformerEnsemble> ensemble,
        StateShares states,
        List<EnsembleAverage> properties,
        String verdict,
        Optional<JobFailure> failure,
        String potential,
        boolean cached,
        double seconds,
        PotentialCalls calls,
        double effectiveSamples,
        double splitRhat,
        Boolean converged,
        List<String> notes) {
    /** In words. */
    String convergence() {
        return converged == null ? "not measured" : converged ? "yes" : "no";
    }

    static GenerateOutcome failed(JobFailure failure, double seconds) {
        return new GenerateOutcome(
                Optional.empty(),
                null,
                List.of(),
                "",
                Optional.of(failure),
                "",
                false,
                seconds,
                null,
                Double.NaN,
                Double.NaN,
                null,
                List.of());
    }
}
