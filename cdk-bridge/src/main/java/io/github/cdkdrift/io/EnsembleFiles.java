package io.github.cdkdrift.io;

import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.ensemble.PropertyKeys;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.RecordData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import javax.vecmath.Point3d;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtomContainer;

/**
 * Reads ensembles and molecules from SDF, MOL, XYZ, extended XYZ, CML and npz files, each also gzip, as their names say.
 */
public final class EnsembleFiles {
    private static final FileType[] ALL = {FileType.SDF, FileType.XYZ, FileType.EXTENDED_XYZ, FileType.CML, FileType.NPZ
    };

    private EnsembleFiles() {}

    /**
     * The conformers of a file. Bonds are those of the first record; where the format has none they are perceived from its
     * coordinates. Properties that are numbers come along, energies in kcal/mol.
     *
     * @throws CDKException if a record cannot be read or has other atoms than the first; the message says which
     * @throws IOException if there is no such file or it cannot be read
     */
    public static ConformerEnsemble read(Path file) throws IOException, CDKException {
        return read(file, Optional.empty(), OptionalInt.empty());
    }

    /**
     * The same with the units of an XYZ or npz file, where it states none itself, and the charge of a molecule whose bonds are
     * perceived.
     *
     * @param units empty where the file decides
     * @param charge empty where the bonds or the file say
     */
    public static ConformerEnsemble read(Path file, Optional<ForceUnits> units, OptionalInt charge)
            throws IOException, CDKException {
        FileType type = FileType.of(file, ALL);
        return switch (type) {
            case SDF, CML -> gather(file, molecules(file, type, true), charge);
            case XYZ, EXTENDED_XYZ -> readXyz(file, units.orElse(null), charge);
            case NPZ -> readNpz(file, units.orElse(null), charge);
            case SMILES, MOL2, PDB, CSV -> throw new AssertionError(file);
        };
    }

    /**
     * All conformers of a file of several molecules, an ensemble for each: records in a row with the atoms, bonds and
     * configurations of the one before are conformers of one molecule. Files other than SDF and CML hold one.
     *
     * @throws CDKException as {@link #read}
     */
    public static List<ConformerEnsemble> readAll(Path file, Optional<ForceUnits> units, OptionalInt charge)
            throws IOException, CDKException {
        FileType type = FileType.of(file, ALL);
        if (type != FileType.SDF && type != FileType.CML) {
            return List.of(read(file, units, charge));
        }
        List<ConformerEnsemble> ensembles = new ArrayList<>();
        try (MoleculeSource molecules = molecules(file, type, true)) {
            IAtomContainer next = molecules.next();
            requireRecord(file, next);
            while (next != null) {
                MolecularGraph graph = graphOf(file, molecules, next, charge);
                List<Conformer> conformers = new ArrayList<>();
                do {
                    conformers.add(conformer(file, molecules, next));
                    next = molecules.next();
                } while (next != null && isConformer(file, molecules, graph, next));
                ensembles.add(new ConformerEnsemble(graph, conformers));
            }
        }
        return ensembles;
    }

    private static boolean isConformer(
            Path file, MoleculeSource molecules, MolecularGraph graph, IAtomContainer molecule)
            throws InputFormatException {
        if (!graph.fits(molecule)) {
            return false;
        }
        double[] positions = positions(file, molecules, molecule);
        return graph.stereocentres().stream().allMatch(centre -> centre.agrees(positions));
    }

    private static MolecularGraph graphOf(Path file, MoleculeSource molecules, IAtomContainer first, OptionalInt charge)
            throws CDKException {
        return lacksBonds(first)
                ? Perception.of(
                        file.toString(),
                        molecules.place(),
                        atomicNumbers(first),
                        positions(file, molecules, first),
                        charge)
                : graph(file, molecules.place(), first);
    }

    private static Conformer conformer(Path file, MoleculeSource molecules, IAtomContainer molecule)
            throws InputFormatException {
        return new Conformer(
                positions(file, molecules, molecule),
                NumericProperties.of(molecule),
                Optional.of(RecordData.of(molecule)));
    }

    /**
     * The first molecule of a file, or the molecule of a SMILES where there is no file of that name; all hydrogens are atoms.
     *
     * @param fileOrSmiles a name or a SMILES, for example {@code ethanol.sdf} or {@code CCO}
     */
    public static IAtomContainer readMolecule(String fileOrSmiles) throws IOException, CDKException {
        return readMolecule(fileOrSmiles, OptionalInt.empty(), 0);
    }

    /** The same with the charge, where its file does not say it, and the unpaired electrons of a molecule whose bonds are perceived. */
    public static IAtomContainer readMolecule(String fileOrSmiles, OptionalInt charge, int unpaired)
            throws IOException, CDKException {
        return FirstMolecule.read(fileOrSmiles, charge, unpaired);
    }

    /**
     * The first molecule of an SDF, MOL, XYZ, extended XYZ or CML file; hydrogens that the file leaves implicit become atoms
     * without coordinates, and bonds that it leaves out are perceived.
     */
    public static IAtomContainer readMolecule(Path file) throws IOException, CDKException {
        return FirstMolecule.read(file, OptionalInt.empty(), 0);
    }

    static MoleculeSource molecules(Path file, FileType type, boolean flatMeans3d)
            throws IOException, InputFormatException {
        return type == FileType.SDF ? new SdfMolecules(file, flatMeans3d) : new CmlMolecules(file);
    }

    private static ConformerEnsemble readXyz(Path file, ForceUnits units, OptionalInt charge)
            throws IOException, CDKException {
        List<Conformer> conformers = new ArrayList<>();
        try (ExtendedXyzReader reader =
                units == null ? ExtendedXyzReader.open(file) : ExtendedXyzReader.open(file, units)) {
            LabelledFrame first = firstMolecule(reader);
            requireRecord(file, first);
            MolecularGraph graph = Perception.of(
                    file.toString(), reader.place(), first.atomicNumbers(), first.positions(), reader.chargeOr(charge));
            for (LabelledFrame frame = first; frame != null; frame = reader.read()) {
                requireSameAtoms(file, reader.place(), first.atomicNumbers(), frame.atomicNumbers());
                Map<String, Double> properties = frame.energy().isPresent()
                        ? Map.of(PropertyKeys.ENERGY, frame.energy().getAsDouble())
                        : Map.of();
                conformers.add(new Conformer(frame.positions(), properties, Optional.of(reader.data())));
            }
            return new ConformerEnsemble(graph, conformers);
        }
    }

    /** Training sets begin with isolated atoms, which are none of its conformers. */
    private static LabelledFrame firstMolecule(ExtendedXyzReader reader) throws IOException, InputFormatException {
        LabelledFrame first = reader.read();
        while (first != null && first.atomicNumbers().length == 1) {
            LabelledFrame next = reader.read();
            if (next == null) {
                return first;
            }
            first = next;
        }
        return first;
    }

    private static ConformerEnsemble readNpz(Path file, ForceUnits units, OptionalInt charge)
            throws IOException, CDKException {
        NpzFrames frames = units == null ? NpzFrames.read(file) : NpzFrames.read(file, units);
        int stride = 3 * frames.atomicNumbers().length;
        Optional<RecordData> data = frames.units().known()
                ? Optional.empty()
                : Optional.of(new RecordData("", Map.of("energy_unit", "unknown")));
        List<Conformer> conformers = new ArrayList<>(frames.size());
        for (int i = 0; i < frames.size(); i++) {
            double[] positions = Arrays.copyOfRange(frames.positions(), i * stride, (i + 1) * stride);
            Map<String, Double> properties =
                    frames.energies() == null ? Map.of() : Map.of(PropertyKeys.ENERGY, frames.energies()[i]);
            conformers.add(new Conformer(positions, properties, data));
        }
        MolecularGraph graph = Perception.of(
                file.toString(),
                "frame 1",
                frames.atomicNumbers(),
                conformers.get(0).positions(),
                charge);
        return new ConformerEnsemble(graph, conformers);
    }

    private static ConformerEnsemble gather(Path file, MoleculeSource source, OptionalInt charge)
            throws IOException, CDKException {
        try (MoleculeSource molecules = source) {
            IAtomContainer first = molecules.next();
            requireRecord(file, first);
            int[] atomicNumbers = atomicNumbers(first);
            MolecularGraph graph = graphOf(file, molecules, first, charge);
            List<Conformer> conformers = new ArrayList<>();
            for (IAtomContainer molecule = first; molecule != null; molecule = molecules.next()) {
                requireSameAtoms(file, molecules.place(), atomicNumbers, atomicNumbers(molecule));
                conformers.add(conformer(file, molecules, molecule));
            }
            return new ConformerEnsemble(graph, conformers);
        }
    }

    static boolean lacksBonds(IAtomContainer molecule) {
        return molecule.getBondCount() == 0 && molecule.getAtomCount() > 1;
    }

    private static MolecularGraph graph(Path file, String place, IAtomContainer molecule) throws InputFormatException {
        try {
            return MolecularGraph.of(molecule);
        } catch (CDKException e) {
            throw unusable(file, place, e);
        }
    }

    private static InputFormatException unusable(Path file, String place, CDKException cause) {
        return new InputFormatException(
                file.toString(),
                place,
                "atoms that make no molecule: " + cause.getMessage(),
                "one connected molecule with all its hydrogens",
                cause);
    }

    static int[] atomicNumbers(IAtomContainer molecule) {
        int[] numbers = new int[molecule.getAtomCount()];
        Arrays.setAll(numbers, i -> {
            Integer number = molecule.getAtom(i).getAtomicNumber();
            return number == null ? 0 : number;
        });
        return numbers;
    }

    static double[] positions(Path file, MoleculeSource molecules, IAtomContainer molecule)
            throws InputFormatException {
        double[] positions = new double[3 * molecule.getAtomCount()];
        for (int i = 0; i < molecule.getAtomCount(); i++) {
            Point3d point = molecule.getAtom(i).getPoint3d();
            boolean known = point != null
                    && FiniteNumbers.isCoordinate(point.x)
                    && FiniteNumbers.isCoordinate(point.y)
                    && FiniteNumbers.isCoordinate(point.z);
            if (!known) {
                throw new InputFormatException(
                        file.toString(),
                        molecules.place(),
                        point == null
                                ? "no coordinates for atom " + (i + 1)
                                : "the coordinates " + point + " for atom " + (i + 1),
                        "three-dimensional " + FiniteNumbers.COORDINATE);
            }
            positions[3 * i] = point.x;
            positions[3 * i + 1] = point.y;
            positions[3 * i + 2] = point.z;
        }
        return positions;
    }

    private static void requireSameAtoms(Path file, String place, int[] first, int[] these)
            throws InputFormatException {
        if (!Arrays.equals(first, these)) {
            throw new InputFormatException(
                    file.toString(),
                    place,
                    "the atomic numbers " + Arrays.toString(these),
                    Arrays.toString(first) + " as in the first; all must have the same atoms in the same order");
        }
    }

    static void requireRecord(Path file, Object first) throws InputFormatException {
        if (first == null) {
            throw new InputFormatException(file.toString(), "", "no molecule", "at least one");
        }
    }
}
