package io.github.cdkdrift.backend;

import java.util.stream.IntStream;

/**
 * Shares loops whose turns do not depend on one another between threads, each with scratch arrays of its own. Every turn is
 * computed in the same way whoever does it, so that results do not depend on the number of threads.
 */
public final class HostThreads {
    /** Fewer numbers a thread are done before another thread is awake. */
    private static final long FEWEST_NUMBERS = 1 << 14;

    private final Scratch[] scratches;

    /** Arrays that stay in the processor's first-level cache when they are no longer than {@value HostKernels#BLOCK}. */
    static final class Scratch {
        float[] first = new float[HostKernels.BLOCK];
        float[] second = new float[HostKernels.BLOCK];
        float[] third = new float[HostKernels.BLOCK];
        float[] fourth = new float[HostKernels.BLOCK];

        private void ensureCapacity(int length) {
            if (first.length < length) {
                first = new float[length];
                second = new float[length];
                third = new float[length];
                fourth = new float[length];
            }
        }
    }

    /** A part of a loop without scratch arrays. */
    public interface Range {
        /** Does the turns {@code from} to {@code to − 1}. */
        void run(int from, int to);
    }

    /** A part of a loop. */
    interface Turns {
        /** Does the turns {@code from} to {@code to − 1}. */
        void run(int from, int to, Scratch scratch);
    }

    /** @param threads how many may work at once, the caller included, at least 1 */
    public HostThreads(int threads) {
        scratches = new Scratch[threads];
        for (int i = 0; i < threads; i++) {
            scratches[i] = new Scratch();
        }
    }

    /** As many threads as the backend leaves to Java. */
    public static HostThreads ofBackend() {
        return new HostThreads(Backend.current().javaThreads());
    }

    /** Runs a loop whose turns are worth the threads' waking, and waits for its end. */
    public void share(int turns, Range loop) {
        share(turns, Long.MAX_VALUE, 0, (from, to, scratch) -> loop.run(from, to));
    }

    /**
     * Runs a loop and waits for its end.
     *
     * @param numbers how many numbers the whole loop works on, which decides how many threads are worth it
     * @param scratchLength the least length of the scratch arrays
     */
    void share(int turns, long numbers, int scratchLength, Turns loop) {
        int parts = (int) Math.min(Math.min(turns, scratches.length), Math.max(1, numbers / FEWEST_NUMBERS));
        for (int part = 0; part < parts; part++) {
            scratches[part].ensureCapacity(scratchLength);
        }
        if (parts == 1) {
            loop.run(0, turns, scratches[0]);
        } else {
            IntStream.range(0, parts)
                    .parallel()
                    .forEach(part ->
                            loop.run(start(part, parts, turns), start(part + 1, parts, turns), scratches[part]));
        }
    }

    private static int start(int part, int parts, int turns) {
        return (int) ((long) part * turns / parts);
    }
}
