package io.github.cdkdrift.molecule;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;
import org.openscience.cdk.interfaces.IChemObjectBuilder;

/**
 * Some atoms of a molecule, and the bonds among them as a molecule of their own: what a coarse-grained model keeps. Charges and
 * configurations are left out, since neighbours are missing that they speak of.
 *
 * @param atoms of the whole molecule, rising, numbered from 0
 * @param graph the beads, in the same order, {@linkplain MolecularGraph#withoutSymmetry without symmetry}
 * @param owners of each atom of the whole molecule the number of the bead that is nearest by bonds, the first of several; −1 where bonds lead to none
 */
public record Beads(int[] atoms, MolecularGraph graph, int[] owners) {
    /** Nitrogen, α carbon and carbonyl carbon atoms of a peptide, in {@link #of(MolecularGraph, String)}. */
    public static final String BACKBONE = "backbone";

    /** All atoms but hydrogen. */
    public static final String HEAVY = "heavy";

    /** Two have a distance and nothing else. */
    public static final int FEWEST = 3;

    private static final String BACKBONE_ATOMS =
            "[$([#6X3](=O)[#7]),$([#6X3](=O)[#6X4][#7]),$([#7][#6X3]=O),$([#7][#6X4][#6X3]=O),$([#6X4]([#7])[#6X3]=O)]";

    /**
     * By a word or a pattern.
     *
     * @param choice {@value #BACKBONE}, {@value #HEAVY}, or a SMARTS pattern, all atoms of all whose matches are taken
     * @throws CDKException as {@link #of(MolecularGraph, int[])}, or if nothing matches
     */
    public static Beads of(MolecularGraph molecule, String choice) throws CDKException {
        if (choice.equalsIgnoreCase(HEAVY)) {
            int[] numbers = molecule.atomicNumbers();
            return of(
                    molecule,
                    IntStream.range(0, numbers.length)
                            .filter(atom -> numbers[atom] > 1)
                            .toArray());
        }
        if (!choice.equalsIgnoreCase(BACKBONE)) {
            return of(molecule, Smarts.of(choice).atoms(molecule));
        }
        int[] backbone;
        try {
            backbone = Smarts.of(BACKBONE_ATOMS).atoms(molecule);
        } catch (CDKException e) {
            throw new CDKException(
                    "found no backbone N-C-C(=O) in " + molecule.formula()
                            + "; expected a peptide, or beads by a SMARTS pattern",
                    e);
        }
        return of(molecule, backbone);
    }

    /**
     * By atoms.
     *
     * @param atoms of the molecule, each once
     * @throws CDKException if they are fewer than {@value #FEWEST}, not in the molecule, or no path of bonds among them joins them
     */
    public static Beads of(MolecularGraph molecule, int[] atoms) throws CDKException {
        int[] sorted = Arrays.stream(atoms).sorted().distinct().toArray();
        if (sorted.length < FEWEST) {
            throw new CDKException("found " + sorted.length + (sorted.length == 1 ? " bead" : " beads") + " in "
                    + molecule.formula() + "; expected at least " + FEWEST);
        }
        if (sorted[0] < 0 || sorted[sorted.length - 1] >= molecule.atoms()) {
            throw new CDKException("found the beads " + Arrays.toString(sorted) + "; expected atoms from 0 to "
                    + (molecule.atoms() - 1) + ", as " + molecule.formula() + " has");
        }
        IAtomContainer part = part(molecule.container(), sorted);
        requireJoined(part, sorted);
        return new Beads(sorted, MolecularGraph.of(part).withoutSymmetry(), owners(molecule, sorted));
    }

    private static int[] owners(MolecularGraph molecule, int[] beads) {
        int[][] neighbours = molecule.neighbours();
        int[] owners = new int[molecule.atoms()];
        Arrays.fill(owners, -1);
        Deque<Integer> reached = new ArrayDeque<>();
        for (int bead = 0; bead < beads.length; bead++) {
            owners[beads[bead]] = bead;
            reached.add(beads[bead]);
        }
        while (!reached.isEmpty()) {
            int atom = reached.remove();
            for (int neighbour : neighbours[atom]) {
                if (owners[neighbour] < 0) {
                    owners[neighbour] = owners[atom];
                    reached.add(neighbour);
                }
            }
        }
        return owners;
    }

    private static IAtomContainer part(IAtomContainer molecule, int[] atoms) {
        IChemObjectBuilder builder = molecule.getBuilder();
        IAtomContainer part = builder.newAtomContainer();
        Map<Integer, Integer> beadOf = new HashMap<>();
        for (int atom : atoms) {
            beadOf.put(atom, part.getAtomCount());
            IAtom bead = builder.newAtom();
            bead.setAtomicNumber(molecule.getAtom(atom).getAtomicNumber());
            bead.setImplicitHydrogenCount(0);
            bead.setFormalCharge(0);
            part.addAtom(bead);
        }
        for (IBond bond : molecule.bonds()) {
            Integer begin = beadOf.get(bond.getBegin().getIndex());
            Integer end = beadOf.get(bond.getEnd().getIndex());
            if (begin != null && end != null) {
                part.addBond(begin, end, bond.getOrder());
            }
        }
        RecordData.of(molecule).putOn(part);
        return part;
    }

    /** Names the parts where there are several. */
    private static void requireJoined(IAtomContainer part, int[] atoms) throws CDKException {
        int[] pieces = new int[atoms.length];
        Arrays.setAll(pieces, i -> i);
        for (int round = 0; round < atoms.length; round++) {
            for (IBond bond : part.bonds()) {
                int least = Math.min(
                        pieces[bond.getBegin().getIndex()], pieces[bond.getEnd().getIndex()]);
                pieces[bond.getBegin().getIndex()] = least;
                pieces[bond.getEnd().getIndex()] = least;
            }
        }
        List<String> found = new ArrayList<>();
        for (int piece : Arrays.stream(pieces).distinct().toArray()) {
            found.add(IntStream.range(0, atoms.length)
                    .filter(i -> pieces[i] == piece)
                    .mapToObj(i -> part.getAtom(i).getSymbol() + (atoms[i] + 1))
                    .collect(Collectors.joining(" ")));
        }
        if (found.size() > 1) {
            throw new CDKException("found beads that no path of bonds among them joins: " + String.join(" | ", found)
                    + "; expected the atoms between them as beads, too");
        }
    }

    /** How many there are. */
    public int size() {
        return atoms.length;
    }

    /**
     * The beads' part of a geometry, or of other numbers of all atoms.
     *
     * @param ofAll three for each atom of the molecule
     * @return [beads · 3]
     */
    public double[] positions(double[] ofAll) {
        double[] part = new double[3 * atoms.length];
        for (int i = 0; i < part.length; i++) {
            part[i] = ofAll[3 * atoms[i / 3] + i % 3];
        }
        return part;
    }

    /**
     * The forces on the beads that are on average, at given positions of theirs, those of their potential of mean force: each bead's own and those of the atoms
     * nearest to it. Atoms that are no beads may share their forces among beads in any way for that, where nothing is constrained (Krämer et al., arXiv:2302.07071);
     * with those of the nearest they scatter less, since stiff bonds do not pull at the whole, and bonds to hydrogen of fixed length do no harm.
     *
     * @param ofAll three for each atom of the molecule
     * @return [beads · 3]
     */
    public double[] forces(double[] ofAll) {
        double[] forces = new double[3 * atoms.length];
        for (int i = 0; i < ofAll.length; i++) {
            if (owners[i / 3] >= 0) {
                forces[3 * owners[i / 3] + i % 3] += ofAll[i];
            }
        }
        return forces;
    }
}
