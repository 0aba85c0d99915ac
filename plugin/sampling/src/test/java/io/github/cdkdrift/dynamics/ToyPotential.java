package io.github.cdkdrift.dynamics;

import io.github.cdkdrift.potential.Potential;
import java.util.function.DoubleUnaryOperator;

/** One atom: a potential along x with a known derivative, springs along y and z. */
record ToyPotential(DoubleUnaryOperator energy, DoubleUnaryOperator slope, double spring) implements Potential {
    static ToyPotential harmonic(double spring) {
        return new ToyPotential(x -> 0.5 * spring * x * x, x -> spring * x, spring);
    }

    /** height · (x² − 1)² + tilt · x */
    static ToyPotential doubleWell(double height, double tilt) {
        return new ToyPotential(
                x -> height * (x * x - 1) * (x * x - 1) + tilt * x, x -> 4 * height * x * (x * x - 1) + tilt, 20);
    }

    @Override
    public int atoms() {
        return 1;
    }

    @Override
    public String name() {
        return "toy";
    }

    @Override
    public void evaluate(double[] positions, int frames, double[] energies, double[] forces) {
        for (int i = 0; i < frames; i++) {
            double y = positions[3 * i + 1];
            double z = positions[3 * i + 2];
            energies[i] = energy.applyAsDouble(positions[3 * i]) + 0.5 * spring * (y * y + z * z);
            forces[3 * i] = -slope.applyAsDouble(positions[3 * i]);
            forces[3 * i + 1] = -spring * y;
            forces[3 * i + 2] = -spring * z;
        }
    }
}
