package io.github.cdkdrift.potential;

/**
 * For how many geometries a potential was asked, by what for; the energy and the forces of a geometry are one call. Of an expensive
 * potential that a fit stands for these are the calls of that one alone.
 *
 * @param minimisation of start geometries
 * @param labels that a fit was made to
 * @param sampling at equilibrium
 * @param training the network
 * @param conformers their energies and polish, with those drawn ahead or rejected; 0 in a model
 */
public record PotentialCalls(long minimisation, long labels, long sampling, long training, long conformers) {
    /** None at all. */
    public static final PotentialCalls NONE = new PotentialCalls(0, 0, 0, 0, 0);

    /** The calls that a fit's labels took. */
    public static PotentialCalls ofLabels(long calls) {
        return new PotentialCalls(0, calls, 0, 0, 0);
    }

    /** All of them. */
    public long total() {
        return minimisation + labels + sampling + training + conformers;
    }

    /** The same with the minimisation's. */
    public PotentialCalls withMinimisation(long calls) {
        return new PotentialCalls(calls, labels, sampling, training, conformers);
    }

    /** The same with those for conformers. */
    public PotentialCalls withConformers(long calls) {
        return new PotentialCalls(minimisation, labels, sampling, training, calls);
    }
}
