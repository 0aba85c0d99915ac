package io.github.cdkdrift.molecule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
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
}
