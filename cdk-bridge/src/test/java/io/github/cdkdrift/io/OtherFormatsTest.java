package io.github.cdkdrift.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.molecule.CoreMatch;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.Smarts;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IChemFile;
import org.openscience.cdk.io.Mol2Reader;
import org.openscience.cdk.io.PDBReader;
import org.openscience.cdk.silent.ChemFile;
import org.openscience.cdk.tools.manipulator.ChemFileManipulator;

/** MOL2, PDB and tables, and parts of molecules found in others. */
class OtherFormatsTest {
    @TempDir
    private Path folder;

    private static ConformerEnsemble two(String smiles) throws Exception {
        MolecularGraph graph = TestMolecules.graph(smiles);
        Random random = new Random(3);
        Map<String, Double> numbers = new LinkedHashMap<>();
        numbers.put("energy", -1.23456789);
        numbers.put("cluster", 2.0);
        return new ConformerEnsemble(
                graph,
                List.of(
                        new Conformer(random.doubles(3L * graph.atoms(), -9, 9).toArray(), numbers),
                        Conformer.of(random.doubles(3L * graph.atoms(), -9, 9).toArray())));
    }

    private Path written(ConformerEnsemble ensemble, String name) throws Exception {
        Path file = folder.resolve(name);
        ConformerWriter.write(file, ensemble, Map.of("potential", "MMFF94"));
        return file;
    }

    private static void requireSame(IAtomContainer read, Conformer conformer, double tolerance) {
        for (int i = 0; i < conformer.positions().length; i++) {
            var point = read.getAtom(i / 3).getPoint3d();
            double value = i % 3 == 0 ? point.x : i % 3 == 1 ? point.y : point.z;
            assertThat(value).isCloseTo(conformer.positions()[i], within(tolerance));
        }
    }

    @Test
    void cdkReadsTheMol2FilesBack() throws Exception {
        ConformerEnsemble ensemble = two("CC(=O)Nc1ccccc1");
        String text = Files.readString(written(ensemble, "a.mol2"));

        assertThat(text).contains("# energy: -1.2346\n# cluster: 2\n").contains("# potential: MMFF94\n");
        String[] records = text.split("(?=@<TRIPOS>MOLECULE)");
        assertThat(records).hasSize(3);
        for (int i = 0; i < 2; i++) {
            try (Mol2Reader reader = new Mol2Reader(new StringReader(records[i + 1]))) {
                IAtomContainer read = ChemFileManipulator.getAllAtomContainers(reader.read(new ChemFile()))
                        .get(0);
                assertThat(read.getBondCount())
                        .isEqualTo(ensemble.graph().bonds().size());
                requireSame(read, ensemble.conformers().get(i), 1e-6);
            }
        }
        assertThat(records[1]).startsWith("@<TRIPOS>MOLECULE\nC8H9NO\n");
    }

    @Test
    void cdkReadsTheModelsOfThePdbFilesBack() throws Exception {
        ConformerEnsemble ensemble = two("[NH3+]CC([O-])=O");
        String text = Files.readString(written(ensemble, "a.pdb"));

        assertThat(text)
                .contains("REMARK     energy: -1.2346")
                .contains("MODEL        2\n")
                .endsWith("ENDMDL\nEND\n");
        assertThat(text.lines().filter(line -> line.startsWith("HETATM")).toList())
                .hasSize(20)
                .allMatch(line -> line.substring(Math.min(line.length(), 78)).matches("(1[+-])?"))
                .anyMatch(line -> line.endsWith("N1+"))
                .anyMatch(line -> line.endsWith("O1-"));
        try (PDBReader reader = new PDBReader(new StringReader(text))) {
            IChemFile file = reader.read(new ChemFile());
            List<IAtomContainer> read = ChemFileManipulator.getAllAtomContainers(file);
            assertThat(read).hasSize(2);
            for (int i = 0; i < 2; i++) {
                requireSame(read.get(i), ensemble.conformers().get(i), 6e-4);
            }
        }
    }

    @Test
    void aTableHasTheSameColumnsForAllMoleculesAndRunsNothing() throws Exception {
        ConformerEnsemble first = two("CCO");
        IAtomContainer named = TestMolecules.graph("O").container();
        named.setTitle("=HYPERLINK(\"http://x\")");
        MolecularGraph second = MolecularGraph.of(named);
        Path file = folder.resolve("a.csv");
        try (ConformerWriter writer = ConformerWriter.open(file, first.graph(), Map.of("seed", "7"))) {
            for (Conformer conformer : first.conformers()) {
                writer.write(conformer);
            }
            writer.follow(second, Map.of("seed", "7"));
            writer.write(new Conformer(new double[9], Map.of("population", 0.25)));
            writer.commit();
        }

        List<String> lines = Files.readAllLines(file);
        assertThat(lines.get(0))
                .startsWith("name,conformer,energy,relative_energy,")
                .endsWith(",seed,converged");
        assertThat(lines.subList(1, 4))
                .containsExactly(
                        "C2H6O,1,-1.2346,,,,,2,,,,,,,,7,",
                        "C2H6O,2,,,,,,,,,,,,,,7,",
                        "\"'=HYPERLINK(\"\"http://x\"\")\",1,,,,,0.25,,,,,,,,,7,");
    }

    @Test
    void aReferenceIsFoundInALargerMolecule() throws Exception {
        MolecularGraph phenol = TestMolecules.graph("Oc1ccccc1");
        MolecularGraph paracetamol = TestMolecules.graph("CC(=O)Nc1ccc(O)cc1");

        CoreMatch match = CoreMatch.of(phenol, paracetamol);
        assertThat(match.reference()).containsExactly(0, 1, 2, 3, 4, 5, 6);
        assertThat(match.molecule()[0]).isEqualTo(8);
        int[][] neighbours = paracetamol.neighbours();
        for (int[] bond : phenol.bonds()) {
            if (bond[0] < 7 && bond[1] < 7) {
                assertThat(Arrays.stream(neighbours[match.molecule()[bond[0]]]).boxed())
                        .contains(match.molecule()[bond[1]]);
            }
        }
        assertThat(CoreMatch.of(phenol, paracetamol, Smarts.of("cO")).molecule()[1])
                .isEqualTo(8);
        assertThatThrownBy(() -> CoreMatch.of(paracetamol, phenol))
                .hasMessageStartingWith("found that C6H6O does not hold the heavy atoms of the reference, C8H9NO2");
    }
}
