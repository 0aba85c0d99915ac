package io.github.cdkdrift.ensemble;

/** The names of the numbers and texts that travel with a conformer: keys of its properties, fields of its record in every format. */
public final class PropertyKeys {
    /** The energy in kcal/mol. */
    public static final String ENERGY = "energy";

    /** The energy in kcal/mol above the lowest of the ensemble. */
    public static final String RELATIVE_ENERGY = "relative_energy";

    /** Free energy of the conformer's cluster above that of the most populated one, −k_BT ln(p/p_max), in kcal/mol. */
    public static final String RELATIVE_FREE_ENERGY = "relative_free_energy";

    /** Its standard error, k_BT times the relative error of the population. */
    public static final String FREE_ENERGY_ERROR = "relative_free_energy_standard_error";

    /** The energy in kcal/mol of restraints, which is part of the energy. */
    public static final String RESTRAINT_ENERGY = "restraint_energy";

    /** The share of the ensemble that one conformer stands for: the same for all samples, a cluster's for a representative. */
    public static final String POPULATION = "population";

    /** The number of the conformer's cluster, from 1, the most populated first. */
    public static final String CLUSTER = "cluster";

    /** The share of the ensemble in the conformer's cluster. */
    public static final String CLUSTER_POPULATION = "cluster_population";

    /** Standard error of the cluster's share, where the effective sample size of the ensemble was measured. */
    public static final String CLUSTER_POPULATION_ERROR = "cluster_population_standard_error";

    /** The number of a draw, from 1; rejected ones count. */
    public static final String SAMPLE = "sample";

    /** The number of the rotamer state, from 1. */
    public static final String STATE = "state";

    /** How much a conformer counts towards another potential, or the exact distribution. */
    public static final String WEIGHT = "weight";

    /** The logarithm of the density that a conformer was drawn with. */
    public static final String LOG_DENSITY = "log_density";

    /** The potential of the energies, in words. */
    public static final String POTENTIAL = "potential";

    /** The unit of all energies of the record. */
    public static final String ENERGY_UNIT = "energy_unit";

    /** Kelvin. */
    public static final String TEMPERATURE = "temperature_K";

    /** Of the run's random numbers. */
    public static final String SEED = "seed";

    private PropertyKeys() {}
}
