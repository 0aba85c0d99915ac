package io.github.cdkdrift.kinetics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Transitions between states in the course of time, and their rates. A walker belongs to the state whose core it was in last, so that what
 * only swings about a barrier is no transition (milestoning by cores; Schütte et al. 2011, doi:10.1063/1.3590108, section II).
 *
 * @param times how long all walkers together belonged to each state, [states] ps; not to be modified
 * @param rates of all ordered pairs of different states, from the first state on
 */
public record Transitions(double[] times, List<Rate> rates) {
    /** In series: in no core. */
    public static final int BETWEEN = -1;

    /** −ln 0.05: where nothing was seen, more than this many were expected in one of twenty cases only. */
    private static final double UNSEEN = -Math.log(0.05);

    /** Fewer walkers say nothing of their differences. */
    private static final int FEWEST_WALKERS = 4;

    /**
     * The rate from one state to another.
     *
     * @param from state, from 0
     * @param to another state
     * @param count transitions seen
     * @param rate transitions for each picosecond in the state that is left, 1/ps; NaN where no walker was ever in it
     * @param error standard error of the rate, 1/ps: the larger of that of a Poisson process, √count/time, and that which the walkers'
     *     differences show (ratio estimator; Cochran, Sampling Techniques, 3rd ed. 1977, section 6.4); NaN where no transition was seen
     * @param most upper limit of a rate with 95 % confidence where no transition was seen, 1/ps; NaN elsewhere
     */
    public record Rate(int from, int to, long count, double rate, double error, double most) {}

    /** Copies the list. */
    public Transitions {
        rates = List.copyOf(rates);
    }

    /**
     * Counts.
     *
     * @param walkers the state whose core each observation is in, or {@link #BETWEEN}, [walkers][observations], evenly in time
     * @param interval between two observations, ps, above 0
     * @param states how many there are
     */
    public static Transitions of(int[][] walkers, double interval, int states) {
        if (!(interval > 0)) {
            throw new IllegalArgumentException("the interval must be above 0, is " + interval);
        }
        long[][][] counts = new long[walkers.length][states][states];
        long[][] stays = new long[walkers.length][states];
        for (int w = 0; w < walkers.length; w++) {
            count(walkers[w], counts[w], stays[w]);
        }
        double[] times = new double[states];
        for (long[] ofWalker : stays) {
            for (int state = 0; state < states; state++) {
                times[state] += ofWalker[state] * interval;
            }
        }
        List<Rate> rates = new ArrayList<>();
        for (int from = 0; from < states; from++) {
            for (int to = 0; to < states; to++) {
                if (to != from) {
                    rates.add(rate(from, to, counts, stays, interval));
                }
            }
        }
        return new Transitions(times, rates);
    }

    /** An observation stands for the interval that follows it; the last one stands for nothing. */
    private static void count(int[] series, long[][] counts, long[] stays) {
        int last = BETWEEN;
        for (int i = 0; i < series.length; i++) {
            int now = series[i] == BETWEEN ? last : series[i];
            if (last != BETWEEN && now != last) {
                counts[last][now]++;
            }
            last = now;
            if (last != BETWEEN && i + 1 < series.length) {
                stays[last]++;
            }
        }
    }

    private static Rate rate(int from, int to, long[][][] counts, long[][] stays, double interval) {
        long count = Arrays.stream(counts).mapToLong(of -> of[from][to]).sum();
        double time = interval * Arrays.stream(stays).mapToLong(of -> of[from]).sum();
        double rate = time > 0 ? count / time : Double.NaN;
        if (count == 0) {
            return new Rate(from, to, 0, rate, Double.NaN, time > 0 ? UNSEEN / time : Double.NaN);
        }
        double variance = count / (time * time);
        int walkers = counts.length;
        if (walkers >= FEWEST_WALKERS) {
            double squares = 0;
            for (int w = 0; w < walkers; w++) {
                double off = counts[w][from][to] - rate * stays[w][from] * interval;
                squares += off * off;
            }
            variance = Math.max(variance, squares * walkers / (walkers - 1) / (time * time));
        }
        return new Rate(from, to, count, rate, Math.sqrt(variance), Double.NaN);
    }

    /** All transitions seen. */
    public long count() {
        return rates.stream().mapToLong(Rate::count).sum();
    }
}
