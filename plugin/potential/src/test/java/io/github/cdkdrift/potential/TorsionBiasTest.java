package io.github.cdkdrift.potential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.TestFrames;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.SymmetryOperation;
import io.github.cdkdrift.molecule.Torsion;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class TorsionBiasTest {
    private static final ForceFrames FRAMES = TestFrames.ethanol().first(40);
    private static final MolecularGraph GRAPH = TestFrames.graph(FRAMES);
    private static final List<SymmetryOperation> OPERATIONS = GRAPH.symmetryOperations(FRAMES.positions(0), 48);

    private static final DoubleUnaryOperator ENERGY =
            degrees -> 1.3 * Math.cos(Math.toRadians(degrees)) - 0.4 * Math.sin(2 * Math.toRadians(degrees));

    /** No energy at all: what is left is the bias. */
    private record Nothing(int atoms) implements Potential {
        @Override
        public String name() {
            return "nothing";
        }

        @Override
        public void evaluate(double[] positions, int frames, double[] energies, double[] forces) {
            java.util.Arrays.fill(energies, 0, frames, 0);
            java.util.Arrays.fill(forces, 0, 3 * atoms * frames, 0);
        }
    }

    private static TorsionBias bias(List<SymmetryOperation> operations) {
        List<int[]> rotors = GRAPH.rotors();
        return TorsionBias.of(new Nothing(9), rotors, List.of(ENERGY, ENERGY), operations);
    }

    private static double energy(Potential potential, double[] positions) {
        double[] energies = new double[1];
        potential.evaluate(positions, 1, energies, new double[positions.length]);
        return energies[0];
    }

    @Test
    void isTheEnergyOfTheTorsions() {
        double[] x = FRAMES.positions(3);
        double expected = GRAPH.rotors().stream()
                .mapToDouble(rotor -> ENERGY.applyAsDouble(Torsion.degrees(x, rotor)))
                .sum();
        assertThat(energy(bias(OPERATIONS.subList(0, 1)), x)).isCloseTo(expected, within(1e-6));
    }

    @Test
    void forcesAreItsDerivatives() {
        TorsionBias bias = bias(OPERATIONS);
        double step = 1e-5;
        for (int frame = 0; frame < FRAMES.size(); frame += 8) {
            double[] x = FRAMES.positions(frame);
            double[] forces = new double[x.length];
            bias.evaluate(x, 1, new double[1], forces);
            for (int i = 0; i < x.length; i++) {
                double kept = x[i];
                x[i] = kept + step;
                double above = energy(bias, x);
                x[i] = kept - step;
                double below = energy(bias, x);
                x[i] = kept;
                assertThat(forces[i]).isCloseTo(-(above - below) / (2 * step), within(1e-6));
            }
        }
    }

    @Test
    void symmetryCopiesHaveOneEnergy() {
        TorsionBias bias = bias(OPERATIONS);
        double[] x = FRAMES.positions(7);
        double energy = energy(bias, x);
        assertThat(OPERATIONS).hasSize(6);
        for (SymmetryOperation operation : OPERATIONS) {
            assertThat(energy(bias, operation.apply(x))).isCloseTo(energy, within(1e-9));
        }
    }

    /** Energy and forces that depend on the atom and the frame, to be found below the bias. */
    private record Slopes(int atoms) implements Potential {
        @Override
        public String name() {
            return "slopes";
        }

        @Override
        public void evaluate(double[] positions, int frames, double[] energies, double[] forces) {
            for (int frame = 0; frame < frames; frame++) {
                energies[frame] = 0;
                for (int i = 0; i < 3 * atoms; i++) {
                    energies[frame] += (i + 1) * positions[3 * atoms * frame + i];
                    forces[3 * atoms * frame + i] = -(i + 1);
                }
            }
        }
    }

    @Test
    void aBatchIsItsGeometriesOneByOne() {
        TorsionBias bias = TorsionBias.of(new Slopes(9), GRAPH.rotors(), List.of(ENERGY, ENERGY), OPERATIONS);
        double[] positions = new double[3 * 27];
        double[] expectedEnergies = new double[3];
        double[] expectedForces = new double[3 * 27];
        for (int frame = 0; frame < 3; frame++) {
            double[] x = FRAMES.positions(11 * frame);
            System.arraycopy(x, 0, positions, 27 * frame, 27);
            double[] one = new double[1];
            double[] plain = new double[27];
            bias(OPERATIONS).evaluate(x, 1, one, plain);
            expectedEnergies[frame] = one[0];
            for (int i = 0; i < 27; i++) {
                expectedEnergies[frame] += (i + 1) * x[i];
                expectedForces[27 * frame + i] = plain[i] - (i + 1);
            }
        }
        double[] energies = new double[3];
        double[] forces = new double[3 * 27];
        bias.evaluate(positions, 3, energies, forces);

        assertThat(energies).containsExactly(expectedEnergies, within(1e-9));
        assertThat(forces).containsExactly(expectedForces, within(1e-9));
        assertThat(bias.name()).isEqualTo("slopes, torsions corrected");
    }

    @Test
    void itsPartsMakeTheSameBiasAndOthersAreRefused() {
        TorsionBias bias = bias(OPERATIONS);
        TorsionBias.Parts parts = bias.parts();
        double[] x = FRAMES.positions(5);
        assertThat(energy(TorsionBias.of(bias.potential(), parts), x)).isEqualTo(energy(bias, x));
        double[][] tooShort = {{1, 2, 3}, {1, 2, 3}};
        int[][] far = parts.torsions().clone();
        far[0] = new int[] {0, 1, 2, 9};
        for (TorsionBias.Parts wrong : List.of(
                new TorsionBias.Parts(null, parts.signs(), parts.values(), parts.slopes()),
                new TorsionBias.Parts(far, parts.signs(), parts.values(), parts.slopes()),
                new TorsionBias.Parts(parts.torsions(), new double[1], parts.values(), parts.slopes()),
                new TorsionBias.Parts(parts.torsions(), parts.signs(), tooShort, parts.slopes()),
                new TorsionBias.Parts(parts.torsions(), parts.signs(), parts.values(), tooShort),
                new TorsionBias.Parts(new int[1][4], new double[1], parts.values(), parts.slopes()))) {
            assertThatThrownBy(() -> TorsionBias.of(bias.potential(), wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("energies of torsions");
        }
    }
}
