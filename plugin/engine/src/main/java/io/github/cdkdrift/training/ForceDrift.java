package io.github.cdkdrift.training;

import io.github.cdkdrift.backend.Kernels;
import io.github.cdkdrift.density.ConformerDensity;
import io.github.cdkdrift.generator.CouplingFlow;
import io.github.cdkdrift.generator.CouplingPass;
import io.github.cdkdrift.generator.PointEnergies;
import io.github.cdkdrift.molecule.PhysicalConstants;
import io.github.cdkdrift.potential.Potential;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The drift of generated points in the coordinates of normal scores: V = −∇(E/k_BT − ln |dx/dw|) − ∇ ln ρ(w), forces and volume on one
 * side, the model's own density on the other.
 */
final class ForceDrift {
    /** Pulls of the potential longer than so many times those at equilibrium, √dimensions, are cut to that length. */
    private static final double LONGEST = 5;

    private final PointEnergies potential;
    private final CouplingPass draws;
    private final CouplingPass back;
    private final int batch;
    private final int dimensions;
    private final double[] points;
    private final double[] logVolumes;
    private final double[] ofDensity;
    private double meanSquare;

    ForceDrift(
            ConformerDensity density,
            CouplingFlow flow,
            Kernels kernels,
            Potential potential,
            TrainingSettings settings) {
        batch = settings.optimiser().batch();
        this.potential = new PointEnergies(
                density, density.shares(), potential, PhysicalConstants.BOLTZMANN * settings.temperature(), batch);
        draws = CouplingPass.forTraining(flow, kernels, batch);
        back = CouplingPass.forTraining(flow, kernels, batch);
        dimensions = density.dimensions();
        points = new double[batch * dimensions];
        logVolumes = new double[batch];
        ofDensity = new double[points.length];
    }

    /**
     * Draws a batch, and takes its drift back to the parameters.
     *
     * @param weight of each sample
     * @return gradients of a loss that falls along the drift, by layer, overwritten by the next call
     */
    INDArray[] gradients(RandomGenerator random, double weight) {
        draw(random);
        System.arraycopy(points, 0, ofDensity, 0, points.length);
        back.inverse(ofDensity, potential.codes(), logVolumes);
        for (int i = 0; i < ofDensity.length; i++) {
            ofDensity[i] = -ofDensity[i];
        }
        back.toPointsOfInverse(ofDensity, -1);
        double[] pulls = potential.gradients();
        double squares = 0;
        for (int sample = 0; sample < batch; sample++) {
            double scale = potential.isPlaced(sample) ? cut(sample) : 0;
            for (int k = sample * dimensions; k < (sample + 1) * dimensions; k++) {
                double slope = scale > 0 ? pulls[k] * scale + ofDensity[k] : 0;
                squares += slope * slope;
                pulls[k] = weight * slope;
            }
        }
        meanSquare = squares / pulls.length;
        return draws.backward(pulls, 0);
    }

    /** The median energy of a batch, kcal/mol. */
    double medianEnergy(RandomGenerator random) {
        draw(random);
        double[] sorted = IntStream.range(0, batch)
                .mapToDouble(
                        sample -> potential.isPlaced(sample) ? potential.energies()[sample] : Double.POSITIVE_INFINITY)
                .sorted()
                .toArray();
        return sorted[batch / 2];
    }

    /** Draws points; a geometry outside its window is that of another copy, and has the same energy. */
    private void draw(RandomGenerator random) {
        for (int sample = 0; sample < batch; sample++) {
            potential.drawState(sample, random);
            for (int k = 0; k < dimensions; k++) {
                points[sample * dimensions + k] = random.nextGaussian();
            }
        }
        draws.forward(points, potential.codes(), logVolumes);
        potential.evaluate(points);
    }

    /** By how much the pulls at a sample are cut; 0 where they are no numbers. */
    private double cut(int sample) {
        double squares = 0;
        for (int k = sample * dimensions; k < (sample + 1) * dimensions; k++) {
            squares += potential.gradients()[k] * potential.gradients()[k];
        }
        return Double.isFinite(squares) ? Math.min(1, LONGEST * Math.sqrt(dimensions / squares)) : 0;
    }

    /** Mean square of the drift of the last batch, a coordinate. */
    double meanSquare() {
        return meanSquare;
    }
}
