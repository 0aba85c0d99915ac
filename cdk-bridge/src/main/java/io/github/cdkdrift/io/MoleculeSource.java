package io.github.cdkdrift.io;

import java.io.Closeable;
import java.io.IOException;
import org.openscience.cdk.interfaces.IAtomContainer;

/** The records of a file, one after the other. */
interface MoleculeSource extends Closeable {
    /** Moves to the next record without making sense of it; false behind the last. */
    boolean advance() throws IOException, InputFormatException;

    /** What the record says, by which it is known again wherever it stands. */
    String content();

    /** The molecule of the record. */
    IAtomContainer molecule() throws IOException, InputFormatException;

    /** The next molecule, null after the last. */
    default IAtomContainer next() throws IOException, InputFormatException {
        return advance() ? molecule() : null;
    }

    /** Where the record stands, for messages: {@code record 3, line 57}. */
    String place();

    /** What the record calls itself, also where it cannot be read; empty where nothing is known. */
    String title();

    /** After a failure of {@link #advance}: whether it is known where the next record begins. */
    boolean goesOn();
}
