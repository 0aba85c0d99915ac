package io.github.cdkdrift.cli;

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
}
