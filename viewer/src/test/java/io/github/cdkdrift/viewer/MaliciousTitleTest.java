package io.github.cdkdrift.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.molecule.MolecularGraph;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openscience.cdk.interfaces.IAtomContainer;

/** A title that would write a file if it were run: Jmol's own defaults run it, as the first two tests show. */
class MaliciousTitleTest {
    @TempDir
    Path folder;

    private Path prey() {
        return folder.resolve("prey.txt");
    }

    private String attack() {
        return "harmless jmolscript: write VAR _version \"" + prey() + "\";";
    }

    @Test
    void jmolAloneRunsTheCommentOfAnSdFile() throws Exception {
        Path file = sdf("ethanol", attack());
        try (UsersJmol jmol = new UsersJmol()) {
            assertThat(jmol.run("load \"" + file + "\";")).isNull();
        }
        assertThat(prey()).exists();
    }

    @Test
    void jmolAloneRunsTheCommentOfAnXyzFile() throws Exception {
        Path file = xyz();
        try (UsersJmol jmol = new UsersJmol()) {
            assertThat(jmol.run("load \"" + file + "\";")).isNull();
        }
        assertThat(prey()).exists();
    }

    @Test
    void ourScriptDoesNotRunTitlesAndCommentsOfAnSdFile() throws Exception {
        assertHarmless(sdf(attack(), attack()));
    }

    @Test
    void ourScriptDoesNotRunCommentsOfAnXyzFile() throws Exception {
        assertHarmless(xyz());
    }

    @Test
    void pictureDoesNotRunTheTitleOfTheMolecule() throws Exception {
        IAtomContainer molecule = Ethanol.graph().container();
        molecule.setTitle(attack());
        ConformerEnsemble ensemble = new ConformerEnsemble(
                MolecularGraph.of(molecule), Ethanol.ensemble(3).conformers());
        Path picture = folder.resolve("ethanol.png");
        EnsemblePreview.writePng(ensemble, picture, PreviewSettings.defaults());

        assertThat(picture).exists();
        assertThat(prey()).doesNotExist();
        assertThat(Molfile.of(Overlay.of(ensemble, PreviewSettings.defaults()))).doesNotContain("jmolscript");
    }

    private void assertHarmless(Path file) throws Exception {
        Path script = folder.resolve("ethanol.spt");
        EnsemblePreview.writeScript(Ethanol.ensemble(3), file, script, PreviewSettings.defaults());
        try (UsersJmol jmol = new UsersJmol()) {
            assertThat(jmol.open(script)).isNull();
            assertThat(jmol.models()).isEqualTo(3);
        }
        assertThat(prey()).doesNotExist();
    }

    private Path sdf(String title, String comment) throws Exception {
        return Files.writeString(folder.resolve("ethanol.sdf"), EnsembleText.sdf(Ethanol.ensemble(3), title, comment));
    }

    private Path xyz() throws Exception {
        return Files.writeString(folder.resolve("ethanol.xyz"), EnsembleText.xyz(Ethanol.ensemble(3), attack()));
    }
}
