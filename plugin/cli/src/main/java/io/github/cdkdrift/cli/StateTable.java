package io.github.cdkdrift.cli;

import io.github.cdkdrift.model.FreeEnergy;
import io.github.cdkdrift.rotamer.RotamerStates;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rotamer states as text: number, population, torsions. */
final class StateTable {
    private StateTable() {}

    static String of(RotamerStates states) {
        return IntStream.range(0, states.size())
                .mapToObj(state -> String.format(
                        Locale.ROOT,
                        "  state %d  %5.1f%s %%  %s",
                        state + 1,
                        100 * states.populations()[state],
                        states.errors() == null
                                ? ""
                                : String.format(Locale.ROOT, " ± %.1f", 100 * states.errors()[state]),
                        states.describe(state)))
                .collect(Collectors.joining("\n"));
    }

    /** The same with free energies relative to the lowest; null of a state that no conformer is in. */
    static String of(RotamerStates states, FreeEnergy[] energies) {
        String[] lines = of(states).split("\n");
        return IntStream.range(0, lines.length)
                .mapToObj(state -> lines[state] + "  free energy " + inWords(energies[state]))
                .collect(Collectors.joining("\n"));
    }

    private static String inWords(FreeEnergy energy) {
        if (energy == null) {
            return "not measured: no conformer is in this state";
        }
        return energy.standardError() == 0
                ? String.format(Locale.ROOT, "%.2f kcal/mol", energy.value())
                : String.format(Locale.ROOT, "%.2f ± %.2f kcal/mol", energy.value(), energy.standardError());
    }
}
