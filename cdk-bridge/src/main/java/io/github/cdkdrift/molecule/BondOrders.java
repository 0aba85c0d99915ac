package io.github.cdkdrift.molecule;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.openscience.cdk.graph.Matching;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.tools.manipulator.BondManipulator;

/**
 * Bond orders of a closed-shell molecule whose bonds are known and whose hydrogens are all there.
 *
 * <p>An atom with fewer bonds than its valence owes the difference to its neighbours. Each atom is written down once for
 * every bond that it owes, copies of neighbours are joined, and a perfect matching of that graph (Edmonds 1965,
 * doi:10.4153/CJM-1965-045-4; CDK's {@link Matching}) is a set of double and triple bonds. Where there is none, as few
 * terminal oxygen or sulfur atoms as possible become anions. CDK's own {@code SaturationChecker} decides bond by bond and
 * fails on azobenzene, phenolate and nitro groups.
 */
final class BondOrders {
    /** More terminal oxygen and sulfur atoms than this are not searched for anions: 2^16 matchings take seconds. */
    private static final int MAX_ANION_CANDIDATES = 16;

    private final IAtomContainer molecule;
    private final int[] owed;
    private final int[] charge;

    private BondOrders(IAtomContainer molecule) {
        this.molecule = molecule;
        this.owed = new int[molecule.getAtomCount()];
        this.charge = new int[molecule.getAtomCount()];
    }

    /** Sets bond orders and charges; without a closed-shell structure leaves the molecule alone and returns false. */
    static boolean assign(IAtomContainer molecule) {
        return new BondOrders(molecule).assign();
    }

    private boolean assign() {
        for (IAtom atom : molecule.atoms()) {
            if (!count(atom)) {
                return false;
            }
        }
        int[] candidates = IntStream.range(0, owed.length)
                .filter(i -> owed[i] == 1 && isTerminalChalcogen(molecule.getAtom(i)))
                .limit(MAX_ANION_CANDIDATES)
                .toArray();
        List<Integer> choices = IntStream.range(0, 1 << candidates.length)
                .boxed()
                .sorted(Comparator.comparing(Integer::bitCount))
                .toList();
        return choices.stream().anyMatch(choice -> assign(candidates, choice));
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
        molecule.atoms().forEach(atom -> atom.setFormalCharge(chargeNow[atom.getIndex()]));
        return true;
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

    private static boolean isTerminalChalcogen(IAtom atom) {
        int number = atom.getAtomicNumber();
        return atom.getBondCount() == 1 && (number == IAtom.O || number == IAtom.S);
    }
}
