package io.github.cdkdrift.potential;

import java.util.Arrays;

/**
 * The descriptor q = 1/d of every pair of atoms, and its gradient (Chmiela et al. 2017, doi:10.1126/sciadv.1603015). Pairs
 * (1,0), (2,0), (2,1), (3,0) … as in sGDML's files. It knows neither rotation nor translation nor reflection.
 */
final class InverseDistances {
    private final int atoms;
    private final int[] first;
    private final int[] second;

    InverseDistances(int atoms) {
        this.atoms = atoms;
        int pairs = atoms * (atoms - 1) / 2;
        first = new int[pairs];
        second = new int[pairs];
        for (int i = 1; i < atoms; i++) {
            for (int j = 0; j < i; j++) {
                first[pair(i, j)] = i;
                second[pair(i, j)] = j;
            }
        }
    }

    int atoms() {
        return atoms;
    }

    int pairs() {
        return first.length;
    }

    int first(int pair) {
        return first[pair];
    }

    int second(int pair) {
        return second[pair];
    }

    /** Where the pair of atoms that a permutation puts in the place of each pair stands, [pairs]. */
    int[] permutation(int[] atomPermutation) {
        int[] permutation = new int[pairs()];
        Arrays.setAll(permutation, k -> pair(atomPermutation[first[k]], atomPermutation[second[k]]));
        return permutation;
    }

    private static int pair(int i, int j) {
        int high = Math.max(i, j);
        return high * (high - 1) / 2 + Math.min(i, j);
    }

    /** The descriptor of the geometry that begins at {@code offset} of {@code positions}, [pairs] 1/Å. */
    void describe(double[] positions, int offset, double[] descriptor) {
        for (int k = 0; k < first.length; k++) {
            int i = offset + 3 * first[k];
            int j = offset + 3 * second[k];
            double x = positions[i] - positions[j];
            double y = positions[i + 1] - positions[j + 1];
            double z = positions[i + 2] - positions[j + 2];
            descriptor[k] = 1 / Math.sqrt(x * x + y * y + z * z);
        }
    }

    /** The gradient of each descriptor with respect to its first atom, [pairs][3] Å⁻²; that of the second is the opposite. */
    void gradients(double[] positions, int offset, double[] descriptor, double[] gradients) {
        for (int k = 0; k < first.length; k++) {
            double cube = descriptor[k] * descriptor[k] * descriptor[k];
            for (int axis = 0; axis < 3; axis++) {
                double difference = positions[offset + 3 * first[k] + axis] - positions[offset + 3 * second[k] + axis];
                gradients[3 * k + axis] = -cube * difference;
            }
        }
    }

    /** out[out offset …] = Jᵀ · values: a vector over pairs carried to the atoms, [atoms · 3]. */
    void toAtoms(double[] gradients, double[] values, int valuesOffset, double[] out, int outOffset) {
        Arrays.fill(out, outOffset, outOffset + 3 * atoms, 0);
        for (int k = 0; k < first.length; k++) {
            double value = values[valuesOffset + k];
            for (int axis = 0; axis < 3; axis++) {
                double share = value * gradients[3 * k + axis];
                out[outOffset + 3 * first[k] + axis] += share;
                out[outOffset + 3 * second[k] + axis] -= share;
            }
        }
    }

    /** out = J · values: a vector over the atoms, [atoms · 3], carried to the pairs. */
    void toPairs(double[] gradients, double[] values, int valuesOffset, double[] out) {
        for (int k = 0; k < first.length; k++) {
            double sum = 0;
            for (int axis = 0; axis < 3; axis++) {
                double difference =
                        values[valuesOffset + 3 * first[k] + axis] - values[valuesOffset + 3 * second[k] + axis];
                sum += gradients[3 * k + axis] * difference;
            }
            out[k] = sum;
        }
    }
}
