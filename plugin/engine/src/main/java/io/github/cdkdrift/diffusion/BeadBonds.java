package io.github.cdkdrift.diffusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which beads are joined.
 *
 * @param beads how many there are, at least 3
 * @param pairs {i, j} of joined beads, numbered from 0; a path of them leads from each bead to each other
 */
public record BeadBonds(int beads, List<int[]> pairs) {
    /** Up to so many beads all quadruples are looked at. */
    private static final int FEW = 6;

    /** Checks numbers and paths. */
    public BeadBonds {
        if (beads < 3) {
            throw new IllegalArgumentException("beads are at least 3, found " + beads);
        }
        pairs = List.copyOf(pairs);
        for (int[] pair : pairs) {
            if (pair.length != 2 || Math.min(pair[0], pair[1]) < 0 || Math.max(pair[0], pair[1]) >= beads) {
                throw new IllegalArgumentException(
                        "found the bond " + Arrays.toString(pair) + "; expected two of " + beads + " beads");
            }
        }
        for (int separation : separations(beads, pairs)[0]) {
            if (separation == Integer.MAX_VALUE) {
                throw new IllegalArgumentException("no path of bonds joins all of the " + beads + " beads");
            }
        }
    }

    /** A chain: each bead is joined with the next. */
    public static BeadBonds chain(int beads) {
        List<int[]> pairs = new ArrayList<>();
        for (int i = 1; i < beads; i++) {
            pairs.add(new int[] {i - 1, i});
        }
        return new BeadBonds(beads, pairs);
    }

    /** Bonds on the shortest path from each bead to each, [beads][beads]. */
    int[][] separations() {
        return separations(beads, pairs);
    }

    private static int[][] separations(int beads, List<int[]> pairs) {
        int[][] steps = new int[beads][beads];
        for (int i = 0; i < beads; i++) {
            Arrays.fill(steps[i], Integer.MAX_VALUE);
            steps[i][i] = 0;
        }
        for (int[] pair : pairs) {
            steps[pair[0]][pair[1]] = Math.min(steps[pair[0]][pair[1]], 1);
            steps[pair[1]][pair[0]] = Math.min(steps[pair[1]][pair[0]], 1);
        }
        for (int k = 0; k < beads; k++) {
            for (int i = 0; i < beads; i++) {
                for (int j = 0; j < beads; j++) {
                    long around = (long) steps[i][k] + steps[k][j];
                    steps[i][j] = (int) Math.min(steps[i][j], around);
                }
            }
        }
        return steps;
    }

    /**
     * The quadruples whose signed volumes say on which hand the beads are, [quadruples][4] rising: all of few beads, of more those that are
     * joined among themselves.
     */
    int[][] quadruples() {
        int[][] steps = separations();
        List<int[]> found = new ArrayList<>();
        for (int a = 0; a < beads; a++) {
            for (int b = a + 1; b < beads; b++) {
                for (int c = b + 1; c < beads; c++) {
                    for (int d = c + 1; d < beads; d++) {
                        int[] quadruple = {a, b, c, d};
                        if (beads <= FEW || areJoined(quadruple, steps)) {
                            found.add(quadruple);
                        }
                    }
                }
            }
        }
        return found.toArray(int[][]::new);
    }

    private static boolean areJoined(int[] quadruple, int[][] steps) {
        boolean[] reached = {true, false, false, false};
        for (int round = 1; round < 4; round++) {
            for (int i = 0; i < 4; i++) {
                for (int j = 0; j < 4; j++) {
                    reached[j] |= reached[i] && steps[quadruple[i]][quadruple[j]] == 1;
                }
            }
        }
        return reached[1] && reached[2] && reached[3];
    }
}
