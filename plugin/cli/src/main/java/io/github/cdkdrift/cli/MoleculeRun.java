package io.github.cdkdrift.cli;

import io.github.cdkdrift.cli.GenerateJob.JobFailure;
import io.github.cdkdrift.molecule.PhysicalConstants;
import io.github.cdkdrift.positives.EquilibriumReport;
import io.github.cdkdrift.potential.CorrectedForceField;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.potential.RestrainedPotential;
import io.github.cdkdrift.potential.Restraint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.openscience.cdk.exception.CDKException;

/** Gives conformers of one molecule: from a network, or as the sampler has them. */
final class MoleculeRun {
    private static final double NANO = 1e-9;

    private final GenerateSettings settings;
    private final ModelPlace place;
    private final Console console;

    MoleculeRun(GenerateSettings settings, ModelPlace place, Console console) {
        this.settings = settings;
        this.place = place;
        this.console = console;
    }

    /** Works on a job; whatever goes wrong is the outcome of this molecule alone. */
    GenerateOutcome of(GenerateJob job) {
        if (job.failure().isPresent()) {
            return GenerateOutcome.failed(job.failure().get(), 0);
        }
        long start = System.nanoTime();
        try {
            return work(job, start);
        } catch (CancellationException e) {
            throw e;
        } catch (CDKException | IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return GenerateOutcome.failed(JobFailure.of(e), seconds(start));
        }
    }

    private GenerateOutcome work(GenerateJob job, long start) throws IOException, CDKException {
        // What does not fit the molecule is found before the work.
        settings.properties().requireFit(job.graph());
        settings.conformers().atoms().superposition(job.graph());
        List<String> notes = new ArrayList<>();
        DrawnMolecule drawn = settings.ownSamples()
                ? new SamplerDraw(settings, console).of(job)
                : new NetworkDraw(settings, place, console).of(job, notes);
        try (Potential surface = drawn.surface()) {
            return outcome(job, drawn, surface, notes, start);
        }
    }

    private GenerateOutcome outcome(
            GenerateJob job, DrawnMolecule drawn, Potential surface, List<String> notes, long start)
            throws IOException, CDKException {
        EquilibriumReport report = drawn.report();
        double effective = drawn.effectiveSamples();
        ConformerAnswer answer;
        try (StageProgress stages = new StageProgress(console, "  ")) {
            answer = ConformerAnswer.of(
                    settings, drawn.ensemble(), surface, () -> expensive(job, drawn), effective, stages);
        }
        notes.addAll(answer.notes());
        if (!settings.exact()) {
            CorrectedForceField.within(surface)
                    .map(
                            fit -> fit.alternatives().length > 0
                                    ? "standard errors count what the labels leave open of the fit"
                                    : "what the labels leave open of the fit is in no standard error: the model does not say it")
                    .ifPresent(notes::add);
        }
        return new GenerateOutcome(
                Optional.of(answer.written()),
                answer.states(),
                answer.properties(),
                verdict(answer, drawn, job.graph().atoms()),
                Optional.empty(),
                answer.potential().orElse(drawn.potential()),
                drawn.cached(),
                seconds(start),
                drawn.calls()
                        .withConformers(
                                drawn.calls().conformers() + (isFit(drawn) ? answer.expensiveCalls() : answer.calls())),
                effective,
                report == null ? Double.NaN : number(report.splitRhat()),
                report == null ? null : report.converged(),
                List.copyOf(notes));
    }

    private String verdict(ConformerAnswer answer, DrawnMolecule drawn, int atoms) {
        EquilibriumReport report = drawn.report();
        double thermal = PhysicalConstants.BOLTZMANN * settings.training().temperature();
        Verdict verdict = new Verdict().withEnergy(answer.strain(), atoms, thermal);
        drawn.doubt().ifPresent(verdict::withDoubt);
        if (report == null) {
            return verdict.withDoubt(
                            "it was trained from energies alone, and other rotamers than those of one well are missing")
                    .sentence("the ensemble");
        }
        return verdict.withConvergence(report.converged(), report.disagree(), report.agreement())
                .withEffectiveSamples(drawn.effectiveSamples())
                .withExtrapolated(report.unvisited(), report.extrapolated())
                .sentence("the ensemble");
    }

    /** Whether conformers have the energies of a fit, so that the potential itself is not asked. */
    private static boolean isFit(DrawnMolecule drawn) {
        return drawn.report() != null && drawn.report().labels() > 0
                || drawn.calls().labels() > 0;
    }

    /** A program may take minutes for a geometry: its minima stay those of the fit. */
    private Optional<Potential> expensive(GenerateJob job, DrawnMolecule drawn) throws IOException, CDKException {
        if (!isFit(drawn) || settings.potential().isProgram()) {
            return Optional.empty();
        }
        Potential free = settings.potential().potential(drawn.ensemble().graph(), drawn.reference());
        List<Restraint> restraints = settings.restraints(job.graph());
        return Optional.of(restraints.isEmpty() ? free : new RestrainedPotential(free, restraints));
    }

    private static double number(Double measured) {
        return measured == null ? Double.NaN : measured;
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) * NANO;
    }
}
