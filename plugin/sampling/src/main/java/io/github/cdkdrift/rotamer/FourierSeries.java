package io.github.cdkdrift.rotamer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The functions that a free energy of several torsions is made of: cos kξ and sin kξ of each, then the products of two of them
 * for each pair of torsions. No constant.
 */
final class FourierSeries {
    private static final int FREE_HARMONICS = 3;
    private static final double DECAY = 8;
    private static final double NOTHING = 1e-3;

    private final int rotors;
    private final int waves;
    private final int pairWaves;

    FourierSeries(int rotors, TorqueSettings settings) {
        this.rotors = rotors;
        waves = 2 * settings.harmonics();
        pairWaves = rotors > 1 ? 2 * settings.pairHarmonics() : 0;
    }

    int rotors() {
        return rotors;
    }

    int size() {
        return rotors * waves + rotors * (rotors - 1) / 2 * pairWaves * pairWaves;
    }

    /** The first of the products of two rotors, i &lt; j. */
    private int pair(int i, int j) {
        int before = i * (2 * rotors - i - 1) / 2 + j - i - 1;
        return rotors * waves + before * pairWaves * pairWaves;
    }

    /** The functions that depend on one rotor, rising. */
    private int[] termsOf(int rotor) {
        IntStream terms = IntStream.range(rotor * waves, (rotor + 1) * waves);
        for (int other = 0; other < rotors; other++) {
            if (other != rotor) {
                int first = pair(Math.min(rotor, other), Math.max(rotor, other));
                terms = IntStream.concat(terms, IntStream.range(first, first + pairWaves * pairWaves));
            }
        }
        return terms.sorted().toArray();
    }

    /** What each coefficient is expected to be like: its standard deviation in kcal/mol, [size]. */
    double[] deviations(TorqueSettings settings) {
        double[] deviations = new double[size()];
        for (int rotor = 0; rotor < rotors; rotor++) {
            for (int wave = 0; wave < waves; wave++) {
                deviations[rotor * waves + wave] = settings.barrier() * decay(wave);
            }
        }
        for (int i = rotors * waves; i < deviations.length; i++) {
            int product = (i - rotors * waves) % (pairWaves * pairWaves);
            deviations[i] = settings.coupling() * decay(product / pairWaves) * decay(product % pairWaves);
        }
        return deviations;
    }

    private static double decay(int wave) {
        return Math.min(1, Math.pow((double) FREE_HARMONICS / (wave / 2 + 1), DECAY));
    }

    /**
     * What is left of the functions when torsions that symmetry makes equivalent have one free energy: linear combinations,
     * orthonormal, each of functions with the same deviation.
     *
     * @param group maps of the torsions
     * @return [combinations][functions]
     */
    double[][] invariants(List<TorsionImage> group) {
        List<double[]> invariants = new ArrayList<>();
        for (int term = 0; term < size(); term++) {
            double[] mean = new double[size()];
            for (TorsionImage map : group) {
                addImage(term, map, 1.0 / group.size(), mean);
            }
            for (double[] other : invariants) {
                double along = dot(mean, other);
                Arrays.setAll(mean, i -> mean[i] - along * other[i]);
            }
            double norm = Math.sqrt(dot(mean, mean));
            if (norm > NOTHING) {
                Arrays.setAll(mean, i -> mean[i] / norm);
                invariants.add(mean);
            }
        }
        return invariants.toArray(double[][]::new);
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** Adds the coefficients of a function of the torsions that the map makes. */
    private void addImage(int term, TorsionImage map, double weight, double[] sum) {
        if (term < rotors * waves) {
            int rotor = term / waves;
            int wave = term % waves;
            int first = map.source()[rotor] * waves + wave / 2 * 2;
            double[] image = image(wave, map.sign(), map.shift()[rotor]);
            sum[first] += weight * image[0];
            sum[first + 1] += weight * image[1];
            return;
        }
        int product = (term - rotors * waves) % (pairWaves * pairWaves);
        int waveOfI = product / pairWaves;
        int waveOfJ = product % pairWaves;
        int[] pair = pairOf((term - rotors * waves) / (pairWaves * pairWaves));
        double[] ofI = image(waveOfI, map.sign(), map.shift()[pair[0]]);
        double[] ofJ = image(waveOfJ, map.sign(), map.shift()[pair[1]]);
        int i = map.source()[pair[0]];
        int j = map.source()[pair[1]];
        for (int a = 0; a < 2; a++) {
            for (int b = 0; b < 2; b++) {
                int atI = waveOfI / 2 * 2 + a;
                int atJ = waveOfJ / 2 * 2 + b;
                int place = i < j ? pair(i, j) + atI * pairWaves + atJ : pair(j, i) + atJ * pairWaves + atI;
                sum[place] += weight * ofI[a] * ofJ[b];
            }
        }
    }

    private int[] pairOf(int index) {
        int rest = index;
        int i = 0;
        while (rest >= rotors - 1 - i) {
            rest -= rotors - 1 - i;
            i++;
        }
        return new int[] {i, i + 1 + rest};
    }

    /** cos or sin of k(sign · ξ + shift) as coefficients of cos kξ and sin kξ. */
    private static double[] image(int wave, int sign, double shift) {
        double cosine = Math.cos((wave / 2 + 1) * shift);
        double sine = Math.sin((wave / 2 + 1) * shift);
        return wave % 2 == 0 ? new double[] {cosine, -sign * sine} : new double[] {sine, sign * cosine};
    }

    /** Fills cos ξ, sin ξ, cos 2ξ, sin 2ξ … and their derivatives. */
    private static void fill(double angle, double[] values, double[] slopes) {
        for (int wave = 0; wave < values.length; wave += 2) {
            int k = wave / 2 + 1;
            values[wave] = Math.cos(k * angle);
            values[wave + 1] = Math.sin(k * angle);
            slopes[wave] = -k * values[wave + 1];
            slopes[wave + 1] = k * values[wave];
        }
    }

    /** Derivatives of combinations of the functions. One thread at a time. */
    final class Slopes {
        private final double[][] values = new double[rotors][waves];
        private final double[][] slopes = new double[rotors][waves];
        private final double[] row = new double[waves + (rotors - 1) * pairWaves * pairWaves];
        private final int[][] dependent = new int[rotors][];
        private final double[][][] combinations = new double[rotors][][];

        /** @param functions [combinations][functions] */
        Slopes(double[][] functions) {
            for (int rotor = 0; rotor < rotors; rotor++) {
                int[] terms = termsOf(rotor);
                dependent[rotor] = IntStream.range(0, functions.length)
                        .filter(i -> Arrays.stream(terms).anyMatch(term -> functions[i][term] != 0))
                        .toArray();
                combinations[rotor] = Arrays.stream(dependent[rotor])
                        .mapToObj(i -> Arrays.stream(terms)
                                .mapToDouble(term -> functions[i][term])
                                .toArray())
                        .toArray(double[][]::new);
            }
        }

        /** The combinations that depend on one torsion, rising. */
        int[] dependent(int rotor) {
            return dependent[rotor];
        }

        void moveTo(double[] angles) {
            for (int rotor = 0; rotor < rotors; rotor++) {
                fill(angles[rotor], values[rotor], slopes[rotor]);
            }
        }

        /** The derivatives with respect to one torsion of the combinations that depend on it; may be longer. */
        void of(int rotor, double[] derivatives) {
            System.arraycopy(slopes[rotor], 0, row, 0, waves);
            int next = waves;
            for (int i = 0; i < rotors; i++) {
                for (int j = i + 1; j < rotors; j++) {
                    if (i == rotor || j == rotor) {
                        double[] first = i == rotor ? slopes[i] : values[i];
                        double[] second = j == rotor ? slopes[j] : values[j];
                        next = products(first, second, next);
                    }
                }
            }
            for (int i = 0; i < combinations[rotor].length; i++) {
                derivatives[i] = dot(combinations[rotor][i], row);
            }
        }

        private int products(double[] first, double[] second, int from) {
            int next = from;
            for (int a = 0; a < pairWaves; a++) {
                for (int b = 0; b < pairWaves; b++) {
                    row[next++] = first[a] * second[b];
                }
            }
            return next;
        }
    }

    /** The sum over the functions of one rotor alone at each angle. */
    double[] ofOne(double[] coefficients, int rotor, double[] angles) {
        double[] values = new double[waves];
        double[] slopes = new double[waves];
        double[] sums = new double[angles.length];
        for (int g = 0; g < angles.length; g++) {
            fill(angles[g], values, slopes);
            for (int wave = 0; wave < waves; wave++) {
                sums[g] += coefficients[rotor * waves + wave] * values[wave];
            }
        }
        return sums;
    }

    /** The sum over the products of two rotors i &lt; j, [angles of i][angles of j]. */
    double[][] ofPair(double[] coefficients, int i, int j, double[] anglesOfI, double[] anglesOfJ) {
        double[][] first = pairWaves(anglesOfI);
        double[][] second = pairWaves(anglesOfJ);
        double[][] sums = new double[first.length][second.length];
        double[] carried = new double[pairWaves];
        for (int g = 0; g < first.length; g++) {
            for (int b = 0; b < pairWaves; b++) {
                carried[b] = 0;
                for (int a = 0; a < pairWaves; a++) {
                    carried[b] += coefficients[pair(i, j) + a * pairWaves + b] * first[g][a];
                }
            }
            for (int h = 0; h < second.length; h++) {
                for (int b = 0; b < pairWaves; b++) {
                    sums[g][h] += carried[b] * second[h][b];
                }
            }
        }
        return sums;
    }

    private double[][] pairWaves(double[] angles) {
        double[][] values = new double[angles.length][pairWaves];
        for (int g = 0; g < angles.length; g++) {
            fill(angles[g], values[g], new double[pairWaves]);
        }
        return values;
    }
}
