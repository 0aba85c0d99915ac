package io.github.cdkdrift.conformer;

import io.github.cdkdrift.cluster.ConformerClusters;
import io.github.cdkdrift.cluster.ConformerClusters.Cluster;
import io.github.cdkdrift.cluster.ConformerClusters.Criterion;
import io.github.cdkdrift.cluster.ConformerProperties;
import io.github.cdkdrift.cluster.EnsembleUncertainty;
import io.github.cdkdrift.dynamics.StageListener;
import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.labelling.RelaxedGeometries;
import io.github.cdkdrift.molecule.GeometryCheck;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.property.EnsembleAverage;
import io.github.cdkdrift.property.EnsembleProperties;
import io.github.cdkdrift.superposition.SymmetricSuperposition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The basins of a potential that the conformers of a Boltzmann-distributed ensemble lie in. Each conformer is minimised, and those that
 * end in one minimum make up its basin: the population of a basin is the share of the ensemble that lies in it, which counts the width
 * of the basin as well as the depth of its minimum (inherent structures: Stillinger and Weber 1982, doi:10.1103/PhysRevA.25.978).
 *
 * <p>Costs some hundred energies with forces a conformer.
 *
 * @param clusters the basins, the most populated first; members are places in {@code relaxed}
 * @param relaxed every conformer in its minimum, with the minimum's energy in kcal/mol
 * @param thermal the same conformers as they were
 * @param left how many conformers were left out because the potential does not keep them whole on the way
 */
public record ConformerMinima(
        ConformerClusters clusters, ConformerEnsemble relaxed, ConformerEnsemble thermal, int left) {
    /** Minima at most so far apart over all atoms are one, Å: more than what minimisation leaves, less than any rotation. */
    public static final double SAME_MINIMUM = 0.125;

    /**
     * Finds the basins.
     *
     * @param ensemble its conformers distributed as the potential has them, at least one; those with a {@code population} count by that
     * @param rmsd minima at most so far apart are one, Å; below {@value #SAME_MINIMUM} counts as that
     * @param superposition of the atoms that this is measured over
     * @param listener told of the progress; may cancel
     * @throws IllegalArgumentException if the ensemble is empty, or none of its conformers stays whole
     */
    public static ConformerMinima of(
            ConformerEnsemble ensemble,
            Potential potential,
            double rmsd,
            SymmetricSuperposition superposition,
            StageListener listener) {
        listener.onStage("minimising " + ensemble.size() + " conformers by " + potential.name());
        List<double[]> starts =
                ensemble.conformers().stream().map(Conformer::positions).toList();
        RelaxedGeometries geometries = RelaxedGeometries.of(ensemble.graph(), potential, starts, listener);
        GeometryCheck check =
                new GeometryCheck(ensemble.graph(), ensemble.graph().meanBondLengths(starts));
        List<Conformer> relaxed = new ArrayList<>();
        List<Conformer> thermal = new ArrayList<>();
        for (int i = 0; i < ensemble.size(); i++) {
            double[] positions = geometries.positions().get(i);
            // A reflected copy would be another conformer.
            if (Double.isFinite(geometries.energies()[i])
                    && check.check(positions.clone()).isEmpty()) {
                relaxed.add(moved(
                        ensemble.conformers().get(i), positions, geometries.energies()[i]));
                thermal.add(ensemble.conformers().get(i));
            }
        }
        if (relaxed.isEmpty()) {
            throw new IllegalArgumentException("found that " + potential.name() + " keeps none of " + ensemble.size()
                    + " conformers of " + ensemble.graph().formula()
                    + " whole when they are minimised; expected minima of"
                    + " the molecule");
        }
        ConformerMinima found = of(
                new ConformerEnsemble(ensemble.graph(), relaxed),
                new ConformerEnsemble(ensemble.graph(), thermal),
                rmsd,
                superposition,
                ensemble.size() - relaxed.size());
        return found.refined(potential, rmsd, superposition, listener);
    }

    private static ConformerMinima of(
            ConformerEnsemble relaxed,
            ConformerEnsemble thermal,
            double rmsd,
            SymmetricSuperposition superposition,
            int left) {
        return new ConformerMinima(
                ConformerClusters.byDeviation(relaxed, Math.max(rmsd, SAME_MINIMUM), superposition, Criterion.MINIMA),
                relaxed,
                thermal,
                left);
    }

    private static Conformer moved(Conformer conformer, double[] positions, double energy) {
        Map<String, Double> properties = new LinkedHashMap<>(conformer.properties());
        properties.put(ConformerProperties.ENERGY, energy);
        return new Conformer(positions, properties, conformer.data());
    }

    /**
     * The same basins with the minima of another potential, that which a fit stood for: one geometry of each is minimised further, away
     * from saddle points, and minima that fall together are one.
     *
     * @param rmsd as in {@link #of}
     */
    public ConformerMinima refined(
            Potential potential, double rmsd, SymmetricSuperposition superposition, StageListener listener) {
        listener.onStage("making " + clusters.clusters().size() + " minima of " + potential.name() + " sure");
        List<double[]> starts = clusters.clusters().stream()
                .map(cluster ->
                        relaxed.conformers().get(cluster.representative()).positions())
                .toList();
        RelaxedGeometries geometries = RelaxedGeometries.of(relaxed.graph(), potential, starts, listener)
                .leavingSaddles(relaxed.graph(), potential, listener);
        GeometryCheck check = new GeometryCheck(relaxed.graph(), relaxed.graph().meanBondLengths(starts));
        Conformer[] all = new Conformer[relaxed.size()];
        int lost = 0;
        for (int i = 0; i < starts.size(); i++) {
            double[] positions = geometries.positions().get(i);
            Cluster cluster = clusters.clusters().get(i);
            boolean whole = Double.isFinite(geometries.energies()[i])
                    && check.check(positions.clone()).isEmpty();
            lost += whole ? 0 : cluster.size();
            for (int member : cluster.members()) {
                all[member] = whole
                        ? moved(
                                relaxed.conformers().get(member),
                                positions,
                                geometries.energies()[i])
                        : null;
            }
        }
        List<Conformer> kept = new ArrayList<>();
        List<Conformer> keptThermal = new ArrayList<>();
        for (int i = 0; i < all.length; i++) {
            if (all[i] != null) {
                kept.add(all[i]);
                keptThermal.add(thermal.conformers().get(i));
            }
        }
        if (kept.isEmpty()) {
            throw new IllegalArgumentException("found that " + potential.name() + " keeps none of " + starts.size()
                    + " minima of " + relaxed.graph().formula() + " whole; expected minima of the molecule");
        }
        return of(
                new ConformerEnsemble(relaxed.graph(), kept),
                new ConformerEnsemble(relaxed.graph(), keptThermal),
                rmsd,
                superposition,
                left + lost);
    }

    /**
     * The minima of conformers whose energies are certain.
     *
     * @param temperature K
     * @param effectiveSamples independent ones that the conformers were drawn from; NaN where that was not measured
     */
    public ConformerEnsemble ensemble(double temperature, double effectiveSamples) {
        return ensemble(temperature, EnsembleUncertainty.of(effectiveSamples));
    }

    /**
     * The minima, the lowest first, each with its energy and the energy above the lowest minimum, and with population, free energy and
     * their standard errors as {@link ConformerProperties} names them. Free energies are above that of the most populated basin.
     *
     * @param temperature K
     * @param uncertainty of the {@link #thermal()} conformers
     */
    public ConformerEnsemble ensemble(double temperature, EnsembleUncertainty uncertainty) {
        EnsembleProperties properties = EnsembleProperties.of(thermal, uncertainty);
        List<Conformer> minima = clusters.representatives(relaxed, uncertainty).conformers().stream()
                .map(minimum -> withFreeEnergy(minimum, properties, temperature))
                .toList();
        return new ConformerEnsemble(relaxed.graph(), minima);
    }

    private Conformer withFreeEnergy(Conformer minimum, EnsembleProperties properties, double temperature) {
        Map<String, Double> numbers = new LinkedHashMap<>(minimum.properties());
        int cluster = (int) (numbers.get(ConformerProperties.CLUSTER) - 1);
        EnsembleAverage free = properties.freeEnergyOfState(clusters, cluster, temperature);
        numbers.put(ConformerProperties.RELATIVE_FREE_ENERGY, free.value());
        if (Double.isFinite(free.standardError())) {
            numbers.put(ConformerProperties.FREE_ENERGY_ERROR, free.standardError());
        }
        return minimum.withProperties(numbers);
    }
}
