package io.github.cdkdrift.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.molecule.MolecularGraph;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.io.SDFWriter;

class ConformerWriterTest {
    @TempDir
    private Path folder;

    @TempDir
    private Path data;

    /** Expected: what CDK's SDFWriter writes for the same molecules, but for its line with program and time. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "CCO",
                "C[C@H](N)C(=O)O",
                "[NH3+]CC([O-])=O",
                "[CH2]C",
                "[2H]C([2H])O",
                "c1ccccc1",
                "C/C=C/C",
                "[He]"
            })
    void sdfIsWhatCdkWrites(String smiles) throws Exception {
        MolecularGraph graph = TestMolecules.graph(smiles);
        Random random = new Random(4);
        double[] positions = new double[3 * graph.atoms()];
        Arrays.setAll(positions, i -> (float) (random.nextGaussian() * 100));
        Map<String, Double> properties = Map.of("weight", -97208.40600498);
        ConformerEnsemble ensemble =
                new ConformerEnsemble(graph, List.of(new Conformer(positions, properties), TestMolecules.line(graph)));
        Path file = folder.resolve("molecule.sdf");
        ConformerWriter.write(file, ensemble);

        StringWriter expected = new StringWriter();
        try (SDFWriter writer = new SDFWriter(expected)) {
            for (IAtomContainer molecule : ensemble.containers()) {
                molecule.setTitle(graph.formula());
                writer.write(molecule);
            }
        }
        String program = "(?m)^  CDK     \\d{10}3D$";
        assertThat(Files.readString(file)).isEqualTo(expected.toString().replaceAll(program, "  cdkdrift          3D"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "e.sdf",
                "e.sdf.gz",
                "e.xyz",
                "e.xyz.gz",
                "e.extxyz",
                "e.extxyz.gz",
                "e.cml",
                "e.cml.gz",
                "E.SDF.GZ"
            })
    void ensemblesReadBackFromEveryFormat(String name) throws Exception {
        ConformerEnsemble ensemble = TestMolecules.ethanol(20, data);
        Path file = folder.resolve(name);
        ConformerWriter.write(file, ensemble);
        ConformerEnsemble copy = EnsembleFiles.read(file);

        assertThat(copy.size()).isEqualTo(20);
        assertThat(copy.graph().atomicNumbers()).isEqualTo(ensemble.graph().atomicNumbers());
        assertThat(copy.graph().bonds())
                .usingRecursiveComparison()
                .isEqualTo(ensemble.graph().bonds());
        for (int i = 0; i < 20; i++) {
            assertThat(copy.conformers().get(i).positions())
                    .containsExactly(ensemble.conformers().get(i).positions(), within(0.5001e-4));
            assertThat(copy.conformers().get(i).properties().get("energy"))
                    .isEqualTo(ensemble.conformers().get(i).properties().get("energy"), within(0.5001e-4));
        }
        assertThat(names()).containsExactly(name);
    }

    @Test
    void v3000KeepsTheOrderOfTheAtomsAndTheDecimalsAskedFor() throws Exception {
        MolecularGraph graph = TestMolecules.graph("[H]OC([H])([H])[C@]([H])(N)C");
        Conformer conformer = TestMolecules.line(graph);
        Arrays.setAll(conformer.positions(), i -> conformer.positions()[i] + 1e-9 * i);
        Path file = folder.resolve("precise.sdf");
        try (ConformerWriter writer = ConformerWriter.open(file, graph, 9)) {
            writer.write(conformer);
            writer.commit();
        }
        assertThat(Files.readString(file)).contains("V3000");
        ConformerEnsemble copy = EnsembleFiles.read(file);
        assertThat(copy.graph().atomicNumbers()).isEqualTo(graph.atomicNumbers());
        assertThat(copy.graph().bonds()).usingRecursiveComparison().isEqualTo(graph.bonds());
        assertThat(copy.conformers().get(0).positions()).containsExactly(conformer.positions(), within(0.51e-9));
    }

    @Test
    void largeMoleculesBecomeV3000() throws Exception {
        MolecularGraph graph = TestMolecules.graph("C".repeat(334));
        assertThat(graph.atoms()).isEqualTo(1004);
        Path file = folder.resolve("large.sdf");
        ConformerWriter.write(file, new ConformerEnsemble(graph, List.of(TestMolecules.line(graph))));

        assertThat(Files.readString(file)).contains("M  V30 COUNTS 1004 1003");
        ConformerEnsemble copy = EnsembleFiles.read(file);
        assertThat(copy.graph().bonds()).usingRecursiveComparison().isEqualTo(graph.bonds());
        assertThat(copy.conformers().get(0).positions())
                .containsExactly(TestMolecules.line(graph).positions(), within(0.51e-5));
    }

    /** CDK's V2000 writer would drop the first digit of such a coordinate. */
    @Test
    void farAtomsBecomeV3000() throws Exception {
        MolecularGraph graph = TestMolecules.graph("[He]");
        Path file = folder.resolve("far.sdf");
        try (ConformerWriter writer = ConformerWriter.open(file, graph)) {
            writer.write(Conformer.of(new double[] {-9999.99994, 0, 0}));
            writer.write(Conformer.of(new double[] {12345.67891, 0, 0}));
            writer.commit();
        }
        assertThat(Files.readString(file)).containsOnlyOnce("V2000").containsOnlyOnce("V3000");
        ConformerEnsemble copy = EnsembleFiles.read(file);
        assertThat(copy.conformers().get(0).positions()[0]).isEqualTo(-9999.9999);
        assertThat(copy.conformers().get(1).positions()[0]).isEqualTo(12345.67891);
    }

    @Test
    void leavesPropertiesOutThatAreNotFinite() throws Exception {
        MolecularGraph graph = TestMolecules.graph("[He]");
        Map<String, Double> properties = Map.of("bad", Double.NaN, "worse", Double.NEGATIVE_INFINITY, "good", 2.0);
        for (String name : new String[] {"p.sdf", "p.extxyz", "p.cml", "p.xyz"}) {
            Path file = folder.resolve(name);
            ConformerWriter.write(
                    file, new ConformerEnsemble(graph, List.of(new Conformer(new double[3], properties))));
            assertThat(Files.readString(file)).contains("good").doesNotContain("bad", "worse", "NaN", "Infinity");
        }
    }

    @Test
    void keepsNamesOfPropertiesFromBreakingTheFile() throws Exception {
        MolecularGraph graph = TestMolecules.graph("[He]");
        Map<String, Double> properties = Map.of("a\n$$$$\n<b>&\"'= {c]", 1.0);
        for (String name : new String[] {"p.sdf", "p.extxyz", "p.cml"}) {
            Path file = folder.resolve(name);
            ConformerWriter.write(
                    file, new ConformerEnsemble(graph, List.of(new Conformer(new double[3], properties))));
            assertThat(EnsembleFiles.read(file).size()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bad.sdf", "bad.xyz", "bad.extxyz.gz", "bad.cml"})
    void nothingAppearsWhenACoordinateIsNotFinite(String name) throws Exception {
        ConformerEnsemble ensemble = TestMolecules.ethanol(2, data);
        double[] bad = ensemble.conformers().get(1).positions().clone();
        bad[7] = Double.NaN;
        try (ConformerWriter writer = ConformerWriter.open(folder.resolve(name), ensemble.graph())) {
            writer.write(ensemble.conformers().get(0));
            assertThatThrownBy(() -> writer.write(Conformer.of(bad)))
                    .isInstanceOf(InputFormatException.class)
                    .hasMessageContaining(name + ", conformer 2: found NaN in the positions of atom 3");
            assertThatThrownBy(writer::commit).isInstanceOf(IllegalStateException.class);
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void writesTheSameBytesEachTime() throws Exception {
        for (String name : new String[] {"e.sdf.gz", "e.cml.gz"}) {
            Path file = folder.resolve(name);
            ConformerWriter.write(file, TestMolecules.ethanol(3, Files.createTempDirectory(data, "a")));
            byte[] first = Files.readAllBytes(file);
            ConformerWriter.write(file, TestMolecules.ethanol(3, Files.createTempDirectory(data, "b")));
            assertThat(Files.readAllBytes(file)).isEqualTo(first);
        }
    }

    @Test
    void rejectsNamesAndShapesThatCannotBeMeant() throws Exception {
        MolecularGraph graph = TestMolecules.graph("[He]");
        assertThatThrownBy(() -> ConformerWriter.open(folder.resolve("a.dcd"), graph))
                .isInstanceOf(InputFormatException.class)
                .hasMessageContaining("found the name 'a.dcd'; expected one that ends with .sdf, .xyz, .extxyz, .cml");
        assertThatThrownBy(() -> ConformerWriter.open(folder.resolve("a.sdf"), graph, 3))
                .isInstanceOf(IllegalArgumentException.class);
        try (ConformerWriter writer = ConformerWriter.open(folder.resolve("a.sdf"), graph)) {
            assertThatThrownBy(() -> writer.write(Conformer.of(new double[6])))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void keepsTheTitleOfTheMolecule() throws Exception {
        IAtomContainer molecule = EnsembleFiles.readMolecule("CCO");
        molecule.setTitle("ethanol & co");
        MolecularGraph graph = MolecularGraph.of(molecule);
        ConformerEnsemble ensemble = new ConformerEnsemble(graph, List.of(TestMolecules.line(graph)));
        Path sdf = folder.resolve("t.sdf");
        Path cml = folder.resolve("t.cml");
        ConformerWriter.write(sdf, ensemble);
        ConformerWriter.write(cml, ensemble);

        assertThat(EnsembleFiles.readMolecule(sdf).getTitle()).isEqualTo("ethanol & co");
        assertThat(Files.readString(cml)).contains("<molecule id=\"m1\" title=\"ethanol &amp; co\">");
    }

    private Stream<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sdf", "xyz", "extxyz", "cml", "sdf.gz"})
    void moleculesFollowEachOtherInOneFile(String ending) throws Exception {
        MolecularGraph water =
                MolecularGraph.perceive(new int[] {8, 1, 1}, new double[] {0, 0, 0, 0.96, 0, 0, -0.24, 0.93, 0});
        MolecularGraph hydrogen = MolecularGraph.perceive(new int[] {1, 1}, new double[] {0, 0, 0, 0.74, 0, 0});
        Path file = folder.resolve("two." + ending);
        try (ConformerWriter writer = ConformerWriter.open(file, water, Map.of("potential", "a \"name\""))) {
            writer.write(Conformer.of(new double[] {0, 0, 0, 0.96, 0, 0, -0.24, 0.93, 0.1}));
            writer.follow(hydrogen, Map.of());
            writer.write(new Conformer(new double[] {0, 0, 0, 0, 0, 0.74}, Map.of("energy", 1.5)));
            writer.write(Conformer.of(new double[] {0, 0, 0, 0.1, 0, 0.74}));
            writer.commit();
        }

        List<MoleculeEntry> entries = MoleculeFiles.read(List.of(file.toString()));

        assertThat(entries).hasSize(3).allMatch(entry -> entry.failure().isEmpty());
        assertThat(entries.get(0).molecule().getAtomCount()).isEqualTo(3);
        assertThat(entries.get(2).molecule().getAtom(1).getPoint3d().x).isEqualTo(0.1);
        if (ending.startsWith("sdf")) {
            assertThat(entries.get(0).molecule().<String>getProperty("potential"))
                    .isEqualTo("a \"name\"");
            assertThat(entries.get(1).molecule().<Object>getProperty("potential"))
                    .isNull();
        }
    }
}
