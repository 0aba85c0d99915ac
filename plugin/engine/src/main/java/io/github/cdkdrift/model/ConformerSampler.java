package io.github.cdkdrift.model;

import io.github.cdkdrift.dynamics.MetropolisLangevin;
import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.PropertyKeys;
import io.github.cdkdrift.generator.DensityGenerator;
import io.github.cdkdrift.molecule.GeometryCheck;
import io.github.cdkdrift.molecule.Rejection;
import io.github.cdkdrift.molecule.SymmetryGroup;
import io.github.cdkdrift.molecule.SymmetryOperation;
import io.github.cdkdrift.molecule.TerminalRotor;
import io.github.cdkdrift.potential.CountedPotential;
import io.github.cdkdrift.random.Noise;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * An endless supply of conformers in constant memory. The sequence depends on the model and the seed alone. Geometries that
 * are no conformers of the molecule are counted and drawn again. Not safe for use by several threads at once.
 */
public final class ConformerSampler {
    /** Samples a pass: a thousand take 5 % longer each, and activations of more than this only cost memory. */
    private static final int BATCH = 2048;

    /** The same of draws that are carried over to the potential, each at the cost of many. */
    private static final int ANNEALED_BATCH = 128;

    /** Streams count down from here: those from 0 up belong to training. */
    private static final long FIRST_STREAM = -1;

    /** Geometries that the length of polishing steps is tuned on. */
    private static final int TUNING_GEOMETRIES = 256;

    /** Rejections in a row that show that a model does not make conformers. */
    private static final int HOPELESS = 10_000;

    private static final int MOST_EMPTY = 100;

    private static final Optional<Rejection> STRAINED = Optional.of(Rejection.STRAINED);

    private final GeometryCheck check;
    private final GeometrySource source;
    private final double highestEnergy;
    private final SamplingSettings settings;
    private final CountedPotential potential;
    private final MetropolisLangevin polish;
    private final double[] geometries;
    private final double[] energies;
    private final double[] forces;
    private final List<SymmetryOperation> operations;
    private final List<TerminalRotor> terminalRotors;
    private final int[] turnsOf;
    private final int[] operationOf;
    private final int coordinates;
    private final int most;
    private final Map<Rejection, Long> rejections = new EnumMap<>(Rejection.class);
    private long batch;
    private int size;
    private int next;
    private long drawn;

    /** @throws IllegalArgumentException if polish is asked for and the model has no potential */
    ConformerSampler(ConformerModel model, SamplingSettings settings, GeometryCheck check) {
        this.check = check;
        this.settings = settings;
        SymmetryGroup symmetry = model.symmetry();
        operations = symmetry.skeleton();
        terminalRotors = symmetry.terminalRotors();
        potential = model.potential() == null ? null : new CountedPotential(model.potential());
        if (settings.levels() > 0 && !(model.generator() instanceof DensityGenerator)) {
            throw new IllegalArgumentException(ExactSampler.NO_DENSITY);
        }
        if (settings.levels() > 1 && potential == null) {
            throw new IllegalArgumentException("the model has no potential to carry draws over to; expected one level");
        }
        most = settings.levels() > 1 ? ANNEALED_BATCH : BATCH;
        source = GeometrySource.of(model, potential, settings, most);
        highestEnergy = check != GeometryCheck.NONE
                        && model.generator() instanceof DensityGenerator known
                        && known.highestEnergy() != null
                ? known.highestEnergy()
                : Double.POSITIVE_INFINITY;
        coordinates = 3 * model.graph().atoms();
        geometries = new double[most * coordinates];
        operationOf = new int[most];
        turnsOf = new int[most * terminalRotors.size()];
        boolean evaluates = potential != null
                && (settings.energies() || settings.polish() > 0 || highestEnergy < Double.POSITIVE_INFINITY);
        energies = evaluates ? new double[most] : null;
        forces = evaluates ? new double[most * coordinates] : null;
        if (settings.polish() > 0 && potential == null) {
            throw new IllegalArgumentException(
                    "the model has no potential to polish conformers on; only models trained on"
                            + " equilibrium positives have one");
        }
        polish = settings.polish() > 0
                ? new MetropolisLangevin(potential, model.settings().temperature())
                : null;
    }

    /**
     * The next conformer, with its number in the sequence as property {@code sample}, and its energy where the settings ask for
     * it.
     *
     * @throws NoSuchElementException if {@value #HOPELESS} geometries in a row were no conformers
     */
    public Conformer next() {
        for (int attempt = 0; attempt < HOPELESS; attempt++) {
            for (int empty = 0; next == size; empty++) {
                if (empty == MOST_EMPTY) {
                    throw new NoSuchElementException("none of " + (long) MOST_EMPTY * most
                            + " draws was a geometry of its state: the model is not trained well enough");
                }
                drawBatch();
            }
            int number = next++;
            double[] geometry = Arrays.copyOfRange(geometries, number * coordinates, (number + 1) * coordinates);
            drawn++;
            Optional<Rejection> rejection = isStrained(number) ? STRAINED : check.check(geometry);
            if (rejection.isEmpty()) {
                return new Conformer(geometry, properties(number));
            }
            rejections.merge(rejection.get(), 1L, Long::sum);
        }
        throw new NoSuchElementException(HOPELESS + " geometries in a row were no conformers of the molecule ("
                + rejections + "): the model is not trained well enough; train it for more steps");
    }

    private boolean isStrained(int number) {
        return energies != null && energies[number] > highestEnergy;
    }

    private Map<String, Double> properties(int number) {
        Map<String, Double> properties = new LinkedHashMap<>();
        properties.put(PropertyKeys.SAMPLE, (double) drawn);
        if (energies != null && settings.energies() && Double.isFinite(energies[number])) {
            properties.put(PropertyKeys.ENERGY, energies[number]);
        }
        if (settings.levels() > 0) {
            properties.put(ImportanceWeights.STATE, source.rotamers()[number] + 1.0);
            properties.put(ImportanceWeights.LOG_DENSITY, source.logDensities()[number]);
        }
        return properties;
    }

    private void drawBatch() {
        long stream = FIRST_STREAM - batch++;
        RandomGenerator random = Noise.stream(settings.seed(), stream);
        size = source.draw(random, geometries);
        drawOperations(random);
        if (polish != null && size > 0) {
            if (polish.stepLength() == 0) {
                polish.tune(geometries, Math.min(TUNING_GEOMETRIES, size), settings.seed());
            }
            polish.move(geometries, energies, size, settings.polish(), settings.seed() ^ stream);
        } else if (energies != null) {
            potential.evaluate(geometries, size, energies, forces);
        }
        for (int sample = 0; sample < size && !operations.isEmpty(); sample++) {
            int at = sample * coordinates;
            double[] image =
                    operations.get(operationOf[sample]).apply(Arrays.copyOfRange(geometries, at, at + coordinates));
            for (int terminal = 0; terminal < terminalRotors.size(); terminal++) {
                image = terminalRotors
                        .get(terminal)
                        .turns()
                        .get(turnsOf[sample * terminalRotors.size() + terminal])
                        .apply(image);
            }
            System.arraycopy(image, 0, geometries, at, coordinates);
        }
        next = 0;
    }

    /** Geometries that the model's potential was asked for so far; conformers are drawn, and asked for, some ahead. */
    public long potentialCalls() {
        return potential == null ? 0 : potential.calls();
    }

    /** Share of polishing steps that were accepted; NaN where there are none. */
    public double polishAcceptance() {
        return polish == null ? Double.NaN : polish.acceptance();
    }

    private void drawOperations(RandomGenerator random) {
        for (int sample = 0; sample < size && !operations.isEmpty(); sample++) {
            operationOf[sample] = random.nextInt(operations.size());
            for (int terminal = 0; terminal < terminalRotors.size(); terminal++) {
                turnsOf[sample * terminalRotors.size() + terminal] =
                        random.nextInt(terminalRotors.get(terminal).turns().size());
            }
        }
    }

    /** Geometries drawn so far, rejected ones included. */
    public long drawn() {
        return drawn;
    }

    /** How many geometries were rejected so far, by reason. */
    public Map<Rejection, Long> rejections() {
        return Collections.unmodifiableMap(rejections);
    }
}
