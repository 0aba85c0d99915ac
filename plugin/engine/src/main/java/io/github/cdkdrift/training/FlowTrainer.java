package io.github.cdkdrift.training;

import io.github.cdkdrift.backend.Kernels;
import io.github.cdkdrift.density.ConformerDensity;
import io.github.cdkdrift.density.ScoredSamples;
import io.github.cdkdrift.generator.CouplingFlow;
import io.github.cdkdrift.generator.CouplingOptimiser;
import io.github.cdkdrift.generator.CouplingPass;
import io.github.cdkdrift.generator.DensityGenerator;
import io.github.cdkdrift.generator.DensitySource;
import io.github.cdkdrift.generator.Generator;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.PhysicalConstants;
import io.github.cdkdrift.network.CosineSchedule;
import io.github.cdkdrift.positives.Positives;
import io.github.cdkdrift.random.Noise;
import io.github.cdkdrift.rotamer.CanonicalDomain;
import io.github.cdkdrift.rotamer.ConformerSymmetry;
import io.github.cdkdrift.rotamer.RotamerStates;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Trains a {@link DensityGenerator}: the closed form is fitted to the positives beforehand, the map starts as the identity. Two pulls
 * add up: the likelihood of the positives, and the drift of generated samples along f/k_BT − ∇ ln ρ, attracted by forces and repelled by
 * the model's own density, which is known, so that the drift is 0 at the Boltzmann distribution without noise (path gradients of the
 * reverse Kullback-Leibler divergence: Roeder et al., arXiv:1703.09194, section 3; Vaitl et al., arXiv:2207.08219). A state is drawn by its share, so that none can be lost.
 */
final class FlowTrainer extends Trainer {
    /** The stream of random numbers that initialises the networks; steps count up from 1. */
    private static final long INITIAL_STREAM = 0;

    /** Draws that show how many of each state are geometries of it. */
    private static final int TRIES = 8;

    private static final int TRIED_AT_ONCE = 2048;
    /** Draws of a state by which what they show counts half. */
    private static final double PRIOR = 500;

    /** Median energy of the closed form's draws above that of the positives, in k_BT, that training is not asked to mend. */
    private static final double FARTHEST = 60;

    private final OptimiserSettings schedule;
    private final CosineSchedule rates;
    private final RotamerStates states;
    private final ConformerDensity density;
    private final int[] rotamers;
    private final ScoredSamples known;
    private final int[] usable;
    private final ForceDrift drift;
    private final double forces;
    private final CouplingFlow flow;
    private final CouplingFlow average;
    private final CouplingPass pass;
    private final CouplingOptimiser optimiser;
    private final Kernels kernels = Kernels.ofBackend();
    private final int dimensions;
    private final int codes;
    private final double[] points;
    private final float[] pointCodes;
    private final double[] logVolumes;
    private double widthRatio;

    FlowTrainer(
            Positives positives,
            MolecularGraph graph,
            double[] reference,
            DensityPlan plan,
            TrainingSettings settings,
            TrainingListener listener) {
        super(settings, positives);
        forces = plan.flow().forces();
        schedule = settings.optimiser();
        rates = new CosineSchedule(schedule.learningRate(), schedule.steps());
        listener.onStage("fitting the density of conformers");
        CanonicalDomain domain =
                CanonicalDomain.of(graph, ConformerSymmetry.of(graph, reference), positives.positions());
        density = ConformerDensity.fit(graph, positives.positions());
        known = ScoredSamples.of(density, graph, positives.positions());
        usable = IntStream.range(0, known.size())
                .filter(i -> known.states()[i] >= 0)
                .toArray();
        rotamers = rotamers(domain);
        states = states(domain, positives.chains());
        dimensions = density.dimensions();
        codes = density.basins();
        flow = CouplingFlow.identity(
                settings.couplingShape(dimensions, codes), Noise.stream(settings.seed(), INITIAL_STREAM));
        average = flow.copy();
        pass = CouplingPass.forTraining(flow, kernels, schedule.batch());
        optimiser = new CouplingOptimiser(flow, kernels);
        drift = positives.sampled() == null || forces == 0
                ? null
                : new ForceDrift(density, flow, kernels, positives.sampled(), settings);
        points = new double[schedule.batch() * dimensions];
        pointCodes = new float[schedule.batch() * codes];
        logVolumes = new double[schedule.batch()];
    }

    /** The rotamer states with the populations that follow from the states of the density, and their standard errors. */
    private RotamerStates states(CanonicalDomain domain, int chains) {
        int[] labels = domain.state().clone();
        for (int i : usable) {
            labels[i] = rotamers[known.states()[i]];
        }
        double[] counts = new double[domain.states().size()];
        for (int i : usable) {
            counts[labels[i]]++;
        }
        return new CanonicalDomain(domain.positions(), labels, domain.states().withPopulations(counts))
                .withErrors(chains)
                .states();
    }

    /** Whether the closed form is near enough for training to mend; large rings, which close by correlations alone, are not. */
    boolean isNear() {
        if (drift == null) {
            return true;
        }
        double[] sorted = Arrays.stream(positives().energies()).sorted().toArray();
        double above = drift.medianEnergy(Noise.stream(settings().seed(), INITIAL_STREAM)) - sorted[sorted.length / 2];
        return above < FARTHEST * PhysicalConstants.BOLTZMANN * settings().temperature();
    }

    /** The rotamer state that most samples of each state of the density have. */
    private int[] rotamers(CanonicalDomain domain) {
        int[][] counts = new int[density.states()][domain.states().size()];
        for (int i : usable) {
            counts[known.states()[i]][domain.state()[i]]++;
        }
        return IntStream.range(0, counts.length)
                .map(s -> IntStream.range(0, domain.states().size())
                        .reduce((a, b) -> counts[s][b] > counts[s][a] ? b : a)
                        .orElse(0))
                .toArray();
    }

    @Override
    double step(int step) {
        RandomGenerator random = Noise.stream(settings().seed(), step);
        double share = drift == null ? 0 : forces;
        INDArray[] ofDrift = drift == null ? null : drift.gradients(random, share / schedule.batch());
        double negative = likelihood(random, (1 - share) / schedule.batch());
        INDArray[] gradients = pass.backwardOfInverse(points, (1 - share) / schedule.batch());
        if (ofDrift != null) {
            for (int layer = 0; layer < gradients.length; layer++) {
                kernels.add(gradients[layer], ofDrift[layer]);
            }
        }
        optimiser.step(gradients, rates.rate(step), step);
        if (schedule.averagingDecay() > 0) {
            average.moveTowards(flow, 1 - kept(schedule.averagingDecay(), step), kernels);
        }
        return drift == null ? negative / dimensions : drift.meanSquare();
    }

    /** Draws positives, and leaves what their likelihood pulls at their normal numbers in {@link #points}; −ln likelihood of one. */
    private double likelihood(RandomGenerator random, double weight) {
        for (int i = 0; i < schedule.batch(); i++) {
            int from = usable[random.nextInt(usable.length)];
            System.arraycopy(known.scores(), from * dimensions, points, i * dimensions, dimensions);
            System.arraycopy(known.codes(), from * codes, pointCodes, i * codes, codes);
        }
        pass.inverse(points, pointCodes, logVolumes);
        double sum = 0;
        for (double logVolume : logVolumes) {
            sum += logVolume;
        }
        double squares = 0;
        for (int i = 0; i < points.length; i++) {
            squares += points[i] * points[i];
            points[i] *= weight;
        }
        // Positives wider than the model's normal numbers are not covered by it.
        widthRatio = Math.sqrt(points.length / squares);
        return (sum + 0.5 * squares) / schedule.batch();
    }

    @Override
    double widthRatio() {
        return widthRatio;
    }

    @Override
    public Generator generator() {
        CouplingFlow trained = schedule.averagingDecay() > 0 ? average.copy() : flow.copy();
        ConformerDensity matched =
                new TorsionMatch(density, kernels, positives(), settings()).of(trained, drift != null);
        double[] all = new double[matched.states()];
        Arrays.fill(all, 1);
        return new DensityGenerator(
                matched,
                trained,
                rotamers,
                kept(new DensityGenerator(matched, trained, rotamers, all, null)),
                highestEnergy());
    }

    /** Null where energies are those of another potential than the model's. */
    private Double highestEnergy() {
        boolean own = positives().energies() != null
                && positives().sampled() == positives().potential();
        return own ? Arrays.stream(positives().energies()).max().orElseThrow() : null;
    }

    /** Part of the draws of each state that are geometries of it, drawn towards that of all where there are few. */
    private double[] kept(DensityGenerator generator) {
        double[] shares = density.shares();
        DensitySource source = new DensitySource(
                generator, Arrays.stream(shares).map(Math::log).toArray(), kernels, TRIED_AT_ONCE);
        RandomGenerator random = Noise.stream(settings().seed(), INITIAL_STREAM);
        double[] geometries = new double[TRIED_AT_ONCE * 3 * density.atoms()];
        double[] counts = new double[shares.length];
        double all = 0;
        for (int round = 0; round < TRIES; round++) {
            int kept = source.draw(random, geometries);
            all += kept;
            for (int i = 0; i < kept; i++) {
                counts[source.states()[i]]++;
            }
        }
        double tried = TRIES * (double) TRIED_AT_ONCE;
        double part = Math.max(1, all) / tried;
        return IntStream.range(0, shares.length)
                .mapToDouble(s -> Math.min(1, (counts[s] + PRIOR * part) / (tried * shares[s] + PRIOR)))
                .toArray();
    }

    @Override
    public RotamerStates states() {
        return states;
    }

    @Override
    int parameterCount() {
        return flow.shape().parameterCount();
    }

    @Override
    Checkpoint.State state() {
        return new Checkpoint.State(
                stepsDone(), curve(), new double[0], flow.toArray(), average.toArray(), optimiser.moments());
    }

    @Override
    void restoreParameters(Checkpoint.State state) {
        flow.set(state.parameters());
        average.set(state.average());
        optimiser.restore(state.moments());
    }
}
