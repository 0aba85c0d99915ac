package io.github.cdkdrift.model;

import io.github.cdkdrift.backend.Kernels;
import io.github.cdkdrift.dynamics.Convergence;
import io.github.cdkdrift.dynamics.MetropolisLangevin;
import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.PropertyKeys;
import io.github.cdkdrift.generator.DensityGenerator;
import io.github.cdkdrift.generator.DensitySource;
import io.github.cdkdrift.generator.GeometryDraws;
import io.github.cdkdrift.molecule.GeometryCheck;
import io.github.cdkdrift.molecule.PhysicalConstants;
import io.github.cdkdrift.molecule.SymmetryGroup;
import io.github.cdkdrift.potential.CountedPotential;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.random.Noise;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.DoublePredicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Samples a potential's Boltzmann distribution exactly by a model of known density: each chain is offered a fresh draw, carried over to
 * the model's own potential where it has one, and takes it with probability min(1, w′/w), w being their weights (independence
 * Metropolis; Tierney 1994, doi:10.1214/aos/1176325750, section 2.3.3; weights by annealing stand in for those by density: Andrieu et
 * al. 2010, doi:10.1111/j.1467-9868.2009.00736.x, section 2.4.1), whatever barriers lie between. What no draw can be, a state that no sample
 * showed or a geometry that is no conformer of the molecule, is left out of the distribution. Where the potential costs little, each conformer is moved by some Metropolis-adjusted Langevin steps, so that no two are the same. One thread at a time.
 */
public final class ExactSampler {
    /** Of a model that has none. */
    public static final String NO_DENSITY =
            "found a model that does not know the density of its conformers, as those of earlier versions,"
                    + " of other fields than density, and of molecules in a line or with large rings; expected one that knows it";

    /** The first rounds find the typical weights; a draw of a large one is hard to leave. */
    private static final int FIRST_ROUNDS = 64;

    /** Rounds before the first conformer, in units of those that a chain waits for an accepted draw. */
    private static final double WAITS_BEFORE = 5;

    private static final int TUNING_GEOMETRIES = 64;

    /** Rounds between two conformers, in units of those that a chain waits for an accepted draw. */
    private static final double WAITS = 1;

    private static final int MOST_ROUNDS = 200;

    private static final int HOPELESS = 2000;

    private final ConformerModel model;
    private final CountedPotential potential;
    private final double thermalEnergy;
    private final ExactSettings settings;
    private final GeometryDraws draws;
    private final DensitySource known;
    private final MetropolisLangevin polish;
    private final RandomGenerator random;
    private final int chains;
    private final int stride;
    private final double[] positions;
    private final double[] energies;
    private final double[] logWeights;
    private final double[] drawn;
    private final double[] drawnEnergies;
    private final double[] forces;
    private final double[] densities;
    private final double[] walked;
    private final double[] walkedEnergies;
    private final GeometryCheck check;
    private final SymmetryGroup symmetry;
    private long tried;
    private long accepted;
    private int round;

    /**
     * Prepares chains.
     *
     * @param potential whose distribution is sampled: the model's own, or another at the model's temperature
     * @throws IllegalArgumentException if the model does not know its density
     */
    public ExactSampler(ConformerModel model, Potential potential, ExactSettings settings) {
        if (!(model.generator() instanceof DensityGenerator generator)) {
            throw new IllegalArgumentException(NO_DENSITY);
        }
        this.model = model;
        this.potential = new CountedPotential(potential);
        Potential own = potential == model.potential() ? this.potential : model.potential();
        this.settings = settings;
        thermalEnergy = PhysicalConstants.BOLTZMANN * model.settings().temperature();
        chains = settings.chains();
        stride = 3 * potential.atoms();
        draws = DensityDraws.of(model, own, SamplingSettings.annealing(model), settings.seed(), chains);
        known = new DensitySource(generator, generator.logShares(model.states()), Kernels.ofBackend(), chains);
        polish = settings.polish() > 0
                ? new MetropolisLangevin(this.potential, model.settings().temperature())
                : null;
        random = Noise.stream(settings.seed(), Long.MIN_VALUE);
        positions = new double[chains * stride];
        energies = new double[chains];
        logWeights = new double[chains];
        drawn = new double[chains * stride];
        drawnEnergies = new double[chains];
        forces = new double[chains * stride];
        densities = new double[chains];
        walked = new double[chains * stride];
        walkedEnergies = new double[chains];
        check = new GeometryCheck(model.graph(), model.bondLengths());
        symmetry = model.symmetry();
        Arrays.fill(logWeights, Double.NEGATIVE_INFINITY);
    }

    /**
     * Samples.
     *
     * @param count conformers, at least 1
     */
    public ExactEnsemble sample(int count) {
        int rounds = begin();
        int each = (count + chains - 1) / chains;
        List<List<Conformer>> found = new ArrayList<>();
        double[][] ofEnergy = new double[chains][each];
        int[][] ofState = new int[chains][each];
        for (int i = 0; i < each; i++) {
            for (int j = 0; j < rounds; j++) {
                round();
            }
            walk();
            known.densities(walked, chains, densities);
            List<Conformer> now = new ArrayList<>();
            for (int chain = 0; chain < chains; chain++) {
                ofEnergy[chain][i] = walkedEnergies[chain];
                ofState[chain][i] = known.states()[chain];
                now.add(new Conformer(image(chain), Map.of(PropertyKeys.ENERGY, walkedEnergies[chain])));
            }
            found.add(now);
        }
        return ensemble(found.stream().flatMap(List::stream).limit(count).toList(), rounds, ofEnergy, ofState);
    }

    /** Brings the chains to their distribution; how many rounds lie between two conformers. */
    private int begin() {
        for (int i = 0; i < FIRST_ROUNDS || !allBegan(); i++) {
            if (i == HOPELESS) {
                throw new NoSuchElementException("none of " + (long) HOPELESS * chains
                        + " draws of the model was a geometry with an energy by " + potential.name()
                        + " for every chain: the two do not fit each other");
            }
            if (i == FIRST_ROUNDS / 2) {
                tried = 0;
                accepted = 0;
            }
            round();
        }
        while (round < Math.min(WAITS_BEFORE * wait(tried, accepted), WAITS_BEFORE * MOST_ROUNDS)) {
            round();
        }
        int rounds = (int) Math.ceil(Math.min(MOST_ROUNDS, WAITS * wait(tried, accepted)));
        tried = 0;
        accepted = 0;
        return rounds;
    }

    /** Rounds that a chain waits for an accepted draw. */
    private static double wait(long tried, long accepted) {
        return tried / Math.max(1.0, accepted);
    }

    private boolean allBegan() {
        return Arrays.stream(logWeights).allMatch(logWeight -> logWeight > Double.NEGATIVE_INFINITY);
    }

    /** A draw for every chain. */
    private void round() {
        int kept = draws.draw(random, drawn);
        potential.evaluate(drawn, kept, drawnEnergies, forces);
        for (int i = 0; i < chains; i++) {
            // A draw that is no geometry of its state, or a broken one, is refused.
            double logWeight = i < kept && isIntact(drawn, i)
                    ? -drawnEnergies[i] / thermalEnergy - draws.logDensities()[i]
                    : Double.NEGATIVE_INFINITY;
            int chain = (i + round) % chains;
            tried++;
            if (random.nextDouble() < Math.exp(logWeight - logWeights[chain])) {
                accepted++;
                System.arraycopy(drawn, i * stride, positions, chain * stride, stride);
                energies[chain] = drawnEnergies[i];
                logWeights[chain] = logWeight;
            }
        }
        round++;
    }

    /**
     * Moves copies of the chains' geometries by some steps. Chains themselves stay where they are: heavier draws wait longer, and what waits
     * must not walk longer.
     */
    private void walk() {
        System.arraycopy(positions, 0, walked, 0, positions.length);
        System.arraycopy(energies, 0, walkedEnergies, 0, chains);
        if (polish != null) {
            if (polish.stepLength() == 0) {
                polish.tune(positions, Math.min(TUNING_GEOMETRIES, chains), settings.seed());
            }
            polish.move(walked, walkedEnergies, chains, settings.polish(), settings.seed() ^ -round);
        }
        known.densities(walked, chains, densities);
        for (int chain = 0; chain < chains; chain++) {
            // Steps that end where no draw can be are taken back, which keeps the distribution over all that can be
            // drawn.
            if (densities[chain] == Double.NEGATIVE_INFINITY || !isIntact(walked, chain)) {
                System.arraycopy(positions, chain * stride, walked, chain * stride, stride);
                walkedEnergies[chain] = energies[chain];
            }
        }
    }

    private boolean isIntact(double[] geometries, int number) {
        return check.check(Arrays.copyOfRange(geometries, number * stride, (number + 1) * stride))
                .isEmpty();
    }

    /** One of the symmetric copies of a chain's geometry, all equally likely. */
    private double[] image(int chain) {
        return symmetry.image(Arrays.copyOfRange(walked, chain * stride, (chain + 1) * stride), random);
    }

    private ExactEnsemble ensemble(List<Conformer> conformers, int rounds, double[][] ofEnergy, int[][] ofState) {
        double slowest = Double.NaN;
        double effective = Double.NaN;
        double splitRhat = Double.NaN;
        if (ofEnergy[0].length >= Convergence.FEWEST_SAMPLES) {
            List<Convergence> all = new ArrayList<>(List.of(Convergence.of(ofEnergy)));
            int states =
                    Arrays.stream(ofState).flatMapToInt(Arrays::stream).max().orElse(0) + 1;
            for (int s = 0; s < states; s++) {
                int state = s;
                double[][] inside = Arrays.stream(ofState)
                        .map(chain -> IntStream.of(chain)
                                .mapToDouble(here -> here == state ? 1 : 0)
                                .toArray())
                        .toArray(double[][]::new);
                if (seenOften(inside)) {
                    all.add(Convergence.of(inside));
                }
            }
            slowest = all.stream()
                    .mapToDouble(Convergence::autocorrelationTime)
                    .max()
                    .orElseThrow();
            effective = all.stream()
                    .mapToDouble(Convergence::effectiveSamples)
                    .min()
                    .orElseThrow();
            splitRhat = all.stream().mapToDouble(Convergence::splitRhat).max().orElseThrow();
        }
        return new ExactEnsemble(
                conformers,
                accepted / (double) tried,
                rounds,
                slowest,
                Math.min(conformers.size(), effective),
                splitRhat,
                potential.calls());
    }

    /** Of rarer states the number of independent visits cannot be told. */
    private static boolean seenOften(double[][] inside) {
        DoublePredicate often = share -> share > 0.02 && share < 0.98;
        return often.test(
                Arrays.stream(inside).flatMapToDouble(Arrays::stream).average().orElse(0));
    }
}
