package io.github.cdkdrift.labelling;

import io.github.cdkdrift.potential.LabelFit;
import io.github.cdkdrift.potential.Potential;

/** Of one atom, whose x coordinate says all: the energy, and the deviation to which a fit knows it. */
final class FirstCoordinate implements Potential, LabelFit {
    @Override
    public int atoms() {
        return 1;
    }

    @Override
    public String name() {
        return "x";
    }

    @Override
    public void evaluate(double[] positions, int frames, double[] energies, double[] forces) {
        deviations(positions, frames, energies);
    }

    @Override
    public Potential potential() {
        return this;
    }

    @Override
    public void deviations(double[] positions, int frames, double[] deviations) {
        for (int i = 0; i < frames; i++) {
            deviations[i] = positions[3 * i];
        }
    }

    @Override
    public double irreducible() {
        return 0;
    }
}
