package io.github.cdkdrift.molecule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;

/**
 * The ways in which atoms of a closed-shell molecule may bear formal charges beside what their number of bonds says: ammonium-like
 * nitrogen with a double bond, terminal nitrogen, oxygen or sulfur as anions, carbon as an anion at an end or beside a cation. Sets of
 * such changes with a wanted sum of charges come with the fewest and likeliest first.
 */
final class ChargeSearch {
    private static final int MOST_CHANGES = 4;
    private static final int MOST_SETS = 5_000;
    private static final int MOST_POSSIBLE = 40;
    private static final double APART = 2;

    /**
     * A change of one atom.
     *
     * @param owed bonds that it owes to its neighbours more than before
     * @param cost small for what is common
     */
    record Change(int atom, int charge, int owed, double cost) {}

    private final IAtomContainer molecule;
    private final int[] owed;
    private final int[] charges;
    private final int total;
    private final List<Change> possible = new ArrayList<>();

    /**
     * @param owed [atoms] bonds that each atom owes without a change
     * @param charges [atoms] that each bears without a change
     * @param total that the molecule is to have
     */
    ChargeSearch(IAtomContainer molecule, int[] owed, int[] charges, int total) {
        this.molecule = molecule;
        this.owed = owed;
        this.charges = charges;
        this.total = total;
        molecule.atoms().forEach(this::add);
    }

    private void add(IAtom atom) {
        int bonds = atom.getBondCount();
        switch (atom.getAtomicNumber()) {
            case IAtom.N -> {
                if (bonds < 4) {
                    cation(atom, 1);
                }
                anion(atom, 1.2 + 0.3 * bonds);
            }
            case IAtom.O -> {
                if (bonds < 3) {
                    cation(atom, 2.5);
                }
                anion(atom, 0.8 + 0.3 * bonds);
            }
            case IAtom.S, IAtom.Se -> anion(atom, 1 + 0.3 * bonds);
            case IAtom.C -> {
                if (bonds == 1 || isBesideCation(atom) || total < 0) {
                    anion(atom, 2.5);
                }
            }
            default -> {
                // Their number of bonds says all.
            }
        }
    }

    private void cation(IAtom atom, double cost) {
        possible.add(new Change(atom.getIndex(), 1, 1, cost));
    }

    private void anion(IAtom atom, double cost) {
        if (owed[atom.getIndex()] > 0) {
            possible.add(new Change(atom.getIndex(), -1, -1, cost));
        }
    }

    /** As the carbon of an ylide is. */
    private boolean isBesideCation(IAtom atom) {
        for (IAtom neighbour : atom.neighbors()) {
            if (charges[neighbour.getIndex()] > 0) {
                return true;
            }
        }
        return false;
    }

    /** Opposite charges that are apart cost more than those of neighbours, as in azides, diazo compounds and ylides. */
    private double cost(List<Change> set) {
        double cost = 0;
        boolean cations = Arrays.stream(charges).anyMatch(charge -> charge > 0)
                || set.stream().anyMatch(change -> change.charge() > 0);
        for (Change change : set) {
            boolean alone = change.charge() < 0
                    && !isBesideCation(molecule.getAtom(change.atom()))
                    && set.stream().noneMatch(other -> other.charge() > 0 && areJoined(other, change));
            cost += change.cost() + (cations && alone ? APART : 0);
        }
        return cost;
    }

    /** Sets of changes that give the molecule its charge, the best first. */
    List<List<Change>> sets() {
        int charge = total - Arrays.stream(charges).sum();
        List<List<Change>> sets = new ArrayList<>();
        List<Change> candidates = possible.stream()
                .sorted(Comparator.comparingDouble(Change::cost))
                .limit(MOST_POSSIBLE)
                .toList();
        int most = Math.max(MOST_CHANGES, Math.abs(charge));
        for (int size = Math.abs(charge); size <= most && sets.size() < MOST_SETS; size += 2) {
            List<List<Change>> ofSize = new ArrayList<>();
            choose(candidates, 0, size, charge, new ArrayList<>(), ofSize);
            ofSize.sort(Comparator.comparingDouble(this::cost));
            sets.addAll(ofSize.subList(0, Math.min(ofSize.size(), MOST_SETS)));
        }
        return sets;
    }

    private void choose(
            List<Change> candidates, int from, int size, int charge, List<Change> chosen, List<List<Change>> sets) {
        if (size == 0) {
            if (charge == 0) {
                sets.add(List.copyOf(chosen));
            }
            return;
        }
        if (Math.abs(charge) > size || sets.size() > MOST_POSSIBLE * MOST_SETS) {
            return;
        }
        for (int i = from; i < candidates.size(); i++) {
            Change change = candidates.get(i);
            boolean free =
                    chosen.stream().noneMatch(other -> other.atom() == change.atom() || joinedAlike(other, change));
            if (free) {
                chosen.add(change);
                choose(candidates, i + 1, size - 1, charge - change.charge(), chosen, sets);
                chosen.remove(chosen.size() - 1);
            }
        }
    }

    /** Like charges do not stand beside each other. */
    private boolean joinedAlike(Change one, Change other) {
        return one.charge() == other.charge() && areJoined(one, other);
    }

    private boolean areJoined(Change one, Change other) {
        return molecule.getBond(molecule.getAtom(one.atom()), molecule.getAtom(other.atom())) != null;
    }
}
