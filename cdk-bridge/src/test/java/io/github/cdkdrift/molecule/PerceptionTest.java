package io.github.cdkdrift.molecule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;

class PerceptionTest {
    static final Iterable<String> MOLECULES = GoldenMolecules.names();

    @ParameterizedTest
    @FieldSource("MOLECULES")
    void recoversBondsOrdersAndChargesThatRdkitWrote(String name) throws Exception {
        IAtomContainer expected = GoldenMolecules.get(name);
        MolecularGraph graph =
                MolecularGraph.perceive(GoldenMolecules.atomicNumbers(expected), GoldenMolecules.positions(expected));
        assertThat(graph.bondOrdersKnown()).isTrue();
        assertThat(graph.bonds())
                .usingRecursiveComparison()
                .isEqualTo(MolecularGraph.of(expected).bonds());
        IAtomContainer perceived = graph.container();
        assertThat(orders(perceived)).isEqualTo(orders(expected));
    }

    /** Without the index, because either oxygen of a nitro group or carboxylate may bear the charge. */
    private static List<String> orders(IAtomContainer molecule) {
        List<String> lines = new ArrayList<>();
        for (IAtom atom : molecule.atoms()) {
            int orders = 0;
            for (IBond bond : atom.bonds()) {
                orders += bond.getOrder().numeric();
            }
            lines.add(atom.getSymbol() + " valence " + orders + " charge " + atom.getFormalCharge());
        }
        Collections.sort(lines);
        return lines;
    }

    /** Nitric oxide, a radical. */
    @Test
    void leavesSingleBondsAndSaysSoWhereNoClosedShellStructureIsFound() throws Exception {
        MolecularGraph graph = MolecularGraph.perceive(new int[] {7, 8}, new double[] {0, 0, 0, 1.15, 0, 0});
        assertThat(graph.bondOrdersKnown()).isFalse();
        assertThat(graph.bonds()).hasSize(1);
        assertThat(graph.container().bonds()).allMatch(bond -> bond.getOrder() == IBond.Order.SINGLE);
        assertThat(graph.container().atoms()).allMatch(atom -> atom.getFormalCharge() == 0);
    }

    /** The proton of malonaldehyde on its way from one oxygen to the other. */
    @Test
    void aHydrogenBetweenTwoAtomsBelongsToTheNearer() throws Exception {
        IAtomContainer malonaldehyde = GoldenMolecules.get("malonaldehyde");
        int[] numbers = GoldenMolecules.atomicNumbers(malonaldehyde);
        double[] positions = GoldenMolecules.positions(malonaldehyde);
        int hydrogen = malonaldehyde.getConnectedAtomsList(malonaldehyde.getAtom(4)).stream()
                .filter(atom -> atom.getAtomicNumber() == 1)
                .findFirst()
                .orElseThrow()
                .getIndex();
        for (int axis = 0; axis < 3; axis++) {
            positions[3 * hydrogen + axis] = 0.48 * positions[axis] + 0.52 * positions[12 + axis];
        }
        assertThat(MolecularGraph.perceive(numbers, positions).bonds())
                .usingRecursiveComparison()
                .isEqualTo(MolecularGraph.of(malonaldehyde).bonds());
    }

    @Test
    void saysWhatKeepsAGeometryFromBeingAMolecule() {
        assertThatThrownBy(() -> MolecularGraph.perceive(new int[] {1, 1}, new double[] {0, 0, 0, 4, 0, 0}))
                .isInstanceOf(CDKException.class)
                .hasMessage("found 2 fragments without a bond between them, H2 without bonds;"
                        + " expected one connected molecule");
        assertThatThrownBy(() -> MolecularGraph.perceive(new int[] {1, 300}, new double[] {0, 0, 0, 1, 0, 0}))
                .isInstanceOf(CDKException.class)
                .hasMessageContaining("atomic number 300");
        assertThatThrownBy(() -> MolecularGraph.perceive(new int[] {1, 1}, new double[] {0, 0, 0, Double.NaN, 0, 0}))
                .isInstanceOf(CDKException.class)
                .hasMessageContaining("coordinate NaN");
        assertThatThrownBy(() -> MolecularGraph.perceive(new int[0], new double[0]))
                .hasMessage("the molecule has no atoms");
        assertThatThrownBy(() -> MolecularGraph.perceive(new int[] {1, 1}, new double[5]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
