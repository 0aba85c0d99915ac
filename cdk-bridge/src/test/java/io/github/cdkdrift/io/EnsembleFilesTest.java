package io.github.cdkdrift.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cdkdrift.ensemble.ConformerEnsemble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtomContainer;

class EnsembleFilesTest {
    private static final String[] WATER = {
        "water",
        "",
        "",
        "  3  2  0  0  0  0  0  0  0  0999 V2000",
        "    0.0000    0.0000    0.0000 O   0  0",
        "    0.9572    0.0000    0.0000 H   0  0",
        "   -0.2400    0.9266    0.0000 H   0  0",
        "  1  2  1  0",
        "  1  3  1  0",
        "M  END",
        ">  <energy>",
        "-76.4",
        "",
        ">  <method>",
        "none",
        "",
        "$$$$"
    };

    @TempDir
    private Path folder;

    /** Expected energy: {@code numpy.load}. */
    @Test
    void readsNpz() throws Exception {
        ConformerEnsemble ensemble = EnsembleFiles.read(TestFiles.data("md17-ethanol/md17-ethanol-0-1999.npz", folder));
        assertThat(ensemble.size()).isEqualTo(2000);
        assertThat(ensemble.graph().formula()).isEqualTo("C2H6O");
        assertThat(ensemble.conformers().get(0).properties()).containsEntry("energy", -97208.40600498248);
    }

    @Test
    void readsFlatSdfWithNumbersAsProperties() throws Exception {
        ConformerEnsemble ensemble =
                EnsembleFiles.read(sdf(String.join("\n", WATER) + "\n" + String.join("\n", WATER)));
        assertThat(ensemble.size()).isEqualTo(2);
        assertThat(ensemble.conformers().get(1).positions()).containsExactly(0, 0, 0, 0.9572, 0, 0, -0.24, 0.9266, 0);
        assertThat(ensemble.conformers().get(1).properties())
                .containsOnlyKeys("energy")
                .containsEntry("energy", -76.4);
    }

    @Test
    void readsAMolFileWithoutLineOfDollars() throws Exception {
        String mol = String.join("\n", Arrays.copyOf(WATER, 10));
        Path file = TestFiles.text(folder, "water.mol", mol);
        assertThat(EnsembleFiles.read(file).size()).isEqualTo(1);
        assertThat(EnsembleFiles.readMolecule(file).getAtomCount()).isEqualTo(3);
    }

    @Test
    void perceivesBondsThatAnSdfLeavesOut() throws Exception {
        String bare =
                String.join("\n", WATER).replace("  3  2  0", "  3  0  0").replace("  1  2  1  0\n  1  3  1  0\n", "");
        assertThat(EnsembleFiles.read(sdf(bare)).graph().bonds()).hasSize(2);
        assertThat(EnsembleFiles.readMolecule(sdf(bare)).getBondCount()).isEqualTo(2);
    }

    @Test
    void namesTheRecordThatCannotBeRead() {
        String good = String.join("\n", WATER) + "\n";
        assertRejected(
                good + good.replace("0.9572", "0.9x72"),
                "record 2, line 23: found '0.9x72'; expected a coordinate in ten columns");
        assertRejected(good + good.replace("0.9572", "   nan"), "record 2, line 23: found 'nan'");
        assertRejected(good + good.replace("  3  2  0", "  9  2  0"), "record 2, line 25: found");
        assertRejected(
                good + good.replace(" H ", " C "),
                "record 2, line 18: found the atomic numbers [8, 6, 6]; expected [8, 1, 1]");
        assertRejected(good + good.replace("$$$$", ""), "record 2, line 18: found the end of the file");
        assertRejected("water\n\n\n$$$$\n", "record 1, line 1: found 4 lines");
        assertRejected("\n\n\n", "found no molecule");
    }

    @Test
    void rejectsMoleculesThatMakeNoEnsemble() {
        String good = String.join("\n", WATER) + "\n";
        assertRejected(
                good.replace("  1  3  1  0\n", "").replace("  3  2  0", "  3  1  0"),
                "found atoms that make no molecule");
        assertRejected(good.replaceAll("[ -]0\\.\\d{4}", " 0.0000"), "found no coordinates for atom 1");
    }

    @Test
    void namesTheXyzFrameThatDoesNotFit() {
        Path file = TestFiles.text(folder, "f.xyz", "2", "", "H 0 0 0", "H 0 0 0.74", "2", "", "H 0 0 0", "F 0 0 0.9");
        assertThatThrownBy(() -> EnsembleFiles.read(file))
                .isInstanceOf(InputFormatException.class)
                .hasMessageContaining("f.xyz, line 5: found the atomic numbers [1, 9]; expected [1, 1]");
        Path fragments = TestFiles.text(folder, "g.xyz", "2", "", "H 0 0 0", "H 0 0 9");
        assertThatThrownBy(() -> EnsembleFiles.read(fragments))
                .hasMessageContaining("found atoms that make no molecule");
    }

    @ParameterizedTest
    @CsvSource({"CCO, 9", "C[C@H](N)C(=O)O, 13", "[He], 1", "C/C=C/C, 12", "[2H]O[2H], 3"})
    void readsSmilesWithAllHydrogens(String smiles, int atoms) throws Exception {
        IAtomContainer molecule = EnsembleFiles.readMolecule(smiles);
        assertThat(molecule.getAtomCount()).isEqualTo(atoms);
        molecule.atoms()
                .forEach(atom -> assertThat(atom.getImplicitHydrogenCount()).isZero());
    }

    @Test
    void readsTheFirstMoleculeOfAFileWithAllHydrogens() throws Exception {
        String heavy = String.join("\n", WATER)
                .replace("  3  2  0", "  1  0  0")
                .replaceAll("(?m)^.* H .*\n", "")
                .replace("  1  2  1  0\n  1  3  1  0\n", "");
        assertThat(EnsembleFiles.readMolecule(sdf(heavy)).getAtomCount()).isEqualTo(3);
        Path xyz = TestFiles.text(folder, "h.xyz", "2", "", "H 0 0 0", "H 0 0 0.74");
        assertThat(EnsembleFiles.readMolecule(xyz.toString()).getBondCount()).isEqualTo(1);
    }

    @Test
    void saysWhatIsNeitherFileNorSmiles() {
        assertThatThrownBy(() -> EnsembleFiles.readMolecule("none/ethanol.sdf"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("none/ethanol.sdf: no such file");
        for (String text : new String[] {"", " ", "ethanol", "C1CC", "\0"}) {
            assertThatThrownBy(() -> EnsembleFiles.readMolecule(text))
                    .isInstanceOf(InputFormatException.class)
                    .hasMessageContaining("expected a file or a SMILES");
        }
    }

    /** CDK's reader alone would open what the entity names. */
    @Test
    void neverFollowsEntitiesOfCml() {
        Path secret = TestFiles.text(folder, "secret.txt", "secret");
        Path file = TestFiles.text(
                folder,
                "evil.cml",
                "<?xml version=\"1.0\"?><!DOCTYPE cml [<!ENTITY leak SYSTEM \"" + secret.toUri() + "\">]>",
                "<cml xmlns=\"http://www.xml-cml.org/schema\"><molecule title=\"t\"><name>&leak;</name><atomArray>",
                "<atom id=\"a1\" elementType=\"He\" x3=\"0\" y3=\"0\" z3=\"0\"/></atomArray></molecule></cml>");
        try {
            assertThat(EnsembleFiles.readMolecule(file).getTitle()).isNotEqualTo("secret");
        } catch (IOException | CDKException e) {
            assertThat(e).isInstanceOf(InputFormatException.class).hasMessageNotContaining("secret\n");
        }
    }

    @Test
    void namesTheCmlMoleculeThatCannotBeRead() throws Exception {
        Path file = folder.resolve("e.cml");
        ConformerWriter.write(file, TestMolecules.ethanol(3, folder));
        String text = Files.readString(file);
        int second = text.indexOf("\"m2\"");
        assertCmlRejected(
                text.substring(0, second) + text.substring(second).replaceFirst("x3=\"[^\"]*\"", "x3=\"NaN\""),
                "molecule 2, line");
        assertCmlRejected(
                text.substring(0, second) + text.substring(second).replaceFirst("x3=\"[^\"]*\"", ""),
                "molecule 2, line");
        assertCmlRejected(
                text.substring(0, second)
                        + text.substring(second).replaceFirst("elementType=\"C\"", "elementType=\"N\""),
                "molecule 2, line");
        assertCmlRejected(text.substring(0, second), "expected a well-formed CML document");
        assertCmlRejected("<cml/>", "found no molecule");
        assertCmlRejected("no XML", "expected a well-formed CML document");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.pdb", "a", "a.sdf.zip", ".gz"})
    void rejectsNamesThatSayNothingKnown(String name) {
        Path file = TestFiles.text(folder, name, "1");
        assertThatThrownBy(() -> EnsembleFiles.read(file))
                .isInstanceOf(InputFormatException.class)
                .hasMessageContaining("expected one that ends with .sdf, .xyz, .extxyz, .cml, .npz");
    }

    @ParameterizedTest
    @ValueSource(strings = {"e.sdf", "e.xyz", "e.cml", "e.npz", "e.sdf.gz"})
    void rejectsEmptyFilesAndFolders(String name) throws IOException {
        Path file = Files.createFile(folder.resolve(name));
        assertThatThrownBy(() -> EnsembleFiles.read(file))
                .isInstanceOf(InputFormatException.class)
                .hasMessageContaining("found an empty file");
        Files.delete(file);
        Files.createDirectory(file);
        assertThatThrownBy(() -> EnsembleFiles.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is a directory");
    }

    private void assertCmlRejected(String text, String message) {
        Path file = TestFiles.text(folder, "bad.cml", text);
        rejected(message, () -> EnsembleFiles.read(file));
    }

    private void assertRejected(String text, String message) {
        rejected(message, () -> EnsembleFiles.read(sdf(text)));
    }

    private static void rejected(String message, ThrowingCallable reading) {
        assertThatThrownBy(reading).isInstanceOf(InputFormatException.class).hasMessageContaining(message);
    }

    private Path sdf(String text) {
        return TestFiles.bytes(folder, "test.sdf", text.getBytes(StandardCharsets.UTF_8));
    }
}
