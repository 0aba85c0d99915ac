package io.github.cdkdrift.molecule;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The symmetry of a molecule that is not rigid: every operation is one of the skeleton followed by a turn of each terminal rotor. Methyl
 * groups multiply the number of operations by three each, so that a list of them all would soon be too long.
 *
 * @param skeleton the identity first; a group where there are no terminal rotors
 * @param terminalRotors that the operations of the skeleton do not turn
 */
public record SymmetryGroup(List<SymmetryOperation> skeleton, List<TerminalRotor> terminalRotors) {
    /** Copies the lists. */
    public SymmetryGroup {
        skeleton = List.copyOf(skeleton);
        terminalRotors = List.copyOf(terminalRotors);
    }

    /** A group whose operations are listed. */
    public static SymmetryGroup of(List<SymmetryOperation> operations) {
        return new SymmetryGroup(operations, List.of());
    }

    /** The number of operations. */
    public double size() {
        return terminalRotors.stream()
                .mapToDouble(terminal -> terminal.turns().size())
                .reduce(skeleton.size(), (a, b) -> a * b);
    }

    /**
     * All operations where there are at most {@code limit}, and otherwise the turns of as many terminal rotors as there is room for: a group,
     * the identity first.
     */
    public List<SymmetryOperation> operations(int limit) {
        List<SymmetryOperation> operations = size() <= limit ? skeleton : skeleton.subList(0, 1);
        for (TerminalRotor terminal : terminalRotors) {
            if (operations.size() * terminal.turns().size() <= limit) {
                List<SymmetryOperation> before = operations;
                operations = terminal.turns().stream()
                        .flatMap(turn -> before.stream().map(operation -> operation.then(turn)))
                        .toList();
            }
        }
        return new ArrayList<>(operations);
    }

    /** The copy of a geometry under an operation of the group, all equally likely. */
    public double[] image(double[] positions, RandomGenerator random) {
        double[] image = positions;
        if (!skeleton.isEmpty()) {
            image = skeleton.get(random.nextInt(skeleton.size())).apply(image);
        }
        for (TerminalRotor terminal : terminalRotors) {
            image = terminal.turns()
                    .get(random.nextInt(terminal.turns().size()))
                    .apply(image);
        }
        return image;
    }

    /** The operations that leave these atoms where they are, whatever the geometry: turns of other terminal rotors; all where no atoms are named. */
    public SymmetryGroup keeping(Set<Integer> atoms) {
        if (atoms.isEmpty()) {
            return this;
        }
        return new SymmetryGroup(
                skeleton.stream().limit(1).toList(),
                terminalRotors.stream()
                        .filter(terminal -> terminal.turns().stream()
                                .allMatch(turn -> atoms.stream().allMatch(atom -> turn.permutation()[atom] == atom)))
                        .toList());
    }
}
