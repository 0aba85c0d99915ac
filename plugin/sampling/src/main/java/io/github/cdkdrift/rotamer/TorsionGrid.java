package io.github.cdkdrift.rotamer;

import java.util.Arrays;

/** A grid over the circles of all rotors, and what is true of each of its cells; the last rotor's index changes fastest. */
final class TorsionGrid {
    /** Bins of a circle that count as visited or not: 20°. */
    private static final int BINS = 18;

    /** Cells of a circle by the number of rotors, multiples of the bins; at most two million in all. */
    private static final int[] CELLS = {360, 360, 72, 36, 18};

    static final int MOST_ROTORS = CELLS.length;

    private final int rotors;
    private final int cells;
    private final double[] angles;

    TorsionGrid(int rotors) {
        this.rotors = rotors;
        cells = CELLS[rotors - 1];
        angles = new double[cells];
        Arrays.setAll(angles, cell -> 2 * Math.PI * (cell + 0.5) / cells - Math.PI);
    }

    private int size() {
        return (int) Math.round(Math.pow(cells, rotors));
    }

    /** The free energy at the middle of each cell, [cells of all rotors] kcal/mol. */
    double[] energies(FourierSeries series, double[] coefficients) {
        double[][] ofOne = new double[rotors][];
        double[][][][] ofPair = new double[rotors][rotors][][];
        for (int j = 0; j < rotors; j++) {
            ofOne[j] = series.ofOne(coefficients, j, angles);
            for (int i = 0; i < j; i++) {
                ofPair[i][j] = series.ofPair(coefficients, i, j, angles, angles);
            }
        }
        double[] energies = new double[size()];
        fill(energies, ofOne, ofPair, new int[rotors], 0, 0, 0);
        return energies;
    }

    private void fill(
            double[] energies, double[][] ofOne, double[][][][] ofPair, int[] cell, int rotor, int at, double energy) {
        if (rotor == rotors) {
            energies[at] = energy;
            return;
        }
        for (int g = 0; g < cells; g++) {
            double sum = energy + ofOne[rotor][g];
            for (int i = 0; i < rotor; i++) {
                sum += ofPair[i][rotor][cell[i]][g];
            }
            cell[rotor] = g;
            fill(energies, ofOne, ofPair, cell, rotor + 1, at * cells + g, sum);
        }
    }

    /**
     * The state of each cell by the sectors of its rotors.
     *
     * @param edges where sectors begin, rising, [rotors][sectors] degrees
     */
    int[] states(double[][] edges) {
        int[] states = new int[size()];
        for (int at = 0; at < states.length; at++) {
            int rest = at;
            int factor = 1;
            for (int rotor = rotors - 1; rotor >= 0; rotor--) {
                states[at] += factor * sector(edges[rotor], Math.toDegrees(angles[rest % cells]));
                factor *= edges[rotor].length;
                rest /= cells;
            }
        }
        return states;
    }

    private static int sector(double[] edges, double degrees) {
        int begun = 0;
        while (begun < edges.length && edges[begun] <= degrees) {
            begun++;
        }
        return begun == 0 ? edges.length - 1 : begun - 1;
    }

    /** Whether frames have been in each cell: in the bins of each of its rotors, or of each two where there are several. */
    boolean[] visited(Visits visits) {
        boolean[] visited = new boolean[size()];
        int[] bins = new int[rotors];
        for (int at = 0; at < visited.length; at++) {
            int rest = at;
            for (int rotor = rotors - 1; rotor >= 0; rotor--) {
                bins[rotor] = rest % cells * BINS / cells;
                rest /= cells;
            }
            visited[at] = visits.contain(bins);
        }
        return visited;
    }

    /** Which bins of each pair of torsions frames have been in; a torsion with itself is a pair, too. */
    static final class Visits {
        private final boolean[][][] seen;
        private final int[] bins;

        Visits(int rotors) {
            seen = new boolean[rotors][rotors][BINS * BINS];
            bins = new int[rotors];
        }

        void add(double[] radians) {
            for (int rotor = 0; rotor < bins.length; rotor++) {
                bins[rotor] = (int) Math.floor((radians[rotor] + Math.PI) / (2 * Math.PI) * BINS) % BINS;
            }
            for (int i = 0; i < bins.length; i++) {
                for (int j = 0; j <= i; j++) {
                    seen[i][j][bins[i] * BINS + bins[j]] = true;
                }
            }
        }

        private boolean contain(int[] cell) {
            for (int i = 0; i < cell.length; i++) {
                for (int j = 0; j <= i; j++) {
                    if (!seen[i][j][cell[i] * BINS + cell[j]]) {
                        return false;
                    }
                }
            }
            return true;
        }
    }
}
