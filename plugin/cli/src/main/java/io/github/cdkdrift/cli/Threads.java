package io.github.cdkdrift.cli;

import static io.github.cdkdrift.cli.CommonOptions.valued;

import org.apache.commons.cli.Options;

/** How many threads a process works with. */
final class Threads {
    private static final String THREADS = "threads";
    /** Read once, when the first loop is shared between threads. */
    private static final String PROPERTY = "java.util.concurrent.ForkJoinPool.common.parallelism";

    private static final int MOST = 1024;

    private Threads() {}

    static void addTo(Options options) {
        options.addOption(valued(
                THREADS,
                "N",
                "threads of each process; those of ND4J's matrix products, where a network is trained, follow OMP_NUM_THREADS (as many"
                        + " as the machine has)"));
    }

    /** To be called before any work. */
    static void limit(Arguments arguments) throws UsageException {
        if (arguments.has(THREADS)) {
            // The thread that shares a loop works on it, too.
            System.setProperty(PROPERTY, Integer.toString(arguments.integer(THREADS, 1, 1, MOST) - 1));
        } else if (Runtime.getRuntime().availableProcessors() == 1 && System.getProperty(PROPERTY) == null) {
            // Java would start one more thread, on a processor that is another process's.
            System.setProperty(PROPERTY, "0");
        }
    }
}
