package io.github.cdkdrift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.io.EnsembleFiles;
import io.github.cdkdrift.model.ModelFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelCommandTest {
    @TempDir
    private Path folder;

    private Command.Result label(String molecule, Object... more) {
        Object[] words = new Object[8 + more.length];
        System.arraycopy(
                new Object[] {"label", molecule, "--frames", 20, "--walkers", 4, "--stride", 10}, 0, words, 0, 8);
        System.arraycopy(more, 0, words, 8, more.length);
        return Command.run(words);
    }

    @Test
    void framesOfASmilesCanBeTrainedOn() throws Exception {
        Path output = folder.resolve("ethanol.extxyz");

        Command.Result result =
                label("CCO", "--potential", "mmff94", "-o", output).done();

        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("C2H6O, MMFF94\n").contains("wrote 20 frames to ");
        ForceFrames frames = ForceFrames.read(output);
        assertThat(frames.size()).isEqualTo(20);
        assertThat(frames.hasEnergies()).isTrue();
        assertThat(frames.atomicNumbers()).containsExactly(6, 6, 8, 1, 1, 1, 1, 1, 1);
        Path model = folder.resolve("ethanol.drift");
        Command.run("train", output, "-o", model, "--steps", 1, "--width", 16, "--batch", 8)
                .done();
        assertThat(ModelFile.read(model).potential().name()).isEqualTo("fitted to 20 labels of MMFF94");
        assertThat(Command.run("inspect", output).done().out()).contains("labels by                   MMFF94");
    }

    @Test
    void theSeedDecidesAndTheOrderOfAFileIsKept() throws Exception {
        Path structure = folder.resolve("methanol.xyz");
        Files.writeString(
                structure,
                "6\n\nH 1.43 -0.98 0\nO 0.71 0.03 0\nC -0.68 -0.02 0\nH -1.03 -0.54 0.9\nH -1.03 -0.54 -0.9\nH -1.03 1.02 0\n");
        Path first = folder.resolve("first.npz");
        Path again = folder.resolve("again.npz");
        Path other = folder.resolve("other.npz");
        label(structure.toString(), "--potential", "mmff94s", "-o", first, "--seed", 5)
                .done();
        label(structure.toString(), "--potential", "mmff94s", "-o", again, "--seed", 5)
                .done();
        label(structure.toString(), "--potential", "mmff94s", "-o", other, "--seed", 6)
                .done();

        ForceFrames frames = ForceFrames.read(first);
        assertThat(frames.atomicNumbers()).containsExactly(1, 8, 6, 1, 1, 1);
        assertThat(ForceFrames.read(again).positions(19)).isEqualTo(frames.positions(19));
        assertThat(ForceFrames.read(other).positions(19)).isNotEqualTo(frames.positions(19));
        assertThat(EnsembleFiles.read(first).graph().formula()).isEqualTo("CH4O");
    }

    @Test
    void aWrongPotentialShowsTheChoicesAndLeavesNoFile() {
        Path output = folder.resolve("ethanol.npz");

        Command.Result result = label("CCO", "--potential", "amber", "-o", output);

        assertThat(result.code()).isEqualTo(Main.FAILED);
        assertThat(result.err())
                .startsWith("cdkdrift label: ")
                .contains("'amber'", "gfn2", "command:")
                .hasLineCount(1);
        assertThat(output).doesNotExist();
    }

    @Test
    void thePotentialMustBeNamed() {
        Command.Result result = label("CCO", "-o", folder.resolve("ethanol.npz"));

        assertThat(result.code()).isEqualTo(Main.WRONG_USE);
        assertThat(result.err()).contains("missing option --potential");
    }

    @Test
    void anOutputThatIsNoFormatIsRefusedBeforeTheWork() {
        Command.Result result = label("CCO", "--potential", "mmff94", "-o", folder.resolve("ethanol.pdb"));

        assertThat(result.code()).isEqualTo(Main.WRONG_USE);
        assertThat(result.err()).contains("ethanol.pdb").contains(".extxyz").doesNotContain("MMFF94\n");
    }
}
