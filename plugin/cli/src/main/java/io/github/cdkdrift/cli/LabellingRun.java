package io.github.cdkdrift.cli;

import io.github.cdkdrift.labelling.LabelJournal;
import io.github.cdkdrift.labelling.Labelling;
import io.github.cdkdrift.labelling.LabellingSettings;
import io.github.cdkdrift.labelling.WalkerAgreement;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.positives.EquilibriumReport;
import io.github.cdkdrift.potential.EvaluationException;
import io.github.cdkdrift.potential.Potential;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import org.openscience.cdk.exception.CDKException;

/** Labels while the user watches. */
final class LabellingRun {

    private final MolecularGraph graph;
    private final Potential potential;
    private final LabellingSettings settings;
    private final Console console;

    LabellingRun(MolecularGraph graph, Potential potential, LabellingSettings settings, Console console) {
        this.graph = graph;
        this.potential = potential;
        this.settings = settings;
        this.console = console;
    }

    /**
     * Labels to the end.
     *
     * @param place where the journal is, for people
     * @throws CancellationException after Ctrl-C
     */
    Labelling of(List<double[]> starts, LabelJournal journal, String place) throws CDKException {
        long evaluations = settings.evaluations(journal.frames().size());
        try (Interruption interruption = new Interruption();
                Progress progress = new Progress(console, "labelling", 0, evaluations)) {
            try {
                return Labelling.of(graph, potential, starts, settings, journal, done -> {
                    if (interruption.requested()) {
                        throw new CancellationException();
                    }
                    progress.at(Math.min(done, evaluations), String.format(Locale.ROOT, "%,d frames", journal.size()));
                });
            } catch (UncheckedIOException e) {
                throw new CDKException(e.getMessage() + "; --resume goes on from the frames that were written", e);
            } catch (CancellationException | EvaluationException e) {
                // Ctrl-C reaches the programs that compute energies, too.
                if (!interruption.requested()) {
                    throw e;
                }
                console.say(
                        journal.size() == 0
                                ? "interrupted before the first frame"
                                : String.format(
                                        Locale.ROOT,
                                        "interrupted with %,d of %,d frames in %s; to go on from there, give the same command"
                                                + " with --resume",
                                        journal.size(),
                                        settings.frames(),
                                        place));
                throw new CancellationException();
            }
        }
    }

    /** Says how far the frames' populations can be trusted. */
    void describe(WalkerAgreement agreement) {
        if (Double.isNaN(agreement.splitRhat())) {
            return;
        }
        console.say(String.format(
                Locale.ROOT,
                "The walkers' torsions agree to split-R-hat %.3f; the effective sample size of the frames is at least %,.0f.",
                agreement.splitRhat(),
                agreement.effectiveSamples()));
        if (agreement.states().size() > 1) {
            console.say(String.format(
                    Locale.ROOT,
                    "Rotamer states, symmetry-equivalent ones together, with their shares of the frames, which differ by %.3f (half"
                            + " the sum of absolute differences) between two halves of the walkers:\n%s",
                    agreement.difference(),
                    StateTable.of(agreement.states())));
        }
        if (settings.jumpInterval() == 0) {
            console.say("These are trajectories: their shares are not populations at equilibrium.");
        } else if (agreement.splitRhat() > EquilibriumReport.LARGEST_RHAT) {
            console.say(
                    "Warning: the walkers do not agree on the torsions yet (split-R-hat above "
                            + EquilibriumReport.LARGEST_RHAT
                            + "): populations of rotamers are uncertain. A larger --stride, or more --frames, would make them sure.");
        }
    }
}
