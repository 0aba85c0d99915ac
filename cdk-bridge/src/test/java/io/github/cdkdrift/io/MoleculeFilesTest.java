package io.github.cdkdrift.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.tools.manipulator.MolecularFormulaManipulator;

class MoleculeFilesTest {
    private static final List<String> METHANOL_HEAVY = List.of(
            "methanol",
            "",
            "",
            "  2  1  0  0  0  0  0  0  0  0999 V2000",
            "    0.0000    0.0000    0.0000 C   0  0",
            "    1.4000    0.0000    0.0000 O   0  0",
            "  1  2  1  0",
            "M  END",
            "$$$$");

    @TempDir
    private Path folder;

    private static String formula(MoleculeEntry entry) throws CDKException {
        return MolecularFormulaManipulator.getString(MolecularFormulaManipulator.getMolecularFormula(entry.molecule()));
    }

    private static String message(MoleculeEntry entry) {
        return entry.failure().orElseThrow().getMessage();
    }

    private List<MoleculeEntry> read(Path... files) {
        return MoleculeFiles.read(Arrays.stream(files).map(Path::toString).toList());
    }

    @Test
    void aLineOfAListIsAnEntryWithItsName() throws CDKException {
        List<MoleculeEntry> entries = read(TestFiles.text(
                folder, "list.smi", "SMILES name", "CCO ethanol", "", "# acids", "CC(=O)O\tacetic acid", "C#C"));

        assertThat(entries).extracting(MoleculeEntry::name).containsExactly("ethanol", "acetic acid", "list-3");
        assertThat(entries).extracting(MoleculeEntry::place).containsExactly("line 2", "line 5", "line 6");
        assertThat(formula(entries.get(1))).isEqualTo("C2H4O2");
    }

    @Test
    void aBadLineDoesNotStopTheRest() throws CDKException {
        List<MoleculeEntry> entries = read(TestFiles.text(
                folder,
                "list.txt",
                "CC(C bad branch",
                "c1cccc1 bad ring",
                "hello world",
                "CO>>CN reaction",
                "CCO ethanol"));

        assertThat(entries).hasSize(5);
        assertThat(message(entries.get(0)))
                .contains("list.txt, line 1: found 'CC(C bad branch'", "expected a SMILES")
                .hasLineCount(1);
        assertThat(message(entries.get(1))).contains("line 2", "kekul");
        assertThat(entries.get(1).name()).isEqualTo("bad ring");
        assertThat(entries.get(2).failure()).isPresent();
        assertThat(entries.get(3).failure()).isPresent();
        assertThat(formula(entries.get(4))).isEqualTo("C2H6O");
    }

    @Test
    void aBadRecordOfAnSdfFileDoesNotStopTheRest() throws CDKException {
        String good = String.join("\n", METHANOL_HEAVY);
        String bad = good.replace("1.4000", "1.4x00");
        Path file = TestFiles.text(folder, "three.sdf", good, bad, good.replace("methanol", ""));

        List<MoleculeEntry> entries = read(file);

        assertThat(entries).extracting(MoleculeEntry::name).containsExactly("methanol", "methanol", "three-3");
        assertThat(message(entries.get(1))).contains("three.sdf, record 2, line 15", "'1.4x00'");
        assertThat(formula(entries.get(2))).isEqualTo("CH4O");
        assertThat(entries.get(2).place()).isEqualTo("record 3, line 19");
    }

    @Test
    void aFileThatIsCutOffEndsWithItsFailure() {
        String good = String.join("\n", METHANOL_HEAVY);
        Path file = TestFiles.text(folder, "cut.sdf", good, good.substring(0, good.indexOf("M  END")));

        List<MoleculeEntry> entries = read(file);

        assertThat(entries).hasSize(2);
        assertThat(entries.get(0).failure()).isEmpty();
        assertThat(message(entries.get(1))).contains("cut off");
    }

    @Test
    void damagedCompressionEndsTheFileAndNotTheRun() throws Exception {
        byte[] whole = TestFiles.gzip("CCO ethanol\n".repeat(2000).getBytes(StandardCharsets.UTF_8));
        Path file = TestFiles.bytes(folder, "list.smi.gz", Arrays.copyOf(whole, whole.length / 2));

        List<MoleculeEntry> entries = MoleculeFiles.read(List.of(file.toString(), "CO"));

        assertThat(entries.size()).isGreaterThanOrEqualTo(2);
        assertThat(message(entries.get(entries.size() - 2))).contains("damaged or cut off");
        assertThat(formula(entries.get(entries.size() - 1))).isEqualTo("CH4O");
    }

    @Test
    void everyFrameOfAnXyzFileIsAnEntryAndABrokenOneEndsIt() throws CDKException {
        String water = "3\n\nO 0 0 0\nH 0.96 0 0\nH -0.24 0.93 0";
        String two = "2\n\nHe 0 0 0\nHe 5 0 0";
        List<MoleculeEntry> entries =
                read(TestFiles.text(folder, "frames.xyz", water, two, water, "2\n\nH 0 0 zero\nH 0 0 1", water));

        assertThat(entries).hasSize(4);
        assertThat(formula(entries.get(0))).isEqualTo("H2O");
        assertThat(message(entries.get(1))).contains("frames.xyz, line 6", "2 fragments");
        assertThat(formula(entries.get(2))).isEqualTo("H2O");
        assertThat(message(entries.get(3))).contains("line 17");
    }

    @Test
    void bondOrdersThatCoordinatesDoNotShowAreAFailure() {
        List<MoleculeEntry> entries = read(TestFiles.text(folder, "no.xyz", "2\n\nN 0 0 0\nO 1.15 0 0"));

        assertThat(message(entries.get(0))).contains("bond orders", "--charge");
    }

    @Test
    void anSdfRecordWithoutBondsGetsThemFromItsCoordinates() throws CDKException {
        Path file = TestFiles.text(
                folder,
                "water.sdf",
                "",
                "  prog  01010101013D",
                "",
                "  3  0  0  0  0  0  0  0  0  0999 V2000",
                "    0.0000    0.0000    0.1000 O   0  0",
                "    0.9572    0.0000    0.0000 H   0  0",
                "   -0.2400    0.9266    0.0000 H   0  0",
                "M  END");

        assertThat(read(file).get(0).molecule().getBondCount()).isEqualTo(2);
    }

    @Test
    void cmlMoleculesFollowEachOther() throws CDKException {
        String molecule = "<molecule id='m%s'><atomArray><atom id='a1' elementType='C' hydrogenCount='4'/>"
                + "</atomArray></molecule>";
        Path file = TestFiles.text(
                folder,
                "two.cml",
                "<cml xmlns='http://www.xml-cml.org/schema'>",
                molecule.formatted(1),
                "<molecule id='m0'/>",
                molecule.formatted(2),
                "</cml>");

        List<MoleculeEntry> entries = read(file);

        assertThat(entries).extracting(MoleculeEntry::name).containsExactly("two", "two-2", "two-3");
        assertThat(message(entries.get(1))).contains("molecule 2, line 3");
        assertThat(formula(entries.get(2))).isEqualTo("CH4");
    }

    @Test
    void filesAndSmilesMix() throws Exception {
        Path list = TestFiles.text(folder, "list.smi", "CO methanol");
        Path missing = folder.resolve("missing.sdf");
        Path empty = Files.createFile(folder.resolve("empty.sdf"));
        Path unknown = TestFiles.text(folder, "ethanol.pdb", "CCO");

        List<MoleculeEntry> entries = MoleculeFiles.read(List.of(
                "CCO ethanol", list.toString(), missing.toString(), empty.toString(), unknown.toString(), "C/C=C/C"));

        assertThat(entries)
                .extracting(MoleculeEntry::name)
                .containsExactly("ethanol", "methanol", "missing", "empty", "ethanol", "C/C=C/C");
        assertThat(entries.get(0).source()).isEqualTo("command line");
        assertThat(message(entries.get(2))).contains("no such file");
        assertThat(message(entries.get(3))).contains("an empty file");
        assertThat(message(entries.get(4))).contains(".smi", ".sdf");
        assertThatThrownBy(() -> entries.get(2).molecule()).hasMessageContaining("no such file");
        assertThat(formula(entries.get(5))).isEqualTo("C4H8");
    }

    @Test
    void aListWithoutMoleculesIsAFailure() {
        assertThat(message(read(TestFiles.text(folder, "none.smi", "# nothing")).get(0)))
                .contains("none.smi: found no molecule");
    }
}
