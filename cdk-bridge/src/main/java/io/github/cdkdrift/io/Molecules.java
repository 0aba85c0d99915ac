package io.github.cdkdrift.io;

import java.io.Closeable;
import java.io.IOException;
import org.openscience.cdk.interfaces.IAtomContainer;

/** The molecules of a file, one after the other. */
interface Molecules extends Closeable {
    /** The next molecule, null after the last. */
    IAtomContainer next() throws IOException, InputFormatException;

    /** Where the last molecule stands, for messages: {@code record 3, line 57}. */
    String place();

    /** What the last record calls itself, also where it cannot be read; empty where nothing is known. */
    default String title() {
        return "";
    }

    /** After a failure of {@link #next}: whether it is known where the next molecule begins. */
    boolean goesOn();
}
