package io.github.cdkdrift.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import javax.vecmath.Vector3d;
import org.junit.jupiter.api.Test;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IAtomContainerSet;
import org.openscience.cdk.io.IChemObjectWriter;
import org.openscience.cdk.io.ISimpleChemObjectReader;
import org.openscience.cdk.io.ReaderFactory;
import org.openscience.cdk.io.WriterFactory;
import org.openscience.cdk.io.XYZReader;
import org.openscience.cdk.io.formats.IChemFormat;
import org.openscience.cdk.silent.AtomContainerSet;
import org.openscience.cdk.silent.ChemFile;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.tools.manipulator.ChemFileManipulator;

class ExtendedXyzFormatTest {
    private static final String FRAME =
            "2\nenergy=-1.5 Properties=pos:R:3:species:S:1:forces:R:3\n1 2 3 O 0 0 0.5\n4 5 6 H 0 0 -0.5\n";

    @Test
    void isFoundByTheReaderFactoryOfCdk() throws Exception {
        ISimpleChemObjectReader reader = new ReaderFactory().createReader(bytes(FRAME + FRAME));
        assertThat(reader).isInstanceOf(ExtendedXyzMoleculeReader.class);
        ChemFile file = reader.read(new ChemFile());

        assertThat(file.getChemSequence(0).getChemModelCount()).isEqualTo(2);
        IAtomContainer molecule = ChemFileManipulator.getAllAtomContainers(file).get(1);
        assertThat(molecule.getAtom(1).getSymbol()).isEqualTo("H");
        assertThat(molecule.getAtom(1).getPoint3d().y).isEqualTo(5);
        assertThat(molecule.getAtom(0).<Vector3d>getProperty(ExtendedXyzMoleculeReader.FORCE))
                .isEqualTo(new Vector3d(0, 0, 0.5));
        assertThat(molecule.<Double>getProperty(ExtendedXyzMoleculeReader.ENERGY))
                .isEqualTo(-1.5);
    }

    @Test
    void isFoundInATextAndInGzip() throws Exception {
        assertThat(new ReaderFactory().createReader(new StringReader(FRAME)))
                .isInstanceOf(ExtendedXyzMoleculeReader.class);
        ISimpleChemObjectReader reader = new ReaderFactory()
                .createReader(new ByteArrayInputStream(TestFiles.gzip(FRAME.getBytes(StandardCharsets.UTF_8))));
        IAtomContainerSet set = reader.read(new AtomContainerSet());
        assertThat(set.getAtomContainerCount()).isEqualTo(1);
    }

    @Test
    void leavesPlainXyzToCdk() throws Exception {
        assertThat(new ReaderFactory().createReader(bytes("1\nwater, Properties unknown\nO 0 0 0\n")))
                .isInstanceOf(XYZReader.class);
    }

    @Test
    void readsMoleculeByMolecule() throws Exception {
        try (ExtendedXyzMoleculeReader reader = new ExtendedXyzMoleculeReader()) {
            reader.setReader(new StringReader(FRAME));
            assertThat(reader.read(newMolecule()).getAtomCount()).isEqualTo(2);
            assertThat(reader.read(newMolecule())).isNull();
        }
    }

    /** Found by CDK's factory; what is written reads back with energy, forces, title and fields. */
    @Test
    void isWrittenByTheWriterFactoryOfCdk() throws Exception {
        IAtomContainerSet set =
                new ReaderFactory().createReader(bytes(FRAME + FRAME)).read(new AtomContainerSet());
        set.getAtomContainer(1).setTitle("second");
        set.getAtomContainer(1).setProperty("note", "a \"quoted\" word");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (IChemObjectWriter writer =
                new WriterFactory().createWriter((IChemFormat) ExtendedXyzFormat.getInstance())) {
            writer.setWriter(out);
            writer.write(set);
        }
        StringWriter text = new StringWriter();
        try (ExtendedXyzMoleculeWriter writer = new ExtendedXyzMoleculeWriter()) {
            writer.setWriter(text);
            writer.write(set.getAtomContainer(0));
            writer.write(set.getAtomContainer(1));
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(text.toString());
        try (ExtendedXyzReader reader = ExtendedXyzReader.of(new ByteArrayInputStream(out.toByteArray()), "written")) {
            LabelledFrame first = reader.read();
            assertThat(first.energy()).hasValue(-1.5);
            assertThat(first.forces()).containsExactly(0, 0, 0.5, 0, 0, -0.5);
            LabelledFrame second = reader.read();
            assertThat(second.positions()).containsExactly(1, 2, 3, 4, 5, 6);
            assertThat(reader.data().title()).isEqualTo("second");
            assertThat(reader.data().fields()).containsEntry("note", "a \"quoted\" word");
            assertThat(reader.read()).isNull();
        }
    }

    @Test
    void whatHasNoPlaceInSpaceIsNotWritten() {
        IAtomContainer flat = newMolecule();
        flat.addAtom(flat.getBuilder().newInstance(IAtom.class, "C"));
        ExtendedXyzMoleculeWriter writer = new ExtendedXyzMoleculeWriter();
        writer.setWriter(new StringWriter());
        assertThatThrownBy(() -> writer.write(flat))
                .isInstanceOf(CDKException.class)
                .hasMessageContaining("atom 1: found no 3D coordinates");
    }

    @Test
    void reportsDamageAsCdkException() {
        assertThatThrownBy(() -> new ReaderFactory()
                        .createReader(bytes(FRAME.replace("5 6", "5 x")))
                        .read(new ChemFile()))
                .isInstanceOf(CDKException.class)
                .hasMessageContaining("line 4: found 'x'; expected a number");
    }

    private static IAtomContainer newMolecule() {
        return SilentChemObjectBuilder.getInstance().newAtomContainer();
    }

    private static ByteArrayInputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
