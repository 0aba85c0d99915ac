package io.github.cdkdrift.frames;

/**
 * What forces on an isolated molecule must not have: a sum and a torque, magnitudes over all frames.
 *
 * @param meanForce of |Σ F|, kcal/mol/Å
 * @param maxForce the largest
 * @param meanTorque of |Σ (x − centre) × F| about the centroid, kcal/mol
 * @param maxTorque the largest
 * @param typicalForce root mean square of the force on an atom, kcal/mol/Å
 * @param typicalTorque the typical force times the root mean square distance of an atom from the centroid, kcal/mol
 */
public record NetForces(
        double meanForce,
        double maxForce,
        double meanTorque,
        double maxTorque,
        double typicalForce,
        double typicalTorque) {
    static NetForces of(ForceFrames frames) {
        double[] sums = new double[4];
        double maxForce = 0;
        double maxTorque = 0;
        for (int frame = 0; frame < frames.size(); frame++) {
            double[] arms = fromCentroid(frames.positions(frame));
            double[] forces = frames.forces(frame);
            double force = netForce(forces);
            double torque = netTorque(arms, forces);
            sums[0] += force;
            sums[1] += torque;
            sums[2] += squares(forces);
            sums[3] += squares(arms);
            maxForce = Math.max(maxForce, force);
            maxTorque = Math.max(maxTorque, torque);
        }
        double vectors = (double) frames.size() * frames.atoms();
        double typicalForce = Math.sqrt(sums[2] / vectors);
        return new NetForces(
                sums[0] / frames.size(),
                maxForce,
                sums[1] / frames.size(),
                maxTorque,
                typicalForce,
                typicalForce * Math.sqrt(sums[3] / vectors));
    }

    /** The mean net force in units of the typical force on an atom. */
    public double relativeForce() {
        return typicalForce == 0 ? 0 : meanForce / typicalForce;
    }

    /** The mean net torque in units of the typical torque of an atom. */
    public double relativeTorque() {
        return typicalTorque == 0 ? 0 : meanTorque / typicalTorque;
    }

    /** Positions less their centroid; modified and returned. */
    static double[] fromCentroid(double[] positions) {
        int atoms = positions.length / 3;
        for (int axis = 0; axis < 3; axis++) {
            double mean = 0;
            for (int i = axis; i < positions.length; i += 3) {
                mean += positions[i] / atoms;
            }
            for (int i = axis; i < positions.length; i += 3) {
                positions[i] -= mean;
            }
        }
        return positions;
    }

    private static double netForce(double[] forces) {
        double[] sum = new double[3];
        for (int i = 0; i < forces.length; i++) {
            sum[i % 3] += forces[i];
        }
        return Math.sqrt(squares(sum));
    }

    private static double netTorque(double[] arms, double[] forces) {
        double[] sum = new double[3];
        for (int i = 0; i < forces.length; i += 3) {
            sum[0] += arms[i + 1] * forces[i + 2] - arms[i + 2] * forces[i + 1];
            sum[1] += arms[i + 2] * forces[i] - arms[i] * forces[i + 2];
            sum[2] += arms[i] * forces[i + 1] - arms[i + 1] * forces[i];
        }
        return Math.sqrt(squares(sum));
    }

    private static double squares(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value * value;
        }
        return sum;
    }
}
