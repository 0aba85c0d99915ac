package io.github.cdkdrift.labelling;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdkdrift.io.EnsembleFiles;
import io.github.cdkdrift.molecule.MolecularGraph;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LostBondsTest {
    private MolecularGraph glycine;
    private double[] whole;
    private double[] lengths;

    @BeforeEach
    void makeZwitterion() throws Exception {
        glycine = MolecularGraph.of(EnsembleFiles.readMolecule("[NH3+]CC(=O)[O-]"));
        whole = StartGeometries.of(glycine, 1, 1).get(0);
        lengths = glycine.meanBondLengths(List.of(whole));
    }

    private double[] with(int atom, double x, double y, double z) {
        double[] moved = whole.clone();
        moved[3 * atom] = x;
        moved[3 * atom + 1] = y;
        moved[3 * atom + 2] = z;
        return moved;
    }

    @Test
    void aWholeMoleculeHasLostNothing() {
        assertThat(LostBonds.of(glycine, lengths, whole)).isEmpty();
    }

    /** Atoms, from 1: N1 C2 C3 O4 O5, H6 to H8 on nitrogen. */
    @Test
    void aProtonThatMovesIsNamedWithBothItsPlacesAndWhatHelps() {
        double[] away = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            away[axis] = 0.8 * (whole[12 + axis] - whole[6 + axis]);
        }
        double[] moved = with(5, whole[12] + away[0], whole[13] + away[1], whole[14] + away[2]);

        assertThat(LostBonds.of(glycine, lengths, moved).orElseThrow())
                .startsWith("H6 moves from N1 to O5")
                .contains("solvent");
    }

    @Test
    void otherLossesAreNamed() {
        assertThat(LostBonds.of(glycine, lengths, with(5, 50, 0, 0))).hasValue("H6 leaves N1");
        assertThat(LostBonds.of(glycine, lengths, with(3, 50, 0, 0))).hasValue("the bond between C3 and O4 breaks");
        assertThat(LostBonds.of(glycine, lengths, with(3, Double.NaN, 0, 0))).isPresent();
    }
}
