package io.github.cdkdrift.potential;

import static io.github.cdkdrift.potential.TestPotentials.ETHANOL_PERMUTATIONS;
import static io.github.cdkdrift.potential.TestPotentials.energies;
import static io.github.cdkdrift.potential.TestPotentials.forceLabels;
import static io.github.cdkdrift.potential.TestPotentials.forces;
import static io.github.cdkdrift.potential.TestPotentials.meanAbsoluteDifference;
import static io.github.cdkdrift.potential.TestPotentials.positions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.TestFrames;
import io.github.cdkdrift.frames.ForceFrames;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PotentialFitTest {
    private static final FitSettings SMALL =
            FitSettings.defaults().withFrames(50).withWidths(List.of(10.0));

    private static ForceFrames training;
    private static ForceFrames unseen;
    private static PotentialFit fit;

    @BeforeAll
    static void fitEthanol() {
        training = TestFrames.ethanol();
        unseen = TestFrames.ethanolReference().every(30);
        fit = PotentialFit.of(training, ETHANOL_PERMUTATIONS, SMALL);
    }

    @Test
    void theNameSaysOfWhatItIsFitted() {
        assertThat(fit.potential().name())
                .isEqualTo(String.format(Locale.ROOT, "fitted to the forces of 50 of %,d frames", training.size()));
        ForceFrames labels = training.first(20).withPotential("GFN2-xTB");
        assertThat(PotentialFit.of(labels, ETHANOL_PERMUTATIONS, SMALL)
                        .potential()
                        .name())
                .isEqualTo("fitted to 20 labels of GFN2-xTB");
    }

    /** Central differences of order 4 with a step of 1e-3 Å: their own error is below 1e-8 of the largest force. */
    @Test
    void forcesAreTheNegativeGradientOfTheEnergy() {
        double[] positions = unseen.positions(7);
        double[] forces = forces(fit.potential(), positions);
        double largest = Arrays.stream(forces).map(Math::abs).max().orElseThrow();

        for (int i = 0; i < positions.length; i++) {
            double step = 1e-3;
            double slope = (8 * (shifted(positions, i, step) - shifted(positions, i, -step))
                            - (shifted(positions, i, 2 * step) - shifted(positions, i, -2 * step)))
                    / (12 * step);
            assertThat(forces[i]).isCloseTo(-slope, within(1e-6 * largest));
        }
    }

    private static double shifted(double[] positions, int i, double step) {
        double[] moved = positions.clone();
        moved[i] += step;
        return energies(fit.potential(), moved)[0];
    }

    @Test
    void energyIgnoresRotationAndTranslationAndForcesTurnAlong() {
        double[] positions = unseen.positions(3);
        double[] moved = rotated(positions);
        for (int i = 0; i < moved.length; i++) {
            moved[i] += 1.7;
        }

        assertThat(energies(fit.potential(), moved)[0])
                .isCloseTo(energies(fit.potential(), positions)[0], within(1e-8));
        assertThat(forces(fit.potential(), moved))
                .containsExactly(rotated(forces(fit.potential(), positions)), within(1e-8));
    }

    /** By 0.7 rad about z, then by 1.1 rad about x. */
    private static double[] rotated(double[] vectors) {
        double[] result = new double[vectors.length];
        for (int i = 0; i < vectors.length; i += 3) {
            double x = Math.cos(0.7) * vectors[i] - Math.sin(0.7) * vectors[i + 1];
            double y = Math.sin(0.7) * vectors[i] + Math.cos(0.7) * vectors[i + 1];
            result[i] = x;
            result[i + 1] = Math.cos(1.1) * y - Math.sin(1.1) * vectors[i + 2];
            result[i + 2] = Math.sin(1.1) * y + Math.cos(1.1) * vectors[i + 2];
        }
        return result;
    }

    @Test
    void energyIsTheSameUnderEveryPermutationAndForcesArePermutedAlong() {
        double[] positions = unseen.positions(11);
        double energy = energies(fit.potential(), positions)[0];
        double[] forces = forces(fit.potential(), positions);

        for (int[] permutation : ETHANOL_PERMUTATIONS) {
            double[] moved = permuted(positions, permutation);
            assertThat(energies(fit.potential(), moved)[0]).isCloseTo(energy, within(1e-8));
            assertThat(forces(fit.potential(), moved)).containsExactly(permuted(forces, permutation), within(1e-8));
        }
    }

    private static double[] permuted(double[] vectors, int[] permutation) {
        double[] result = new double[vectors.length];
        for (int atom = 0; atom < permutation.length; atom++) {
            System.arraycopy(vectors, 3 * permutation[atom], result, 3 * atom, 3);
        }
        return result;
    }

    /**
     * The residual of (K + λI)α = f is exactly λα: with λ = 1e-8 of the mean diagonal it is far below the thermal force of
     * 20 kcal/mol/Å.
     */
    @Test
    void reproducesTheForcesItWasFittedTo() {
        ForceFrames chosen = training.select(fit.frames());

        assertThat(meanAbsoluteDifference(forces(fit.potential(), positions(chosen)), forceLabels(chosen)))
                .isLessThan(0.05);
    }

    @Test
    void weakerRegularisationFollowsTheTrainingForcesMoreClosely() {
        ForceFrames chosen = training.select(fit.frames());
        FittedPotential stiff = PotentialFit.of(training, ETHANOL_PERMUTATIONS, SMALL.withRegularisation(1e-4))
                .potential();

        double close = meanAbsoluteDifference(forces(fit.potential(), positions(chosen)), forceLabels(chosen));
        double loose = meanAbsoluteDifference(forces(stiff, positions(chosen)), forceLabels(chosen));
        assertThat(loose).isGreaterThan(10 * close);
    }

    /** An independent numpy fit to 150 of these frames has 1.0 kcal/mol/Å; 50 frames are fewer, untrained forces differ by 20. */
    @Test
    void foretellsForcesAndEnergiesOfTheWholeTrajectory() {
        double[] positions = positions(unseen);

        assertThat(meanAbsoluteDifference(forces(fit.potential(), positions), forceLabels(unseen)))
                .isBetween(0.8, 2.2);
        assertThat(meanAbsoluteDifference(energies(fit.potential(), positions), unseen.energies()))
                .isLessThan(0.6);
    }

    @Test
    void energiesAgreeWithTheLabelsOnAverage() {
        ForceFrames chosen = training.select(fit.frames());

        double fitted = Arrays.stream(energies(fit.potential(), positions(chosen)))
                .average()
                .orElseThrow();
        assertThat(fitted).isCloseTo(Arrays.stream(chosen.energies()).average().orElseThrow(), within(1e-6));
    }

    @Test
    void batchesOfAnySizeGiveTheSameNumbers() {
        double[] positions = positions(training);
        double[] together = energies(fit.potential(), positions);

        for (int frame : new int[] {0, 511, 512, 1999}) {
            assertThat(energies(fit.potential(), training.positions(frame))[0])
                    .isCloseTo(together[frame], within(1e-8));
        }
    }

    @Test
    void choosesTheWidthWithTheSmallestErrorOnHeldOutFrames() {
        PotentialFit chosen = PotentialFit.of(
                training, ETHANOL_PERMUTATIONS, SMALL.withFrames(20).withWidths(List.of(0.3, 10.0, 3000.0)));

        assertThat(chosen.potential().width()).isEqualTo(10);
        assertThat(chosen.widthErrors()).hasSize(3);
        assertThat(chosen.widthErrors()[1]).isLessThan(Math.min(chosen.widthErrors()[0], chosen.widthErrors()[2]));
    }

    @Test
    void farthestPointsCoverTheFramesMoreTightlyThanEqualSpacing() {
        int[] equal = PotentialFit.of(
                        training,
                        ETHANOL_PERMUTATIONS,
                        SMALL.withFrames(20).withSelection(FrameSelection.EQUALLY_SPACED))
                .frames();
        int[] farthest = PotentialFit.of(training, ETHANOL_PERMUTATIONS, SMALL.withFrames(20))
                .frames();

        assertThat(equal).startsWith(0, 105).endsWith(1999).hasSize(20);
        assertThat(farthest).doesNotHaveDuplicates().hasSize(20);
        assertThat(coveringRadius(farthest)).isLessThan(coveringRadius(equal));
    }

    @Test
    void noFrameIsChosenTwiceEvenWhereFramesRepeat() {
        ForceFrames repeated = training.select(5, 5, 5, 900, 900);

        assertThat(PotentialFit.of(repeated, ETHANOL_PERMUTATIONS, SMALL).frames())
                .containsExactly(0, 1, 2, 3, 4);
    }

    private static double coveringRadius(int[] chosen) {
        InverseDistances descriptor = new InverseDistances(9);
        double radius = 0;
        for (int i = 0; i < training.size(); i++) {
            double nearest = Double.POSITIVE_INFINITY;
            for (int j : chosen) {
                nearest = Math.min(nearest, distance(descriptor, training.positions(i), training.positions(j)));
            }
            radius = Math.max(radius, nearest);
        }
        return radius;
    }

    private static double distance(InverseDistances descriptor, double[] a, double[] b) {
        double[] of = new double[36];
        double[] to = new double[36];
        descriptor.describe(a, 0, of);
        double nearest = Double.POSITIVE_INFINITY;
        for (int[] permutation : ETHANOL_PERMUTATIONS) {
            descriptor.describe(permuted(b, permutation), 0, to);
            double sum = 0;
            for (int k = 0; k < 36; k++) {
                sum += Math.pow(1 / of[k] - 1 / to[k], 2);
            }
            nearest = Math.min(nearest, Math.sqrt(sum));
        }
        return nearest;
    }

    @Test
    void refusesPermutationsThatFormNoGroup() {
        int[][] noGroup = {ETHANOL_PERMUTATIONS[0], ETHANOL_PERMUTATIONS[1]};
        int[][] noPermutation = {{0, 0, 2, 3, 4, 5, 6, 7, 8}};

        assertThatThrownBy(() -> PotentialFit.of(training, noGroup, SMALL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no group");
        assertThatThrownBy(() -> PotentialFit.of(training, noPermutation, SMALL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("permutations of 0 to 8");
        assertThatThrownBy(() -> PotentialFit.of(training, new int[0][], SMALL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("identity");
    }

    @Test
    void refusesArraysThatAreTooShort() {
        assertThatThrownBy(() -> fit.potential().evaluate(new double[27], 2, new double[2], new double[54]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 frames need 54");
    }
}
