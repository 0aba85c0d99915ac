package io.github.cdkdrift.samples;

import io.github.cdkdrift.DriftingConformerGenerator;
import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.io.ConformerWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;

/**
 * Streams a million conformers of a model, or as many as asked for, to a file through a heap of 1 GB, and prints the time and
 * the memory that it took.
 *
 * <pre>CDKDRIFT_JAVA_OPTIONS=-Xmx1g samples/run MillionConformers ethanol.drift million.xyz.gz</pre>
 */
public final class MillionConformers {
    private static final long SEED = 0;

    private MillionConformers() {}

    /** @param args the model, the file to write and, if other than 1000000, how many conformers */
    public static void main(String[] args) throws Exception {
        DriftingConformerGenerator generator = DriftingConformerGenerator.load(Path.of(args[0]));
        Path file = Path.of(args[1]);
        long count = args.length > 2 ? Long.parseLong(args[2]) : 1_000_000;
        long start = System.nanoTime();
        try (ConformerWriter writer = ConformerWriter.open(file, generator.graph())) {
            Iterator<Conformer> conformers = generator.conformers(count, SEED).iterator();
            while (conformers.hasNext()) {
                writer.write(conformers.next());
            }
            writer.commit();
        }
        double seconds = 1e-9 * (System.nanoTime() - start);
        System.out.printf(
                Locale.ROOT,
                "%,d conformers in %.1f s (%,.0f a second), file of %,d bytes, heap limit %,d MiB, most memory of the process %s%n",
                count,
                seconds,
                count / seconds,
                Files.size(file),
                Runtime.getRuntime().maxMemory() >> 20,
                mostMemory());
    }

    /** The high-water mark of resident memory, native memory included, where the system tells it as Linux does. */
    private static String mostMemory() throws Exception {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return "unknown";
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .map(line -> line.substring("VmHWM:".length()).trim())
                .findFirst()
                .orElse("unknown");
    }
}
