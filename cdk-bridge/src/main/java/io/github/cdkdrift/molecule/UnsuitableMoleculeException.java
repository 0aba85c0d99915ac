package io.github.cdkdrift.molecule;

import org.openscience.cdk.exception.CDKException;

/** A structure of which no conformers can be drawn. The message says what was found, what was expected and what to do. */
public final class UnsuitableMoleculeException extends CDKException {
    private static final long serialVersionUID = 1L;

    /** What is in the way. */
    public enum Reason {
        /** There is no atom. */
        EMPTY,
        /** An atom or bond stands for several: a query, an R-group, a dummy. */
        QUERY,
        /** A repeating unit stands for a chain of unknown length. */
        POLYMER,
        /** A metal or another element that organic molecules do not have. */
        ELEMENT,
        /** Atoms without a bond between them, as in a salt. */
        FRAGMENTS,
        /** A bond without an order, or two bonds between the same atoms. */
        BOND,
        /** More bonds than the element can have. */
        VALENCE,
        /** Unpaired electrons, or hydrogens that are missing. */
        RADICAL,
        /** Coordinates that are not numbers, clash, or are not in Å. */
        COORDINATES,
        /** More atoms than the settings allow. */
        SIZE
    }

    private final Reason reason;

    UnsuitableMoleculeException(Reason reason, String found, String expected) {
        super("found " + found + "; expected " + expected);
        this.reason = reason;
    }

    /** What is in the way. */
    public Reason reason() {
        return reason;
    }
}
