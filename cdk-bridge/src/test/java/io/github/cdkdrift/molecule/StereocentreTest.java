package io.github.cdkdrift.molecule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openscience.cdk.interfaces.IAtomContainer;

class StereocentreTest {
    /** Counts by the drawing of each molecule, as written in {@code test-data/golden/molecules.py}. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "alanine dipeptide | 1 | 0",
                "glucose | 5 | 0",
                "meso-2,3-butanediol | 2 | 0",
                "azobenzene | 0 | 1",
                "(Z)-but-2-ene | 0 | 1",
                "penta-2,3-diene | 1 | 0",
                "ethanol | 0 | 0",
                "aspirin | 0 | 0",
                "caffeine | 0 | 0",
                "methanesulfonamide | 0 | 0",
                "dimethyl sulfoxide | 0 | 0"
            })
    void geometriesShowTheStereocentresOfTheDrawing(String name, int handed, int doubleBonds) throws Exception {
        IAtomContainer molecule = GoldenMolecules.get(name);
        double[] positions = GoldenMolecules.positions(molecule);
        List<Stereocentre> centres = MolecularGraph.perceive(GoldenMolecules.atomicNumbers(molecule), positions)
                .stereocentres();
        assertThat(centres.stream().filter(Stereocentre::handed)).hasSize(handed);
        assertThat(centres.stream().filter(centre -> !centre.handed())).hasSize(doubleBonds);
        assertThat(centres).allMatch(centre -> centre.agrees(positions));
    }

    @Test
    void reflectionInvertsCentresAndAllenesButNotDoubleBonds() throws Exception {
        for (String name : GoldenMolecules.names()) {
            IAtomContainer molecule = GoldenMolecules.get(name);
            double[] image = Arrays.stream(GoldenMolecules.positions(molecule))
                    .map(x -> -x)
                    .toArray();
            for (Stereocentre centre : MolecularGraph.of(molecule).stereocentres()) {
                assertThat(centre.agrees(image)).as(name).isEqualTo(!centre.handed());
            }
        }
    }
}
