package io.github.cdkdrift.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.molecule.MolecularGraph;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openscience.cdk.interfaces.IAtomContainer;

class MoleculeReaderTest {
    private static final String METHANOL =
            """
            methanol


              2  1  0  0  0  0  0  0  0  0999 V2000
                0.0000    0.0000    0.0000 C   0  0
                1.4000    0.0000    0.0000 O   0  0
              1  2  1  0
            M  END
            $$$$
            """;

    @TempDir
    private Path folder;

    private static List<String> identities(String... words) {
        List<String> identities = new ArrayList<>();
        try (MoleculeReader reader = MoleculeReader.of(List.of(words), OptionalInt.empty(), 0)) {
            while (reader.advance()) {
                identities.add(reader.identity());
            }
        }
        return identities;
    }

    private String file(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void aRecordKeepsItsIdentityWhereverItStands() throws Exception {
        String frames = "1\nname=a\nHe 0 0 0\n1\nname=b\nHe 0 0 0\n";
        String cml = "<cml><molecule id=\"a\"/><molecule id=\"b\"/></cml>";

        assertThat(identities(file("a.smi", "CO methanol\n\nCC\n"), "O"))
                .containsExactlyInAnyOrderElementsOf(identities("O", file("b.smi", "# first\nCC\r\nCO methanol")));
        assertThat(identities(file("a.sdf", METHANOL + METHANOL.replace("methanol", "other"))))
                .doesNotHaveDuplicates()
                .endsWith(identities(file(
                                "b.sdf", METHANOL.replace("methanol", "other").replace("\n", "\r\n")))
                        .get(0));
        assertThat(identities(file("a.xyz", frames))).doesNotHaveDuplicates().hasSize(2);
        assertThat(identities(file("a.cml", cml))).doesNotHaveDuplicates().hasSize(2);
        assertThat(identities("CO", "CO"))
                .hasSize(2)
                .containsOnly(identities("CO").get(0));
        assertThat(identities("CO").get(0)).matches("[0-9a-f]{64}");
    }

    /** Records without bonds, whose bonds and charges the coordinates decide, with what is stated beside. */
    @ParameterizedTest
    @CsvSource({"-1, 0, O 0 0 0;H 0.55 0.55 0.55", "0, 1, C 0 0 0.1;H 1.08 0 0;H -0.54 0.935 0;H -0.54 -0.935 0"})
    void chargeAndUnpairedElectronsCountWhereverBondsArePerceived(int charge, int unpaired, String atoms)
            throws Exception {
        StringBuilder sdf = new StringBuilder("ion\n\n\n");
        String[] lines = atoms.split(";");
        sdf.append(String.format(Locale.ROOT, "%3d  0  0  0  0  0  0  0  0  0999 V2000%n", lines.length));
        for (String line : lines) {
            String[] words = line.split(" ");
            sdf.append(String.format(
                    Locale.ROOT,
                    "%10.4f%10.4f%10.4f %-3s 0  0%n",
                    Double.parseDouble(words[1]),
                    Double.parseDouble(words[2]),
                    Double.parseDouble(words[3]),
                    words[0]));
        }
        String file = file("ion.sdf", sdf + "M  END\n$$$$\n");

        MoleculeEntry entry = MoleculeFiles.read(List.of(file), OptionalInt.of(charge), unpaired)
                .get(0);
        assertThat(entry.failure()).isEmpty();
        for (IAtomContainer molecule :
                List.of(entry.molecule(), FirstMolecule.read(Path.of(file), OptionalInt.of(charge), unpaired))) {
            assertThat(molecule.getBondCount()).isEqualTo(lines.length - 1);
            assertThat(molecule.getAtom(0).getFormalCharge()).isEqualTo(charge);
        }
        assertThat(MoleculeFiles.read(List.of(file), OptionalInt.of(charge + 1), unpaired)
                        .get(0)
                        .failure())
                .isPresent();
    }

    @Test
    void namesAreKnownWithoutMakingSenseOfTheRecord() throws Exception {
        List<String> names = new ArrayList<>();
        try (MoleculeReader reader = MoleculeReader.of(
                List.of(
                        file("a.smi", "CO methanol\nC(C\n"),
                        file("a.sdf", METHANOL.replace("1.4000", "1.4x00")),
                        file("a.xyz", "1\nname=helium\nHe 0 0 0\n"),
                        file("a.cml", "<cml><molecule title=\"neon\"/></cml>"),
                        "CC ethane",
                        folder.resolve("missing.sdf").toString()),
                OptionalInt.empty(),
                0)) {
            while (reader.advance()) {
                names.add(reader.name() + "|" + reader.place());
                assertThat(reader.entry().name()).isEqualTo(reader.name());
            }
        }

        assertThat(names)
                .containsExactly(
                        "methanol|line 1",
                        "a-2|line 2",
                        "methanol|record 1, line 1",
                        "helium|line 1",
                        "neon|molecule 1, line 1",
                        "ethane|",
                        "missing|");
    }

    @Test
    void aTextIsReadAsAFileWouldBe() throws Exception {
        try (MoleculeReader reader = MoleculeReader.ofText("sdf", METHANOL.replace("methanol", ""), "row", "unnamed")) {
            assertThat(reader.advance()).isTrue();
            assertThat(reader.entry().name()).isEqualTo("unnamed");
            assertThat(reader.entry().molecule().getAtomCount()).isEqualTo(2);
            assertThat(reader.advance()).isFalse();
        }
        try (MoleculeReader reader = MoleculeReader.ofText("smi", "C(C", "row", "unnamed")) {
            assertThat(reader.advance()).isTrue();
            assertThat(reader.entry().failure().orElseThrow()).hasMessageStartingWith("row, line 1: found 'C(C'");
        }
        assertThatThrownBy(() -> MoleculeReader.ofText("pdb", "", "row", "unnamed"))
                .hasMessageContaining("expected smi or sdf");
    }

    @ParameterizedTest
    @ValueSource(strings = {"out.sdf", "out.xyz", "out.extxyz", "out.cml", "out.sdf.gz", "out.cml.gz"})
    void piecesPutTogetherAreTheWholeFile(String name) throws Exception {
        MolecularGraph graph = MolecularGraph.of(MoleculeFiles.read(
                        List.of(file("water.xyz", "3\nname=water\nO 0 0 0\nH 0.76 0.59 0\nH -0.76 0.59 0\n")))
                .get(0)
                .molecule());
        double[] positions = {0, 0, 0, 0.76, 0.59, 0, -0.76, 0.59, 0};
        ConformerEnsemble first =
                new ConformerEnsemble(graph, List.of(new Conformer(positions, Map.of("energy", 1.5))));
        ConformerEnsemble second = new ConformerEnsemble(
                graph, List.of(new Conformer(positions, Map.of("energy", 2.5)), new Conformer(positions, Map.of())));
        Path path = folder.resolve(name);
        Path plain = folder.resolve(name.replace(".gz", ""));
        Map<String, String> texts = Map.of("potential", "none");
        try (ConformerWriter writer = ConformerWriter.open(plain, graph, texts)) {
            writer.write(first.conformers().get(0));
            writer.follow(graph, texts);
            writer.write(second.conformers().get(0));
            writer.write(second.conformers().get(1));
            writer.commit();
        }
        byte[] expected = Files.readAllBytes(plain);

        ConformerPieces pieces = new ConformerPieces(path);
        ByteArrayOutputStream together = new ByteArrayOutputStream();
        together.writeBytes(pieces.head());
        pieces.write(together, first, texts, 0);
        pieces.write(together, second, texts, 1);
        together.writeBytes(pieces.tail());
        Files.write(path, together.toByteArray());

        try (var in = InputFiles.open(path)) {
            assertThat(in.readAllBytes()).isEqualTo(expected);
        }
    }
}
