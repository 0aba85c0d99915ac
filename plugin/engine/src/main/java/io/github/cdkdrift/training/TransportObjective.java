package io.github.cdkdrift.training;

import io.github.cdkdrift.coordinate.InternalFeatures;
import io.github.cdkdrift.drift.EnergyTransport;
import io.github.cdkdrift.drift.TransportField;
import io.github.cdkdrift.drift.TransportSettings;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.SymmetryGroup;
import io.github.cdkdrift.network.LatentInput;
import io.github.cdkdrift.positives.Positives;
import io.github.cdkdrift.rotamer.CanonicalDomain;
import io.github.cdkdrift.rotamer.RotamerStates;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Transport drift within one symmetry domain. A sample is drawn from Gaussian noise and, where the molecule has several rotamer
 * states, the number of one of them as a one-hot code; each is compared with the positives of its own state.
 */
final class TransportObjective implements Objective {
    private final TransportSettings settings;
    private final LatentInput noise;
    private final int batch;
    private final int energyFrom;
    private final RotamerStates states;
    private final TransportField field;
    private final EnergyTransport energy;
    private final float[] start;
    private final int[] drawn;
    private final double[] shares;

    TransportObjective(
            Positives positives,
            MolecularGraph graph,
            SymmetryGroup symmetry,
            TransportSettings transport,
            TrainingSettings training) {
        settings = transport;
        batch = training.optimiser().batch();
        energyFrom =
                (int) Math.round(settings.energyFrom() * training.optimiser().steps());
        CanonicalDomain domain =
                CanonicalDomain.of(graph, symmetry, positives.positions()).withErrors(positives.chains());
        states = domain.states();
        noise = training.network().latentInput(states.size());
        float[] positions = centred(domain.positions(), graph.atoms());
        int stride = 3 * graph.atoms();
        start = Arrays.copyOf(positions, stride);
        field = new TransportField(
                settings,
                new InternalFeatures(graph.atoms(), graph.bonds()),
                positions,
                domain.state(),
                states.size(),
                batch);
        energy = settings.energy() > 0 && positives.sampled() != null
                ? new EnergyTransport(
                        positives.sampled(),
                        positives.energies(),
                        domain.state(),
                        states.size(),
                        field.groups(),
                        batch / field.groups())
                : null;
        drawn = new int[field.groups()];
        shares = new double[states.size()];
    }

    private static float[] centred(double[] positions, int atoms) {
        float[] centred = new float[positions.length];
        for (int from = 0; from < positions.length; from += 3 * atoms) {
            for (int axis = 0; axis < 3; axis++) {
                double mean = 0;
                for (int atom = 0; atom < atoms; atom++) {
                    mean += positions[from + 3 * atom + axis] / atoms;
                }
                for (int atom = 0; atom < atoms; atom++) {
                    int i = from + 3 * atom + axis;
                    centred[i] = (float) (positions[i] - mean);
                }
            }
        }
        return centred;
    }

    RotamerStates states() {
        return states;
    }

    @Override
    public int inputs() {
        return noise.size();
    }

    @Override
    public float[] start() {
        return start;
    }

    @Override
    public void draw(RandomGenerator random, float[] values) {
        drawStates(random);
        int samples = batch / drawn.length;
        noise.fill(random, sample -> drawn[sample / samples], values);
    }

    /** Different states, each with a chance that grows with the root of its population: rare ones must be learnt, too. */
    private void drawStates(RandomGenerator random) {
        for (int s = 0; s < shares.length; s++) {
            shares[s] = Math.sqrt(states.populations()[s]);
        }
        for (int group = 0; group < drawn.length; group++) {
            double left = Arrays.stream(shares).sum() * random.nextDouble();
            int chosen = -1;
            for (int s = 0; s < shares.length && left >= 0; s++) {
                if (shares[s] > 0) {
                    chosen = s;
                    left -= shares[s];
                }
            }
            drawn[group] = chosen;
            shares[chosen] = 0;
        }
    }

    @Override
    public double gradient(int step, float[] positions, float[] gradients) {
        double loss = field.gradient(positions, drawn, step, gradients);
        if (energy != null && step > energyFrom && step % settings.energyInterval() == 0) {
            energy.addGradient(positions, drawn, settings.energy(), gradients);
        }
        return loss;
    }

    @Override
    public double widthRatio() {
        return field.widthRatio();
    }

    @Override
    public double[] state() {
        return field.state();
    }

    @Override
    public void restore(double[] state) {
        field.restore(state);
    }
}
