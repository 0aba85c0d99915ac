package io.github.cdkdrift.potential;

/** What every {@link Potential#evaluate} asks of its arguments. */
final class Batch {
    private Batch() {}

    static void require(int atoms, double[] positions, int frames, double[] energies, double[] forces) {
        long numbers = 3L * atoms * frames;
        if (positions.length < numbers || forces.length < numbers || energies.length < frames) {
            throw new IllegalArgumentException(frames + " frames need " + numbers + " positions and forces and "
                    + frames + " energies; found " + positions.length + ", " + forces.length + ", " + energies.length);
        }
    }
}
