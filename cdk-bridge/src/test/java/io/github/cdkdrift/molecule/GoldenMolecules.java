package io.github.cdkdrift.molecule;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.vecmath.Point3d;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.io.iterator.IteratingSDFReader;
import org.openscience.cdk.silent.SilentChemObjectBuilder;

/** Molecules and geometries that RDKit made; see {@code test-data/golden/molecules.py}. */
final class GoldenMolecules {
    private static final Map<String, IAtomContainer> BY_NAME = read();

    private GoldenMolecules() {}

    static IAtomContainer get(String name) {
        try {
            return BY_NAME.get(name).clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }

    static Iterable<String> names() {
        return BY_NAME.keySet();
    }

    /** [atoms · 3] Å. */
    static double[] positions(IAtomContainer molecule) {
        double[] positions = new double[3 * molecule.getAtomCount()];
        for (int i = 0; i < molecule.getAtomCount(); i++) {
            Point3d point = molecule.getAtom(i).getPoint3d();
            positions[3 * i] = point.x;
            positions[3 * i + 1] = point.y;
            positions[3 * i + 2] = point.z;
        }
        return positions;
    }

    static int[] atomicNumbers(IAtomContainer molecule) {
        int[] numbers = new int[molecule.getAtomCount()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = molecule.getAtom(i).getAtomicNumber();
        }
        return numbers;
    }

    private static Map<String, IAtomContainer> read() {
        Map<String, IAtomContainer> molecules = new LinkedHashMap<>();
        try (InputStream stream =
                        GoldenMolecules.class.getResourceAsStream("/io/github/cdkdrift/data/golden/molecules.sdf");
                IteratingSDFReader reader = new IteratingSDFReader(stream, SilentChemObjectBuilder.getInstance())) {
            reader.forEachRemaining(molecule -> molecules.put(molecule.getTitle(), molecule));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return molecules;
    }
}
