package io.github.cdkdrift.property;

import io.github.cdkdrift.cluster.ConformerClusters;
import io.github.cdkdrift.cluster.ConformerClusters.Cluster;
import io.github.cdkdrift.cluster.ConformerProperties;
import io.github.cdkdrift.cluster.EnsembleUncertainty;
import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.molecule.PhysicalConstants;
import io.github.cdkdrift.molecule.Torsion;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Boltzmann averages over an ensemble. Conformers count by their populations, all alike where they state none. The standard error of a
 * mean is √(v (Σw² + 1/N) + e): v the variance over the ensemble, w the shares, N the effective sample size of what they were drawn from, e what
 * uncertain energies add by the shares that they give; that of a function of means follows by its derivative. States have free energies and energies relative to the most populated one,
 * clusters[0]. Immutable.
 */
public final class EnsembleProperties {
    /** Debye of one elementary charge at 1 Å. */
    private static final double DEBYE = 4.803204;

    private static final double CALORIES = 1000;

    private final ConformerEnsemble ensemble;
    private final double[] shares;
    private final EnsembleUncertainty uncertainty;

    private EnsembleProperties(ConformerEnsemble ensemble, EnsembleUncertainty uncertainty) {
        this.ensemble = ensemble;
        this.uncertainty = uncertainty;
        double[] populations = ensemble.populations();
        double sum = Arrays.stream(populations).sum();
        shares = Arrays.stream(populations).map(share -> share / sum).toArray();
    }

    /**
     * Of conformers that are independent of each other.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static EnsembleProperties of(ConformerEnsemble ensemble) {
        return of(ensemble, Double.POSITIVE_INFINITY);
    }

    /**
     * Of conformers drawn from what so many independent samples told.
     *
     * @param effectiveSamples above 0; NaN where that was not measured, and standard errors are not then
     * @throws IllegalArgumentException if there is no conformer
     */
    public static EnsembleProperties of(ConformerEnsemble ensemble, double effectiveSamples) {
        return of(ensemble, EnsembleUncertainty.of(effectiveSamples));
    }

    /**
     * Of conformers whose energies may be others, too.
     *
     * @throws IllegalArgumentException if there is no conformer
     */
    public static EnsembleProperties of(ConformerEnsemble ensemble, EnsembleUncertainty uncertainty) {
        if (ensemble.size() == 0) {
            throw new IllegalArgumentException("an empty ensemble; expected at least one conformer");
        }
        return new EnsembleProperties(ensemble, uncertainty);
    }

    /** Mean energy above the lowest of the ensemble, kcal/mol; NaN where a conformer has none. */
    public EnsembleAverage energy() {
        double lowest = ensemble.conformers().stream()
                .mapToDouble(EnsembleProperties::energy)
                .min()
                .orElseThrow();
        return mean("energy above the lowest conformer", "kcal/mol", conformer -> energy(conformer) - lowest);
    }

    private static double energy(Conformer conformer) {
        return conformer.properties().getOrDefault(ConformerProperties.ENERGY, Double.NaN);
    }

    /** Mean of a number of each conformer. */
    public EnsembleAverage mean(String name, String unit, ToDoubleFunction<Conformer> of) {
        double[] values = values(of);
        double mean = mean(values);
        return new EnsembleAverage(name, unit, mean, error(values, mean));
    }

    /** Mean radius of gyration, masses those of the natural isotopes, Å. */
    public EnsembleAverage radiusOfGyration() {
        double[] masses = Masses.of(ensemble.graph());
        return mean("radius of gyration", "Å", conformer -> Masses.gyration(conformer.positions(), masses));
    }

    /**
     * Mean length of the dipole moment of point charges, about the centre of mass, in debye.
     *
     * @param charges of the atoms, elementary charges, [atoms]
     */
    public EnsembleAverage dipole(double[] charges) {
        if (charges.length != ensemble.graph().atoms()) {
            throw new IllegalArgumentException(
                    charges.length + " charges for " + ensemble.graph().atoms() + " atoms");
        }
        double[] masses = Masses.of(ensemble.graph());
        return mean("dipole moment", "D", conformer -> {
            double[] centre = Masses.centre(conformer.positions(), masses);
            double[] moment = new double[3];
            for (int i = 0; i < conformer.positions().length; i++) {
                moment[i % 3] += DEBYE * charges[i / 3] * (conformer.positions()[i] - centre[i % 3]);
            }
            return Math.sqrt(moment[0] * moment[0] + moment[1] * moment[1] + moment[2] * moment[2]);
        });
    }

    /** Mean distance of two atoms, numbered from 0, Å. */
    public EnsembleAverage distance(int a, int b) {
        return mean("distance " + names(a, b), "Å", conformer -> distance(conformer.positions(), a, b));
    }

    /** The distance ⟨r⁻⁶⟩^(−1/6) that a nuclear Overhauser effect sees where motion is slow, Å. Atoms are numbered from 0. */
    public EnsembleAverage nuclearOverhauserDistance(int a, int b) {
        double[] values = values(conformer -> Math.pow(distance(conformer.positions(), a, b), -6));
        double mean = mean(values);
        double value = Math.pow(mean, -1.0 / 6);
        return new EnsembleAverage("⟨r⁻⁶⟩^(−1/6) " + names(a, b), "Å", value, value / (6 * mean) * error(values, mean));
    }

    /** Direction of the mean of exp(iφ) of a torsion, degrees; of little meaning where the torsion has several wells. */
    public EnsembleAverage torsion(int... atoms) {
        requireAtoms(atoms);
        double[] angles = values(conformer -> Torsion.radians(conformer.positions(), atoms));
        double x = mean(Arrays.stream(angles).map(Math::cos).toArray());
        double y = mean(Arrays.stream(angles).map(Math::sin).toArray());
        double direction = Math.atan2(y, x);
        double[] across =
                Arrays.stream(angles).map(angle -> Math.sin(angle - direction)).toArray();
        return new EnsembleAverage(
                "torsion " + names(atoms),
                "°",
                Math.toDegrees(direction),
                Math.toDegrees(error(across, 0) / Math.hypot(x, y)));
    }

    /** Entropy −R Σ p ln p of the distribution over clusters, cal/mol/K. */
    public EnsembleAverage entropy(ConformerClusters clusters) {
        double gas = CALORIES * PhysicalConstants.BOLTZMANN;
        double[] surprise = new double[ensemble.size()];
        for (Cluster cluster : clusters.clusters()) {
            double population = share(cluster);
            for (int member : cluster.members()) {
                surprise[member] = -gas * Math.log(population);
            }
        }
        double mean = mean(surprise);
        return new EnsembleAverage("entropy of the conformers", "cal/mol/K", mean, error(surprise, mean));
    }

    /**
     * Of one cluster: mean energy above that of the most populated cluster, kcal/mol.
     *
     * @param cluster its place among the clusters
     */
    public EnsembleAverage energyOfState(ConformerClusters clusters, int cluster) {
        EnsembleAverage own = energyOf(clusters.clusters().get(cluster));
        EnsembleAverage first = energyOf(clusters.clusters().get(0));
        return new EnsembleAverage(
                "energy of state " + (cluster + 1),
                "kcal/mol",
                cluster == 0 ? 0 : own.value() - first.value(),
                cluster == 0 ? 0 * spread() : Math.hypot(own.standardError(), first.standardError()));
    }

    private EnsembleAverage energyOf(Cluster cluster) {
        List<Conformer> members = Arrays.stream(cluster.members())
                .mapToObj(ensemble.conformers()::get)
                .toList();
        EnsembleAverage mean = of(
                        new ConformerEnsemble(ensemble.graph(), members),
                        uncertainty.of(cluster.members(), share(cluster) * uncertainty.effectiveSamples()))
                .mean("", "", EnsembleProperties::energy);
        // One conformer does not tell how far others would lie from it.
        return members.size() > 1 ? mean : new EnsembleAverage("", "", mean.value(), Double.NaN);
    }

    /**
     * Of one cluster: free energy −k_BT ln(p/p₁) above that of the most populated cluster, kcal/mol.
     *
     * @param temperature K
     */
    public EnsembleAverage freeEnergyOfState(ConformerClusters clusters, int cluster, double temperature) {
        double thermal = PhysicalConstants.BOLTZMANN * temperature;
        double population = share(clusters.clusters().get(cluster));
        double first = share(clusters.clusters().get(0));
        double[] relative = new double[shares.length];
        for (int member : clusters.clusters().get(0).members()) {
            relative[member] = -1 / first;
        }
        for (int member : clusters.clusters().get(cluster).members()) {
            relative[member] = 1 / population;
        }
        double error =
                thermal * Math.sqrt((1 / population + 1 / first) * spread() + uncertainty.variance(shares, relative));
        return new EnsembleAverage(
                "free energy of state " + (cluster + 1),
                "kcal/mol",
                cluster == 0 ? 0 : -thermal * Math.log(population / first),
                // Nothing by definition, and not measured where nothing is.
                cluster == 0 ? 0 * spread() : error);
    }

    private double share(Cluster cluster) {
        return Arrays.stream(cluster.members())
                .mapToDouble(member -> shares[member])
                .sum();
    }

    private double[] values(ToDoubleFunction<Conformer> of) {
        return ensemble.conformers().stream().mapToDouble(of).toArray();
    }

    private double mean(double[] values) {
        return IntStream.range(0, values.length)
                .mapToDouble(i -> shares[i] * values[i])
                .sum();
    }

    private double error(double[] values, double mean) {
        double variance = IntStream.range(0, values.length)
                .mapToDouble(i -> shares[i] * (values[i] - mean) * (values[i] - mean))
                .sum();
        return Math.sqrt(variance * spread() + uncertainty.variance(shares, values));
    }

    /** One over the number of independent conformers. */
    private double spread() {
        return Arrays.stream(shares).map(share -> share * share).sum() + 1 / uncertainty.effectiveSamples();
    }

    private double distance(double[] positions, int a, int b) {
        requireAtoms(a, b);
        double squares = 0;
        for (int axis = 0; axis < 3; axis++) {
            double difference = positions[3 * a + axis] - positions[3 * b + axis];
            squares += difference * difference;
        }
        return Math.sqrt(squares);
    }

    private void requireAtoms(int... atoms) {
        for (int atom : atoms) {
            if (atom < 0 || atom >= ensemble.graph().atoms()) {
                throw new IllegalArgumentException("found atom " + (atom + 1) + " of a molecule of "
                        + ensemble.graph().atoms() + " atoms, numbered from 1; expected one that is there");
            }
        }
    }

    /** With the numbers that files have, from 1. */
    private String names(int... atoms) {
        requireAtoms(atoms);
        return Arrays.stream(atoms)
                .mapToObj(atom -> ensemble.graph().symbol(atom) + (atom + 1))
                .reduce((a, b) -> a + "-" + b)
                .orElseThrow();
    }
}
