package io.github.cdkdrift.dynamics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What a run of {@link LangevinSampler} gave: samples walker by walker in the order of time, and what went wrong. */
public final class LangevinRun {
    /**
     * One geometry.
     *
     * @param positions [atoms · 3] Å
     * @param energy potential energy in kcal/mol
     */
    public record Sample(double[] positions, double energy) {}

    private final LangevinSettings settings;
    private final Tempering tempering;
    private final List<List<Sample>> walkers = new ArrayList<>();
    private final int[] broken;
    private double[] end;
    private long jumps;
    private long acceptedJumps;
    private long exchanges;
    private long acceptedExchanges;

    LangevinRun(LangevinSettings settings, Tempering tempering) {
        this.settings = settings;
        this.tempering = tempering;
        broken = new int[settings.walkers()];
        for (int walker = 0; walker < broken.length; walker++) {
            walkers.add(new ArrayList<>());
        }
    }

    void end(double[] positions) {
        end = positions;
    }

    /** Where all walkers stand at last, those on higher rungs too, [walkers · atoms · 3] Å; not to be modified. */
    public double[] end() {
        return end;
    }

    void add(int walker, Sample sample) {
        walkers.get(walker).add(sample);
    }

    void countBroken(int walker) {
        broken[walker]++;
    }

    void countJumps(int accepted) {
        jumps += settings.walkers();
        acceptedJumps += accepted;
    }

    void countExchanges(int accepted, boolean odd) {
        int pairs = (tempering.levels() - (odd ? 1 : 0)) / 2;
        exchanges += (long) pairs * (settings.walkers() / tempering.levels());
        acceptedExchanges += accepted;
    }

    /** Share of the exchanges between neighbouring temperatures that were accepted; 0 where none was tried. */
    public double exchangeAcceptance() {
        return acceptedExchanges / (double) Math.max(1, exchanges);
    }

    /** Share of the torsion jumps that were accepted; 0 where none was tried. */
    public double jumpAcceptance() {
        return acceptedJumps / (double) Math.max(1, jumps);
    }

    /** The settings of the run. */
    public LangevinSettings settings() {
        return settings;
    }

    /** All samples, walker after walker. */
    public List<Sample> samples() {
        return walkers.stream().flatMap(List::stream).toList();
    }

    /** The samples of one walker in the order of time; none where it stood on a higher rung of the ladder. */
    public List<Sample> samples(int walker) {
        return Collections.unmodifiableList(walkers.get(walker));
    }

    /** How often a walker was found broken and began again. */
    public int broken() {
        int sum = 0;
        for (int times : broken) {
            sum += times;
        }
        return sum;
    }

    /**
     * Convergence of an observable's mean over the walkers that never broke; times are in samples.
     *
     * @param observable of a sample, for example the cosine of a torsion
     * @throws BrokenWalkersException if no walker has four samples without having broken
     */
    public Convergence convergence(ToDoubleFunction<Sample> observable) {
        List<double[]> series = new ArrayList<>();
        for (int walker = 0; walker < broken.length; walker += tempering.levels()) {
            if (broken[walker] == 0) {
                series.add(walkers.get(walker).stream().mapToDouble(observable).toArray());
            }
        }
        if (series.isEmpty() || series.get(0).length < Convergence.FEWEST_SAMPLES) {
            throw new BrokenWalkersException("no walker has four samples without having broken (they broke " + broken()
                    + " times); more steps, a shorter time step, or a potential fitted to more frames may help");
        }
        return Convergence.of(series.toArray(double[][]::new));
    }
}
