package io.github.cdkdrift.potential;

import static io.github.cdkdrift.potential.PotentialChecks.numbers;
import static io.github.cdkdrift.potential.PotentialChecks.reordered;
import static io.github.cdkdrift.potential.TestPotentials.energies;
import static io.github.cdkdrift.potential.TestPotentials.forces;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.potential.Mmff94Potential.Variant;
import java.io.IOException;
import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;
import org.openscience.cdk.io.MDLV2000Reader;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmilesParser;
import org.openscience.cdk.tools.manipulator.AtomContainerManipulator;

/** Golden values: {@code test-data/golden/mmff94.py}, by RDKit and Open Babel. */
class Mmff94PotentialTest {
    /** A molecule with conformers and the energies that other programs give them, kcal/mol. */
    private record Golden(
            String name,
            MolecularGraph graph,
            double[][] conformers,
            double[] mmff94,
            double[] mmff94s,
            double[] openBabel) {
        @Override
        public String toString() {
            return name;
        }

        Mmff94Potential potential(Variant variant) throws PotentialException {
            return Mmff94Potential.of(graph, variant);
        }

        double[] positions() {
            return Arrays.stream(conformers).flatMapToDouble(Arrays::stream).toArray();
        }
    }

    private static Stream<Golden> molecules() {
        return PotentialChecks.golden("mmff94.json").asList().stream()
                .map(JsonElement::getAsJsonObject)
                .map(Mmff94PotentialTest::golden);
    }

    private static Golden golden(JsonObject record) {
        try (MDLV2000Reader reader =
                new MDLV2000Reader(new StringReader(record.get("molfile").getAsString()))) {
            return new Golden(
                    record.get("name").getAsString(),
                    MolecularGraph.of(
                            reader.read(SilentChemObjectBuilder.getInstance().newAtomContainer())),
                    record.getAsJsonArray("conformers").asList().stream()
                            .map(PotentialChecks::numbers)
                            .toArray(double[][]::new),
                    numbers(record.get("MMFF94")),
                    numbers(record.get("MMFF94s")),
                    numbers(record.get("openBabel")));
        } catch (IOException | CDKException e) {
            throw new AssertionError(e);
        }
    }

    private static Golden molecule(String name) {
        return molecules()
                .filter(golden -> golden.name.equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static MolecularGraph graph(String smiles) throws CDKException {
        IAtomContainer molecule = new SmilesParser(SilentChemObjectBuilder.getInstance()).parseSmiles(smiles);
        AtomContainerManipulator.convertImplicitToExplicitHydrogens(molecule);
        return MolecularGraph.of(molecule);
    }

    @ParameterizedTest
    @MethodSource("molecules")
    void energiesAreThoseOfRdkit(Golden golden) throws Exception {
        assertThat(energies(golden.potential(Variant.MMFF94), golden.positions()))
                .containsExactly(golden.mmff94, within(1e-3));
        assertThat(energies(golden.potential(Variant.MMFF94S), golden.positions()))
                .containsExactly(golden.mmff94s, within(1e-3));
    }

    /** {@code test-data/golden/mmff94_dielectric.py}. */
    @ParameterizedTest
    @MethodSource("molecules")
    void energiesWithADielectricAreThoseOfRdkit(Golden golden) throws Exception {
        JsonObject expected = PotentialChecks.golden("mmff94-dielectric.json").asList().stream()
                .map(JsonElement::getAsJsonObject)
                .filter(record -> record.get("name").getAsString().equals(golden.name))
                .findFirst()
                .orElseThrow();
        List<Dielectric> dielectrics =
                List.of(Dielectric.of(4), Dielectric.of(78.5), Dielectric.DISTANCE, new Dielectric(4, true));

        for (Dielectric dielectric : dielectrics) {
            Mmff94Potential potential = Mmff94Potential.of(golden.graph, Variant.MMFF94, dielectric);

            assertThat(energies(potential, golden.positions()))
                    .as(dielectric.toString())
                    .containsExactly(numbers(expected.get(dielectric.toString())), within(1e-3));
            assertThat(potential.name()).isEqualTo("MMFF94 (" + dielectric + ")");
        }
    }

    @ParameterizedTest
    @MethodSource("molecules")
    void forcesWithADielectricAreTheNegativeGradientOfTheEnergy(Golden golden) throws Exception {
        for (Dielectric dielectric : List.of(Dielectric.of(4), new Dielectric(2, true))) {
            PotentialChecks.assertForcesAreTheNegativeGradient(
                    Mmff94Potential.of(golden.graph, Variant.MMFF94S, dielectric), golden.conformers[1], 1e-3, 1e-5);
        }
    }

    @ParameterizedTest
    @MethodSource("molecules")
    void energyDifferencesOfConformersAreThoseOfOpenBabel(Golden golden) throws Exception {
        double[] energies = energies(golden.potential(Variant.MMFF94), golden.positions());

        assertThat(Arrays.stream(energies).map(e -> e - energies[0]).toArray())
                .containsExactly(
                        Arrays.stream(golden.openBabel)
                                .map(e -> e - golden.openBabel[0])
                                .toArray(),
                        within(0.1));
    }

    @ParameterizedTest
    @MethodSource("molecules")
    void forcesAreTheNegativeGradientOfTheEnergy(Golden golden) throws Exception {
        PotentialChecks.assertForcesAreTheNegativeGradient(
                golden.potential(Variant.MMFF94), golden.conformers[1], 1e-3, 1e-5);
    }

    @ParameterizedTest
    @MethodSource("molecules")
    void energyIgnoresRotationAndTranslationAndForcesTurnAlong(Golden golden) throws Exception {
        PotentialChecks.assertForcesTurnWithTheMolecule(golden.potential(Variant.MMFF94), golden.conformers[2], 1e-8);
    }

    /** Hydrogens between the other atoms, and rings opened at another place. */
    @ParameterizedTest
    @MethodSource("molecules")
    void theOrderOfTheAtomsDoesNotMatter(Golden golden) throws Exception {
        Random random = new Random(4);
        int[] order = IntStream.range(0, golden.graph.atoms()).toArray();
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        IAtomContainer molecule = golden.graph.container();
        IAtom[] atoms = Arrays.stream(order).mapToObj(molecule::getAtom).toArray(IAtom[]::new);
        molecule.setAtoms(atoms);
        Mmff94Potential plain = golden.potential(Variant.MMFF94);
        Mmff94Potential shuffled = Mmff94Potential.of(MolecularGraph.of(molecule), Variant.MMFF94);
        double[] positions = golden.conformers[3];

        assertThat(energies(shuffled, reordered(positions, order)))
                .containsExactly(energies(plain, positions), within(1e-8));
        assertThat(forces(shuffled, reordered(positions, order)))
                .containsExactly(reordered(forces(plain, positions), order), within(1e-8));
    }

    /** The carboxylate's oxygen atoms change places: their types are equal, though one is drawn with a double bond. */
    @Test
    void resonanceFormsAreOneMolecule() throws Exception {
        Golden acetate = molecule("acetate");
        int[] order = {0, 1, 3, 2, 4, 5, 6};

        assertThat(energies(acetate.potential(Variant.MMFF94), reordered(acetate.conformers[0], order))[0])
                .isCloseTo(acetate.mmff94[0], within(1e-3));
    }

    /** MMFF94s differs in the out-of-plane and torsion terms of conjugated nitrogen alone. */
    @Test
    void theStaticVariantFlattensNitrogen() {
        assertThat(molecule("aniline").mmff94s).isNotEqualTo(molecule("aniline").mmff94);
        assertThat(molecule("ethanol").mmff94s).isEqualTo(molecule("ethanol").mmff94);
    }

    @Test
    void batchesOfAnySizeGiveTheSameNumbers() throws Exception {
        Golden aspirin = molecule("aspirin");
        Mmff94Potential potential = aspirin.potential(Variant.MMFF94);
        double[] forces = forces(potential, aspirin.positions());

        for (int i = 0; i < aspirin.conformers.length; i++) {
            int from = i * aspirin.conformers[i].length;
            assertThat(forces(potential, aspirin.conformers[i]))
                    .isEqualTo(Arrays.copyOfRange(forces, from, from + aspirin.conformers[i].length));
        }
    }

    /** A linear H–C≡C and a torsion about it: neither has a finite gradient in a formula with sines. */
    @Test
    void linearGeometriesHaveFiniteForces() throws Exception {
        Mmff94Potential potential = Mmff94Potential.of(graph("C#C"), Variant.MMFF94);
        double[] line = {0, 0, 0, 0, 0, 1.2, 0, 0, -1.06, 0, 0, 2.26};

        assertThat(energies(potential, line)[0]).isFinite();
        for (double force : forces(potential, line)) {
            assertThat(force).isFinite();
        }
    }

    @Test
    void namesTheAtomThatHasNoType() {
        assertThatThrownBy(() -> Mmff94Potential.of(graph("[H]C([H])([H])B(C)C"), Variant.MMFF94))
                .isInstanceOf(PotentialException.class)
                .hasMessageContaining("atom 5 (B; atoms count from 1)")
                .hasMessageContaining("gfn2");
    }

    @Test
    void wantsBondOrders() throws Exception {
        IAtomContainer unset = graph("CC=O").container();
        for (IBond bond : unset.bonds()) {
            bond.setOrder(IBond.Order.UNSET);
        }
        double[] nitricOxide = {0, 0, 0, 0, 0, 1.15};
        MolecularGraph perceived = MolecularGraph.perceive(new int[] {7, 8}, nitricOxide);

        assertThatThrownBy(() -> Mmff94Potential.of(MolecularGraph.of(unset), Variant.MMFF94))
                .isInstanceOf(PotentialException.class)
                .hasMessageContaining("UNSET");
        assertThatThrownBy(() -> Mmff94Potential.of(perceived, Variant.MMFF94))
                .isInstanceOf(PotentialException.class)
                .hasMessageContaining("bond orders");
    }

    @Test
    void refusesArraysThatAreTooShort() throws Exception {
        Mmff94Potential water = Mmff94Potential.of(graph("O"), Variant.MMFF94);

        assertThatThrownBy(() -> water.evaluate(new double[9], 2, new double[2], new double[18]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 frames need 18");
        assertThat(List.of(water.atoms(), water.name())).isEqualTo(List.of(3, "MMFF94"));
    }

    /** Expected: RDKit 2022.09, MMFFGetMoleculeProperties, which has formal charges shared between equal atoms, too. */
    @Test
    void chargesAreThoseOfRdkit() throws CDKException {
        assertThat(Mmff94Potential.charges(graph("CCO")))
                .containsExactly(new double[] {0, 0.28, -0.68, 0, 0, 0, 0, 0, 0.4}, within(1e-6));
        assertThat(Mmff94Potential.charges(graph("CC(=O)[O-]")))
                .containsExactly(new double[] {-0.106, 0.906, -0.9, -0.9, 0, 0, 0}, within(1e-6));
        assertThat(Mmff94Potential.charges(graph("NCC(=O)O")))
                .containsExactly(new double[] {-0.99, 0.331, 0.659, -0.57, -0.65, 0.36, 0.36, 0, 0, 0.5}, within(1e-6));
    }
}
