package io.github.cdkdrift.cli;

import static io.github.cdkdrift.cli.CommonOptions.valued;

import io.github.cdkdrift.cluster.ConformerClusters;
import io.github.cdkdrift.cluster.EnsembleUncertainty;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.potential.Mmff94Potential;
import io.github.cdkdrift.potential.PotentialException;
import io.github.cdkdrift.property.EnsembleAverage;
import io.github.cdkdrift.property.EnsembleProperties;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.cli.Options;
import org.openscience.cdk.exception.CDKException;

/**
 * Which averages over an ensemble are asked for.
 *
 * @param names of those that every molecule has
 * @param atoms of distances (two) and torsions (four), numbered from 0
 */
record PropertyChoice(Set<String> names, List<int[]> atoms) {
    static final PropertyChoice NONE = new PropertyChoice(Set.of(), List.of());
    private static final String PROPERTIES = "properties";
    private static final List<String> KNOWN = List.of("energy", "entropy", "states", "gyration", "dipole");
    private static final Pattern ATOMS = Pattern.compile("[1-9]\\d{0,5}(-[1-9]\\d{0,5}){1,3}");
    private static final int MOST_STATES = 12;

    static void addTo(Options options) {
        options.addOption(
                valued(
                        PROPERTIES,
                        "LIST",
                        "averages over the ensemble with standard errors, commas between them: all, or some of "
                                + String.join(", ", KNOWN)
                                + "; and atoms numbered from 1 as in files: 3-9 for a distance and ⟨r⁻⁶⟩^(−1/6), 1-2-3-4 for a torsion"));
    }

    static PropertyChoice of(Arguments arguments) throws UsageException {
        if (!arguments.has(PROPERTIES)) {
            return NONE;
        }
        Set<String> names = new LinkedHashSet<>();
        List<int[]> atoms = new ArrayList<>();
        for (String word : arguments.text(PROPERTIES).orElseThrow().split(",", -1)) {
            String name = word.strip().toLowerCase(Locale.ROOT);
            if (name.equals("all")) {
                names.addAll(KNOWN);
            } else if (KNOWN.contains(name)) {
                names.add(name);
            } else if (ATOMS.matcher(name).matches() && name.split("-").length != 3) {
                atoms.add(Arrays.stream(name.split("-"))
                        .mapToInt(number -> Integer.parseInt(number) - 1)
                        .toArray());
            } else {
                throw UsageException.value(
                        PROPERTIES,
                        word,
                        "all, " + KNOWN.stream().collect(Collectors.joining(", "))
                                + ", or two or four numbers of atoms as 3-9 or 1-2-3-4, commas between them");
            }
        }
        return new PropertyChoice(names, List.copyOf(atoms));
    }

    /** The same text for the same choice, in every run. */
    @Override
    public String toString() {
        return names + " " + atoms.stream().map(Arrays::toString).toList();
    }

    boolean isEmpty() {
        return names.isEmpty() && atoms.isEmpty();
    }

    /** @throws CDKException if a molecule has no atom of a number that is asked for */
    void requireFit(MolecularGraph graph) throws CDKException {
        int last = atoms.stream().flatMapToInt(Arrays::stream).max().orElse(-1);
        if (last >= graph.atoms()) {
            throw new CDKException("option --" + PROPERTIES + ": found atom " + (last + 1) + " of a molecule of "
                    + graph.atoms() + " atoms, numbered from 1; expected one that is there");
        }
    }

    /**
     * The averages.
     *
     * @param clusters of the ensemble
     * @param temperature K, for free energies; NaN where it is not known
     * @param uncertainty of the ensemble
     */
    List<EnsembleAverage> of(
            ConformerEnsemble ensemble,
            ConformerClusters clusters,
            double temperature,
            EnsembleUncertainty uncertainty) {
        EnsembleProperties properties = EnsembleProperties.of(ensemble, uncertainty);
        List<EnsembleAverage> averages = new ArrayList<>();
        for (String name : names) {
            switch (name) {
                case "energy" -> averages.add(properties.energy());
                case "entropy" -> averages.add(properties.entropy(clusters));
                case "gyration" -> averages.add(properties.radiusOfGyration());
                case "dipole" -> averages.add(dipole(properties, ensemble.graph()));
                default -> states(properties, clusters, temperature, averages);
            }
        }
        for (int[] group : atoms) {
            if (group.length == 2) {
                averages.add(properties.distance(group[0], group[1]));
                averages.add(properties.nuclearOverhauserDistance(group[0], group[1]));
            } else {
                averages.add(properties.torsion(group));
            }
        }
        return averages;
    }

    private static void states(
            EnsembleProperties properties,
            ConformerClusters clusters,
            double temperature,
            List<EnsembleAverage> averages) {
        for (int i = 0; i < Math.min(MOST_STATES, clusters.clusters().size()); i++) {
            averages.add(properties.energyOfState(clusters, i));
            if (!Double.isNaN(temperature)) {
                averages.add(properties.freeEnergyOfState(clusters, i, temperature));
            }
        }
    }

    private static EnsembleAverage dipole(EnsembleProperties properties, MolecularGraph graph) {
        try {
            EnsembleAverage dipole = properties.dipole(Mmff94Potential.charges(graph));
            return new EnsembleAverage(
                    dipole.name() + " (MMFF94 charges)", dipole.unit(), dipole.value(), dipole.standardError());
        } catch (PotentialException unknown) {
            return new EnsembleAverage("dipole moment (MMFF94 charges)", "D", Double.NaN, Double.NaN);
        }
    }
}
