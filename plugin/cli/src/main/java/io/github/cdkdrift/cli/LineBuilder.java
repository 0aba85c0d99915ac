package io.github.cdkdrift.cli;

import io.github.cdkdrift.cli.GenerateReport.Average;
import io.github.cdkdrift.cli.GenerateReport.Line;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.potential.PotentialCalls;
import java.util.List;

/** Makes a line of a report, part by part; what is not stated is not known. */
final class LineBuilder {
    private final long number;
    private final String name;
    private String source = "";
    private String place = "";
    private String reason = "";
    private String message = "";
    private String formula = "";
    private Integer atoms;
    private String potential = "";
    private Integer conformers;
    private StateShares states;
    private boolean withErrors;
    private Boolean cached;
    private double seconds;
    private PotentialCalls calls;
    private Double effectiveSamples;
    private Double splitRhat;
    private Boolean converged;
    private List<String> notes = List.of();
    private List<Average> properties = List.of();
    private String verdict = "";

    LineBuilder(long number, String name) {
        this.number = number;
        this.name = name;
    }

    LineBuilder from(String itsSource, String itsPlace) {
        source = itsSource;
        place = itsPlace;
        return this;
    }

    LineBuilder failed(String itsReason, String itsMessage) {
        reason = itsReason;
        message = itsMessage;
        return this;
    }

    LineBuilder molecule(MolecularGraph graph) {
        formula = graph.formula();
        atoms = graph.atoms();
        return this;
    }

    LineBuilder wrote(int count) {
        conformers = count;
        return this;
    }

    /** @param errors whether standard errors of the populations were measured */
    LineBuilder states(StateShares itsStates, boolean errors) {
        states = itsStates;
        withErrors = errors;
        return this;
    }

    LineBuilder work(double itsSeconds, List<String> itsNotes) {
        seconds = itsSeconds;
        notes = itsNotes;
        return this;
    }

    LineBuilder potential(String itsName, PotentialCalls itsCalls, boolean isCached) {
        potential = itsName;
        calls = itsCalls;
        cached = isCached;
        return this;
    }

    LineBuilder sampling(double effective, double rhat, Boolean isConverged) {
        effectiveSamples = known(effective);
        splitRhat = known(rhat);
        converged = isConverged;
        return this;
    }

    LineBuilder answers(List<Average> averages, String itsVerdict) {
        properties = averages;
        verdict = itsVerdict;
        return this;
    }

    private static Double known(double value) {
        return Double.isFinite(value) ? value : null;
    }

    Line line() {
        return new Line(
                number,
                name,
                source,
                place,
                reason.isEmpty() ? "done" : "failed",
                reason,
                formula,
                atoms,
                potential,
                conformers,
                states == null ? null : states.count(),
                states == null ? null : states.populations(),
                states == null || !withErrors ? null : states.errors(),
                cached,
                seconds,
                calls == null ? null : calls.total(),
                calls,
                effectiveSamples,
                splitRhat,
                converged,
                "",
                notes,
                message,
                properties,
                verdict);
    }
}
