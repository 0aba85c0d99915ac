package io.github.cdkdrift.io;

import java.util.Optional;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtomContainer;

/**
 * One molecule of an input, or why it could not be read.
 *
 * @param name the title that the input gives it; otherwise the file's name and the number of the record, or the SMILES
 * @param source the file, or {@code command line}
 * @param place the place in it, for example {@code record 3, line 57}; empty where the whole source is meant
 * @param content the molecule as it was read, empty where that failed
 * @param failure what was found and what was expected, empty where the molecule could be read
 */
public record MoleculeEntry(
        String name, String source, String place, Optional<IAtomContainer> content, Optional<CDKException> failure) {
    /** Checks that there is either a molecule or a failure. */
    public MoleculeEntry {
        if (content.isPresent() == failure.isPresent()) {
            throw new IllegalArgumentException("an entry is either a molecule or a failure");
        }
    }

    static MoleculeEntry of(String name, String source, String place, IAtomContainer molecule) {
        return new MoleculeEntry(name, source, place, Optional.of(molecule), Optional.empty());
    }

    static MoleculeEntry failed(String name, String source, String place, CDKException failure) {
        return new MoleculeEntry(name, source, place, Optional.empty(), Optional.of(failure));
    }

    /**
     * The molecule.
     *
     * @throws CDKException the failure, where it could not be read
     */
    public IAtomContainer molecule() throws CDKException {
        if (failure.isPresent()) {
            throw failure.get();
        }
        return content.orElseThrow();
    }
}
