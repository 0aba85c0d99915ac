package io.github.cdkdrift.generator;

import io.github.cdkdrift.backend.Kernels;
import io.github.cdkdrift.potential.Potential;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Carries draws of a {@link DensityGenerator} over to a potential's Boltzmann distribution in small steps, each of which adds to the
 * draw's weight (annealed importance sampling; Neal 2001, doi:10.1023/A:1008923215028, section 2): weights vary much less than those of
 * the draws themselves.
 *
 * <p>In the generator's normal numbers z the draws have the energy |z|²/2 and the potential is U(z) = E/k_BT − ln |dx/dz|. Level l is
 * |z|²/2 + t V(z), V = U − |z|²/2, t = l/levels. A move is one step of Hamiltonian dynamics that turns z and fresh momenta by an angle,
 * which is exact for the Gaussian part, between two kicks of −t ∇V, and is accepted by Metropolis' rule (Beskos et al. 2011,
 * doi:10.1016/j.spa.2011.06.003, section 4). A state is kept on the way; what is no geometry of it is refused. One thread at a time.
 */
public final class AnnealedSource implements GeometryDraws {
    /** Draws that angles are found with, and the fewest rounds in which they are. */
    private static final int PILOT_DRAWS = 512;

    private static final int PILOTS = 4;
    private static final double WANTED_ACCEPTANCE = 0.75;
    /** Least part of an angle that is turned by: draws in narrow places are to move, too. */
    private static final double SHORTEST = 0.1;

    private static final double FIRST_ANGLE = 0.5;
    /** How fast angles follow what the pilots accept. */
    private static final double GAIN = 1.5;

    private final double thermalEnergy;
    private final double[] logShares;
    private final int batch;
    private final int dimensions;
    private final int stride;
    private final CouplingPass pass;
    private final PointEnergies potential;
    private final double[] angles;
    private final int[] states;
    private final double[] logWeights;
    private final double[] logDensities;
    private final double[] flowVolumes;
    private final double[] points;
    private final double[] momenta;
    private final double[] before;
    private final double[] kicks;
    /** Where the draws are, and where they are to go. */
    private Place here;

    private Place there;

    /** Normal numbers, their geometries and energies, V (not a number where there is no geometry) and its gradient. */
    private static final class Place {
        final double[] normal;
        final double[] geometries;
        final double[] energies;
        final double[] beyond;
        final double[] gradients;

        Place(int batch, int dimensions, int stride) {
            normal = new double[batch * dimensions];
            geometries = new double[batch * stride];
            energies = new double[batch];
            beyond = new double[batch];
            gradients = new double[batch * dimensions];
        }

        void take(Place other, int i) {
            int dimensions = normal.length / beyond.length;
            int stride = geometries.length / beyond.length;
            System.arraycopy(other.normal, i * dimensions, normal, i * dimensions, dimensions);
            System.arraycopy(other.gradients, i * dimensions, gradients, i * dimensions, dimensions);
            System.arraycopy(other.geometries, i * stride, geometries, i * stride, stride);
            energies[i] = other.energies[i];
            beyond[i] = other.beyond[i];
        }
    }

    /**
     * A source.
     *
     * @param logShares of the states, as {@link DensityGenerator#logShares} has them
     * @param thermalEnergy k_BT, kcal/mol
     * @param batch draws that are tried at once
     * @param levels steps of the weight, at least 1; 1 gives the weights of the draws themselves
     */
    public AnnealedSource(
            DensityGenerator generator,
            double[] logShares,
            Potential potential,
            double thermalEnergy,
            Kernels kernels,
            int batch,
            int levels) {
        this.thermalEnergy = thermalEnergy;
        this.logShares = logShares;
        this.batch = batch;
        double[] shares = Arrays.stream(logShares).map(Math::exp).toArray();
        this.potential = new PointEnergies(generator.density(), shares, potential, thermalEnergy, batch);
        dimensions = generator.density().dimensions();
        stride = 3 * generator.density().atoms();
        pass = CouplingPass.forTraining(generator.flow(), kernels, batch);
        angles = new double[levels];
        Arrays.fill(angles, FIRST_ANGLE);
        states = new int[batch];
        logWeights = new double[batch];
        logDensities = new double[batch];
        flowVolumes = new double[batch];
        points = new double[batch * dimensions];
        momenta = new double[batch * dimensions];
        before = new double[batch];
        kicks = new double[batch];
        here = new Place(batch, dimensions, stride);
        there = new Place(batch, dimensions, stride);
    }

    /** Finds the angles at which about three moves of four are accepted. */
    public void tune(RandomGenerator random) {
        int pilots = Math.max(PILOTS, PILOT_DRAWS / batch);
        for (int pilot = 0; pilot < pilots; pilot++) {
            begin(random);
            for (int level = 1; level < angles.length; level++) {
                double accepted = move(level, random);
                double angle = angles[level] * Math.exp(GAIN / (pilot + 1) * (accepted - WANTED_ACCEPTANCE));
                angles[level] = Math.min(Math.PI / 2, angle);
            }
        }
    }

    @Override
    public int draw(RandomGenerator random, double[] geometries) {
        begin(random);
        for (int level = 1; level <= angles.length; level++) {
            for (int i = 0; i < batch; i++) {
                logWeights[i] -= here.beyond[i] / angles.length;
            }
            if (level < angles.length) {
                move(level, random);
            }
        }
        int kept = 0;
        for (int i = 0; i < batch; i++) {
            if (Double.isFinite(here.beyond[i])) {
                System.arraycopy(here.geometries, i * stride, geometries, kept * stride, stride);
                states[kept] = potential.states()[i];
                logDensities[kept++] = -here.energies[i] / thermalEnergy - logWeights[i];
            }
        }
        return kept;
    }

    private void begin(RandomGenerator random) {
        for (int i = 0; i < batch; i++) {
            potential.drawState(i, random);
            logWeights[i] = -logShares[potential.states()[i]];
        }
        for (int k = 0; k < here.normal.length; k++) {
            here.normal[k] = random.nextGaussian();
        }
        evaluate(here);
    }

    /** One move of every draw; the share of those that are geometries which was accepted. */
    private double move(int level, RandomGenerator random) {
        double t = level / (double) angles.length;
        for (int k = 0; k < momenta.length; k++) {
            momenta[k] = random.nextGaussian();
        }
        for (int i = 0; i < batch; i++) {
            before[i] = half(here, i) + t * here.beyond[i];
            double angle = angles[level] * (SHORTEST + (1 - SHORTEST) * random.nextDouble());
            double cos = Math.cos(angle);
            double sin = Math.sin(angle);
            kicks[i] = 0.5 * angle * t;
            for (int k = i * dimensions; k < (i + 1) * dimensions; k++) {
                double p = momenta[k] - kicks[i] * here.gradients[k];
                double z = here.normal[k];
                there.normal[k] = cos * z + sin * p;
                momenta[k] = cos * p - sin * z;
            }
        }
        evaluate(there);
        int accepted = 0;
        int all = 0;
        for (int i = 0; i < batch; i++) {
            double chance = random.nextDouble();
            if (!Double.isFinite(here.beyond[i])) {
                there.beyond[i] = here.beyond[i];
                continue;
            }
            all++;
            for (int k = i * dimensions; k < (i + 1) * dimensions; k++) {
                momenta[k] -= kicks[i] * there.gradients[k];
            }
            if (chance < Math.exp(before[i] - half(there, i) - t * there.beyond[i])) {
                accepted++;
            } else {
                there.take(here, i);
            }
        }
        Place last = here;
        here = there;
        there = last;
        return accepted / Math.max(1.0, all);
    }

    /** |z|²/2 + |p|²/2. */
    private double half(Place points, int i) {
        double squares = 0;
        for (int k = i * dimensions; k < (i + 1) * dimensions; k++) {
            squares += points.normal[k] * points.normal[k] + momenta[k] * momenta[k];
        }
        return 0.5 * squares;
    }

    /** Geometries, energies, V and its gradient at normal numbers. */
    private void evaluate(Place place) {
        System.arraycopy(place.normal, 0, points, 0, points.length);
        pass.forward(points, potential.codes(), flowVolumes);
        potential.evaluate(points);
        pass.toPoints(potential.gradients(), -1);
        System.arraycopy(potential.positions(), 0, place.geometries, 0, place.geometries.length);
        System.arraycopy(potential.energies(), 0, place.energies, 0, batch);
        for (int i = 0; i < batch; i++) {
            for (int k = i * dimensions; k < (i + 1) * dimensions; k++) {
                place.gradients[k] = potential.gradients()[k] - place.normal[k];
            }
            place.beyond[i] = potential.isPlaced(i) && potential.isFolded(i)
                    ? place.energies[i] / thermalEnergy
                            - potential.logVolumes()[i]
                            - flowVolumes[i]
                            - DensitySource.half(place.normal, i, dimensions)
                    : Double.NaN;
        }
    }

    @Override
    public double[] logDensities() {
        return logDensities;
    }

    @Override
    public int[] states() {
        return states;
    }
}
