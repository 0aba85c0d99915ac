package io.github.cdkdrift.potential;

import java.util.Arrays;

/**
 * A potential of somebody else's making, whose forces are compared with its energies at the first geometries that it is asked for ({@link
 * GradientCheck}), before more are asked.
 */
final class CheckedPotential implements ForwardingPotential {
    /** Geometries that may leave it open. */
    private static final int MOST_CHECKS = 3;

    private final Potential potential;
    private int checks;
    private long furtherCalls;

    CheckedPotential(Potential potential) {
        this.potential = potential;
    }

    @Override
    public Potential potential() {
        return potential;
    }

    /** Geometries that the potential was asked for beside those that it was to answer. */
    long furtherCalls() {
        return furtherCalls;
    }

    /**
     * {@inheritDoc}
     *
     * @throws EvaluationException also if the forces are not the gradient of the energies
     */
    @Override
    public void evaluate(double[] positions, int frames, double[] energies, double[] forces) {
        int stride = 3 * atoms();
        int done = 0;
        while (checks < MOST_CHECKS && done < frames) {
            double[] one = Arrays.copyOfRange(positions, done * stride, (done + 1) * stride);
            double[] energy = new double[1];
            double[] force = new double[stride];
            potential.evaluate(one, 1, energy, force);
            if (Double.isFinite(energy[0]) && Arrays.stream(force).allMatch(Double::isFinite)) {
                furtherCalls += GradientCheck.CALLS;
                checks = GradientCheck.check(potential, one, force) ? MOST_CHECKS : checks + 1;
            }
            energies[done] = energy[0];
            System.arraycopy(force, 0, forces, done * stride, stride);
            done++;
        }
        if (done == 0) {
            potential.evaluate(positions, frames, energies, forces);
        } else if (done < frames) {
            rest(positions, done, frames, energies, forces);
        }
    }

    private void rest(double[] positions, int from, int to, double[] energies, double[] forces) {
        int stride = 3 * atoms();
        double[] restEnergies = new double[to - from];
        double[] restForces = new double[stride * (to - from)];
        potential.evaluate(
                Arrays.copyOfRange(positions, stride * from, stride * to), to - from, restEnergies, restForces);
        System.arraycopy(restEnergies, 0, energies, from, restEnergies.length);
        System.arraycopy(restForces, 0, forces, stride * from, restForces.length);
    }
}
