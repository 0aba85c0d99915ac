package io.github.cdkdrift.positives;

import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.SymmetryOperation;
import io.github.cdkdrift.molecule.Torsion;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.potential.TorsionBias;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.stat.descriptive.moment.Variance;

/**
 * A potential fitted to forces knows the energies of far rotamers relative to each other only by way of the forces between. Where labels
 * have energies, what the fit misses of these is described by a short Fourier series of each rotor's torsion (Bayesian linear regression, Bishop
 * 2006, section 3.3), which is added to the fit.
 */
final class EnergyCorrection {
    private static final int HARMONICS = 3;
    private static final int TERMS = 2 * HARMONICS;
    /** What each coefficient is expected to be like, kcal/mol. */
    private static final double EXPECTED = 0.5;
    /** So many labels at least for each coefficient. */
    private static final int LABELS_A_TERM = 4;

    private EnergyCorrection() {}

    /**
     * The fit with the correction; the fit itself where there is nothing to correct by.
     *
     * @param labels that the fit was made from, all of them
     * @param operations of the molecule
     */
    static Potential of(Potential fit, ForceFrames labels, MolecularGraph graph, List<SymmetryOperation> operations) {
        List<int[]> rotors = graph.rotors();
        int size = rotors.size() * TERMS;
        if (!labels.hasEnergies() || size == 0 || labels.size() < LABELS_A_TERM * size) {
            return fit;
        }
        double[] coefficients = coefficients(residuals(fit, labels), labels, rotors, operations);
        List<DoubleUnaryOperator> energies = IntStream.range(0, rotors.size())
                .<DoubleUnaryOperator>mapToObj(rotor -> degrees -> {
                    double energy = 0;
                    for (int term = 0; term < TERMS; term++) {
                        energy += coefficients[rotor * TERMS + term] * wave(term, Math.toRadians(degrees));
                    }
                    return energy;
                })
                .toList();
        return TorsionBias.of(fit, rotors, energies, operations);
    }

    private static double wave(int term, double torsion) {
        int harmonic = term / 2 + 1;
        return term % 2 == 0 ? Math.cos(harmonic * torsion) : Math.sin(harmonic * torsion);
    }

    /** Energies of the labels less those of the fit, kcal/mol, with mean 0. */
    private static double[] residuals(Potential fit, ForceFrames labels) {
        int count = labels.size();
        double[] positions = IntStream.range(0, count)
                .mapToObj(labels::positions)
                .flatMapToDouble(Arrays::stream)
                .toArray();
        double[] energies = new double[count];
        fit.evaluate(positions, count, energies, new double[positions.length]);
        double[] wanted = labels.energies();
        double[] residuals = IntStream.range(0, count)
                .mapToDouble(i -> wanted[i] - energies[i])
                .toArray();
        double mean = Arrays.stream(residuals).average().orElseThrow();
        return Arrays.stream(residuals).map(residual -> residual - mean).toArray();
    }

    private static double[] coefficients(
            double[] residuals, ForceFrames labels, List<int[]> rotors, List<SymmetryOperation> operations) {
        int size = rotors.size() * TERMS;
        double[][] waves = IntStream.range(0, residuals.length)
                .mapToObj(i -> waves(labels.positions(i), rotors, operations))
                .toArray(double[][]::new);
        double[] means = new double[size];
        for (double[] wave : waves) {
            for (int k = 0; k < size; k++) {
                means[k] += wave[k] / waves.length;
            }
        }
        double[][] normal = new double[size][size];
        double[] right = new double[size];
        double ridge = new Variance().evaluate(residuals) / (EXPECTED * EXPECTED);
        for (int i = 0; i < waves.length; i++) {
            for (int a = 0; a < size; a++) {
                right[a] += (waves[i][a] - means[a]) * residuals[i];
                for (int b = 0; b < size; b++) {
                    normal[a][b] += (waves[i][a] - means[a]) * (waves[i][b] - means[b]);
                }
            }
        }
        for (int a = 0; a < size; a++) {
            normal[a][a] += ridge;
        }
        return new CholeskyDecomposition(new Array2DRowRealMatrix(normal, false), 1e-8, 1e-14)
                .getSolver()
                .solve(new ArrayRealVector(right, false))
                .toArray();
    }

    /** Each wave averaged over the copies of a geometry, as the bias is. */
    private static double[] waves(double[] geometry, List<int[]> rotors, List<SymmetryOperation> operations) {
        double[] waves = new double[rotors.size() * TERMS];
        for (SymmetryOperation operation : operations) {
            double[] image = operation.apply(geometry);
            for (int rotor = 0; rotor < rotors.size(); rotor++) {
                double torsion = Torsion.radians(image, rotors.get(rotor));
                for (int term = 0; term < TERMS; term++) {
                    waves[rotor * TERMS + term] += wave(term, torsion) / operations.size();
                }
            }
        }
        return waves;
    }
}
