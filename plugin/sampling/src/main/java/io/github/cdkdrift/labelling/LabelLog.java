package io.github.cdkdrift.labelling;

import java.util.List;

/** What a run keeps while it lasts, so that another can go on from there. */
public interface LabelLog {
    /** Frames of the earlier part of the run, in the order of time; empty to begin. */
    List<WalkerFrame> frames();

    /** Lengths of the bonds by which the earlier part judged whether the molecule is whole, [bonds] Å; null where it has no frames. */
    double[] bondLengths();

    /**
     * Keeps the lengths of the bonds by which this run judges, before its first frame; not called where there are earlier ones.
     *
     * @param lengths [bonds] Å, to keep
     */
    void keepBondLengths(double[] lengths);

    /** Keeps a new frame; may throw to end the work. */
    void add(WalkerFrame frame);

    /** Begins, and keeps nothing. */
    static LabelLog none() {
        return new LabelLog() {
            @Override
            public List<WalkerFrame> frames() {
                return List.of();
            }

            @Override
            public double[] bondLengths() {
                return null;
            }

            @Override
            public void keepBondLengths(double[] lengths) {}

            @Override
            public void add(WalkerFrame frame) {}
        };
    }
}
