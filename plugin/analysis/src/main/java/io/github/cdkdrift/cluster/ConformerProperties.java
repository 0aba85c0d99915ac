package io.github.cdkdrift.cluster;

import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.ensemble.PropertyKeys;
import java.util.OptionalDouble;

/** The numbers of a conformer that clusters are read from and written to. */
public final class ConformerProperties {
    /** The energy of a conformer in kcal/mol, where it has one. */
    public static final String ENERGY = PropertyKeys.ENERGY;

    /** The energy in kcal/mol above the lowest of the ensemble. */
    public static final String RELATIVE_ENERGY = PropertyKeys.RELATIVE_ENERGY;

    /** The share of the ensemble that one conformer stands for: the same for all samples, a cluster's for a representative. */
    public static final String POPULATION = PropertyKeys.POPULATION;

    /** The number of the conformer's cluster, from 1, the most populated first. */
    public static final String CLUSTER = PropertyKeys.CLUSTER;

    /** The share of the ensemble in the conformer's cluster. */
    public static final String CLUSTER_POPULATION = PropertyKeys.CLUSTER_POPULATION;

    /** Free energy of the conformer's cluster above that of the most populated one, −k_BT ln(p/p_max), in kcal/mol. */
    public static final String RELATIVE_FREE_ENERGY = PropertyKeys.RELATIVE_FREE_ENERGY;

    /** Its standard error, k_BT times the relative error of the population. */
    public static final String FREE_ENERGY_ERROR = PropertyKeys.FREE_ENERGY_ERROR;

    /** Standard error of the cluster's share, where the effective sample size of the ensemble was measured. */
    public static final String CLUSTER_POPULATION_ERROR = PropertyKeys.CLUSTER_POPULATION_ERROR;

    private ConformerProperties() {}

    /** NaN where there is none. */
    static double energy(Conformer conformer) {
        return conformer.properties().getOrDefault(ENERGY, Double.NaN);
    }

    /** The lowest energy of an ensemble, empty where there is none. */
    static OptionalDouble lowestEnergy(ConformerEnsemble ensemble) {
        return ensemble.conformers().stream()
                .mapToDouble(ConformerProperties::energy)
                .filter(Double::isFinite)
                .min();
    }
}
