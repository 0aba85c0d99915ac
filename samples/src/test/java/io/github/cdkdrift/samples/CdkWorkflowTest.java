package io.github.cdkdrift.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdkdrift.frames.ForceFrames;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.io.iterator.IteratingSDFReader;
import org.openscience.cdk.silent.SilentChemObjectBuilder;

@Tag("slow")
class CdkWorkflowTest {
    @TempDir
    Path folder;

    @Test
    void writesEthanolWithItsAtomsInTheOrderOfTheFrames() throws Exception {
        // Few of them: how good the model is does not matter here.
        Path frames = folder.resolve("frames.npz");
        ForceFrames.read(Path.of("../test-data/md17-ethanol/md17-ethanol-0-1999.npz"))
                .first(40)
                .write(frames);
        Path output = folder.resolve("conformers.sdf");

        CdkWorkflow.main(new String[] {"ethanol.sdf", frames.toString(), output.toString(), "2", "20"});

        List<IAtomContainer> conformers = read(output);
        assertThat(conformers).hasSize(20);
        for (IAtomContainer conformer : conformers) {
            // The order that SOURCE.md beside the frames states; the molecule's file begins with O.
            assertThat(StreamSupport.stream(conformer.atoms().spliterator(), false)
                            .map(IAtom::getSymbol))
                    .containsExactly("C", "C", "O", "H", "H", "H", "H", "H", "H");
            assertThat(conformer.getBondCount()).isEqualTo(8);
            assertThat(conformer.getBond(conformer.getAtom(0), conformer.getAtom(2)))
                    .isNotNull();
            assertThat(conformer.getBond(conformer.getAtom(2), conformer.getAtom(8)))
                    .isNotNull();
        }
        assertThat(conformers.stream()
                        .map(conformer -> conformer.getAtom(8).getPoint3d())
                        .distinct())
                .hasSizeGreaterThan(1);
    }

    private static List<IAtomContainer> read(Path file) throws Exception {
        List<IAtomContainer> molecules = new ArrayList<>();
        try (Reader text = Files.newBufferedReader(file);
                IteratingSDFReader reader = new IteratingSDFReader(text, SilentChemObjectBuilder.getInstance())) {
            reader.forEachRemaining(molecules::add);
        }
        return molecules;
    }
}
