package io.github.cdkdrift.molecule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.openscience.cdk.exception.CDKException;

/** The terminal rotors of a molecule and what remains of its automorphisms when hydrogens follow the atoms that carry them. */
final class TerminalRotors {
    private final MolecularGraph graph;
    private final int[][] neighbours;
    private final List<List<Integer>> hydrogens = new ArrayList<>();
    private final List<TerminalRotor> terminalRotors;

    TerminalRotors(MolecularGraph graph) {
        this.graph = graph;
        int[] elements = graph.atomicNumbers();
        neighbours = graph.neighbours();
        for (int i = 0; i < elements.length; i++) {
            boolean heavy = elements[i] > 1;
            hydrogens.add(Arrays.stream(neighbours[i])
                    .filter(neighbour -> heavy && elements[neighbour] == 1)
                    .sorted()
                    .boxed()
                    .toList());
        }
        terminalRotors = graph.rotors().stream()
                .flatMap(rotor -> List.of(rotor, new int[] {rotor[3], rotor[2], rotor[1], rotor[0]}).stream())
                .filter(rotor -> graph.endsInHydrogens(rotor[2]))
                .map(rotor -> new TerminalRotor(rotor, turns(hydrogens.get(rotor[2]))))
                .toList();
    }

    private List<SymmetryOperation> turns(List<Integer> group) {
        List<SymmetryOperation> turns = new ArrayList<>();
        for (int turn = 0; turn < group.size(); turn++) {
            int[] permutation = identity();
            for (int i = 0; i < group.size(); i++) {
                permutation[group.get(i)] = group.get((i + turn) % group.size());
            }
            turns.add(new SymmetryOperation(permutation, false));
        }
        return turns;
    }

    private int[] identity() {
        int[] identity = new int[graph.atoms()];
        Arrays.setAll(identity, i -> i);
        return identity;
    }

    List<TerminalRotor> terminalRotors() {
        return terminalRotors;
    }

    /**
     * The automorphisms of the heavy atoms, each with one of the ways that hydrogens can follow them; the identity alone where there
     * are more than {@code limit}.
     */
    List<int[]> skeletons(int limit) {
        int[] elements = graph.atomicNumbers();
        List<int[]> skeletons = new ArrayList<>();
        try {
            for (int[] ofHeavy : graph.heavyAtomAutomorphisms(limit)) {
                int[] permutation = identity();
                int heavy = 0;
                for (int atom = 0; atom < elements.length; atom++) {
                    if (elements[atom] > 1) {
                        int image = ofHeavy[heavy++];
                        permutation[atom] = image;
                        for (int i = 0; i < hydrogens.get(atom).size(); i++) {
                            permutation[hydrogens.get(atom).get(i)] =
                                    hydrogens.get(image).get(i);
                        }
                    }
                }
                skeletons.add(permutation);
            }
        } catch (CDKException e) {
            skeletons.add(identity());
        }
        return skeletons;
    }

    /** The hydrogens of an atom, in the order of their numbers. */
    List<Integer> hydrogens(int atom) {
        return hydrogens.get(atom);
    }

    /** Pairs of hydrogens on flat atoms that do not turn, as at the end of a double bond: either may follow either. */
    List<List<Integer>> flatPairs() {
        List<List<Integer>> pairs = new ArrayList<>();
        for (int atom = 0; atom < hydrogens.size(); atom++) {
            int end = atom;
            boolean turns = terminalRotors.stream().anyMatch(terminal -> terminal.torsion()[2] == end);
            if (hydrogens.get(atom).size() == 2 && neighbours[atom].length == 3 && !turns) {
                pairs.add(hydrogens.get(atom));
            }
        }
        return pairs;
    }
}
