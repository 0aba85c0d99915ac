package io.github.cdkdrift.superposition;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Which atom of a group lies on which: the permutations within the groups of equal atoms at one neighbour that go best with a
 * renumbering of the points. Where the groups can be permuted in few ways all are tried, otherwise rotation and permutation are
 * improved by turns, which may miss a better pair of both. One instance serves one thread.
 */
final class GroupMatching {
    private static final int TURNS = 4;
    private static final int[][][] PERMUTATIONS = IntStream.rangeClosed(0, AtomSymmetry.LARGEST_GROUP)
            .mapToObj(GroupMatching::permutations)
            .toArray(int[][][]::new);

    private final int[] groups;
    private final int singles;
    private final int[] firstOfGroup;
    private final boolean triesAll;

    private final double[] sum = new double[9];
    private final double[] horn = new double[16];
    private final double[] rotation = new double[9];
    private final double[] scores = new double[AtomSymmetry.LARGEST_GROUP * AtomSymmetry.LARGEST_GROUP];
    private final double[][][] sums;
    private final double[][] partial;
    private final int[] tried;
    private final int[] chosen;

    private Shape a;
    private Shape b;
    private int[] renumbering;
    private double best;

    GroupMatching(AtomSymmetry symmetry) {
        groups = symmetry.groups();
        singles = symmetry.singles();
        firstOfGroup = symmetry.firstOfGroup();
        triesAll = symmetry.all() <= AtomSymmetry.MOST_RENUMBERINGS;
        sums = new double[groups.length][][];
        Arrays.setAll(sums, g -> new double[PERMUTATIONS[groups[g]].length][9]);
        partial = new double[groups.length + 1][9];
        tried = new int[groups.length];
        chosen = new int[groups.length];
    }

    /** Whether some permutation brings the overlap to this. */
    boolean reaches(double[] pointSum, Shape first, Shape second, int[] points, double overlap) {
        set(first, second, points);
        return improved(pointSum, overlap) || (triesAll && all(pointSum, overlap, 0));
    }

    /** The greatest overlap, if it is more than {@code least}, otherwise {@code least}; {@link #chosen} are its permutations. */
    double greatest(double[] pointSum, Shape first, Shape second, int[] points, double least) {
        set(first, second, points);
        best = least;
        if (triesAll) {
            all(pointSum, Double.POSITIVE_INFINITY, 0);
        } else {
            improved(pointSum, Double.POSITIVE_INFINITY);
        }
        return best;
    }

    /** The atom of a group's partner that a member of the group lies on, counted within the partner. */
    int partner(int group, int member) {
        return PERMUTATIONS[groups[group]][chosen[group]][member];
    }

    private void set(Shape first, Shape second, int[] points) {
        a = first;
        b = second;
        renumbering = points;
        best = Double.NEGATIVE_INFINITY;
    }

    /** Tries all permutations of the groups from one on, {@link #partial} holding the sum of those before. */
    private boolean all(double[] pointSum, double overlap, int group) {
        if (group == 0) {
            System.arraycopy(pointSum, 0, partial[0], 0, 9);
            fillSums();
        }
        if (group == groups.length) {
            return keep(partial[group], tried, overlap);
        }
        for (int p = 0; p < sums[group].length; p++) {
            tried[group] = p;
            for (int i = 0; i < 9; i++) {
                partial[group + 1][i] = partial[group][i] + sums[group][p][i];
            }
            if (all(pointSum, overlap, group + 1)) {
                return true;
            }
        }
        return false;
    }

    private void fillSums() {
        for (int g = 0; g < groups.length; g++) {
            for (int p = 0; p < sums[g].length; p++) {
                Arrays.fill(sums[g][p], 0);
                addGroup(g, p, sums[g][p]);
            }
        }
    }

    /** Keeps the permutations if they are the best so far; whether they reach the overlap, which ends the search. */
    private boolean keep(double[] total, int[] permutations, double overlap) {
        if (overlap < Double.POSITIVE_INFINITY) {
            return QuaternionOverlap.reaches(total, overlap);
        }
        double greatest = QuaternionOverlap.greatest(total, bound());
        if (greatest > best) {
            best = greatest;
            System.arraycopy(permutations, 0, chosen, 0, chosen.length);
        }
        return false;
    }

    private double bound() {
        return (a.spread() + b.spread()) / 2;
    }

    private boolean improved(double[] pointSum, double overlap) {
        if (!QuaternionOverlap.isDegenerate(pointSum)) {
            System.arraycopy(pointSum, 0, sum, 0, 9);
            return improvedByTurns(pointSum, overlap);
        }
        int largest = largestGroup();
        for (int start = 0; start < PERMUTATIONS[groups[largest]].length; start++) {
            System.arraycopy(pointSum, 0, sum, 0, 9);
            addGroup(largest, start, sum);
            if (improvedByTurns(pointSum, overlap)) {
                return true;
            }
        }
        return false;
    }

    /** By turns the rotation for {@link #sum}, and the permutations for the rotation. */
    private boolean improvedByTurns(double[] pointSum, double overlap) {
        Arrays.fill(tried, -1);
        for (int turn = 0; turn < TURNS; turn++) {
            QuaternionOverlap.rotation(sum, QuaternionOverlap.greatest(sum, bound()), horn, rotation);
            System.arraycopy(pointSum, 0, sum, 0, 9);
            boolean changed = false;
            for (int g = 0; g < groups.length; g++) {
                int permutation = bestPermutation(g);
                changed |= permutation != tried[g];
                tried[g] = permutation;
                addGroup(g, permutation, sum);
            }
            if (keep(sum, tried, overlap)) {
                return true;
            }
            if (!changed) {
                return false;
            }
        }
        return false;
    }

    private int bestPermutation(int group) {
        int size = groups[group];
        int from = 3 * firstOfGroup[group];
        int to = 3 * firstOfPartner(group);
        for (int j = 0; j < size; j++) {
            double[] y = b.deviations();
            int at = to + 3 * j;
            double x0 = rotation[0] * y[at] + rotation[1] * y[at + 1] + rotation[2] * y[at + 2];
            double x1 = rotation[3] * y[at] + rotation[4] * y[at + 1] + rotation[5] * y[at + 2];
            double x2 = rotation[6] * y[at] + rotation[7] * y[at + 1] + rotation[8] * y[at + 2];
            for (int i = 0; i < size; i++) {
                int other = from + 3 * i;
                scores[size * i + j] =
                        a.deviations()[other] * x0 + a.deviations()[other + 1] * x1 + a.deviations()[other + 2] * x2;
            }
        }
        int found = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int p = 0; p < PERMUTATIONS[size].length; p++) {
            double score = 0;
            for (int i = 0; i < size; i++) {
                score += scores[size * i + PERMUTATIONS[size][p][i]];
            }
            if (score > most) {
                most = score;
                found = p;
            }
        }
        return found;
    }

    private void addGroup(int group, int permutation, double[] to) {
        int size = groups[group];
        int from = 3 * firstOfGroup[group];
        int onto = 3 * firstOfPartner(group);
        for (int i = 0; i < size; i++) {
            Overlaps.addOuter(
                    b.deviations(), onto + 3 * PERMUTATIONS[size][permutation][i], a.deviations(), from + 3 * i, 1, to);
        }
    }

    private int firstOfPartner(int group) {
        return firstOfGroup[renumbering[singles + group] - singles];
    }

    private int largestGroup() {
        int largest = 0;
        for (int g = 1; g < groups.length; g++) {
            largest = groups[g] > groups[largest] ? g : largest;
        }
        return largest;
    }

    /** The identity first. */
    private static int[][] permutations(int size) {
        if (size == 0) {
            return new int[][] {{}};
        }
        return Arrays.stream(permutations(size - 1))
                .flatMap(shorter -> IntStream.range(0, size).mapToObj(back -> {
                    int place = size - 1 - back;
                    int[] longer = new int[size];
                    System.arraycopy(shorter, 0, longer, 0, place);
                    longer[place] = size - 1;
                    System.arraycopy(shorter, place, longer, place + 1, size - 1 - place);
                    return longer;
                }))
                .toArray(int[][]::new);
    }
}
