package io.github.cdkdrift.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.RecordData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openscience.cdk.ConformerContainer;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.io.iterator.IteratingMDLConformerReader;
import org.openscience.cdk.silent.SilentChemObjectBuilder;

/** Names and data fields of an input stand in every record of an output. */
class RecordFieldsTest {
    private static final String EIGHTY = "x".repeat(80);

    @TempDir
    private Path folder;

    private static Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("zeta-1.x %", "0042");
        fields.put("Comment", "line one\n  line \"two\"\nC:\\new");
        fields.put("Long", EIGHTY + "\nnext");
        fields.put("IC50 nM", "12.50");
        fields.put("Ähnlich", "µg/mL");
        return fields;
    }

    private Path sdf() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int record = 0; record < 3; record++) {
            text.append("LIB-1 (salt-free)\n\n\n  2  1  0  0  0  0  0  0  0  0999 V2000\n");
            text.append("    0.0000    0.0000    0.0000 H   0  0\n    0.74").append(record);
            text.append("0    0.0000    0.1000 H   0  0\n  1  2  1  0\nM  END\n");
            fields().forEach((name, value) ->
                    text.append(">  <" + name + ">  (1) \n").append(value).append("\n\n"));
            text.append("> <only>\n").append(record).append("\n\n$$$$\n");
        }
        return Files.writeString(folder.resolve("in.sdf"), text);
    }

    @Test
    void noUnitIsStatedOfNumbersThatAreTheInputsOwn() throws Exception {
        Path in = TestFiles.text(folder, "energies.sdf", Files.readString(sdf()).replace("> <only>", "> <dft_energy>"));
        Path out = folder.resolve("out.extxyz");

        ConformerWriter.write(out, EnsembleFiles.read(in));

        assertThat(Files.readString(out)).contains("dft_energy=").doesNotContain("units=");
    }

    @Test
    void sdfKeepsThemAsTheyAre() throws Exception {
        Path copy = folder.resolve("copy.sdf");
        ConformerWriter.write(copy, EnsembleFiles.read(sdf()));
        List<Conformer> conformers = EnsembleFiles.read(copy).conformers();
        for (int i = 0; i < 3; i++) {
            RecordData data = conformers.get(i).data().orElseThrow();
            Map<String, String> expected = fields();
            expected.put("only", String.valueOf(i));
            assertThat(data.title()).isEqualTo("LIB-1 (salt-free)");
            assertThat(data.fields()).containsExactlyEntriesOf(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.extxyz", "a.xyz", "a.cml"})
    void otherFormatsKeepThemToo(String name) throws Exception {
        Path copy = folder.resolve(name);
        ConformerWriter.write(copy, EnsembleFiles.read(sdf()));
        RecordData data = EnsembleFiles.read(copy).conformers().get(2).data().orElseThrow();
        assertThat(data.title()).isEqualTo("LIB-1 (salt-free)");
        assertThat(data.fields()).containsEntry("only", "2").containsEntry("Ähnlich", "µg/mL");
        assertThat(data.fields().get("Comment")).startsWith("line one").contains("line \"two\"");
    }

    @Test
    void ourOwnNumbersComeBesideThem() throws Exception {
        IAtomContainer molecule = EnsembleFiles.readMolecule("[H][H]");
        new RecordData("hydrogen", Map.of("energy", "-1.1 hartree", "potential", "DFT")).putOn(molecule);
        MolecularGraph graph = MolecularGraph.of(molecule);
        Path file = folder.resolve("out.sdf");
        try (ConformerWriter writer = ConformerWriter.open(file, graph, Map.of("potential", "MMFF94"))) {
            writer.write(
                    new Conformer(new double[] {0, 0, 0, 0.7, 0, 0.1}, Map.of("energy", 1.23456789, "cluster", 2.0)));
            writer.commit();
        }
        RecordData data = EnsembleFiles.read(file).conformers().get(0).data().orElseThrow();
        assertThat(data.fields())
                .containsEntry("energy", "1.2346")
                .containsEntry("input_energy", "-1.1 hartree")
                .containsEntry("potential", "MMFF94")
                .containsEntry("input_potential", "DFT")
                .containsEntry("cluster", "2");
    }

    @Test
    void fieldsOfMoleculesAreOnEveryCdkMolecule() throws Exception {
        IAtomContainer molecule = EnsembleFiles.readMolecule("[H][H]");
        molecule.setTitle("hydrogen");
        molecule.setProperty("IC50", 12.5);
        ConformerEnsemble ensemble = new ConformerEnsemble(
                MolecularGraph.of(molecule), List.of(new Conformer(new double[6], Map.of("cluster", 1.0))));
        IAtomContainer written = ensemble.container(0);
        assertThat(written.getTitle()).isEqualTo("hydrogen");
        assertThat(written.<String>getProperty("IC50")).isEqualTo("12.5");
        assertThat(written.<Object>getProperty("cluster")).isEqualTo(1L);
    }

    @Test
    void cdksReaderOfConformersFindsAllOfThem() throws Exception {
        MolecularGraph graph = TestMolecules.graph("[H][H]");
        MolecularGraph other = TestMolecules.graph("[H]O[H]");
        Path file = folder.resolve("untitled.sdf");
        try (ConformerWriter writer = ConformerWriter.open(file, graph)) {
            for (int i = 0; i < 4; i++) {
                writer.write(Conformer.of(new double[] {0, 0, 0, 0.7 + 0.01 * i, 0, 0}));
            }
            writer.follow(other, Map.of());
            for (int i = 0; i < 3; i++) {
                writer.write(TestMolecules.line(other));
            }
            writer.commit();
        }
        int found = 0;
        try (InputStream in = Files.newInputStream(file)) {
            IteratingMDLConformerReader reader =
                    new IteratingMDLConformerReader(in, SilentChemObjectBuilder.getInstance());
            while (reader.hasNext()) {
                found += ((ConformerContainer) reader.next()).size();
            }
        }
        assertThat(found).isEqualTo(7);
    }

    @Test
    void rdkitReadsTheSameFields() throws Exception {
        Path copy = folder.resolve("copy.sdf");
        ConformerWriter.write(copy, EnsembleFiles.read(sdf()));
        Process python = new ProcessBuilder(
                        "/usr/bin/python3",
                        "-c",
                        "import sys\nfrom rdkit import Chem\n"
                                + "for m in Chem.SDMolSupplier(sys.argv[1], removeHs=False):\n"
                                + "    print(m.GetProp('_Name'), repr(m.GetProp('Comment')), m.GetProp('only'),"
                                + " m.GetProp('zeta-1.x %'))",
                        copy.toString())
                .redirectErrorStream(true)
                .start();
        String answer = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(python.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assumeTrue(!answer.contains("No module named"), "RDKit is not installed");
        assertThat(answer.lines())
                .containsExactly(
                        "LIB-1 (salt-free) 'line one\\n  line \"two\"\\nC:\\\\new' 0 0042",
                        "LIB-1 (salt-free) 'line one\\n  line \"two\"\\nC:\\\\new' 1 0042",
                        "LIB-1 (salt-free) 'line one\\n  line \"two\"\\nC:\\\\new' 2 0042");
    }

    @Test
    void aConformersOwnDataHoldBeforeThoseOfTheMolecule() {
        Conformer conformer =
                new Conformer(new double[3], Map.of(), Optional.of(new RecordData("own", Map.of("a", "1"))));
        RecordFields fields =
                RecordFields.of(conformer, new RecordData("molecule", Map.of("b", "2")), Map.of("seed", "0"));
        assertThat(fields.title()).isEqualTo("own");
        assertThat(fields.texts()).containsExactlyInAnyOrderEntriesOf(Map.of("a", "1", "seed", "0"));
    }
}
