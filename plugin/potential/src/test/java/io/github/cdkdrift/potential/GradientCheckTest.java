package io.github.cdkdrift.potential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cdkdrift.TestStructures;
import io.github.cdkdrift.molecule.MolecularGraph;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class GradientCheckTest {
    /** A bond 0.08 Å too long: some 80 kcal/mol/Å. */
    private static final double[] STRETCHED = {0, 0, 0, 1.05, 0, 0, -0.24, 0.93, 0};

    private static MolecularGraph water;

    @BeforeAll
    static void water() throws Exception {
        water = TestStructures.graph("O");
    }

    /** MMFF94 with mistakes. */
    private static final class Wrong implements Potential {
        private final Mmff94Potential right;
        private final double energyFactor;
        private final double forceFactor;
        private int asked;

        Wrong(double energyFactor, double forceFactor) throws PotentialException {
            right = Mmff94Potential.of(water, Mmff94Potential.Variant.MMFF94);
            this.energyFactor = energyFactor;
            this.forceFactor = forceFactor;
        }

        @Override
        public int atoms() {
            return 3;
        }

        @Override
        public String name() {
            return "wrong";
        }

        @Override
        public void evaluate(double[] positions, int frames, double[] energies, double[] forces) {
            asked += frames;
            right.evaluate(positions, frames, energies, forces);
            for (int i = 0; i < frames; i++) {
                energies[i] *= energyFactor;
            }
            for (int i = 0; i < 9 * frames; i++) {
                forces[i] *= forceFactor;
            }
        }
    }

    private static double[] evaluated(Potential potential, double... positions) {
        double[] energies = new double[positions.length / 9];
        potential.evaluate(positions, energies.length, energies, new double[positions.length]);
        return energies;
    }

    @ParameterizedTest
    @CsvSource({
        "1,           0.0015936, small, 627.509, hartree and kcal/mol",
        "0.0015936,   1,         large, 627.509, hartree and kcal/mol",
        "1,           0.0367493, small, 27.2114, hartree and eV",
        "27.2114,     1,         small, 27.2114, hartree and eV",
        "1,           23.0605,   large, 23.0605, eV and kcal/mol",
        "1,           0.529177,  small, 1.88973, 1/0.529177",
        "1,           1.889726,  large, 1.88973, 1/0.529177",
        "4.184,       1,         small, 4.184,   kJ/mol and kcal/mol",
        "1,           1185.82,   large, 1185.82, hartree/bohr and kcal/mol/Å",
    })
    void confusedUnitsAreNamed(double energy, double force, String size, String factor, String units) throws Exception {
        Wrong wrong = new Wrong(energy, force);

        assertThatThrownBy(() -> evaluated(new CheckedPotential(wrong), STRETCHED))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("forces of wrong that are not the gradient of its energies")
                .hasMessageContaining("too " + size + " for the energies by a factor of " + factor)
                .hasMessageContaining(units);
        assertThat(wrong.asked).isEqualTo(5);
    }

    @Test
    void theWrongSignIsNamed() throws Exception {
        Wrong wrong = new Wrong(1, -1);
        assertThatThrownBy(() -> evaluated(new CheckedPotential(wrong), STRETCHED))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("wrong sign (-1)")
                .hasMessageNotContaining("factor");
        Wrong both = new Wrong(1, -1 / 27.2114);
        assertThatThrownBy(() -> evaluated(new CheckedPotential(both), STRETCHED))
                .hasMessageContaining("wrong sign")
                .hasMessageContaining("27.2114");
    }

    /** A third of the force is along no unit's factor. */
    @Test
    void otherForcesAreSaidToBeOthers() throws Exception {
        Wrong wrong = new Wrong(1, 0.4);
        assertThatThrownBy(() -> evaluated(new CheckedPotential(wrong), STRETCHED))
                .hasMessageContaining("atoms in the same order");
    }

    /** Atoms two and three changed places: the force of the stretched bond is on the other hydrogen. */
    @Test
    void forcesOfOtherAtomsAreFound() throws Exception {
        Potential swapped = new Potential() {
            private final Wrong right = new Wrong(1, 1);

            @Override
            public int atoms() {
                return 3;
            }

            @Override
            public String name() {
                return "swapped";
            }

            @Override
            public void evaluate(double[] positions, int frames, double[] energies, double[] forces) {
                right.evaluate(positions, frames, energies, forces);
                for (int frame = 0; frame < frames; frame++) {
                    double[] kept = Arrays.copyOfRange(forces, 9 * frame + 3, 9 * frame + 6);
                    System.arraycopy(forces, 9 * frame + 6, forces, 9 * frame + 3, 3);
                    System.arraycopy(kept, 0, forces, 9 * frame + 6, 3);
                }
            }
        };
        assertThatThrownBy(() -> evaluated(new CheckedPotential(swapped), STRETCHED))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("not the gradient");
    }

    /** Four energies more, once, and counted once, whatever lies between. */
    @Test
    void rightForcesPassAndAreNotLookedAtAgain() throws Exception {
        Wrong right = new Wrong(1, 1);
        CheckedPotential checked = new CheckedPotential(right);
        Potential provided = new ProvidedPotential("own", true, checked);
        CountedPotential counted = new CountedPotential(provided);
        double[] three = new double[27];
        for (int i = 0; i < 27; i++) {
            three[i] = STRETCHED[i % 9] * (1 + 0.01 * (i / 9));
        }
        double[] expected = evaluated(new Wrong(1, 1), three);

        double[] energies = new double[3];
        double[] forces = new double[27];
        counted.evaluate(three, 3, energies, forces);
        double[] expectedForces = new double[27];
        new Wrong(1, 1).evaluate(three, 3, new double[3], expectedForces);
        assertThat(energies).containsExactly(expected);
        assertThat(forces).containsExactly(expectedForces);
        assertThat(right.asked).isEqualTo(7);
        evaluated(counted, three);
        assertThat(right.asked).isEqualTo(10);
        assertThat(counted.calls()).isEqualTo(10);
        assertThat(new CountedPotential(provided).calls()).isZero();
    }

    /** In a minimum forces tell nothing: the next geometries do. */
    @Test
    void smallForcesLeaveItOpenForAWhile() throws Exception {
        double[] minimum = {0, 0, 0, 0.969, 0, 0, -0.2342, 0.9403, 0};
        Wrong right = new Wrong(1, 1);
        CheckedPotential checked = new CheckedPotential(right);
        for (int i = 0; i < 5; i++) {
            evaluated(checked, minimum);
        }
        assertThat(right.asked).isEqualTo(5 + 3 * 4);
    }

    /** NaN is no answer, and no reason to stop. */
    @Test
    void whatThePotentialCannotDoDecidesNothing() throws Exception {
        Wrong failing = new Wrong(Double.NaN, 1);
        assertThat(evaluated(new CheckedPotential(failing), STRETCHED)).containsOnly(Double.NaN);
        assertThat(failing.asked).isEqualTo(1);
    }

    @Test
    void aProgramOfWrongUnitsIsRefusedAtItsFirstAnswer() throws Exception {
        String command = "command:" + String.join(" ", ExternalPotentialTest.command("hartree energies"));
        double[] apart = {0, 0, 3, 0, 30, -12, 0, -30, -12};
        try (Potential potential = Potentials.of(command, water, apart)) {
            assertThatThrownBy(() -> evaluated(potential, apart))
                    .isInstanceOf(EvaluationException.class)
                    .hasMessageContaining("SpringProgram")
                    .hasMessageContaining("too large for the energies by a factor of 627.509");
        }
        assertThatThrownBy(() -> evaluated(Potentials.provider(new Wrong(1, -1)).potential(water, apart), STRETCHED))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("wrong sign");
    }
}
