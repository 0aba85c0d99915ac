package io.github.cdkdrift.cli;

import io.github.cdkdrift.io.InputFormatException;
import io.github.cdkdrift.io.MoleculeEntry;
import io.github.cdkdrift.labelling.StartGeometries;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.PreparedMolecule;
import io.github.cdkdrift.molecule.UnsuitableMoleculeException;
import io.github.cdkdrift.potential.EvaluationException;
import io.github.cdkdrift.potential.PotentialException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.geometry.GeometryUtil;
import org.openscience.cdk.interfaces.IAtomContainer;

/**
 * One molecule of the input, ready to be worked on, or why it is not.
 *
 * @param name what reports and files call it
 * @param source the file, or {@code command line}
 * @param place in it
 * @param molecule with its name as the title, and without coordinates if they can be made; empty where it cannot be done
 * @param graph the same molecule, made once; null where it cannot be done
 * @param notes what was done to it, in words
 * @param failure empty where it can be done
 */
record GenerateJob(
        String name,
        String source,
        String place,
        Optional<IAtomContainer> molecule,
        MolecularGraph graph,
        List<String> notes,
        Optional<JobFailure> failure) {
    /**
     * Why a molecule has no conformers.
     *
     * @param reason one word for programs, for example {@code valence}
     * @param message what was found, what was expected, what to do
     */
    record JobFailure(String reason, String message) {
        /** A program that computes the potential ended, or could not be started. */
        static final String PROGRAM = "program";

        static JobFailure of(Throwable failure) {
            return new JobFailure(reason(failure), Failure.message(failure));
        }

        private static String reason(Throwable failure) {
            if (failure instanceof UnsuitableMoleculeException unsuitable) {
                return Spelling.of(unsuitable.reason());
            }
            if (failure instanceof EvaluationException
                    || failure instanceof PotentialException && failure.getCause() instanceof IOException) {
                return PROGRAM;
            }
            if (failure instanceof PotentialException) {
                return "potential";
            }
            return failure instanceof InputFormatException || failure.getCause() instanceof IOException
                    ? "input"
                    : "work";
        }
    }

    /** The jobs of an entry: one, or one for each stereoisomer. */
    static List<GenerateJob> of(MoleculeEntry entry, GenerateSettings settings) {
        try {
            PreparedMolecule prepared = PreparedMolecule.of(entry.molecule(), settings.preparation());
            return prepared.openConfigurations().isEmpty()
                    ? List.of(job(entry, entry.name(), prepared, List.of(), settings))
                    : isomers(entry, prepared, settings);
        } catch (StackOverflowError e) {
            return List.of(
                    failed(entry, new JobFailure("size", "a structure too large or too deeply nested to be prepared")));
        } catch (CDKException | RuntimeException e) {
            return List.of(failed(entry, JobFailure.of(e)));
        }
    }

    private static List<GenerateJob> isomers(MoleculeEntry entry, PreparedMolecule prepared, GenerateSettings settings)
            throws CDKException {
        boolean all = settings.stereo() == StereoChoice.ENUMERATE;
        List<PreparedMolecule> possible = prepared.stereoisomers(GenerateSettings.MOST_STEREOISOMERS);
        List<PreparedMolecule> buildable = new ArrayList<>();
        CDKException impossible = null;
        for (PreparedMolecule isomer : possible) {
            try {
                StartGeometries.of(isomer.graph(), 1, settings.training().seed());
                buildable.add(isomer);
            } catch (CDKException e) {
                impossible = e;
            }
            if (!all && !buildable.isEmpty()) {
                break;
            }
        }
        if (buildable.isEmpty()) {
            throw impossible;
        }
        String open = "nothing states the configuration of " + String.join(", ", prepared.openConfigurations());
        if (!all) {
            return List.of(job(
                    entry,
                    entry.name(),
                    buildable.get(0),
                    List.of(open + ": one is taken; --stereo enumerate takes all"),
                    settings));
        }
        List<GenerateJob> jobs = new ArrayList<>();
        for (int i = 0; i < buildable.size(); i++) {
            String note = String.format(Locale.ROOT, "%s: stereoisomer %d of %d", open, i + 1, buildable.size());
            String more = possible.size() == GenerateSettings.MOST_STEREOISOMERS ? " or more" : "";
            jobs.add(job(entry, entry.name() + "-s" + (i + 1), buildable.get(i), List.of(note + more), settings));
        }
        return jobs;
    }

    private static GenerateJob job(
            MoleculeEntry entry, String name, PreparedMolecule prepared, List<String> more, GenerateSettings settings)
            throws CDKException {
        IAtomContainer molecule = prepared.molecule();
        MolecularGraph graph = prepared.graph();
        List<String> notes = new ArrayList<>(prepared.steps());
        notes.addAll(more);
        // Drops input coordinates, so that the result depends only on the structure.
        if (!GeometryUtil.has3DCoordinates(molecule) || canBeMade(graph, settings)) {
            molecule = graph.container();
        } else {
            notes.add("begun from the coordinates in the file alone");
        }
        molecule.setTitle(name);
        return new GenerateJob(
                name,
                entry.source(),
                entry.place(),
                Optional.of(molecule),
                MolecularGraph.of(molecule),
                List.copyOf(notes),
                Optional.empty());
    }

    private static boolean canBeMade(MolecularGraph graph, GenerateSettings settings) {
        try {
            StartGeometries.of(graph, 1, settings.training().seed());
            return true;
        } catch (CDKException e) {
            return false;
        }
    }

    private static GenerateJob failed(MoleculeEntry entry, JobFailure failure) {
        return new GenerateJob(
                entry.name(), entry.source(), entry.place(), Optional.empty(), null, List.of(), Optional.of(failure));
    }
}
