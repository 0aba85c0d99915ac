package io.github.cdkdrift.potential;

import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.potential.CorrectionTerms.Function;
import io.github.cdkdrift.potential.CorrectionTerms.Shape;
import io.github.cdkdrift.potential.CorrectionTerms.Term;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lists the {@link CorrectionTerms} of a molecule. */
final class CorrectionTermList {
    private static final int BOND_POWERS = 4;
    private static final int ANGLE_POWERS = 4;
    private static final int HARMONICS = 3;
    private static final int[] PAIR_POWERS = {1, 3, 6};

    /** More coefficients than these are too many to fit; surroundings then count less far. */
    private static final int MOST_COLUMNS = 3_000;

    private static final int[] ROUNDS = {20, 2, 1, 0};

    private final int atoms;
    private final int[] classes;
    private final int[][] neighbours;
    private final BitSet linear;
    private final List<CorrectionCoordinate> coordinates = new ArrayList<>();
    private final Map<List<Integer>, Integer> torsions = new LinkedHashMap<>();
    private final List<Function> functions = new ArrayList<>();
    private final Map<Function, Integer> functionNumbers = new LinkedHashMap<>();
    private final List<Term> terms = new ArrayList<>();
    private final Map<String, Integer> columns = new LinkedHashMap<>();
    private final Map<String, Integer> groups = new LinkedHashMap<>();

    private CorrectionTermList(MolecularGraph graph, int[] classes) {
        atoms = graph.atoms();
        this.classes = classes;
        neighbours = graph.neighbours();
        linear = graph.linearAtoms();
        // The function that is 1 stands for factors that a term has not.
        functions.add(new Function(-1, Shape.ONE, 0));
    }

    /** Those of a molecule, always in the same order. */
    static CorrectionTerms of(MolecularGraph graph) {
        CorrectionTerms terms = null;
        for (int rounds : ROUNDS) {
            terms = new CorrectionTermList(graph, AtomClasses.of(graph, rounds)).build(graph);
            if (terms.size() <= MOST_COLUMNS) {
                break;
            }
        }
        return terms;
    }

    private CorrectionTerms build(MolecularGraph graph) {
        Map<Long, Integer> bonds = new LinkedHashMap<>();
        Map<List<Integer>, Integer> angles = new LinkedHashMap<>();
        Set<Long> near = new HashSet<>();
        for (int[] bond : graph.bonds()) {
            int number = coordinate(CorrectionCoordinate.Kind.LENGTH, bond[0], bond[1]);
            bonds.put(pair(bond[0], bond[1]), number);
            near.add(pair(bond[0], bond[1]));
            for (int power = 1; power <= BOND_POWERS; power++) {
                add(key("b" + power, bond[0], bond[1]), power(number, power));
            }
        }
        for (int centre = 0; centre < atoms; centre++) {
            int[] around = neighbours[centre];
            for (int i = 0; i < around.length; i++) {
                for (int j = i + 1; j < around.length; j++) {
                    addAngle(around[i], centre, around[j], linear.get(centre), bonds, angles);
                    near.add(pair(around[i], around[j]));
                }
            }
            addAnglePairs(centre, around, angles);
        }
        for (int[] bond : graph.bonds()) {
            if (!linear.get(bond[0]) && !linear.get(bond[1])) {
                addTorsions(bond[0], bond[1], bonds, angles);
            }
        }
        for (int i = 0; i < atoms; i++) {
            for (int j = i + 1; j < atoms; j++) {
                if (!near.contains(pair(i, j))) {
                    int number = coordinate(CorrectionCoordinate.Kind.INVERSE, i, j);
                    for (int power : PAIR_POWERS) {
                        add(key("p" + power, i, j), power(number, power));
                    }
                }
            }
        }
        return new CorrectionTerms(atoms, coordinates, functions, terms, columns.size(), groups.size());
    }

    private void addAngle(
            int i, int centre, int j, boolean linear, Map<Long, Integer> bonds, Map<List<Integer>, Integer> angles) {
        int first = bonds.get(pair(i, centre));
        int second = bonds.get(pair(centre, j));
        add(key("bb", i, centre, j), power(first, 1), power(second, 1));
        if (linear) {
            return;
        }
        int angle = coordinate(CorrectionCoordinate.Kind.ANGLE, i, centre, j);
        angles.put(List.of(Math.min(i, j), centre, Math.max(i, j)), angle);
        for (int power = 1; power <= ANGLE_POWERS; power++) {
            add(key("a" + power, i, centre, j), power(angle, power));
        }
        add(directed("ba", i, centre, j), power(first, 1), power(angle, 1));
        add(directed("ba", j, centre, i), power(second, 1), power(angle, 1));
    }

    /** Angles about one atom that share a bond. */
    private void addAnglePairs(int centre, int[] around, Map<List<Integer>, Integer> angles) {
        for (int shared : around) {
            for (int i : around) {
                for (int j : around) {
                    Integer first = angles.get(angle(shared, centre, i));
                    Integer second = angles.get(angle(shared, centre, j));
                    if (i < j && i != shared && j != shared && first != null && second != null) {
                        add(directed("aa", shared, centre) + key(" ", i, j), power(first, 1), power(second, 1));
                    }
                }
            }
        }
    }

    private void addTorsions(int b, int c, Map<Long, Integer> bonds, Map<List<Integer>, Integer> angles) {
        int axis = bonds.get(pair(b, c));
        for (int a : neighbours[b]) {
            for (int d : neighbours[c]) {
                if (a == c || d == b || a == d) {
                    continue;
                }
                int torsion = torsion(a, b, c, d);
                int first = angles.get(angle(a, b, c));
                int second = angles.get(angle(b, c, d));
                for (int m = 1; m <= HARMONICS; m++) {
                    int wave = wave(torsion, m);
                    add(key("t" + m, a, b, c, d), wave);
                    add(key("bt" + m, a, b, c, d), power(axis, 1), wave);
                    add(directed("at" + m, a, b, c, d), power(first, 1), wave);
                    add(directed("at" + m, d, c, b, a), power(second, 1), wave);
                }
                add(key("aat", a, b, c, d), power(first, 1), power(second, 1), wave(torsion, 1));
                addNextTorsions(a, b, c, d, torsion);
                addNextTorsions(d, c, b, a, torsion);
            }
        }
    }

    /** The torsions of the next bond, each pair of bonds once: from that whose end has the smaller number. */
    private void addNextTorsions(int a, int b, int c, int d, int torsion) {
        for (int e : neighbours[d]) {
            if (b > d || e == c || e == b || e == a || linear.get(d)) {
                continue;
            }
            int next = torsion(b, c, d, e);
            add(key("tt", a, b, c, d, e), wave(torsion, 1), wave(next, 1));
            add(key("ts", a, b, c, d, e), sine(torsion), sine(next));
        }
    }

    private int torsion(int a, int b, int c, int d) {
        boolean forward = b < c;
        List<Integer> atoms = forward ? List.of(a, b, c, d) : List.of(d, c, b, a);
        return torsions.computeIfAbsent(
                atoms,
                key -> coordinate(
                        CorrectionCoordinate.Kind.TORSION,
                        key.stream().mapToInt(Integer::intValue).toArray()));
    }

    private int coordinate(CorrectionCoordinate.Kind kind, int... of) {
        int group = groups.computeIfAbsent(key(kind.name(), of), key -> groups.size());
        coordinates.add(new CorrectionCoordinate(kind, of, group));
        return coordinates.size() - 1;
    }

    private int power(int coordinate, int order) {
        return function(new Function(coordinate, Shape.POWER, order));
    }

    private int wave(int coordinate, int order) {
        return function(new Function(coordinate, Shape.COSINE, order));
    }

    private int sine(int coordinate) {
        return function(new Function(coordinate, Shape.SINE, 1));
    }

    private int function(Function function) {
        return functionNumbers.computeIfAbsent(function, key -> {
            functions.add(function);
            return functions.size() - 1;
        });
    }

    private void add(String key, int... factors) {
        int column = columns.computeIfAbsent(key, name -> columns.size());
        int[] three = Arrays.copyOf(factors, 3);
        terms.add(new Term(column, three[0], three[1], three[2]));
    }

    private static long pair(int i, int j) {
        return (long) Math.min(i, j) << 32 | Math.max(i, j);
    }

    private static List<Integer> angle(int i, int centre, int j) {
        return List.of(Math.min(i, j), centre, Math.max(i, j));
    }

    /** The same in both directions. */
    private String key(String kind, int... of) {
        String forward = directed("", of);
        int[] reversed = new int[of.length];
        Arrays.setAll(reversed, i -> of[of.length - 1 - i]);
        String backward = directed("", reversed);
        return kind + (forward.compareTo(backward) <= 0 ? forward : backward);
    }

    private String directed(String kind, int... of) {
        StringBuilder key = new StringBuilder(kind);
        for (int atom : of) {
            key.append(' ').append(String.format("%04d", classes[atom]));
        }
        return key.toString();
    }
}
