package io.github.cdkdrift.io;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmilesParser;
import org.openscience.cdk.tools.manipulator.AtomContainerManipulator;

/** The first molecule of a file, or that of a SMILES, with all hydrogens as atoms. */
final class FirstMolecule {
    private static final FileType[] WITH_MOLECULES = {FileType.SDF, FileType.XYZ, FileType.EXTENDED_XYZ, FileType.CML};

    private FirstMolecule() {}

    /** @param unpaired electrons of a molecule whose bonds are perceived */
    static IAtomContainer read(String fileOrSmiles, OptionalInt charge, int unpaired) throws IOException, CDKException {
        try {
            Path file = Path.of(fileOrSmiles);
            if (Files.exists(file) && !fileOrSmiles.isBlank()) {
                return read(file, charge, unpaired);
            }
        } catch (InvalidPathException e) {
            return parseSmiles(fileOrSmiles);
        }
        try {
            return parseSmiles(fileOrSmiles);
        } catch (InputFormatException e) {
            if (fileOrSmiles.matches("(?i).*\\.(sdf|sd|mol|xyz|extxyz|cml)(\\.gz)?")) {
                throw new FileNotFoundException(fileOrSmiles + ": no such file");
            }
            throw e;
        }
    }

    static IAtomContainer read(Path file, OptionalInt charge, int unpaired) throws IOException, CDKException {
        FileType type = FileType.of(file, WITH_MOLECULES);
        if (type == FileType.XYZ || type == FileType.EXTENDED_XYZ) {
            try (ExtendedXyzReader reader = ExtendedXyzReader.open(file)) {
                LabelledFrame frame = reader.read();
                EnsembleFiles.requireRecord(file, frame);
                IAtomContainer molecule = Perception.of(
                                file.toString(),
                                reader.place(),
                                frame.atomicNumbers(),
                                frame.positions(),
                                reader.chargeOr(charge),
                                unpaired)
                        .container(frame.positions());
                reader.data().putOn(molecule);
                return molecule;
            }
        }
        try (MoleculeSource molecules = EnsembleFiles.molecules(file, type, false)) {
            IAtomContainer molecule = molecules.next();
            EnsembleFiles.requireRecord(file, molecule);
            if (!EnsembleFiles.lacksBonds(molecule)) {
                return withHydrogens(molecule);
            }
        }
        // Without bonds the coordinates decide, so they are read as three-dimensional even if all z are 0.
        try (MoleculeSource molecules = EnsembleFiles.molecules(file, type, true)) {
            IAtomContainer molecule = molecules.next();
            double[] positions = EnsembleFiles.positions(file, molecules, molecule);
            return Perception.of(
                            file.toString(),
                            molecules.place(),
                            EnsembleFiles.atomicNumbers(molecule),
                            positions,
                            charge,
                            unpaired)
                    .container(positions);
        }
    }

    private static IAtomContainer parseSmiles(String smiles) throws CDKException {
        String source = "SMILES " + LineReader.excerpt(smiles);
        try {
            IAtomContainer molecule =
                    new SmilesParser(SilentChemObjectBuilder.getInstance()).parseSmiles(smiles.strip());
            if (!molecule.isEmpty()) {
                return withHydrogens(molecule);
            }
        } catch (CDKException e) {
            throw new InputFormatException(source, "", "no SMILES: " + LineReader.quoted(e), "a file or a SMILES", e);
        }
        throw new InputFormatException(source, "", "no atoms", "a file or a SMILES");
    }

    private static IAtomContainer withHydrogens(IAtomContainer molecule) {
        for (IAtom atom : molecule.atoms()) {
            if (atom.getImplicitHydrogenCount() == null) {
                atom.setImplicitHydrogenCount(0);
            }
        }
        AtomContainerManipulator.convertImplicitToExplicitHydrogens(molecule);
        return molecule;
    }
}
