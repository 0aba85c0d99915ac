package io.github.cdkdrift.molecule;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.openscience.cdk.graph.Cycles;
import org.openscience.cdk.graph.Matching;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;
import org.openscience.cdk.tools.manipulator.BondManipulator;

/**
 * Bond orders of a closed-shell molecule whose bonds are known and whose hydrogens are all there.
 *
 * <p>An atom with fewer bonds than its valence owes the difference to its neighbours. Each atom is written down once for
 * every bond that it owes, copies of neighbours are joined, and a perfect matching of that graph (Edmonds 1965,
 * doi:10.4153/CJM-1965-045-4; CDK's {@link Matching}) is a set of double and triple bonds. Where there is none, as few
 * terminal oxygen or sulfur atoms as possible become anions; where that does not do, as few atoms as possible bear charges that add
 * up to that of the molecule (azides, isonitriles, ylides; amidinium ions where the charge is stated). A structure whose double
 * bonds are longer than its single ones is none: it is that of another charge. CDK's own {@code SaturationChecker} decides bond by bond and
 * fails on azobenzene, phenolate and nitro groups.
 */
final class BondOrders {
    /** More terminal oxygen and sulfur atoms than this are not searched for anions: 2^16 matchings take seconds. */
    private static final int MAX_ANION_CANDIDATES = 16;

    /** More would be too many sets of atoms. */
    private static final int MOST_UNPAIRED = 3;

    /** Å; vibrations lengthen a bond by so much. */
    private static final double LENGTH_TOLERANCE = 0.03;

    /** Å; single bonds between rings have 1.48, double ones 1.34 to 1.38. */
    private static final double LONGEST_DOUBLE_BOND = 1.44;

    private final IAtomContainer molecule;
    private final int[] owed;
    private final int[] charge;

    private BondOrders(IAtomContainer molecule) {
        this.molecule = molecule;
        this.owed = new int[molecule.getAtomCount()];
        this.charge = new int[molecule.getAtomCount()];
    }

    /**
     * Sets bond orders and charges; without a closed-shell structure leaves the molecule alone and returns false.
     *
     * @param total charge of the molecule; empty where nothing states it, and charges that are plain from the bonds are taken
     */
    static boolean assign(IAtomContainer molecule, OptionalInt total) {
        return assign(molecule, total, 0);
    }

    /**
     * The same for a molecule with unpaired electrons, each of which takes the place of a bond at some atom; which, hangs on the
     * order of the atoms where several fit.
     */
    static boolean assign(IAtomContainer molecule, OptionalInt total, int unpaired) {
        return unpaired <= MOST_UNPAIRED && new BondOrders(molecule).assign(total, unpaired);
    }

    private boolean assign(OptionalInt total, int unpaired) {
        for (IAtom atom : molecule.atoms()) {
            if (!count(atom)) {
                return false;
            }
        }
        return place(unpaired, 0, total);
    }

    /** Tries all atoms that owe bonds, from one on. */
    private boolean place(int unpaired, int from, OptionalInt total) {
        if (unpaired == 0) {
            return total.isEmpty() ? assignAnions() || search(0) : search(total.getAsInt());
        }
        for (int atom = from; atom < owed.length; atom++) {
            if (owed[atom] > 0) {
                owed[atom]--;
                if (place(unpaired - 1, atom, total)) {
                    molecule.addSingleElectron(atom);
                    return true;
                }
                owed[atom]++;
            }
        }
        return false;
    }

    private boolean assignAnions() {
        int[] candidates = IntStream.range(0, owed.length)
                .filter(i -> owed[i] == 1 && isAnionByItself(molecule.getAtom(i)))
                .limit(MAX_ANION_CANDIDATES)
                .toArray();
        List<Integer> choices = IntStream.range(0, 1 << candidates.length)
                .boxed()
                .sorted(Comparator.comparing(Integer::bitCount))
                .toList();
        return choices.stream().anyMatch(choice -> assign(candidates, choice));
    }

    private boolean search(int total) {
        return new ChargeSearch(molecule, owed, charge, total).sets().stream().anyMatch(this::assign);
    }

    private boolean assign(List<ChargeSearch.Change> changes) {
        int[] owedNow = owed.clone();
        int[] chargeNow = charge.clone();
        for (ChargeSearch.Change change : changes) {
            owedNow[change.atom()] += change.owed();
            chargeNow[change.atom()] += change.charge();
        }
        return match(owedNow, chargeNow);
    }

    private boolean assign(int[] candidates, int chosen) {
        int[] owedNow = owed.clone();
        int[] chargeNow = charge.clone();
        for (int i = 0; i < candidates.length; i++) {
            if (((chosen >> i) & 1) == 1) {
                owedNow[candidates[i]] = 0;
                chargeNow[candidates[i]] = -1;
            }
        }
        return match(owedNow, chargeNow);
    }

    private boolean match(int[] owedNow, int[] chargeNow) {
        int[] atomOf = IntStream.range(0, owedNow.length)
                .flatMap(i -> IntStream.generate(() -> i).limit(owedNow[i]))
                .toArray();
        Matching matching = Matching.withCapacity(atomOf.length);
        BitSet all = new BitSet();
        all.set(0, atomOf.length);
        if (atomOf.length % 2 == 1 || !matching.perfect(copies(atomOf), all)) {
            return false;
        }
        for (int i = 0; i < atomOf.length; i++) {
            if (matching.other(i) > i) {
                BondManipulator.increaseBondOrder(
                        molecule.getBond(molecule.getAtom(atomOf[i]), molecule.getAtom(atomOf[matching.other(i)])));
            }
        }
        if (!lengthsFit()) {
            molecule.bonds().forEach(bond -> bond.setOrder(IBond.Order.SINGLE));
            return false;
        }
        molecule.atoms().forEach(atom -> atom.setFormalCharge(chargeNow[atom.getIndex()]));
        return true;
    }

    /**
     * Of the bonds between unsaturated carbon atoms, not of rings, the double ones should be shorter than the single ones; of a
     * structure with two electrons too many or too few it is the other way round.
     */
    private boolean lengthsFit() {
        Cycles.markRingAtomsAndBonds(molecule);
        Set<IAtom> unsaturated = new HashSet<>();
        molecule.bonds().forEach(bond -> {
            if (bond.getOrder() != IBond.Order.SINGLE) {
                bond.atoms().forEach(unsaturated::add);
            }
        });
        double[] sums = new double[2];
        int[] counts = new int[2];
        for (IBond bond : molecule.bonds()) {
            boolean counted = !bond.isInRing()
                    && bond.getOrder() != IBond.Order.TRIPLE
                    && isUnsaturatedCarbon(bond.getBegin(), unsaturated)
                    && isUnsaturatedCarbon(bond.getEnd(), unsaturated);
            if (counted) {
                int kind = bond.getOrder() == IBond.Order.DOUBLE ? 1 : 0;
                sums[kind] +=
                        bond.getBegin().getPoint3d().distance(bond.getEnd().getPoint3d());
                counts[kind]++;
            }
        }
        if (counts[1] == 0) {
            return true;
        }
        double mean = sums[1] / counts[1];
        return mean < LONGEST_DOUBLE_BOND && (counts[0] == 0 || mean < sums[0] / counts[0] + LENGTH_TOLERANCE);
    }

    private static boolean isUnsaturatedCarbon(IAtom atom, Set<IAtom> unsaturated) {
        return atom.getAtomicNumber() == IAtom.C && unsaturated.contains(atom);
    }

    private int[][] copies(int[] atomOf) {
        int[][] neighbours = new int[atomOf.length][];
        Arrays.setAll(neighbours, i -> IntStream.range(0, atomOf.length)
                .filter(j -> molecule.getBond(molecule.getAtom(atomOf[i]), molecule.getAtom(atomOf[j])) != null)
                .toArray());
        return neighbours;
    }

    /** What an atom owes and which charge it bears; false where no valence is known for it. */
    private boolean count(IAtom atom) {
        int bonds = atom.getBondCount();
        int terminal = terminalChalcogens(atom);
        return switch (atom.getAtomicNumber()) {
            case IAtom.H, IAtom.F, IAtom.Cl, IAtom.Br, IAtom.I -> set(atom, 1, 0);
            case IAtom.He, IAtom.Ne, IAtom.Ar, IAtom.Kr, IAtom.Xe -> set(atom, 0, 0);
            case IAtom.B -> bonds == 4 ? set(atom, 4, -1) : set(atom, 3, 0);
            case IAtom.C, IAtom.Si -> set(atom, 4, 0);
            case IAtom.N -> bonds == 4 || (bonds == 3 && terminal > 0) ? set(atom, 4, 1) : set(atom, 3, 0);
            case IAtom.O -> bonds == 3 ? set(atom, 3, 1) : set(atom, 2, 0);
            case IAtom.P -> (bonds == 4 && terminal == 0)
                    ? set(atom, 4, 1)
                    : set(atom, bonds > 3 || terminal > 1 ? 5 : 3, 0);
            case IAtom.S, IAtom.Se -> (bonds == 3 && terminal == 0)
                    ? set(atom, 3, 1)
                    : set(atom, Math.min(6, Math.max(2, (bonds + terminal) / 2 * 2)), 0);
            default -> false;
        };
    }

    private boolean set(IAtom atom, int valence, int formalCharge) {
        int index = atom.getIndex();
        owed[index] = valence - atom.getBondCount();
        charge[index] = formalCharge;
        return owed[index] >= 0;
    }

    private static int terminalChalcogens(IAtom atom) {
        return (int) StreamSupport.stream(atom.neighbors().spliterator(), false)
                .filter(BondOrders::isTerminalChalcogen)
                .count();
    }

    /** An acid's atom may be; that of ozone, whose charges add up to none, is not. */
    private static boolean isAnionByItself(IAtom atom) {
        return isTerminalChalcogen(atom) && atom.neighbors().iterator().next().getAtomicNumber() != IAtom.O;
    }

    private static boolean isTerminalChalcogen(IAtom atom) {
        int number = atom.getAtomicNumber();
        return atom.getBondCount() == 1 && (number == IAtom.O || number == IAtom.S);
    }
}
