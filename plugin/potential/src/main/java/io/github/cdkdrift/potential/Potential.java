package io.github.cdkdrift.potential;

/**
 * A potential energy surface E(x) of one molecule in kcal/mol with its forces −dE/dx in kcal/mol/Å, in double precision.
 * Implementations may keep buffers between calls: one thread at a time.
 */
public interface Potential extends AutoCloseable {
    /** The number of atoms of each geometry. */
    int atoms();

    /** What it is, in words for a report. */
    String name();

    /**
     * Energies and forces of a batch of geometries. A geometry that the potential cannot do has NaN for both.
     *
     * @param positions [frames · atoms · 3] Å, frame by frame; not modified; may be longer
     * @param frames how many geometries, at least 0
     * @param energies [frames] kcal/mol, modified; may be longer
     * @param forces [frames · atoms · 3] kcal/mol/Å, modified; may be longer
     * @throws IllegalArgumentException if an array is too short
     * @throws EvaluationException if the potential no longer answers
     */
    void evaluate(double[] positions, int frames, double[] energies, double[] forces);

    /** How many geometries it works on at a time: batches of a multiple of these leave none of its processes waiting. */
    default int atOnce() {
        return 1;
    }

    /** Frees what the potential holds outside of Java: programs, native objects. Most hold nothing. */
    @Override
    default void close() {}
}
