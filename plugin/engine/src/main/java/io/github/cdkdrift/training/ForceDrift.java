package io.github.cdkdrift.training;

import io.github.cdkdrift.backend.Kernels;
import io.github.cdkdrift.density.ConformerDensity;
import io.github.cdkdrift.generator.CouplingFlow;
import io.github.cdkdrift.generator.CouplingPass;
import io.github.cdkdrift.molecule.PhysicalConstants;
import io.github.cdkdrift.potential.Potential;
import java.util.Arrays;
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

    private final ConformerDensity density;
    private final ConformerDensity.Workspace[] workspaces;
    private final Potential potential;
    private final double thermalEnergy;
    private final CouplingPass draws;
    private final CouplingPass back;
    private final double[] cumulative;
    private final int batch;
    private final int dimensions;
    private final int stride;
    private final double[] points;
    private final float[] codes;
    private final double[] logVolumes;
    private final double[] positions;
    private final double[] energies;
    private final double[] slopes;
    private final double[] pulls;
    private final double[] ofDensity;
    private final boolean[] placed;
    private double meanSquare;

    ForceDrift(
            ConformerDensity density,
            CouplingFlow flow,
            Kernels kernels,
            Potential potential,
            TrainingSettings settings) {
        this.density = density;
        this.potential = potential;
        thermalEnergy = PhysicalConstants.BOLTZMANN * settings.temperature();
        batch = settings.optimiser().batch();
        draws = CouplingPass.forTraining(flow, kernels, batch);
        back = CouplingPass.forTraining(flow, kernels, batch);
        cumulative = density.shares();
        Arrays.parallelPrefix(cumulative, Double::sum);
        dimensions = density.dimensions();
        stride = 3 * density.atoms();
        workspaces = new ConformerDensity.Workspace[batch];
        Arrays.setAll(workspaces, i -> density.workspace());
        points = new double[batch * dimensions];
        codes = new float[batch * density.basins()];
        logVolumes = new double[batch];
        positions = new double[batch * stride];
        energies = new double[batch];
        slopes = new double[positions.length];
        pulls = new double[points.length];
        ofDensity = new double[points.length];
        placed = new boolean[batch];
    }

    /**
     * Draws a batch, and takes its drift back to the parameters.
     *
     * @param weight of each sample
     * @return gradients of a loss that falls along the drift, by layer, overwritten by the next call
     */
    INDArray[] gradients(RandomGenerator random, double weight) {
        draw(random);
        pull();
        System.arraycopy(points, 0, ofDensity, 0, points.length);
        back.inverse(ofDensity, codes, logVolumes);
        for (int i = 0; i < ofDensity.length; i++) {
            ofDensity[i] = -ofDensity[i];
        }
        back.toPointsOfInverse(ofDensity, -1);
        double squares = 0;
        for (int sample = 0; sample < batch; sample++) {
            double scale = cut(sample);
            for (int k = sample * dimensions; k < (sample + 1) * dimensions; k++) {
                double slope = placed[sample] ? pulls[k] * scale + ofDensity[k] : 0;
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
        pull();
        double[] sorted = IntStream.range(0, batch)
                .mapToDouble(sample -> placed[sample] ? energies[sample] : Double.POSITIVE_INFINITY)
                .sorted()
                .toArray();
        return sorted[batch / 2];
    }

    private void draw(RandomGenerator random) {
        for (int sample = 0; sample < batch; sample++) {
            int at = Arrays.binarySearch(cumulative, random.nextDouble());
            workspaces[sample].choose(Math.min(cumulative.length - 1, at < 0 ? -at - 1 : at));
            workspaces[sample].code(codes, sample * density.basins());
            for (int k = 0; k < dimensions; k++) {
                points[sample * dimensions + k] = random.nextGaussian();
            }
        }
        draws.forward(points, codes, logVolumes);
    }

    /** Gradients of E/k_BT − ln |dx/dw|. A geometry outside its window is that of another copy, and has the same energy. */
    private void pull() {
        IntStream.range(0, batch).parallel().forEach(sample -> {
            double logVolume = workspaces[sample].place(points, sample * dimensions, positions, sample * stride);
            placed[sample] = !Double.isNaN(logVolume);
        });
        int some = IntStream.range(0, batch)
                .filter(sample -> placed[sample])
                .findFirst()
                .orElse(0);
        for (int sample = 0; sample < batch; sample++) {
            if (!placed[sample]) {
                System.arraycopy(positions, some * stride, positions, sample * stride, stride);
            }
        }
        potential.evaluate(positions, batch, energies, slopes);
        for (int i = 0; i < slopes.length; i++) {
            slopes[i] /= -thermalEnergy;
        }
        IntStream.range(0, batch).parallel().forEach(sample -> {
            placed[sample] &= Double.isFinite(energies[sample]);
            if (placed[sample]) {
                workspaces[sample].pullBack(positions, slopes, sample * stride, pulls, sample * dimensions);
            }
        });
    }

    private double cut(int sample) {
        double squares = 0;
        for (int k = sample * dimensions; k < (sample + 1) * dimensions; k++) {
            squares += pulls[k] * pulls[k];
        }
        placed[sample] &= Double.isFinite(squares);
        return Math.min(1, LONGEST * Math.sqrt(dimensions / squares));
    }

    /** Mean square of the drift of the last batch, a coordinate. */
    double meanSquare() {
        return meanSquare;
    }
}
