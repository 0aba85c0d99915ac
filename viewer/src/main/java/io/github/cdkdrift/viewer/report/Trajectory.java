package io.github.cdkdrift.viewer.report;

import io.github.cdkdrift.ensemble.ConformerEnsemble;
import java.util.List;

/**
 * A simulation in the course of time, as a page shows it: one walker as an animation, its torsions, and how far simulation, samples and
 * reference agree.
 *
 * @param words what was simulated, one sentence
 * @param frames of one walker in the order of time, at least one, all finite, atoms as in the page's ensemble
 * @param times of the frames, ps
 * @param series torsions of that walker
 * @param agreements the figures
 */
public record Trajectory(
        String words, ConformerEnsemble frames, List<Double> times, List<Series> series, List<Row> agreements) {
    /**
     * One torsion in the course of time.
     *
     * @param name its atoms
     * @param times ps, rising
     * @param degrees −180 … 180
     */
    public record Series(String name, List<Double> times, List<Double> degrees) {
        /** Copies the lists. */
        public Series {
            times = List.copyOf(times);
            degrees = List.copyOf(degrees);
            if (times.size() != degrees.size() || times.size() < 2) {
                throw new IllegalArgumentException(
                        times.size() + " times and " + degrees.size() + " torsions; expected as many, at least 2");
            }
        }
    }

    /**
     * One figure, or why there is none.
     *
     * @param name what was compared
     * @param missing why it was not measured; null where it was
     * @param value nats
     * @param floor what two sets of one distribution show, nats
     * @param high what those exceed in one of twenty cases, nats
     * @param difference of a state's free energy in words; empty where there is none
     */
    public record Row(String name, String missing, double value, double floor, double high, String difference) {}

    /** Copies the lists. */
    public Trajectory {
        times = List.copyOf(times);
        series = List.copyOf(series);
        agreements = List.copyOf(agreements);
        if (frames.size() == 0 || frames.size() != times.size()) {
            throw new IllegalArgumentException(
                    frames.size() + " frames and " + times.size() + " times; expected as many, at least 1");
        }
    }
}
