package io.github.cdkdrift.rotamer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RotamerStatesTest {
    private static final int[][] ROTORS = {{4, 0, 1, 2}};
    private static final RotamerStates STATES =
            new RotamerStates(ROTORS, new double[][] {{-62.4}, {180}, {62}}, new double[] {0.5, 0.3, 0.2});

    @Test
    void someStatesKeepTheRatioOfTheirPopulations() {
        assertThat(STATES.only(List.of(0, 2)).populations())
                .containsExactly(new double[] {5 / 7.0, 0, 2 / 7.0}, within(1e-12));
        assertThat(STATES.withPopulations(new double[] {2, 0, 6}).populations())
                .containsExactly(new double[] {0.25, 0, 0.75}, within(1e-12));
        assertThat(STATES.describe(0)).isEqualTo("5-1-2-3 -62°");
        assertThat(RotamerStates.single().size()).isEqualTo(1);
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThatThrownBy(() -> STATES.only(List.of(3))).hasMessageContaining("no rotamer state 4; there are 3");
        assertThatThrownBy(() -> STATES.only(List.of(0)).only(List.of(1))).hasMessageContaining("no population");
        assertThatThrownBy(() -> new RotamerStates(ROTORS, new double[][] {{0}}, new double[] {0.9}))
                .hasMessageContaining("sum to 1");
        assertThatThrownBy(() -> new RotamerStates(ROTORS, new double[][] {{0}, {1}}, new double[] {1.5, -0.5}))
                .hasMessageContaining("not be negative");
        assertThatThrownBy(() -> new RotamerStates(ROTORS, new double[][] {{}}, new double[] {1}))
                .hasMessageContaining("one torsion");
        assertThatThrownBy(() -> new RotamerStates(ROTORS, new double[0][], new double[0]))
                .hasMessageContaining("at least 1");
    }
}
