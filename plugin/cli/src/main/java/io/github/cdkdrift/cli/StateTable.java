package io.github.cdkdrift.cli;

import io.github.cdkdrift.molecule.PhysicalConstants;
import io.github.cdkdrift.rotamer.RotamerStates;
import java.util.Arrays;
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

    /** The same with the free energies of the states, relative to the lowest, by their populations at a temperature in kelvin. */
    static String of(RotamerStates states, double kelvin) {
        double highest = Arrays.stream(states.populations()).max().orElseThrow();
        double thermalEnergy = PhysicalConstants.BOLTZMANN * kelvin;
        String[] lines = of(states).split("\n");
        return IntStream.range(0, lines.length)
                .mapToObj(state -> {
                    double share = states.populations()[state];
                    String energy = share == 0
                            ? "not measured"
                            : String.format(
                                    Locale.ROOT,
                                    "%.2f ± %.2f kcal/mol",
                                    thermalEnergy * Math.log(highest / share),
                                    thermalEnergy * states.errors()[state] / share);
                    return lines[state] + "  free energy " + energy;
                })
                .collect(Collectors.joining("\n"));
    }
}
