package io.github.cdkdrift.cli;

import java.util.Arrays;
import java.util.BitSet;

/** Which records were done, by their identities, in 8 bytes each; equal records count as often as they were done. */
final class DoneRecords {
    /** So many hexadecimal digits are 64 bits: among a million records two alike by chance come once in forty million. */
    private static final int DIGITS = 16;

    private long[] keys = new long[64];
    private int size;
    private final BitSet taken = new BitSet();

    void add(String identity) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, 2 * size);
        }
        keys[size++] = key(identity);
    }

    /** Ready for {@link #take}. */
    DoneRecords sorted() {
        Arrays.sort(keys, 0, size);
        return this;
    }

    int size() {
        return size;
    }

    /** Whether a record was done more often than it was taken. */
    boolean take(String identity) {
        long key = key(identity);
        int at = Arrays.binarySearch(keys, 0, size, key);
        while (at > 0 && keys[at - 1] == key) {
            at--;
        }
        for (; at >= 0 && at < size && keys[at] == key; at++) {
            if (!taken.get(at)) {
                taken.set(at);
                return true;
            }
        }
        return false;
    }

    private static long key(String identity) {
        return Long.parseUnsignedLong(identity.substring(0, DIGITS), 16);
    }
}
