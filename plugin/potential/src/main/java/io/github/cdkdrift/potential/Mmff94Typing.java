package io.github.cdkdrift.potential;

import com.actelion.research.chem.Molecule;
import com.actelion.research.chem.StereoMolecule;
import com.actelion.research.chem.forcefield.mmff.AngleBend;
import com.actelion.research.chem.forcefield.mmff.BadAtomTypeException;
import com.actelion.research.chem.forcefield.mmff.BondStretch;
import com.actelion.research.chem.forcefield.mmff.Electrostatic;
import com.actelion.research.chem.forcefield.mmff.MMFFMolecule;
import com.actelion.research.chem.forcefield.mmff.Separation;
import com.actelion.research.chem.forcefield.mmff.StretchBend;
import com.actelion.research.chem.forcefield.mmff.Tables;
import com.actelion.research.chem.forcefield.mmff.TorsionAngle;
import com.actelion.research.chem.forcefield.mmff.VanDerWaals;
import com.actelion.research.chem.forcefield.mmff.type.Charge;
import io.github.cdkdrift.molecule.MolecularGraph;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;

/**
 * MMFF94's atom types and parameters for a molecule, from OpenChemLib. OpenChemLib moves hydrogens behind the other atoms; an
 * atom map number that travels with each atom tells where it came from.
 */
final class Mmff94Typing {
    private static final Pattern ATOM_IN_MESSAGE = Pattern.compile("atom (\\d+)");
    private static final String WAY_OUT = "; another potential, for example gfn2, knows it";

    private final MolecularGraph graph;
    private final Mmff94Potential.Variant variant;

    Mmff94Typing(MolecularGraph graph, Mmff94Potential.Variant variant) {
        this.graph = graph;
        this.variant = variant;
    }

    /** All terms, with the atoms of the graph in its order. */
    List<EnergyTerms> terms(Dielectric dielectric) throws PotentialException {
        return typed(molecule -> terms(molecule, dielectric));
    }

    /** Partial charges, [atoms of the graph] elementary charges. */
    double[] charges() throws PotentialException {
        return typed(molecule -> {
            double[] ofTyped = Charge.getCharges(variant.tables(), molecule);
            double[] charges = new double[ofTyped.length];
            for (int i = 0; i < charges.length; i++) {
                charges[molecule.getAtomMapNo(i) - 1] = ofTyped[i];
            }
            return charges;
        });
    }

    private <T> T typed(Function<MMFFMolecule, T> of) throws PotentialException {
        if (!graph.bondOrdersKnown()) {
            throw new PotentialException("MMFF94 needs bond orders, and those of " + graph.formula()
                    + " could not be perceived from a geometry; give the molecule as SDF or SMILES");
        }
        int unpaired = graph.container().getSingleElectronCount();
        if (unpaired > 0) {
            throw new PotentialException("MMFF94 knows no radicals; found " + unpaired + " unpaired electrons in "
                    + graph.formula() + WAY_OUT);
        }
        StereoMolecule molecule = molecule();
        try {
            return of.apply(new MMFFMolecule(molecule));
        } catch (BadAtomTypeException e) {
            throw new PotentialException("MMFF94 has no type for " + untyped(molecule, e) + WAY_OUT, e);
        } catch (RuntimeException e) {
            throw new PotentialException(
                    "MMFF94 has no parameters for " + graph.formula() + " (" + e + ")" + WAY_OUT, e);
        }
    }

    private StereoMolecule molecule() throws PotentialException {
        IAtomContainer container = graph.container();
        StereoMolecule molecule = new StereoMolecule(container.getAtomCount(), container.getBondCount());
        for (IAtom atom : container.atoms()) {
            int index = molecule.addAtom(atom.getAtomicNumber());
            molecule.setAtomMapNo(index, atom.getIndex() + 1, false);
            if (atom.getFormalCharge() != null) {
                molecule.setAtomCharge(index, atom.getFormalCharge());
            }
        }
        for (IBond bond : container.bonds()) {
            molecule.addBond(bond.getBegin().getIndex(), bond.getEnd().getIndex(), type(bond));
        }
        return molecule;
    }

    private static int type(IBond bond) throws PotentialException {
        IBond.Order order = bond.getOrder() == null ? IBond.Order.UNSET : bond.getOrder();
        return switch (order) {
            case SINGLE -> Molecule.cBondTypeSingle;
            case DOUBLE -> Molecule.cBondTypeDouble;
            case TRIPLE -> Molecule.cBondTypeTriple;
            default -> throw new PotentialException("the bond between atoms "
                    + bond.getBegin().getIndex() + " and " + bond.getEnd().getIndex() + " has the order " + order
                    + "; expected single, double or triple bonds (CDK's Kekulization sets them)");
        };
    }

    private static String untyped(StereoMolecule molecule, BadAtomTypeException failure) {
        Matcher place = ATOM_IN_MESSAGE.matcher(failure.getMessage());
        if (!place.find()) {
            return "an atom (" + failure.getMessage() + ")";
        }
        molecule.ensureHelperArrays(Molecule.cHelperNeighbours);
        int atom = Integer.parseInt(place.group(1));
        return "atom " + molecule.getAtomMapNo(atom) + " (" + molecule.getAtomLabel(atom) + "; atoms count from 1)";
    }

    private List<EnergyTerms> terms(MMFFMolecule molecule, Dielectric dielectric) {
        Tables tables = variant.tables();
        int[] number = new int[molecule.getAllAtoms()];
        Arrays.setAll(number, i -> molecule.getAtomMapNo(i) - 1);
        Separation separation = new Separation(molecule);
        return List.of(
                new BondStretches(BondStretch.findIn(tables, molecule), number),
                new AngleBends(AngleBend.findIn(tables, molecule), StretchBend.findIn(tables, molecule), number),
                new OutOfPlaneBends(tables, molecule, number),
                new Torsions(TorsionAngle.findIn(tables, molecule), number),
                new NonbondedPairs(
                        VanDerWaals.findIn(tables, molecule, separation, Double.POSITIVE_INFINITY),
                        Electrostatic.findIn(tables, molecule, separation, Double.POSITIVE_INFINITY, false, 1),
                        dielectric,
                        number));
    }
}
