package io.github.cdkdrift.rotamer;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The rotamer states of a molecule, symmetry-equivalent ones taken together, with their populations. Immutable; its arrays are
 * not to be modified.
 *
 * @param rotors the torsion of each rotatable bond, [rotors][4] atoms
 * @param torsions the densest value of each rotor in each state, [states][rotors] degrees
 * @param populations share of each state, positive or 0, sum 1, largest first as they were found, [states]
 * @param errors standard error of each population, [states]; null where they were not measured
 */
public record RotamerStates(int[][] rotors, double[][] torsions, double[] populations, double[] errors) {
    /** With populations whose errors were not measured. */
    public RotamerStates(int[][] rotors, double[][] torsions, double[] populations) {
        this(rotors, torsions, populations, null);
    }

    /** Checks the sizes and the sum. */
    public RotamerStates {
        if (populations.length == 0 || torsions.length != populations.length) {
            throw new IllegalArgumentException(populations.length + " populations for " + torsions.length
                    + " rotamer states, expected as many, at least 1");
        }
        if (Arrays.stream(torsions).anyMatch(ofState -> ofState.length != rotors.length)) {
            throw new IllegalArgumentException("expected one torsion of each of " + rotors.length + " rotors");
        }
        double sum = Arrays.stream(populations).sum();
        if (Arrays.stream(populations).anyMatch(share -> !(share >= 0)) || !(Math.abs(sum - 1) < 1e-6)) {
            throw new IllegalArgumentException(
                    "populations must not be negative and sum to 1, are " + Arrays.toString(populations));
        }
    }

    /** The one state of a molecule whose rotamers are not told apart. */
    public static RotamerStates single() {
        return new RotamerStates(new int[0][], new double[1][0], new double[] {1});
    }

    /** The number of states. */
    public int size() {
        return populations.length;
    }

    /**
     * The same with other populations, brought to the sum 1; a state of population 0 is never drawn.
     *
     * @param shares [states], none negative, not all 0
     */
    public RotamerStates withPopulations(double[] shares) {
        double sum = Arrays.stream(shares).sum();
        return new RotamerStates(
                rotors,
                torsions,
                Arrays.stream(shares).map(share -> share / sum).toArray());
    }

    /**
     * Some of the states alone, in the ratio of their populations.
     *
     * @param states their numbers, from 0
     * @throws IllegalArgumentException if there is no such state, or only unpopulated ones are named
     */
    public RotamerStates only(List<Integer> states) {
        double[] shares = new double[size()];
        for (int state : states) {
            if (state < 0 || state >= size()) {
                throw new IllegalArgumentException(
                        "there is no rotamer state " + (state + 1) + "; there are " + size());
            }
            shares[state] = populations[state];
        }
        if (Arrays.stream(shares).sum() == 0) {
            throw new IllegalArgumentException("the rotamer states named have no population");
        }
        return withPopulations(shares);
    }

    /** The same with standard errors of the populations, [states]. */
    public RotamerStates withErrors(double[] newErrors) {
        return new RotamerStates(rotors, torsions, populations, newErrors);
    }

    /** A state in words: its torsions in degrees, rotor by rotor. */
    public String describe(int state) {
        return IntStream.range(0, rotors.length)
                .mapToObj(rotor -> String.format(
                        Locale.ROOT,
                        "%s %.0f°",
                        Arrays.stream(rotors[rotor])
                                .mapToObj(atom -> String.valueOf(atom + 1))
                                .collect(Collectors.joining("-")),
                        torsions[state][rotor]))
                .collect(Collectors.joining(", "));
    }
}
