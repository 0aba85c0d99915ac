package io.github.cdkdrift.molecule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;

class RadicalPerceptionTest {
    /** Planar methyl: C–H 1.08 Å. */
    private static final double[] METHYL = {0, 0, 0, 1.08, 0, 0, -0.54, 0.935, 0, -0.54, -0.935, 0};

    /** Allyl: two C–C bonds of 1.39 Å, 124°. */
    private static final double[] ALLYL = {
        -1.227, -0.653, 0, 0, 0, 0, 1.227, -0.653, 0, -1.27, -1.74, 0, -2.17, -0.11, 0, 0, 1.09, 0, 1.27, -1.74, 0,
        2.17, -0.11, 0
    };

    @Test
    void anUnpairedElectronTakesThePlaceOfABond() throws Exception {
        int[] atoms = {6, 1, 1, 1};

        MolecularGraph methyl = MolecularGraph.perceive(atoms, METHYL, OptionalInt.empty(), 1);

        assertThat(methyl.bondOrdersKnown()).isTrue();
        assertThat(methyl.container().getSingleElectronCount()).isEqualTo(1);
        assertThat(MolecularGraph.perceive(atoms, METHYL).bondOrdersKnown()).isFalse();
        assertThat(MolecularGraph.perceive(atoms, METHYL, OptionalInt.empty(), 2)
                        .bondOrdersKnown())
                .isFalse();
    }

    @Test
    void theRestOfTheMoleculeIsPaired() throws Exception {
        MolecularGraph allyl =
                MolecularGraph.perceive(new int[] {6, 6, 6, 1, 1, 1, 1, 1}, ALLYL, OptionalInt.empty(), 1);
        IAtomContainer molecule = allyl.container();

        assertThat(allyl.bondOrdersKnown()).isTrue();
        assertThat(molecule.getSingleElectronCount()).isEqualTo(1);
        long doubleBonds = 0;
        for (IBond bond : molecule.bonds()) {
            doubleBonds += bond.getOrder() == IBond.Order.DOUBLE ? 1 : 0;
        }
        assertThat(doubleBonds).isEqualTo(1);
    }
}
