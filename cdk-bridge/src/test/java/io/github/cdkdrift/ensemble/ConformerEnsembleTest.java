package io.github.cdkdrift.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cdkdrift.molecule.MolecularGraph;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.vecmath.Point3d;
import org.junit.jupiter.api.Test;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IAtomContainerSet;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmilesParser;

class ConformerEnsembleTest {
    private static final String WATER = "[H]O[H]";

    private static IAtomContainer smiles(String smiles) throws CDKException {
        return new SmilesParser(SilentChemObjectBuilder.getInstance()).parseSmiles(smiles);
    }

    private static ConformerEnsemble water(int conformers) throws CDKException {
        return new ConformerEnsemble(
                MolecularGraph.of(smiles(WATER)),
                IntStream.range(0, conformers)
                        .mapToObj(i ->
                                new Conformer(new double[] {i, 1, 2, 3, 4, 5, 6, 7, 8}, Map.of("energy", -1.5 * i)))
                        .toList());
    }

    @Test
    void goesToCdkMoleculesAndBack() throws Exception {
        ConformerEnsemble ensemble = water(3);
        IAtomContainerSet set = ensemble.containers();
        assertThat(set.getAtomContainerCount()).isEqualTo(3);
        assertThat(set.getAtomContainer(2).getAtom(0).getPoint3d()).isEqualTo(new Point3d(2, 1, 2));
        assertThat(set.getAtomContainer(2).<Double>getProperty("energy")).isEqualTo(-3.0);
        ConformerEnsemble back = ConformerEnsemble.of(set.atomContainers());
        assertThat(back.size()).isEqualTo(3);
        assertThat(back.graph().atomicNumbers()).containsExactly(1, 8, 1);
        for (int i = 0; i < 3; i++) {
            assertThat(back.conformers().get(i).positions())
                    .isEqualTo(ensemble.conformers().get(i).positions());
            assertThat(back.conformers().get(i).properties())
                    .isEqualTo(ensemble.conformers().get(i).properties());
        }
    }

    @Test
    void keepsNumbersByNameAndLeavesOtherPropertiesOut() throws Exception {
        IAtomContainer molecule = water(1).container(0);
        molecule.setTitle("water");
        molecule.setProperty("weight", 2);
        molecule.setProperty("note", "dry");
        assertThat(ConformerEnsemble.of(List.of(molecule)).conformers().get(0).properties())
                .containsExactly(Map.entry("energy", -0.0), Map.entry("weight", 2.0));
    }

    @Test
    void refusesMoleculesThatAreNotConformersOfOne() throws Exception {
        IAtomContainer first = water(1).container(0);
        for (String other : List.of("O([H])[H]", "[H]OO[H]", "[H]S[H]", "[H]O.[H]")) {
            assertThatThrownBy(() -> ConformerEnsemble.of(List.of(first, smiles(other))))
                    .as(other)
                    .isInstanceOf(CDKException.class)
                    .hasMessageStartingWith("molecule 2 has not the atoms and bonds of the first, H2O");
        }
    }

    @Test
    void refusesMissingAndBrokenCoordinatesAndEmptySets() throws Exception {
        IAtomContainer broken = water(1).container(0);
        broken.getAtom(1).getPoint3d().y = Double.POSITIVE_INFINITY;
        for (IAtomContainer molecule : List.of(smiles(WATER), broken)) {
            assertThatThrownBy(() -> ConformerEnsemble.of(List.of(molecule)))
                    .isInstanceOf(CDKException.class)
                    .hasMessageStartingWith("molecule 1 has the 3D coordinates")
                    .hasMessageContaining("expected finite ones");
        }
        assertThatThrownBy(() -> ConformerEnsemble.of(List.of())).hasMessageContaining("found no molecule");
    }

    @Test
    void refusesAConformerOfAnotherSize() {
        assertThatThrownBy(() -> new ConformerEnsemble(
                        MolecularGraph.of(smiles(WATER)),
                        Stream.of(Conformer.of(new double[12])).toList()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a conformer of 4 atoms for a molecule of 3");
    }

    @Test
    void givesTheLowestAWindowAndPopulations() throws Exception {
        ConformerEnsemble ensemble = water(4);

        assertThat(ensemble.lowest()).isEqualTo(3);
        assertThat(ensemble.energies()).containsExactly(-0.0, -1.5, -3, -4.5);
        assertThat(ensemble.within(1.5).conformers())
                .containsExactlyElementsOf(ensemble.conformers().subList(2, 4));
        assertThat(ensemble.populations()).containsOnly(0.25);
        ConformerEnsemble bare = new ConformerEnsemble(ensemble.graph(), List.of(Conformer.of(new double[9])));
        assertThatThrownBy(bare::lowest)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("without an energy");
    }

    /** Shares of representatives are of the whole, also where some are left out; those of samples are made whole. */
    @Test
    void populationsOfRepresentativesStayThoseOfTheWhole() throws Exception {
        ConformerEnsemble ensemble = water(2);
        List<Conformer> representatives = ensemble.conformers().stream()
                .map(conformer -> conformer.withProperties(Map.of("population", 0.3, "cluster_population", 0.3)))
                .toList();
        List<Conformer> samples = ensemble.conformers().stream()
                .map(conformer -> conformer.withProperties(Map.of("population", 0.3)))
                .toList();

        assertThat(new ConformerEnsemble(ensemble.graph(), representatives).populations())
                .containsOnly(0.3);
        assertThat(new ConformerEnsemble(ensemble.graph(), samples).populations())
                .containsOnly(0.5);
    }

    @Test
    void goesIntoCdksContainerOfConformers() throws Exception {
        var container = water(3).conformerContainer();

        assertThat(container).hasSize(3);
        assertThat(container.get(2).getAtom(0).getPoint3d()).isEqualTo(new Point3d(2, 1, 2));
        assertThat(container.get(0).getAtom(0).getPoint3d()).isEqualTo(new Point3d(0, 1, 2));
        // And out of it, though the container has one molecule for all.
        ConformerEnsemble back = ConformerEnsemble.of(container);
        assertThat(back.size()).isEqualTo(3);
        assertThat(back.conformers().get(0).positions()).startsWith(0, 1, 2);
        assertThat(back.conformers().get(2).positions()).startsWith(2, 1, 2);
    }
}
