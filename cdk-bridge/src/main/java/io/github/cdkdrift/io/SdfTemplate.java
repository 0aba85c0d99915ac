package io.github.cdkdrift.io;

import io.github.cdkdrift.molecule.MolecularGraph;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.io.SDFWriter;

/**
 * The record that CDK writes for a molecule, in which coordinates have places: all else is the same in each conformer. The
 * line with program and time is replaced, so that the same conformers give the same bytes.
 *
 * @param head what comes between the title and the atoms
 * @param before [atoms] what stands before the coordinates of each atom
 * @param after [atoms] what stands behind them
 * @param tail what comes behind the atoms, to {@code M  END}
 */
record SdfTemplate(byte[] head, byte[][] before, byte[][] after, byte[] tail) {
    private static final String HEADER = "  cdkdrift          3D";
    private static final int COORDINATES_END = 30;

    /** V2000: three columns of ten letters, then the rest of the line. Empty where the molecule needs V3000. */
    static Optional<SdfTemplate> v2000(MolecularGraph graph) throws CDKException {
        List<String> lines = record(graph.container(new double[3 * graph.atoms()]), false);
        if (lines.get(3).endsWith("V3000")) {
            return Optional.empty();
        }
        int end = 4 + graph.atoms();
        return Optional.of(new SdfTemplate(
                bytes(lines.subList(1, 4)),
                new byte[graph.atoms()][0],
                lines.subList(4, end).stream()
                        .map(line -> utf8(line.substring(COORDINATES_END) + "\n"))
                        .toArray(byte[][]::new),
                bytes(lines.subList(end, lines.size()))));
    }

    /** V3000: the fields four to six of each atom. CDK moves hydrogens to the end; here the atoms keep their order. */
    static SdfTemplate v3000(MolecularGraph graph) throws CDKException {
        List<String> lines =
                V3000Order.restore(record(graph.container(new double[3 * graph.atoms()]), true), graph.atomicNumbers());
        int begin = lines.indexOf("M  V30 BEGIN ATOM") + 1;
        int end = begin + graph.atoms();
        return new SdfTemplate(
                bytes(lines.subList(1, begin)),
                lines.subList(begin, end).stream()
                        .map(line -> utf8(V3000Order.beforeCoordinates(line)))
                        .toArray(byte[][]::new),
                lines.subList(begin, end).stream()
                        .map(line -> utf8(V3000Order.afterCoordinates(line) + "\n"))
                        .toArray(byte[][]::new),
                bytes(lines.subList(end, lines.size())));
    }

    private static List<String> record(IAtomContainer molecule, boolean v3000) throws CDKException {
        StringWriter text = new StringWriter();
        try (SDFWriter writer = new SDFWriter(text)) {
            writer.setAlwaysV3000(v3000);
            writer.write(molecule);
        } catch (IOException e) {
            throw new CDKException("a text in memory could not be written", e);
        }
        List<String> lines = text.toString().lines().collect(Collectors.toList());
        lines.set(1, HEADER);
        return lines.subList(0, lines.indexOf("M  END") + 1);
    }

    private static byte[] bytes(List<String> lines) {
        return utf8(lines.stream().map(line -> line + "\n").collect(Collectors.joining()));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
