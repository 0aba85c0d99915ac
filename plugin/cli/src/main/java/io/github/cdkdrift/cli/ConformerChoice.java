package io.github.cdkdrift.cli;

import io.github.cdkdrift.cluster.ConformerProperties;
import io.github.cdkdrift.cluster.ConformerSelection;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.openscience.cdk.exception.CDKException;

/**
 * Which of the conformers of an ensemble are written, and in which form.
 *
 * @param minimise whether each is the minimum of its basin
 * @param unique distinct conformers alone, so far apart in Å; empty for all
 * @param atoms that deviations are measured over
 * @param window kcal/mol above the lowest; empty for all
 * @param most that are written
 * @param pick which, where there are more
 * @param sort their order
 */
record ConformerChoice(
        boolean minimise,
        OptionalDouble unique,
        AtomChoice atoms,
        OptionalDouble window,
        OptionalInt most,
        Pick pick,
        Sort sort) {
    /** All samples as they were drawn. */
    static final ConformerChoice SAMPLES = new ConformerChoice(
            false,
            OptionalDouble.empty(),
            AtomChoice.ALL,
            OptionalDouble.empty(),
            OptionalInt.empty(),
            Pick.LOWEST,
            Sort.NONE);

    /** Which of too many. */
    enum Pick {
        LOWEST,
        DIVERSE
    }

    /** In which order. */
    enum Sort {
        /** As they were drawn. */
        NONE,
        /** The lowest first. */
        ENERGY,
        /** The most populated cluster first. */
        POPULATION
    }

    /** Whether each conformer written stands for a whole cluster. */
    boolean distinct() {
        return minimise || unique.isPresent();
    }

    /** Those to be written of conformers that carry energies and populations. */
    ConformerEnsemble select(ConformerEnsemble annotated) throws CDKException {
        ConformerEnsemble chosen = window.isPresent() ? annotated.within(window.getAsDouble()) : annotated;
        if (most.isPresent()) {
            chosen = pick == Pick.LOWEST
                    ? ConformerSelection.lowest(chosen, most.getAsInt())
                    : ConformerSelection.diverse(chosen, most.getAsInt(), atoms.superposition(chosen.graph()));
        }
        return switch (sort) {
            case NONE -> chosen;
            case ENERGY -> ConformerSelection.sorted(chosen, ConformerProperties.ENERGY, false);
            case POPULATION -> ConformerSelection.sorted(chosen, ConformerProperties.CLUSTER_POPULATION, true);
        };
    }
}
