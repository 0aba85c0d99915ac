package io.github.cdkdrift.backend;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Properties;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What computes: ND4J's CPU backend or a GPU. Found once, by running one matrix product.
 *
 * @param name the backend's class, for example {@code CpuBackend}
 * @param isCpu whether arrays live in the host's memory
 * @param threads threads that matrix products may use on the CPU
 * @param nd4jVersion the version of ND4J on the class path, "unknown" where the jar does not say
 */
public record Backend(String name, boolean isCpu, int threads, String nd4jVersion) {
    private static Backend current;

    /**
     * The backend in use.
     *
     * @throws IllegalStateException if the backend cannot run one operation; the message says what to do
     */
    public static synchronized Backend current() {
        if (current == null) {
            current = probe();
        }
        return current;
    }

    /**
     * How many Java threads may work between two matrix products. Only one, unless OMP_WAIT_POLICY is PASSIVE: otherwise the
     * threads of the last product spin on their cores for a while in wait of the next, and Java's would have to share them.
     */
    int javaThreads() {
        return "PASSIVE".equalsIgnoreCase(System.getenv("OMP_WAIT_POLICY")) ? threads : 1;
    }

    /** One line for people: what runs where. */
    public String describe() {
        String where = isCpu ? "CPU, " + threads + (threads == 1 ? " thread" : " threads") : "GPU";
        return "ND4J " + nd4jVersion + " on " + where + " (" + name + ")";
    }

    private static Backend probe() {
        try {
            String name = Nd4j.getBackend().getClass().getSimpleName();
            boolean cpu = !name.toLowerCase(Locale.ROOT).contains("cu");
            INDArray two = Nd4j.valueArrayOf(new long[] {2, 2}, 1f);
            INDArray product = Nd4j.gemm(two, two, false, false);
            if (product.getDouble(0) != 2) {
                throw new IllegalStateException("a matrix product came out as " + product);
            }
            return new Backend(name, cpu, Nd4j.getEnvironment().maxThreads(), readNd4jVersion());
        } catch (IOException | RuntimeException | LinkageError e) {
            throw new IllegalStateException(
                    "ND4J cannot compute here: " + rootCause(e)
                            + ". Use the CPU build (mvn without -Pcuda), or for a GPU newer than Ampere the profile cuda-ptx.",
                    e);
        }
    }

    private static String readNd4jVersion() throws IOException {
        try (InputStream in = Nd4j.class.getResourceAsStream("/META-INF/maven/org.nd4j/nd4j-api/pom.properties")) {
            if (in == null) {
                return "unknown";
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version", "unknown");
        }
    }

    private static Throwable rootCause(Throwable e) {
        return e.getCause() == null ? e : rootCause(e.getCause());
    }
}
