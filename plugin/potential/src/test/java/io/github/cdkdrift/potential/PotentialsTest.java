package io.github.cdkdrift.potential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cdkdrift.TestFrames;
import io.github.cdkdrift.molecule.MolecularGraph;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PotentialsTest {
    private static double[] geometry;
    private static MolecularGraph ethanol;

    @TempDir
    private Path folder;

    @BeforeAll
    static void perceiveEthanol() throws Exception {
        geometry = TestFrames.ethanol().positions(0);
        ethanol = MolecularGraph.perceive(TestFrames.ethanol().atomicNumbers(), geometry);
    }

    @Test
    void forceFieldsHaveNames() throws Exception {
        assertThat(Potentials.of("mmff94", ethanol, geometry).name()).isEqualTo("MMFF94");
        assertThat(Potentials.of("MMFF94s", ethanol, geometry).name()).isEqualTo("MMFF94s");
    }

    @Test
    void everyXtbMethodHasAName() throws Exception {
        for (XtbPotential.Method method : XtbPotential.Method.values()) {
            String choice = method.name().toLowerCase(Locale.ROOT);
            assertThat(Potentials.choices()).contains(choice);
            try {
                assertThat(Potentials.of(choice, ethanol, geometry)).isInstanceOf(XtbPotential.class);
            } catch (PotentialException e) {
                assertThat(e).hasMessageContaining("libxtb6");
            }
        }
    }

    @Test
    void anSgdmlModelIsNamedByItsFileAndMustFit() throws Exception {
        Path file = folder.resolve("Ethanol.npz");
        SgdmlFile.write(file, TestPotentials.published());
        double[] water = {0, 0, 0.12, 0, 0.76, -0.48, 0, -0.76, -0.48};
        MolecularGraph other = MolecularGraph.perceive(new int[] {8, 1, 1}, water);

        assertThat(Potentials.of(file.toString(), ethanol, geometry).name()).isEqualTo("ethanol");
        assertThatThrownBy(() -> Potentials.of(file.toString(), other, water))
                .isInstanceOf(PotentialException.class)
                .hasMessageContaining("[6, 6, 8, 1, 1, 1, 1, 1, 1]")
                .hasMessageContaining("[8, 1, 1]");
    }

    @Test
    void onlyAModelIsAFile() {
        assertThat(Potentials.file("models/Ethanol.NPZ")).hasValue(Path.of("models/Ethanol.NPZ"));
        assertThat(Potentials.file("command:program ethanol.npz")).isEmpty();
        assertThat(Potentials.file("gfn2")).isEmpty();
    }

    @Test
    void aCommandIsSplitAtBlanksOutsideQuotes() throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        try (Potential potential = Potentials.of("command:\"" + java + "\" -version 'a b'", ethanol, geometry)) {
            assertThat(potential.name()).isEqualTo(java + " -version a b");
        }
        assertThatThrownBy(() -> Potentials.of("command: ", ethanol, geometry))
                .isInstanceOf(PotentialException.class)
                .hasMessageContaining("names no program");
    }

    @Test
    void anUnknownNameShowsTheChoices() {
        assertThatThrownBy(() -> Potentials.of("amber", ethanol, geometry))
                .isInstanceOf(PotentialException.class)
                .hasMessageContaining("'amber'")
                .hasMessageContaining("mmff94, mmff94s, gfn2, gfn1, gfnff")
                .hasMessageContaining("command:");
    }
}
