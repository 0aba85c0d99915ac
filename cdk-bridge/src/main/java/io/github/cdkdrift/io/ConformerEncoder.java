package io.github.cdkdrift.io;

import io.github.cdkdrift.ensemble.Conformer;

/** One file format: appends records to a buffer. Called in the order begin, encode for each conformer, end. */
interface ConformerEncoder {
    default void begin(RecordBuffer out) {}

    void encode(Conformer conformer, RecordBuffer out);

    default void end(RecordBuffer out) {}
}
