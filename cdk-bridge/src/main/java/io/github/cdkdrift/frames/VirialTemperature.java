package io.github.cdkdrift.frames;

import java.util.Optional;
import org.hipparchus.stat.StatUtils;

/**
 * The temperature that forces and positions imply, without velocities: k T = ⟨−Σ (x − centre) · F⟩ / (3 N − 3), the
 * configurational temperature along the vector field x − centre (Jepps, Ayton, Evans 2000, doi:10.1103/PhysRevE.62.4757,
 * equation 9). It holds for a bound molecule without constraints, sampled from the canonical distribution; noisy: look at the
 * error.
 *
 * @param kelvin the estimate
 * @param standardError of the mean, the time correlation of the virial taken into account
 */
public record VirialTemperature(double kelvin, double standardError) {
    /** kcal/mol/K. */
    private static final double BOLTZMANN = 0.0019872043;

    /** Empty for a single atom. */
    static Optional<VirialTemperature> of(ForceFrames frames) {
        if (frames.atoms() < 2) {
            return Optional.empty();
        }
        double degreesOfFreedom = 3.0 * frames.atoms() - 3;
        double[] kelvin = new double[frames.size()];
        for (int frame = 0; frame < kelvin.length; frame++) {
            double[] arms = NetForces.fromCentroid(frames.positions(frame));
            double[] forces = frames.forces(frame);
            for (int i = 0; i < arms.length; i++) {
                kelvin[frame] -= arms[i] * forces[i] / (degreesOfFreedom * BOLTZMANN);
            }
        }
        double error = Math.sqrt(
                StatUtils.variance(kelvin) / TimeCorrelation.of(kelvin).independentFrames());
        return Optional.of(new VirialTemperature(StatUtils.mean(kelvin), error));
    }
}
