package io.github.cdkdrift.labelling;

import com.actelion.research.chem.SmilesParser;
import com.actelion.research.chem.StereoMolecule;
import com.actelion.research.chem.conf.Conformer;
import io.github.cdkdrift.dynamics.LangevinSampler;
import io.github.cdkdrift.dynamics.LangevinSettings;
import io.github.cdkdrift.dynamics.StageListener;
import io.github.cdkdrift.labelling.RelaxedGeometries.Aim;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.SlowCoordinate.Kind;
import io.github.cdkdrift.molecule.Stereocentre;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.potential.PotentialException;
import io.github.cdkdrift.potential.Potentials;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openmolecules.chem.conf.gen.ConformerGenerator;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.smiles.SmiFlavor;
import org.openscience.cdk.smiles.SmilesGenerator;

/**
 * Different conformers of a molecule: by OpenChemLib's conformer generator, which puts rigid fragments together at the torsions that
 * crystal structures prefer, hydroxyl and amino hydrogens turned at random where these are few, and by {@link DistanceGeometry}, which
 * gives every ring shape a chance. Good enough to begin from, no more.
 */
public final class StartGeometries {
    /** How many conformers are tried for each that is wanted: some have the wrong stereochemistry. */
    private static final int TRIES = 20;
    /** kcal/mol/Å. */
    private static final double RELAXED_FORCE = 5;

    private static final int RELAXING_STEPS = 200;
    /** K; a twist-boat becomes a chair within a picosecond. */
    private static final double HEATED = 800;

    private static final int HEATING_STEPS = 800;

    /** Rings of more atoms are large, and of more than the next very large. */
    private static final int LARGE_RING = 7;

    private static final int VERY_LARGE_RING = 12;
    private static final int SOUGHT = 256;
    /** Where no ring puckers: walkers reach every rotamer from any other. */
    private static final int SOUGHT_OF_ROTAMERS = 96;

    /** How often the lowest geometries of large rings are heated, and into how many copies each. */
    private static final int ROUNDS = 3;

    private static final int COPIES = 4;
    /** OpenChemLib's conformers; more of them hardly tell anything new. */
    private static final int MOST_BY_FRAGMENTS = 64;

    private StartGeometries() {}

    /**
     * How many geometries find all shapes of low energy of nearly every molecule: 256 where rings pucker, twice and four times as many in large
     * rings, 96 where only bonds turn.
     */
    public static int sought(MolecularGraph graph) {
        if (!puckers(graph)) {
            return SOUGHT_OF_ROTAMERS;
        }
        int ring = graph.largestRing();
        return SOUGHT * (ring > VERY_LARGE_RING ? 4 : ring > LARGE_RING ? 2 : 1);
    }

    /**
     * Geometries with the configurations of the graph; open stereocentres have any, the same in all.
     *
     * @param count how many at most; a rigid molecule has fewer
     * @param seed the same seed gives the same geometries
     * @return [geometries][atoms · 3] Å, at least one; atoms are numbered so that motion leads from each to every other
     * @throws CDKException if none was found
     */
    public static List<double[]> of(MolecularGraph graph, int count, long seed) throws CDKException {
        return of(graph, null, count, seed);
    }

    /**
     * The same with a structure's own geometry first, if it has one with the configurations of the graph, and the others numbered as
     * it is. A molecule that no others can be made of has that alone.
     *
     * @param structure [atoms · 3] Å; null where there is none
     * @param count how many others at most
     */
    public static List<double[]> of(MolecularGraph graph, double[] structure, int count, long seed)
            throws CDKException {
        int embed = toEmbed(graph, count);
        boolean usable = structure != null && hasConfiguration(graph, structure);
        List<double[]> geometries = new ArrayList<>();
        if (usable) {
            geometries.add(structure);
        }
        try {
            List<double[]> others = ofFragments(graph, count - embed, seed);
            others.addAll(embedded(graph, usable ? structure : others.get(0), embed, seed));
            // Two atoms have no sides to be numbered by.
            (graph.atoms() < 3 ? others : graph.renumbered(others, usable ? structure : others.get(0)))
                    .stream()
                            .filter(positions -> hasConfiguration(graph, positions))
                            .forEach(geometries::add);
        } catch (CDKException e) {
            if (!usable) {
                throw e;
            }
            geometries.addAll(embedded(graph, structure, count, seed));
        }
        return geometries;
    }

    /** Half of the geometries that are wanted, and most of them where these are many. */
    private static int toEmbed(MolecularGraph graph, int count) {
        return graph.slowCoordinates().isEmpty() || graph.atoms() < 4
                ? 0
                : count - Math.min((count + 1) / 2, MOST_BY_FRAGMENTS);
    }

    /**
     * Embeddings, relaxed by MMFF94, or by GFN-FF where that does not know the molecule: other potentials may break what begins too far from a minimum. Every
     * second one of a ring that puckers is heated before, since random points end in strained ring shapes, as twist-boats, more often than not. Of large rings, whose
     * shapes are many, the lowest geometries are heated again and again: shapes of low energy lie near each other.
     */
    private static List<double[]> embedded(MolecularGraph graph, double[] known, int count, long seed) {
        boolean large = graph.largestRing() > LARGE_RING;
        List<double[]> rough = DistanceGeometry.embed(graph, known, large ? count / (1 + ROUNDS) : count, seed);
        if (rough.size() < 2) {
            return rough;
        }
        try (Potential guide = Potentials.guide(graph, known)) {
            List<double[]> geometries = relaxed(graph, guide, rough);
            if (!puckers(graph)) {
                return geometries;
            }
            List<double[]> heated = IntStream.range(0, geometries.size())
                    .filter(i -> i % 2 == 1)
                    .mapToObj(geometries::get)
                    .toList();
            List<double[]> all = IntStream.range(0, geometries.size())
                    .filter(i -> i % 2 == 0)
                    .mapToObj(geometries::get)
                    .collect(Collectors.toCollection(ArrayList::new));
            all.addAll(quenched(graph, guide, heated, seed));
            for (int round = 1; large && round <= ROUNDS; round++) {
                List<double[]> lowest = lowest(guide, all, geometries.size() / COPIES);
                List<double[]> copies = IntStream.range(0, geometries.size())
                        .mapToObj(i -> lowest.get(i % lowest.size()))
                        .toList();
                all.addAll(quenched(graph, guide, copies, seed + round));
            }
            return all;
        } catch (PotentialException e) {
            return rough;
        }
    }

    private static boolean puckers(MolecularGraph graph) {
        return graph.slowCoordinates().stream().anyMatch(slow -> slow.kind() == Kind.RING);
    }

    /** What geometries come to after some time at {@value #HEATED} K. */
    private static List<double[]> quenched(
            MolecularGraph graph, Potential guide, List<double[]> geometries, long seed) {
        LangevinSettings dynamics =
                new LangevinSettings(HEATED, 1, 10, geometries.size(), HEATING_STEPS, 0, HEATING_STEPS, seed);
        double[] hot = LangevinSampler.of(guide, graph.atomicNumbers(), dynamics)
                .run(joined(geometries), geometry -> true)
                .end();
        return relaxed(graph, guide, split(hot, 3 * graph.atoms()));
    }

    private static List<double[]> relaxed(MolecularGraph graph, Potential guide, List<double[]> geometries) {
        return RelaxedGeometries.of(
                        ModelCurvature.of(graph),
                        guide,
                        geometries,
                        new Aim(RELAXED_FORCE, RELAXING_STEPS),
                        StageListener.NONE)
                .positions();
    }

    private static List<double[]> lowest(Potential guide, List<double[]> geometries, int count) {
        double[] energies = new double[geometries.size()];
        double[] all = joined(geometries);
        guide.evaluate(all, energies.length, energies, new double[all.length]);
        return IntStream.range(0, energies.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> energies[i]))
                .limit(Math.max(1, count))
                .map(geometries::get)
                .toList();
    }

    private static double[] joined(List<double[]> geometries) {
        return geometries.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    private static List<double[]> split(double[] geometries, int stride) {
        return IntStream.range(0, geometries.length / stride)
                .mapToObj(i -> Arrays.copyOfRange(geometries, i * stride, (i + 1) * stride))
                .toList();
    }

    /**
     * Conformers from OpenChemLib's library of torsions and rings, not minimised, with the configurations of the graph.
     *
     * @param count how many at most
     * @return [geometries][atoms · 3] Å, at least one
     * @throws CDKException if none was found
     */
    public static List<double[]> ofFragments(MolecularGraph graph, int count, long seed) throws CDKException {
        if (count < 1) {
            throw new IllegalArgumentException("count of geometries must be at least 1, is " + count);
        }
        List<double[]> geometries = new ArrayList<>();
        if (graph.atoms() == 1) {
            geometries.add(new double[3]);
            return geometries;
        }
        StereoMolecule molecule = molecule(graph);
        // Seed 0 means irreproducible there.
        ConformerGenerator generator = new ConformerGenerator(2 * seed + 1, null, false);
        if (generator.initializeConformers(molecule, ConformerGenerator.STRATEGY_LIKELY_RANDOM, TRIES * count, false)) {
            for (int i = 0; i < TRIES * count && geometries.size() < count; i++) {
                Conformer conformer = generator.getNextConformer();
                if (conformer == null) {
                    break;
                }
                double[] positions = positions(molecule, conformer);
                if (hasConfiguration(graph, positions)) {
                    geometries.add(positions);
                }
            }
        }
        if (geometries.isEmpty()) {
            throw new CDKException(
                    "no geometry of " + graph.formula() + " was found; give the molecule as a file with coordinates");
        }
        addTurnedHydrogens(graph, geometries, count, new Random(seed));
        return geometries;
    }

    private static void addTurnedHydrogens(
            MolecularGraph graph, List<double[]> geometries, int count, RandomGenerator random) {
        HydrogenRotors rotors = new HydrogenRotors(graph);
        int found = geometries.size();
        for (int i = found; i < count && !rotors.isEmpty(); i++) {
            double[] turned = rotors.turned(geometries.get(i % found), random);
            if (hasConfiguration(graph, turned)) {
                geometries.add(turned);
            }
        }
    }

    /** Through SMILES, which carries configurations; atom map numbers carry the order. */
    private static StereoMolecule molecule(MolecularGraph graph) throws CDKException {
        IAtomContainer container = graph.container();
        for (IAtom atom : container.atoms()) {
            atom.setMapIdx(atom.getIndex() + 1);
        }
        String smiles = new SmilesGenerator(SmiFlavor.Isomeric | SmiFlavor.AtomAtomMap).create(container);
        StereoMolecule molecule = new StereoMolecule();
        try {
            // Inventing coordinates for a drawing would remove hydrogens.
            new SmilesParser().parse(molecule, smiles.getBytes(StandardCharsets.UTF_8), false, true);
        } catch (Exception e) {
            throw new CDKException("OpenChemLib does not understand " + smiles + ": " + e.getMessage(), e);
        }
        if (molecule.getAllAtoms() != graph.atoms()) {
            throw new CDKException("OpenChemLib sees " + molecule.getAllAtoms() + " atoms in " + smiles + "; expected "
                    + graph.atoms());
        }
        return molecule;
    }

    private static double[] positions(StereoMolecule molecule, Conformer conformer) {
        double[] positions = new double[3 * molecule.getAllAtoms()];
        for (int i = 0; i < molecule.getAllAtoms(); i++) {
            int at = 3 * (molecule.getAtomMapNo(i) - 1);
            positions[at] = conformer.getX(i);
            positions[at + 1] = conformer.getY(i);
            positions[at + 2] = conformer.getZ(i);
        }
        return positions;
    }

    private static boolean hasConfiguration(MolecularGraph graph, double[] positions) {
        List<Stereocentre> centres = graph.stereocentres();
        return Arrays.stream(positions).allMatch(Double::isFinite)
                && centres.stream().allMatch(centre -> centre.agrees(positions));
    }
}
