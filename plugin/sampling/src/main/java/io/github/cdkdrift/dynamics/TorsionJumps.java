package io.github.cdkdrift.dynamics;

import io.github.cdkdrift.molecule.BondTurn;
import java.util.List;
import java.util.random.RandomGenerator;

/** Turns one bond by an angle drawn evenly from the circle: there and back are equally likely. */
public final class TorsionJumps implements Proposals {
    private final List<BondTurn> turns;

    /**
     * Of bonds.
     *
     * @param turns at least one
     */
    public TorsionJumps(List<BondTurn> turns) {
        if (turns.isEmpty()) {
            throw new IllegalArgumentException("expected at least one bond to turn, found none");
        }
        this.turns = List.copyOf(turns);
    }

    @Override
    public double propose(int walker, double[] positions, int at, RandomGenerator random) {
        BondTurn chosen = turns.get(random.nextInt(turns.size()));
        chosen.apply(positions, at, 2 * Math.PI * random.nextDouble());
        return 0;
    }
}
