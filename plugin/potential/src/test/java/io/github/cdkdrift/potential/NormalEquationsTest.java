package io.github.cdkdrift.potential;

import static io.github.cdkdrift.potential.TestPotentials.ETHANOL_PERMUTATIONS;
import static io.github.cdkdrift.potential.TestPotentials.energies;
import static io.github.cdkdrift.potential.TestPotentials.forces;
import static io.github.cdkdrift.potential.TestPotentials.positions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.TestFrames;
import io.github.cdkdrift.frames.ForceFrames;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class NormalEquationsTest {
    private static final FitSettings SETTINGS =
            FitSettings.defaults().withFrames(50).withWidths(List.of(10.0));

    /** The factor of 1,350 unknowns takes 15 MiB. */
    private static final long TOO_LITTLE_FOR_THE_FACTOR = 14L << 20;

    private static final ForceFrames TRAINING = TestFrames.ethanol();
    private static final PotentialFit DIRECT = PotentialFit.of(TRAINING, ETHANOL_PERMUTATIONS, SETTINGS);
    private static final PotentialFit ITERATIVE =
            PotentialFit.of(TRAINING, ETHANOL_PERMUTATIONS, SETTINGS.withMemory(TOO_LITTLE_FOR_THE_FACTOR));

    @Test
    void takesTheSolutionThatFitsTheMemoryAndSaysSo() {
        assertThat(DIRECT.solution().isDirect()).isTrue();
        assertThat(DIRECT.solution().unknowns()).isEqualTo(50 * 27);
        assertThat(DIRECT.solution().bytes()).isGreaterThan(TOO_LITTLE_FOR_THE_FACTOR);
        assertThat(DIRECT.solution().residual()).isLessThan(1e-6);
        assertThat(ITERATIVE.solution().isDirect()).isFalse();
        assertThat(ITERATIVE.solution().bytes()).isLessThanOrEqualTo(TOO_LITTLE_FOR_THE_FACTOR);
        assertThat(ITERATIVE.solution().iterations()).isBetween(10, 1000);
        assertThat(ITERATIVE.solution().residual()).isBetween(1e-9, 1e-6);
    }

    /** Expected values: the direct solution. Unseen forces scatter some twice as much as the residual. */
    @Test
    void iterationGivesForcesAndEnergiesOfTheDirectSolution() {
        ForceFrames chosen = TRAINING.select(DIRECT.frames());
        InverseDistances descriptor = new InverseDistances(9);
        int[][] ofPairs =
                Arrays.stream(ETHANOL_PERMUTATIONS).map(descriptor::permutation).toArray(int[][]::new);
        NormalEquations.Solved solved = new NormalEquations(descriptor, positions(chosen), ofPairs, 10, 1e-8)
                .solve(TestPotentials.forceLabels(chosen), TOO_LITTLE_FOR_THE_FACTOR, 1e-7);
        FittedPotential iterated = new FittedPotential(
                "", TRAINING.atomicNumbers(), ETHANOL_PERMUTATIONS, 10, 0, solved.points(), solved.weights());
        double[] unseen = positions(TestFrames.ethanolReference().every(60));
        double[] expected = forces(DIRECT.potential(), unseen);
        double[] expectedEnergies = relative(energies(DIRECT.potential(), unseen));

        assertThat(solved.solution().isDirect()).isFalse();
        assertThat(distance(forces(iterated, unseen), expected))
                .isLessThan(1e-6 * distance(expected, new double[expected.length]));
        assertThat(distance(relative(energies(iterated, unseen)), expectedEnergies))
                .isLessThan(1e-6 * distance(expectedEnergies, new double[expectedEnergies.length]));
    }

    private static double[] relative(double[] energies) {
        double mean = Arrays.stream(energies).average().orElseThrow();
        return Arrays.stream(energies).map(energy -> energy - mean).toArray();
    }

    private static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(sum);
    }

    /** Central differences of order 2 with a step of 1e-4 Å. */
    @Test
    void forcesOfTheIteratedSolutionAreTheNegativeGradientOfItsEnergy() {
        double[] geometry = TRAINING.positions(77);
        double[] forces = forces(ITERATIVE.potential(), geometry);

        for (int i = 0; i < geometry.length; i++) {
            double[] up = geometry.clone();
            double[] down = geometry.clone();
            up[i] += 1e-4;
            down[i] -= 1e-4;
            double slope = (energies(ITERATIVE.potential(), up)[0] - energies(ITERATIVE.potential(), down)[0]) / 2e-4;
            assertThat(forces[i]).isCloseTo(-slope, within(1e-3));
        }
    }

    /** The covariance of both is the model's definition; one is a matrix, the other an evaluation of the model. */
    @Test
    void columnsOfTheCovarianceAreProductsWithUnitVectors() {
        ForceFrames few = TRAINING.first(4);
        InverseDistances descriptor = new InverseDistances(9);
        double[][] points = new double[4][36];
        double[][] gradients = new double[4][3 * 36];
        for (int i = 0; i < 4; i++) {
            descriptor.describe(few.positions(i), 0, points[i]);
            descriptor.gradients(few.positions(i), 0, points[i], gradients[i]);
        }
        int[][] permutations =
                Arrays.stream(ETHANOL_PERMUTATIONS).map(descriptor::permutation).toArray(int[][]::new);
        ForceCovariance covariance = new ForceCovariance(descriptor, 10, points, gradients, permutations, 1e-8);
        int[] unknowns = {3, 30, 31, 107};
        DoubleMatrix columns = DoubleMatrix.zeros(108, unknowns.length);
        covariance.columns(unknowns, columns);

        for (int c = 0; c < unknowns.length; c++) {
            double[] unit = new double[108];
            unit[unknowns[c]] = 1;
            double[][] weights = new double[4][36];
            for (int i = 0; i < 4; i++) {
                descriptor.toPairs(gradients[i], unit, 27 * i, weights[i]);
            }
            double[] expected = new double[108];
            new KernelExpansion(descriptor, 10, points, weights, permutations)
                    .evaluate(positions(few), 4, new double[4], expected);
            double[] column = new double[108];
            columns.download(108L * c, column, 108);
            assertThat(column).containsExactly(expected, within(1e-14));
            assertThat(column[unknowns[c]]).isCloseTo(covariance.unshiftedDiagonal()[unknowns[c]], within(1e-14));
        }
    }

    /** Twenty frames of thirty atoms: the factor would take 20 MB. Labels are those of springs, in which the fit is to believe. */
    @Test
    void fitsThirtyAtomsInLittleMemory() {
        int atoms = 30;
        ForceFrames frames = springs(atoms, 20);
        int[][] identity = {new int[atoms]};
        Arrays.setAll(identity[0], i -> i);
        FitSettings settings =
                FitSettings.defaults().withFrames(20).withWidths(List.of(40.0)).withMemory(13_000_000);

        PotentialFit fit = PotentialFit.of(frames, identity, settings);

        assertThat(fit.solution().isDirect()).isFalse();
        assertThat(fit.solution().bytes()).isLessThan(13_000_000);
        assertThat(fit.solution().residual()).isLessThanOrEqualTo(1e-6);
        double[] fitted = forces(fit.potential(), positions(frames));
        double[] labels = TestPotentials.forceLabels(frames);
        assertThat(distance(fitted, labels)).isLessThan(0.02 * distance(labels, new double[labels.length]));
    }

    private static ForceFrames springs(int atoms, int frames) {
        int[] hydrogens = new int[atoms];
        Arrays.fill(hydrogens, 1);
        Random random = new Random(5);
        double[] positions = new double[frames * atoms * 3];
        double[] forces = new double[positions.length];
        for (int frame = 0; frame < frames; frame++) {
            for (int i = 0; i < 3 * atoms; i++) {
                int atom = i / 3;
                double site = i % 3 == 0 ? 1.5 * (atom % 5) : i % 3 == 1 ? 1.5 * (atom / 5 % 3) : 1.5 * (atom / 15);
                positions[frame * 3 * atoms + i] = site + 0.05 * random.nextGaussian();
            }
            for (int a = 1; a < atoms; a++) {
                int i = 3 * (frame * atoms + a);
                int j = i - 3;
                double x = positions[i] - positions[j];
                double y = positions[i + 1] - positions[j + 1];
                double z = positions[i + 2] - positions[j + 2];
                double length = Math.sqrt(x * x + y * y + z * z);
                double pull = -100 * (length - 1.6) / length;
                Vectors.addPair(forces, i, j, pull * x, pull * y, pull * z);
            }
        }
        return ForceFrames.of(hydrogens, positions, forces, null);
    }

    @Test
    void refusesMemoryThatIsTooSmallForEither() {
        assertThatThrownBy(() -> PotentialFit.of(TRAINING, ETHANOL_PERMUTATIONS, SETTINGS.withMemory(1 << 20)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected at least")
                .hasMessageContaining("-Xmx");
        assertThatThrownBy(() -> SETTINGS.withMemory(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Solution of a 2 × 2 system by hand: 4x + y = 1, x + 3y = 2. */
    @Test
    void conjugateGradientsSolveAndReportWhatTheyDidNotReach() {
        ConjugateGradients.Operator matrix = (in, out) -> {
            out[0] = 4 * in[0] + in[1];
            out[1] = in[0] + 3 * in[1];
        };
        ConjugateGradients.Operator none = (in, out) -> System.arraycopy(in, 0, out, 0, 2);

        ConjugateGradients.Result whole = ConjugateGradients.solve(matrix, none, new double[] {1, 2}, 1e-12, 10);
        assertThat(whole.solution()).containsExactly(new double[] {1 / 11.0, 7 / 11.0}, within(1e-12));
        assertThat(whole.iterations()).isEqualTo(2);
        ConjugateGradients.Result begun = ConjugateGradients.solve(matrix, none, new double[] {1, 2}, 1e-12, 1);
        assertThat(begun.residual()).isBetween(1e-3, 1.0);
        assertThat(ConjugateGradients.solve(matrix, none, new double[2], 1e-12, 10)
                        .solution())
                .containsExactly(0, 0);
    }
}
