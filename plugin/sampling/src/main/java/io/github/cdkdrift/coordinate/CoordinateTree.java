package io.github.cdkdrift.coordinate;

import io.github.cdkdrift.molecule.MolecularGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The tree of bonds that {@link InternalCoordinates} follow, breadth first from the middle of the molecule. */
final class CoordinateTree {
    /**
     * How one atom is placed.
     *
     * @param atom that is placed
     * @param on its bond's other end, −1 for the first
     * @param behind the end of the axis that the angle is measured against, −1 for the first two
     * @param far the atom that the torsion is measured against, −1 for the first three
     * @param linear whether the atom at {@code on} is linear
     * @param sibling whether {@code far} hangs on the same atom
     * @param first index of its coordinates
     */
    record Row(int atom, int on, int behind, int far, boolean linear, boolean sibling, int first) {}

    private final int[][] neighbours;
    private final BitSet linear;
    private final int[] parent;
    private final List<Integer> order = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();

    CoordinateTree(MolecularGraph graph) {
        linear = graph.linearAtoms();
        int[] elements = graph.atomicNumbers();
        neighbours = Arrays.stream(graph.neighbours())
                .map(around -> Arrays.stream(around)
                        .boxed()
                        .sorted(Comparator.comparing((Integer atom) -> elements[atom] == 1))
                        .mapToInt(Integer::intValue)
                        .toArray())
                .toArray(int[][]::new);
        parent = new int[neighbours.length];
        Arrays.fill(parent, -1);
        int root = middle(neighbours, linear);
        if (root < 0) {
            throw new IllegalArgumentException(
                    "internal coordinates need three bonded atoms that are not in a line, found none among "
                            + neighbours.length + " atoms");
        }
        grow(root);
    }

    /** Rows as numbers, which {@link #rows(int[][], int)} reads again. */
    static int[][] numbers(Row[] rows) {
        return Arrays.stream(rows)
                .map(row -> new int[] {
                    row.atom(), row.on(), row.behind(), row.far(), row.linear() ? 1 : 0, row.sibling() ? 1 : 0
                })
                .toArray(int[][]::new);
    }

    /** Rows from numbers, as {@link InternalCoordinates#tree} wrote them. */
    static List<Row> rows(int[][] tree, int atoms) {
        List<Row> rows = new ArrayList<>();
        BitSet placed = new BitSet();
        for (int[] numbers : tree) {
            int number = rows.size();
            boolean fits = numbers.length == 6
                    && numbers[0] >= 0
                    && numbers[0] < atoms
                    && !placed.get(numbers[0])
                    && isPlaced(placed, numbers[1], number > 0)
                    && isPlaced(placed, numbers[2], number > 1)
                    && isPlaced(placed, numbers[3], number > 2);
            if (!fits) {
                throw new IllegalArgumentException("found " + Arrays.toString(numbers) + " as row " + (number + 1)
                        + " of a tree of atoms; expected an atom that hangs on atoms placed before it");
            }
            placed.set(numbers[0]);
            rows.add(new Row(
                    numbers[0], numbers[1], numbers[2], numbers[3], numbers[4] == 1, numbers[5] == 1, first(number)));
        }
        if (rows.size() != atoms) {
            throw new IllegalArgumentException("found a tree of " + rows.size() + " atoms, expected " + atoms);
        }
        return rows;
    }

    private static boolean isPlaced(BitSet placed, int atom, boolean wanted) {
        return wanted ? atom >= 0 && placed.get(atom) : atom == -1;
    }

    /** The index of the first coordinate of the atom placed in this row. */
    private static int first(int number) {
        return number < 2 ? 0 : number == 2 ? 1 : 3 * number - 6;
    }

    static boolean hasRoot(MolecularGraph graph) {
        return middle(graph.neighbours(), graph.linearAtoms()) >= 0;
    }

    /** The atom with the shortest longest way to any other, of those that are not linear and have two neighbours. */
    private static int middle(int[][] neighbours, BitSet linear) {
        return IntStream.range(0, neighbours.length)
                .filter(atom -> neighbours[atom].length > 1 && !linear.get(atom))
                .boxed()
                .min(Comparator.comparingInt((Integer atom) -> longestWay(atom, neighbours))
                        .thenComparingInt(atom -> -neighbours[atom].length))
                .orElse(-1);
    }

    private static int longestWay(int from, int[][] neighbours) {
        int[] distance = new int[neighbours.length];
        Arrays.fill(distance, -1);
        distance[from] = 0;
        List<Integer> reached = new ArrayList<>(List.of(from));
        for (int i = 0; i < reached.size(); i++) {
            for (int next : neighbours[reached.get(i)]) {
                if (distance[next] < 0) {
                    distance[next] = distance[reached.get(i)] + 1;
                    reached.add(next);
                }
            }
        }
        return distance[reached.get(reached.size() - 1)];
    }

    private void grow(int root) {
        parent[root] = root;
        order.add(root);
        rows.add(new Row(root, -1, -1, -1, false, false, 0));
        for (int next = 0; next < order.size(); next++) {
            int on = order.get(next);
            List<Integer> placed = new ArrayList<>();
            for (int atom : neighbours[on]) {
                if (parent[atom] < 0) {
                    parent[atom] = on;
                    hang(atom, on, placed);
                    placed.add(atom);
                    order.add(atom);
                }
            }
        }
        if (order.size() < neighbours.length) {
            throw new IllegalArgumentException("the molecule is in several pieces");
        }
    }

    private void hang(int atom, int on, List<Integer> siblings) {
        int number = rows.size();
        int first = first(number);
        boolean onRoot = parent[on] == on;
        int behind = onRoot ? siblings.isEmpty() ? -1 : siblings.get(0) : parent[on];
        int axisEnd = onRoot ? 1 : 0;
        if (number < 3) {
            rows.add(new Row(atom, on, behind, -1, false, false, first));
        } else if (linear.get(on)) {
            rows.add(new Row(atom, on, behind, offAxis(on, behind), true, false, first));
        } else if (siblings.size() > axisEnd) {
            rows.add(new Row(atom, on, behind, siblings.get(axisEnd), false, true, first));
        } else {
            rows.add(new Row(atom, on, behind, offAxis(on, behind), false, false, first));
        }
    }

    /** The first atom placed that is bonded to the near end of what {@code on} and {@code behind} are in line with. */
    private int offAxis(int on, int behind) {
        int from = on;
        int end = behind;
        while (linear.get(end)) {
            int beyond = other(end, from);
            from = end;
            end = beyond;
        }
        int before = from;
        int last = end;
        return order.stream()
                .filter(atom -> atom != before && atom != last && isBonded(atom, last) && parent[atom] >= 0)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no atom off the axis of a linear group"));
    }

    private int other(int atom, int not) {
        return neighbours[atom][0] == not ? neighbours[atom][1] : neighbours[atom][0];
    }

    private boolean isBonded(int a, int b) {
        return IntStream.of(neighbours[a]).anyMatch(atom -> atom == b);
    }

    List<Row> rows() {
        return List.copyOf(rows);
    }
}
