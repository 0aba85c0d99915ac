package io.github.cdkdrift.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrawingFilesTest {
    private static final String[] PROPANOL = {
        "LIB-0042 (salt-free)",
        "  drawn",
        "",
        "  4  3  0  0  1  0  0  0  0  0999 V2000",
        "    1.5000    1.2990    0.0000 C   0  0",
        "    0.7500    0.0000    0.0000 C   0  0",
        "    1.5000   -1.2990    0.0000 O   0  0",
        "   -0.7500    0.0000    0.0000 Cl  0  0",
        "  2  1  1  1",
        "  2  3  1  0",
        "  2  4  1  0",
        "M  END",
        ">  <Comment>  (1) ",
        "line one",
        "line two",
        "",
        "$$$$"
    };

    @TempDir
    Path folder;

    @Test
    void keepsTitleDrawingAndFields() throws Exception {
        Path in = TestFiles.text(folder, "in.sdf", String.join("\r\n", PROPANOL), String.join("\r\n", PROPANOL));
        Path out = folder.resolve("out.sdf");

        assertThat(DrawingFiles.holdsDrawings(in)).isTrue();
        assertThat(DrawingFiles.copy(in, out)).isEqualTo(2);
        assertThat(Files.readString(out))
                .startsWith("LIB-0042 (salt-free)\n  cdkdrift          2D\n")
                .contains(
                        "\n    1.5000    1.2990    0.0000 C ",
                        "\n  2  1  1  1",
                        "\n> <Comment>\nline one\nline two\n\n$$$$\n")
                .doesNotContain("\r");
    }

    @Test
    void namesARecordWithoutTitle() throws Exception {
        String[] lines = PROPANOL.clone();
        lines[0] = "";
        Path out = folder.resolve("out.sdf");

        DrawingFiles.copy(TestFiles.text(folder, "in.mol", lines), out);

        assertThat(Files.readString(out)).startsWith("C2H5ClO\n");
    }

    @Test
    void saysThatOtherFormatsNeedCoordinates() {
        Path in = TestFiles.text(folder, "in.sdf", PROPANOL);

        assertThatThrownBy(() -> DrawingFiles.copy(in, folder.resolve("out.xyz")))
                .isInstanceOf(InputFormatException.class)
                .hasMessageContaining("found a drawing, which leaves hydrogens out; expected coordinates")
                .hasMessageContaining("generate");
        assertThat(folder.resolve("out.xyz")).doesNotExist();
    }
}
