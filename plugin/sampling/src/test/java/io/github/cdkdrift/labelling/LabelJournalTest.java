package io.github.cdkdrift.labelling;

import static io.github.cdkdrift.TestStructures.graph;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cdkdrift.io.InputFormatException;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.potential.PotentialChoice;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelJournalTest {
    private static final LabellingSettings SETTINGS = LabellingSettings.defaults();
    private static final double[] BONDS = {0.9687, 1 / 1.03};

    @TempDir
    private Path folder;

    private MolecularGraph water;
    private Path file;

    @BeforeEach
    void structure() throws Exception {
        water = graph("O");
        file = folder.resolve("water.extxyz.part");
    }

    private static WalkerFrame frame(int number) {
        double[] numbers = new double[9];
        Arrays.setAll(numbers, i -> (number + 1) * 0.1 + i / 3.0);
        return new WalkerFrame(number, numbers, numbers.clone(), -number / 7.0);
    }

    private LabelJournal begin() throws Exception {
        return begin("gfn2");
    }

    private LabelJournal begin(String potential) throws Exception {
        LabelJournal journal = LabelJournal.begin(file, water, PotentialChoice.of(potential), SETTINGS);
        journal.keepBondLengths(BONDS);
        return journal;
    }

    private LabelJournal resume() throws Exception {
        return LabelJournal.resume(file, water, PotentialChoice.of("gfn2"), SETTINGS.withFrames(7));
    }

    /** Wherever the last of three frames is cut off, the two before it are there, and a new one stands behind them. */
    @Test
    void aHalfWrittenFrameIsCutOff() throws Exception {
        long two;
        try (LabelJournal journal = begin()) {
            journal.add(frame(0));
            journal.add(frame(1));
            two = Files.size(file);
            journal.add(frame(2));
        }
        byte[] whole = Files.readAllBytes(file);
        for (int length = (int) two; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            try (LabelJournal journal = resume()) {
                assertThat(journal.cut()).isEqualTo(length - two);
                assertThat(journal.frames()).hasSize(2);
                journal.add(frame(5));
            }
        }
        try (LabelJournal journal = resume()) {
            assertThat(journal.cut()).isZero();
            assertThat(journal.frames()).usingRecursiveComparison().isEqualTo(List.of(frame(0), frame(1), frame(5)));
        }
    }

    @Test
    void framesOfAnotherRunAreRefused() throws Exception {
        try (LabelJournal journal = begin()) {
            journal.add(frame(0));
        }
        assertThatThrownBy(this::begin).isInstanceOf(InputFormatException.class).hasMessageContaining("unfinished run");
        assertThatThrownBy(() ->
                        LabelJournal.resume(file, water, PotentialChoice.of("gfn1"), SETTINGS.withTemperature(310)))
                .isInstanceOf(InputFormatException.class)
                .hasMessageContaining("potential: found \"gfn2\", expected \"gfn1\"")
                .hasMessageContaining("temperature: found 500.0, expected 310.0");
        assertThatThrownBy(() -> LabelJournal.resume(file, graph("S"), PotentialChoice.of("gfn2"), SETTINGS))
                .hasMessageContaining("formula: found \"H2O\", expected \"H2S\"");
        assertThatThrownBy(() -> LabelJournal.resume(file, water, PotentialChoice.of("gfn2"), SETTINGS.plain()))
                .hasMessageContaining("jumpInterval");
        assertThat(resume().frames()).hasSize(1);
    }

    /** Two bytes stand for the potential: only their digest is looked at. Its value is that of {@code printf ab | sha256sum}. */
    @Test
    void aPotentialFileOfTheSameNameButOtherContentIsRefused() throws Exception {
        Path potential = Files.writeString(folder.resolve("Water.NPZ"), "ab");
        try (LabelJournal journal = begin(potential.toString())) {
            journal.add(frame(0));
        }
        try (LabelJournal journal =
                LabelJournal.resume(file, water, PotentialChoice.of(potential.toString()), SETTINGS)) {
            assertThat(journal.frames()).hasSize(1);
        }
        Files.writeString(potential, "ac");
        assertThatThrownBy(() -> LabelJournal.resume(file, water, PotentialChoice.of(potential.toString()), SETTINGS))
                .isInstanceOf(InputFormatException.class)
                .hasMessageStartingWith(file + ", line 1: found another run (potentialFile: found \"SHA-256 "
                        + "fb8e20fc2e4c3f248c60c39bd652f3c1347298bb977b8b4d5903b85055620603\", expected \"SHA-256 ")
                .hasMessageContaining("the potential with the content of its file");
        Files.delete(potential);
        assertThatThrownBy(() -> LabelJournal.resume(file, water, PotentialChoice.of(potential.toString()), SETTINGS))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("Water.NPZ");
    }

    @Test
    void whatIsNoJournalIsRefusedAndStaysAsItWas() throws Exception {
        assertThatThrownBy(this::resume)
                .isInstanceOf(InputFormatException.class)
                .hasMessageContaining("no such file");
        for (String text : new String[] {"", "nonsense", "3\n\nO 0 0 0\n", "[1]\n", "{}\n"}) {
            Files.writeString(file, text);
            assertThatThrownBy(this::resume).isInstanceOf(InputFormatException.class);
            assertThat(file).hasContent(text);
        }
    }

    /** Wherever the first frame is cut off, or the line before it, nothing is left but the run, which begins. */
    @Test
    void withoutAWholeFrameARunBegins() throws Exception {
        long head;
        try (LabelJournal journal = begin()) {
            head = Files.size(file);
            journal.add(frame(0));
        }
        byte[] whole = Files.readAllBytes(file);
        for (int length = (int) head; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            try (LabelJournal journal = resume()) {
                assertThat(journal.cut()).isEqualTo(length - head);
                assertThat(journal.frames()).isEmpty();
                assertThat(journal.bondLengths()).isNull();
                assertThatThrownBy(() -> journal.add(frame(0))).isInstanceOf(IllegalStateException.class);
                journal.keepBondLengths(BONDS);
                journal.add(frame(0));
            }
            assertThat(file).hasBinaryContent(whole);
        }
    }

    @Test
    void theLengthsOfBondsAreThoseOfTheBeginning() throws Exception {
        try (LabelJournal journal = begin()) {
            journal.add(frame(0));
            assertThat(journal.bondLengths()).isEqualTo(BONDS);
        }
        try (LabelJournal journal = resume()) {
            assertThat(journal.bondLengths()).isEqualTo(BONDS);
            assertThat(journal.size()).isEqualTo(1);
            assertThatThrownBy(() -> journal.keepBondLengths(new double[2])).isInstanceOf(IllegalStateException.class);
            journal.add(frame(1));
            assertThat(journal.size()).isEqualTo(2);
        }
        String text = Files.readString(file);
        for (String damaged :
                new String[] {"", "nonsense", "{}", "{\"bondLengths\":[0.97]}", "{\"bondLengths\":[0.97,0]}"}) {
            Files.writeString(file, text.replaceFirst("\\{\"bondLengths.*", damaged));
            assertThatThrownBy(this::resume)
                    .isInstanceOf(InputFormatException.class)
                    .hasMessageStartingWith(file + ", line 2: found no lengths of bonds; expected those of 2 bonds");
        }
    }

    @Test
    void damageInsideIsFound() throws Exception {
        try (LabelJournal journal = begin()) {
            journal.add(frame(0));
            journal.add(frame(1));
        }
        String text = Files.readString(file);
        for (String damaged :
                new String[] {text.replaceFirst("walker=0", "walker=x"), text.replaceFirst("\nH ", "\nO ")}) {
            Files.writeString(file, damaged);
            assertThatThrownBy(this::resume)
                    .isInstanceOf(InputFormatException.class)
                    .hasMessageContaining("no frame of this run");
        }
    }

    /** A number that is still a number. */
    @Test
    void aChangedDigitIsFound() throws Exception {
        try (LabelJournal journal = begin()) {
            journal.add(frame(0));
            journal.add(frame(1));
        }
        String text = Files.readString(file);
        int at = text.indexOf("\nH ") + 3;
        while (!Character.isDigit(text.charAt(at))) {
            at++;
        }
        char other = text.charAt(at) == '1' ? '2' : '1';
        Files.writeString(file, text.substring(0, at) + other + text.substring(at + 1));
        assertThatThrownBy(this::resume)
                .isInstanceOf(InputFormatException.class)
                .hasMessageContaining("a frame whose checksum does not fit");
    }

    /** A half frame behind a damaged one, behind one with a blank line before it, and behind those of another run. */
    @Test
    void nothingIsCutOffAFileThatIsRefused() throws Exception {
        try (LabelJournal journal = begin()) {
            journal.add(frame(0));
            journal.add(frame(1));
        }
        String text = Files.readString(file) + "3\nProperties=spec";
        for (String refused : new String[] {
            text.replaceFirst("walker=1", "walker=x"),
            text.replaceFirst("\n3\n", "\n\n3\n"),
            text.replaceFirst("gfn2", "gfn1")
        }) {
            Files.writeString(file, refused);
            assertThatThrownBy(this::resume).isInstanceOf(InputFormatException.class);
            assertThat(file).hasContent(refused);
        }
    }

    @Test
    void twoRunsCannotWriteOneFile() throws Exception {
        try (LabelJournal journal = begin()) {
            journal.add(frame(0));
            String before = Files.readString(file);
            assertThatThrownBy(this::resume)
                    .isInstanceOf(InputFormatException.class)
                    .hasMessageStartingWith(file + ": found another run that is writing it; expected ")
                    .hasMessageContaining("wait until that one ends");
            assertThat(file).hasContent(before);
            journal.add(frame(1));
        }
        try (LabelJournal journal = resume()) {
            assertThat(journal.frames()).hasSize(2);
            assertThatThrownBy(this::resume).hasMessageContaining("another run");
        }
    }

    /** Let go of once, the name may be another run's. */
    @Test
    void whatWasDeletedIsNotDeletedAgain() throws Exception {
        LabelJournal journal = begin();
        journal.add(frame(0));
        journal.delete();
        try (LabelJournal other = begin()) {
            other.add(frame(0));
            journal.close();
            assertThat(file).exists();
        }
    }

    @Test
    void aFileWithoutFramesIsDeleted() throws Exception {
        begin().close();
        assertThat(file).doesNotExist();
        LabelJournal journal = begin();
        journal.add(frame(0));
        journal.delete();
        assertThat(file).doesNotExist();
    }
}
