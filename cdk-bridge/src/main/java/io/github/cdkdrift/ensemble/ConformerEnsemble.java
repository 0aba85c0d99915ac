package io.github.cdkdrift.ensemble;

import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.RecordData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.vecmath.Point3d;
import org.openscience.cdk.ConformerContainer;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IAtomContainerSet;

/**
 * Conformers of one molecule. Immutable.
 *
 * @param graph the atoms and bonds that all conformers share
 * @param conformers in order; each with as many atoms as the graph
 */
public record ConformerEnsemble(MolecularGraph graph, List<Conformer> conformers) {
    /** The property that holds the energy in kcal/mol. */
    public static final String ENERGY = PropertyKeys.ENERGY;

    /** The property that holds the share of the ensemble that a conformer stands for. */
    public static final String POPULATION = PropertyKeys.POPULATION;

    /** Properties that are whole numbers. */
    private static final Set<String> COUNTS = Set.of(PropertyKeys.SAMPLE, PropertyKeys.CLUSTER);

    /** Checks the shapes. */
    public ConformerEnsemble {
        conformers = List.copyOf(conformers);
        for (Conformer conformer : conformers) {
            if (conformer.positions().length != 3 * graph.atoms()) {
                throw new IllegalArgumentException("a conformer of " + conformer.positions().length / 3
                        + " atoms for a molecule of " + graph.atoms());
            }
        }
    }

    /**
     * The ensemble of CDK molecules that differ in coordinates and properties alone. The graph is that of the first; of the
     * properties those that are numbers come along, ordered by name because CDK keeps no order.
     *
     * @throws CDKException if there is none, if one has other atoms or bonds than the first or lacks finite coordinates, or if
     *     the first is not a molecule that {@link MolecularGraph#of} takes
     */
    public static ConformerEnsemble of(Iterable<IAtomContainer> molecules) throws CDKException {
        MolecularGraph graph = null;
        List<Conformer> conformers = new ArrayList<>();
        for (IAtomContainer molecule : molecules) {
            String name = "molecule " + (conformers.size() + 1);
            if (graph == null) {
                graph = MolecularGraph.of(molecule);
            }
            if (!graph.fits(molecule)) {
                throw new CDKException(name + " has not the atoms and bonds of the first, " + graph.formula()
                        + "; expected conformers of one molecule with its atoms in one order");
            }
            conformers.add(
                    new Conformer(positions(name, molecule), numbers(molecule), Optional.of(RecordData.of(molecule))));
        }
        if (graph == null) {
            throw new CDKException("found no molecule; expected at least one");
        }
        return new ConformerEnsemble(graph, conformers);
    }

    private static double[] positions(String name, IAtomContainer molecule) throws CDKException {
        double[] positions = new double[3 * molecule.getAtomCount()];
        for (IAtom atom : molecule.atoms()) {
            Point3d point = atom.getPoint3d();
            if (point == null || !Double.isFinite(point.x + point.y + point.z)) {
                throw new CDKException(name + " has the 3D coordinates " + point + " at atom " + atom.getIndex()
                        + "; expected finite ones at every atom");
            }
            positions[3 * atom.getIndex()] = point.x;
            positions[3 * atom.getIndex() + 1] = point.y;
            positions[3 * atom.getIndex() + 2] = point.z;
        }
        return positions;
    }

    private static Map<String, Double> numbers(IAtomContainer molecule) {
        Map<String, Double> numbers = new TreeMap<>();
        molecule.getProperties().forEach((key, value) -> {
            if (value instanceof Number number) {
                numbers.put(key.toString(), number.doubleValue());
            }
        });
        return numbers;
    }

    /**
     * The place of the conformer of lowest energy.
     *
     * @throws IllegalStateException if a conformer has no {@value #ENERGY}
     */
    public int lowest() {
        double[] energies = energies();
        int lowest = 0;
        for (int i = 1; i < energies.length; i++) {
            lowest = energies[i] < energies[lowest] ? i : lowest;
        }
        return lowest;
    }

    /**
     * Those at most so far above the lowest, in their order; what is kept keeps its properties.
     *
     * @param window kcal/mol
     * @throws IllegalStateException if a conformer has no {@value #ENERGY}
     */
    public ConformerEnsemble within(double window) {
        double[] energies = energies();
        double highest = energies[lowest()] + window;
        return new ConformerEnsemble(
                graph,
                IntStream.range(0, size())
                        .filter(i -> energies[i] <= highest)
                        .mapToObj(conformers::get)
                        .toList());
    }

    /**
     * Their energies, [conformers] kcal/mol.
     *
     * @throws IllegalStateException if a conformer has no {@value #ENERGY}
     */
    public double[] energies() {
        double[] energies = conformers.stream()
                .mapToDouble(conformer -> conformer.properties().getOrDefault(ENERGY, Double.NaN))
                .toArray();
        if (!Arrays.stream(energies).allMatch(Double::isFinite)) {
            throw new IllegalStateException(
                    "found conformers without an energy; expected one for each, in kcal/mol under " + ENERGY);
        }
        return energies;
    }

    /**
     * What each conformer stands for: its {@value #POPULATION} where all have a positive one, otherwise the same for all. The sum is 1,
     * and less where some representatives of clusters were left out, as beyond an energy window: what is left keeps its share of the
     * whole.
     *
     * @return [conformers]
     */
    public double[] populations() {
        double[] populations = numbers(POPULATION);
        if (!Arrays.stream(populations).allMatch(share -> share > 0 && Double.isFinite(share))) {
            Arrays.fill(populations, 1);
        }
        double sum = Arrays.stream(populations).sum();
        double whole = sum < 1 && Arrays.equals(populations, numbers(PropertyKeys.CLUSTER_POPULATION)) ? 1 : sum;
        return Arrays.stream(populations).map(share -> share / whole).toArray();
    }

    private double[] numbers(String property) {
        return conformers.stream()
                .mapToDouble(conformer -> conformer.properties().getOrDefault(property, Double.NaN))
                .toArray();
    }

    /** All conformers as CDK has them: one molecule with many coordinates. Their properties do not come along. */
    public ConformerContainer conformerContainer() {
        IAtomContainer[] molecules = new IAtomContainer[size()];
        Arrays.setAll(molecules, this::container);
        return new ConformerContainer(molecules);
    }

    /** The number of conformers. */
    public int size() {
        return conformers.size();
    }

    /** One conformer as a CDK molecule of its own, its properties set on it. */
    public IAtomContainer container(int index) {
        return container(graph, conformers.get(index));
    }

    /** A conformer as a CDK molecule of its own, its properties set on it as numbers. */
    public static IAtomContainer container(MolecularGraph graph, Conformer conformer) {
        return container(graph, conformer, Map.of());
    }

    /** @param texts to stand beside the data fields of the molecule and the numbers of the conformer */
    public static IAtomContainer container(MolecularGraph graph, Conformer conformer, Map<String, String> texts) {
        IAtomContainer molecule = graph.container(conformer.positions());
        RecordData data = conformer.data().orElse(graph.data());
        molecule.setProperties(null);
        new RecordData(data.title(), data.fieldsBeside(conformer.properties(), texts)).putOn(molecule);
        texts.forEach(molecule::setProperty);
        conformer.properties().forEach((name, value) -> molecule.setProperty(name, number(name, value)));
        return molecule;
    }

    private static Number number(String name, Double value) {
        return COUNTS.contains(name) ? (Number) value.longValue() : value;
    }

    /** All conformers as CDK molecules, made by the builder of the molecule that the graph is of. */
    public IAtomContainerSet containers() {
        IAtomContainerSet set = graph.container().getBuilder().newInstance(IAtomContainerSet.class);
        for (int i = 0; i < size(); i++) {
            set.addAtomContainer(container(i));
        }
        return set;
    }
}
