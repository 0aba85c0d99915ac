package io.github.cdkdrift.dynamics;

import io.github.cdkdrift.molecule.BondTurn;
import io.github.cdkdrift.potential.Potential;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.openscience.cdk.config.Isotopes;

/**
 * Samples the Boltzmann distribution of a potential by Langevin dynamics of many walkers (BAOAB; Leimkuhler and Matthews 2013,
 * doi:10.1063/1.4802990). Overall translation and rotation are left free: they change neither energies nor shapes.
 *
 * <p>The error of configurations is of second order in the time step, and vanishes for harmonic potentials. Costs one batch of
 * forces a step.
 */
public final class LangevinSampler {
    private final Potential potential;
    private final double[] masses;
    private final LangevinSettings settings;
    private final Proposals proposals;
    private final int proposalInterval;
    private final Tempering tempering;

    private LangevinSampler(
            Potential potential,
            double[] masses,
            LangevinSettings settings,
            Proposals proposals,
            int proposalInterval,
            Tempering tempering) {
        this.potential = potential;
        this.masses = masses;
        this.settings = settings;
        this.proposals = proposals;
        this.proposalInterval = proposalInterval;
        this.tempering = tempering;
    }

    /**
     * The same with a Monte Carlo jump of a torsion now and then, which crosses barriers that the dynamics crosses rarely. The
     * distribution stays the same.
     *
     * @param interval steps between two jumps of a walker, at least 1
     */
    public LangevinSampler withJumps(List<BondTurn> jumps, int interval) {
        return withProposals(new TorsionJumps(jumps), interval);
    }

    /**
     * The same with a Metropolis step of each walker now and then, whatever it proposes. The distribution stays the same.
     *
     * @param newProposals a {@link ProposalMix} counts what was accepted of each kind
     * @param interval steps between two proposals to a walker, at least 1
     */
    public LangevinSampler withProposals(Proposals newProposals, int interval) {
        if (interval < 1) {
            throw new IllegalArgumentException("the interval between jumps must be at least 1, is " + interval);
        }
        return new LangevinSampler(potential, masses, settings, newProposals, interval, tempering);
    }

    /**
     * The same with replica exchange; only walkers on the lowest rung, at the temperature of the settings, give samples.
     *
     * @throws IllegalArgumentException if the walkers do not fill whole ladders
     */
    public LangevinSampler withTempering(Tempering newTempering) {
        if (settings.walkers() % newTempering.levels() != 0) {
            throw new IllegalArgumentException(settings.walkers() + " walkers do not fill whole ladders of "
                    + newTempering.levels() + " temperatures");
        }
        return new LangevinSampler(potential, masses, settings, proposals, proposalInterval, newTempering);
    }

    /**
     * A sampler with the elements' average masses.
     *
     * @param atomicNumbers [atoms]
     */
    public static LangevinSampler of(Potential potential, int[] atomicNumbers, LangevinSettings settings) {
        return withMasses(potential, masses(atomicNumbers), settings);
    }

    /** The elements' average masses, [atoms] g/mol. */
    public static double[] masses(int[] atomicNumbers) {
        return Arrays.stream(atomicNumbers).mapToDouble(LangevinSampler::mass).toArray();
    }

    /**
     * A sampler with these masses. The distribution does not depend on them; equal ones explore it evenly.
     *
     * @param masses [atoms] g/mol, each above 0
     */
    public static LangevinSampler withMasses(Potential potential, double[] masses, LangevinSettings settings) {
        if (masses.length != potential.atoms() || Arrays.stream(masses).anyMatch(mass -> !(mass > 0))) {
            throw new IllegalArgumentException(
                    "expected " + potential.atoms() + " masses above 0, found " + Arrays.toString(masses));
        }
        return new LangevinSampler(potential, ofCoordinates(masses), settings, null, 1, Tempering.NONE);
    }

    /** Each atom's mass three times. */
    static double[] ofCoordinates(double[] masses) {
        double[] ofCoordinates = new double[3 * masses.length];
        Arrays.setAll(ofCoordinates, i -> masses[i / 3]);
        return ofCoordinates;
    }

    private static double mass(int atomicNumber) {
        try {
            return Isotopes.getInstance().getNaturalMass(atomicNumber);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Runs all walkers. A walker whose geometry is found broken when a sample is due, or whose numbers are no longer finite,
     * gives no sample: it begins again at its start with new velocities, and equilibrates again.
     *
     * @param starts [geometries · atoms · 3] Å, taken in turn; not modified
     * @param intact whether a geometry, [atoms · 3] Å, is still the molecule
     * @throws IllegalArgumentException if {@code starts} holds no whole geometry, or one that is not intact
     */
    public LangevinRun run(double[] starts, Predicate<double[]> intact) {
        return run(starts, intact, SampleListener.NONE);
    }

    /**
     * The same, watched.
     *
     * @param listener told of every sample as it is taken; may throw to end the run
     */
    public LangevinRun run(double[] starts, Predicate<double[]> intact, SampleListener listener) {
        double[][] geometries = geometries(starts, intact);
        double[] first = new double[settings.walkers() * masses.length];
        for (int walker = 0; walker < settings.walkers(); walker++) {
            System.arraycopy(geometries[walker % geometries.length], 0, first, walker * masses.length, masses.length);
        }
        return run(new Baoab(potential, masses, settings, tempering, first), geometries, intact, listener);
    }

    private LangevinRun run(
            Baoab dynamics, double[][] geometries, Predicate<double[]> intact, SampleListener listener) {
        LangevinRun run = new LangevinRun(settings, tempering);
        ProposalMix mix = proposals == null || proposals instanceof ProposalMix
                ? (ProposalMix) proposals
                : ProposalMix.of("jumps", proposals, settings.walkers());
        int[] equilibrated = new int[settings.walkers()];
        Arrays.fill(equilibrated, settings.equilibration());
        for (int step = 1; step <= settings.equilibration() + settings.steps(); step++) {
            dynamics.step();
            listener.onStep(step);
            if (mix != null && step % proposalInterval == 0) {
                run.countJumps(dynamics.propose(mix));
            }
            if (tempering.levels() > 1 && step % tempering.interval() == 0) {
                boolean odd = step / tempering.interval() % 2 == 1 && tempering.levels() > 2;
                run.countExchanges(dynamics.exchange(odd), odd);
            }
            int sampling = step - settings.equilibration();
            if (sampling < 0 || sampling % settings.stride() != 0) {
                continue;
            }
            boolean restarted = false;
            for (int walker = 0; walker < equilibrated.length; walker++) {
                double[] geometry = dynamics.positions(walker);
                if (!Double.isFinite(dynamics.potentialEnergy(walker)) || !intact.test(geometry)) {
                    dynamics.restart(walker, geometries[walker % geometries.length]);
                    equilibrated[walker] = step + settings.equilibration();
                    run.countBroken(walker);
                    restarted = true;
                } else if (walker % tempering.levels() == 0 && step > equilibrated[walker]) {
                    LangevinRun.Sample sample = new LangevinRun.Sample(geometry, dynamics.potentialEnergy(walker));
                    run.add(walker, sample);
                    listener.onSample(walker, sample, dynamics.forces(walker));
                }
            }
            if (restarted) {
                dynamics.evaluate();
            }
        }
        run.end(dynamics.positions());
        return run;
    }

    private double[][] geometries(double[] starts, Predicate<double[]> intact) {
        if (starts.length == 0 || starts.length % masses.length != 0) {
            throw new IllegalArgumentException(
                    "starts hold " + starts.length + " numbers, not a multiple of 3 x " + potential.atoms() + " atoms");
        }
        double[][] geometries = new double[starts.length / masses.length][];
        for (int i = 0; i < geometries.length; i++) {
            geometries[i] = Arrays.copyOfRange(starts, i * masses.length, (i + 1) * masses.length);
            if (!intact.test(geometries[i])) {
                throw new IllegalArgumentException("start " + i + " is not intact");
            }
        }
        return geometries;
    }
}
