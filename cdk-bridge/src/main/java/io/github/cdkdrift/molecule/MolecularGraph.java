package io.github.cdkdrift.molecule;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.graph.Cycles;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;
import org.openscience.cdk.tools.manipulator.MolecularFormulaManipulator;

/**
 * Atoms, bonds and stereocentres of one molecule, without coordinates: connected, every hydrogen an atom of its own.
 * Immutable, safe for several threads; atoms are numbered from 0.
 */
public final class MolecularGraph {
    private static final int DEFAULT_AUTOMORPHISM_LIMIT = 100_000;

    private final IAtomContainer template;
    private final boolean bondOrdersKnown;
    private final boolean symmetric;

    private MolecularGraph(IAtomContainer template, boolean bondOrdersKnown) {
        this(template, bondOrdersKnown, true);
    }

    private MolecularGraph(IAtomContainer template, boolean bondOrdersKnown, boolean symmetric) {
        this.template = template;
        this.bondOrdersKnown = bondOrdersKnown;
        this.symmetric = symmetric;
        Cycles.markRingAtomsAndBonds(template);
    }

    /**
     * The graph of a CDK molecule, which is copied; bond orders, charges, stereochemistry, title and plain properties are kept,
     * coordinates are not.
     *
     * @throws CDKException if hydrogens are implicit ({@code AtomContainerManipulator.convertImplicitToExplicitHydrogens}
     *     makes them atoms), if an atom has no element (R-group, query), or if the atoms are not one connected molecule
     */
    public static MolecularGraph of(IAtomContainer molecule) throws CDKException {
        Requirements.check(molecule);
        IAtomContainer template = MoleculeCopy.of(molecule);
        template.setProperties(null);
        RecordData.of(molecule).putOn(template);
        for (IAtom atom : template.atoms()) {
            atom.setImplicitHydrogenCount(0);
            atom.setPoint2d(null);
            atom.setPoint3d(null);
        }
        for (IBond bond : template.bonds()) {
            // Wedges and wavy lines belong to a drawing; in space they would contradict the coordinates.
            bond.setDisplay(IBond.Display.Solid);
            bond.setStereo(IBond.Stereo.NONE);
        }
        return new MolecularGraph(template, true);
    }

    /**
     * The graph perceived from elements and one geometry. Bonds come from covalent radii (CDK's {@code RebondTool}), bond
     * orders and charges from closed-shell valences, stereochemistry from the coordinates.
     *
     * @param atomicNumbers [atoms]
     * @param positions [atoms · 3] Å
     * @throws CDKException if the atoms are not one connected molecule
     * @see #bondOrdersKnown()
     */
    public static MolecularGraph perceive(int[] atomicNumbers, double[] positions) throws CDKException {
        return perceive(atomicNumbers, positions, OptionalInt.empty());
    }

    /** @param charge of the whole molecule; empty where it is plain from the bonds, or 0 */
    public static MolecularGraph perceive(int[] atomicNumbers, double[] positions, OptionalInt charge)
            throws CDKException {
        return perceive(atomicNumbers, positions, charge, 0);
    }

    /** @param unpaired electrons, each at an atom that then has a bond fewer */
    public static MolecularGraph perceive(int[] atomicNumbers, double[] positions, OptionalInt charge, int unpaired)
            throws CDKException {
        IAtomContainer molecule = Connectivity.perceive(atomicNumbers, positions);
        Requirements.check(molecule);
        boolean ordersKnown = BondOrders.assign(molecule, charge, unpaired);
        Stereocentre.complete(molecule);
        MolecularGraph graph = of(molecule);
        return new MolecularGraph(graph.template, ordersKnown);
    }

    /**
     * This graph with its atoms renumbered so that they fit a geometry. Elements and connectivity are matched, bond orders
     * ignored; among equivalent numberings the present one is preferred, then the first that has the geometry's
     * stereochemistry. Stereocentres that this graph leaves open take the geometry's configuration.
     *
     * @param atomicNumbers [atoms] in the order wanted
     * @param positions [atoms · 3] Å in the same order
     * @throws CDKException if they do not fit; the message shows both
     */
    public MolecularGraph reorderedLike(int[] atomicNumbers, double[] positions) throws CDKException {
        IAtomContainer skeleton = Connectivity.perceive(atomicNumbers, positions);
        int[] atomAt = AtomMapping.find(template, skeleton, positions);
        IAtomContainer reordered = MoleculeCopy.of(template);
        IAtom[] atoms = new IAtom[atomAt.length];
        Arrays.setAll(atoms, i -> reordered.getAtom(atomAt[i]));
        reordered.setAtoms(atoms);
        MoleculeCopy.place(reordered, positions);
        Stereocentre.complete(reordered);
        return new MolecularGraph(of(reordered).template, bondOrdersKnown, symmetric);
    }

    /**
     * This graph with the configurations that a geometry shows where it leaves them open.
     *
     * @param positions [atoms · 3] Å
     */
    public MolecularGraph completedLike(double[] positions) {
        IAtomContainer molecule = container(positions);
        Stereocentre.complete(molecule);
        try {
            return new MolecularGraph(of(molecule).template, bondOrdersKnown, symmetric);
        } catch (CDKException e) {
            throw new IllegalStateException("a graph's own molecule is one", e);
        }
    }

    /**
     * This graph without {@link #symmetry}: of a part of a molecule, which tells apart what looks alike in the part, mirror images among
     * others.
     */
    public MolecularGraph withoutSymmetry() {
        return new MolecularGraph(template, bondOrdersKnown, false);
    }

    /** The number of atoms. */
    public int atoms() {
        return template.getAtomCount();
    }

    /** A copy of the atomic numbers, [atoms]. */
    public int[] atomicNumbers() {
        int[] numbers = new int[atoms()];
        Arrays.setAll(numbers, i -> template.getAtom(i).getAtomicNumber());
        return numbers;
    }

    /** Title and data fields of the molecule. */
    public RecordData data() {
        return RecordData.of(template);
    }

    /** The element symbol of an atom. */
    public String symbol(int atom) {
        return template.getAtom(atom).getSymbol();
    }

    /** The molecular formula in Hill's order, for example {@code C2H6O}. */
    public String formula() {
        return MolecularFormulaManipulator.getString(MolecularFormulaManipulator.getMolecularFormula(template));
    }

    /**
     * Whether the bond orders mean anything. False where they were to be perceived from a geometry and no closed-shell
     * structure of its charge was found (radicals, metals, ions whose charge was not stated): all bonds are single then, and
     * {@link #rotors()} may count double bonds.
     */
    public boolean bondOrdersKnown() {
        return bondOrdersKnown;
    }

    /** Bonded pairs {i, j} with i &lt; j, sorted. */
    public List<int[]> bonds() {
        return BondedAtoms.pairs(template);
    }

    /** The atoms bonded to each atom, rising, [atoms][neighbours]. */
    public int[][] neighbours() {
        return neighbours(atoms(), bonds());
    }

    /** Whether an atom carries hydrogen atoms, at least two, and one bond more: what turns about that bond is a copy of itself. */
    public boolean endsInHydrogens(int atom) {
        int[] around = neighbours()[atom];
        long hydrogens = Arrays.stream(around)
                .filter(neighbour -> atomicNumbers()[neighbour] == 1)
                .count();
        return hydrogens >= 2 && around.length == hydrogens + 1;
    }

    /**
     * The atoms bonded to each atom.
     *
     * @param bonds bonded pairs, [bonds][2]
     * @return [atoms][neighbours] in the order of the bonds
     */
    public static int[][] neighbours(int atoms, List<int[]> bonds) {
        return BondedAtoms.neighbours(atoms, bonds);
    }

    /**
     * The atoms that turn about the bond {@code from}–{@code to} with its end {@code to}: all that {@code to} leads to but by way
     * of this bond, without {@code to} itself.
     *
     * @return rising; with {@code from} among them where the bond is in a ring
     */
    public int[] atomsBeyond(int from, int to) {
        return BondedAtoms.beyond(neighbours(), from, to);
    }

    /**
     * Mean length of each bond over geometries, [bonds] Å.
     *
     * @param geometries at least one, [geometries][atoms · 3] Å
     */
    public double[] meanBondLengths(List<double[]> geometries) {
        return BondedAtoms.meanLengths(bonds(), geometries);
    }

    /**
     * One torsion for each rotatable bond, atoms {a, b, c, d} with b–c the bond, b &lt; c, sorted by b and c: single,
     * acyclic, both ends with further neighbours and neither of them linear (as the carbon of a nitrile is). Methyl and
     * hydroxyl rotors and the C–N bonds of amides count. Of several neighbours the heavy atom with the lowest index is
     * taken, otherwise the hydrogen with the lowest.
     */
    public List<int[]> rotors() {
        return RotatableBonds.rotors(template, bonds());
    }

    /** The atoms that lie in a line with their two neighbours, as those of nitriles and alkynes do. */
    public BitSet linearAtoms() {
        return RotatableBonds.linear(template);
    }

    /** Bonded pairs {i, j} whose torsions stay as they are: double and aromatic bonds. */
    public List<int[]> rigidBonds() {
        return RotatableBonds.rigid(template);
    }

    /** Atoms in the largest ring of a minimum cycle basis; 0 where there is none. */
    public int largestRing() {
        return Rings.largest(template);
    }

    /** The ring system of each atom, from 0: rings that share atoms are one; −1 for atoms in no ring. */
    public int[] ringSystems() {
        return Rings.systems(template);
    }

    /** The motions that cross barriers: bonds that turn, rings that pucker, nitrogen atoms that invert; see {@link SlowCoordinate}. */
    public List<SlowCoordinate> slowCoordinates() {
        return SlowCoordinates.of(template, rotors());
    }

    /** The stereocentres whose configuration is known, in no particular order. */
    public List<Stereocentre> stereocentres() {
        return Stereocentre.of(template);
    }

    /** The same as {@link #automorphisms(int)} with a limit of 100,000. */
    public int[][] automorphisms() throws CDKException {
        return automorphisms(DEFAULT_AUTOMORPHISM_LIMIT);
    }

    /**
     * The permutations of atoms that keep elements and connectivity, [automorphisms, atoms], the identity first, otherwise
     * in lexicographic order: atom i goes to p[i]. Bond orders are ignored, so resonance forms count as one structure;
     * configurations are ignored too. Each methyl group multiplies their number by six.
     *
     * @throws CDKException if there are more than {@code limit}
     */
    public int[][] automorphisms(int limit) throws CDKException {
        return Automorphisms.of(template, limit);
    }

    /**
     * The same for the atoms other than hydrogen alone, [automorphisms, heavy atoms]: the i-th heavy atom goes to the atom
     * p[i]; hydrogens must agree in number. Far fewer than {@link #automorphisms(int)}.
     *
     * @throws CDKException if there are more than {@code limit}
     */
    public int[][] heavyAtomAutomorphisms(int limit) throws CDKException {
        return Automorphisms.ofHeavyAtoms(template, limit);
    }

    /**
     * The same for some atoms alone, numbered from 0 among themselves, [automorphisms, atoms], where atoms match that have the
     * same label.
     *
     * @param labels [atoms], what tells them apart instead of their elements
     * @throws CDKException if there are more than {@code limit}
     */
    public int[][] automorphisms(int[] atoms, String[] labels, int limit) throws CDKException {
        return Automorphisms.ofAtoms(template, atoms, labels, limit);
    }

    /**
     * The renumberings of atoms that motion of the molecule can bring about, some together with a reflection: a group, the
     * identity first. Exchanging two of a methyl group's hydrogens is none, rotating all three is. A molecule without a
     * tetrahedral centre has each operation twice, with and without the reflection. A graph {@link #withoutSymmetry} has the identity alone.
     *
     * @param positions a geometry, [atoms · 3] Å, which shows the handedness of centres and the sides of double bonds
     * @param limit where there are more operations, the turns of methyl and amino groups are kept apart from the others
     */
    public SymmetryGroup symmetry(double[] positions, int limit) {
        if (!symmetric) {
            int[] same = IntStream.range(0, atoms()).toArray();
            return SymmetryGroup.of(List.of(new SymmetryOperation(same, false)));
        }
        return FeasibleOperations.of(this, positions, limit);
    }

    /**
     * The operations of {@link #symmetry} one by one.
     *
     * @param limit the most that are wanted; see {@link SymmetryGroup#operations}
     */
    public List<SymmetryOperation> symmetryOperations(double[] positions, int limit) {
        return symmetry(positions, limit).operations(limit);
    }

    /**
     * Geometries with equivalent atoms renumbered, and reflected if need be, so that motion alone leads from each of them to another
     * one: two hydrogens on one carbon atom may stand in either order in two files of the same molecule, and no motion exchanges
     * them. Where there are more than 5,000 ways to renumber the heavy atoms, hydrogens alone are.
     *
     * @param geometries each [atoms · 3] Å, not modified
     * @param like [atoms · 3] Å
     * @return in the same order; left out are those that cannot be brought there, since their configurations differ
     */
    public List<double[]> renumbered(List<double[]> geometries, double[] like) {
        return FeasibleOperations.renumbered(this, geometries, like);
    }

    /** Atoms {a, b, c, d} for each double bond b=c outside rings, a and d neighbours of its ends. */
    List<int[]> stereoDoubleBonds() {
        return RotatableBonds.doubleBonds(template);
    }

    /** Whether a CDK molecule has these atoms in this order and these bonds, whatever their orders. */
    public boolean fits(IAtomContainer molecule) {
        return AtomMapping.fits(molecule, template);
    }

    /** A new CDK molecule with these coordinates, [atoms · 3] Å. */
    public IAtomContainer container(double[] positions) {
        if (positions.length != 3 * atoms()) {
            throw new IllegalArgumentException(
                    positions.length + " coordinates for " + atoms() + " atoms; expected " + 3 * atoms());
        }
        IAtomContainer molecule = MoleculeCopy.of(template);
        MoleculeCopy.place(molecule, positions);
        return molecule;
    }

    /** A new CDK molecule without coordinates. */
    public IAtomContainer container() {
        return MoleculeCopy.of(template);
    }
}
