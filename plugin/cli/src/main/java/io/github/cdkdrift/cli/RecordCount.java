package io.github.cdkdrift.cli;

import io.github.cdkdrift.io.MoleculeReader;
import java.io.Closeable;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Counts the records of the input beside the work on them, which need not wait for it. */
final class RecordCount implements Closeable {
    private static final long PATIENCE_MILLIS = 300;

    private final CountDownLatch counted = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean closed;
    private long count;
    private boolean waited;

    /** @param wanted which records count, by their identities */
    RecordCount(Supplier<MoleculeReader> input, Predicate<String> wanted) {
        thread = new Thread(() -> count(input, wanted), "count of records");
        thread.setDaemon(true);
        thread.start();
    }

    private void count(Supplier<MoleculeReader> input, Predicate<String> wanted) {
        long found = 0;
        try (MoleculeReader reader = input.get()) {
            while (!closed && reader.advance()) {
                found += wanted.test(reader.identity()) ? 1 : 0;
            }
        }
        count = found;
        counted.countDown();
    }

    /** Empty as long as it is not known; the first time a short input is waited for. */
    OptionalLong total() {
        try {
            boolean known = counted.await(waited ? 0 : PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            waited = true;
            return known ? OptionalLong.of(count) : OptionalLong.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalLong.empty();
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
