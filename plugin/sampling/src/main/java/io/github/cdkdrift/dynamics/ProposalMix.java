package io.github.cdkdrift.dynamics;

import java.util.List;
import java.util.random.RandomGenerator;

/** One of several kinds of proposals at random, and how many of each were accepted. */
public final class ProposalMix implements Proposals {
    /**
     * One kind.
     *
     * @param name in words
     * @param weight how often it is chosen beside the others, at least 0
     */
    public record Part(String name, Proposals proposals, double weight) {}

    private final List<Part> parts;
    private final double total;
    private final int[] chosen;
    private final long[] tried;
    private final long[] accepted;

    /**
     * A mixture for some walkers.
     *
     * @param parts at least one with a weight above 0
     */
    public ProposalMix(List<Part> parts, int walkers) {
        this.parts = List.copyOf(parts);
        total = parts.stream().mapToDouble(Part::weight).sum();
        if (!(total > 0)) {
            throw new IllegalArgumentException("expected a kind of proposal with a weight above 0, found " + parts);
        }
        chosen = new int[walkers];
        tried = new long[parts.size()];
        accepted = new long[parts.size()];
    }

    /** Proposals of one kind. */
    public static ProposalMix of(String name, Proposals proposals, int walkers) {
        return new ProposalMix(List.of(new Part(name, proposals, 1)), walkers);
    }

    @Override
    public double propose(int walker, double[] positions, int at, RandomGenerator random) {
        double left = parts.size() > 1 ? total * random.nextDouble() : 0;
        int part = 0;
        while (part + 1 < parts.size() && left >= parts.get(part).weight()) {
            left -= parts.get(part++).weight();
        }
        chosen[walker] = part;
        return parts.get(part).proposals().propose(walker, positions, at, random);
    }

    /** Counts the last proposal of a walker. */
    void count(int walker, boolean wasAccepted) {
        tried[chosen[walker]]++;
        accepted[chosen[walker]] += wasAccepted ? 1 : 0;
    }

    /** The kinds. */
    public List<Part> parts() {
        return parts;
    }

    /** Share of one kind's proposals that were accepted; NaN where none was tried. */
    public double acceptance(int part) {
        return accepted[part] / (double) tried[part];
    }

    /** Share of all proposals that were accepted; NaN where none was tried. */
    public double acceptance() {
        long of = 0;
        long all = 0;
        for (int part = 0; part < tried.length; part++) {
            of += accepted[part];
            all += tried[part];
        }
        return of / (double) all;
    }
}
