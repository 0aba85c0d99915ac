package io.github.cdkdrift.simulation;

import io.github.cdkdrift.evaluation.TorsionDivergence;
import io.github.cdkdrift.model.FreeEnergy;
import java.util.List;

/**
 * How far two ensembles agree; not measured where one of them is not to be had.
 *
 * @param name for example {@code JS(simulation, samples)}
 * @param missing why it was not measured; null where it was
 * @param torsions the divergence with its floor; null where it was not measured
 * @param state number of the rotamer state, from 0, whose free energy differs most, of those that hold at least 1 % of both; −1 where there are no two
 * @param oneSided states, from 0, of which one ensemble holds at least 1 % and the other nothing: they have no difference
 * @param difference of that state's free energy, first less second ensemble, −k_BT ln p each; null where there are no two such states
 */
public record Agreement(
        String name,
        String missing,
        TorsionDivergence torsions,
        int state,
        List<Integer> oneSided,
        FreeEnergy difference) {
    /** Copies the list. */
    public Agreement {
        oneSided = List.copyOf(oneSided);
    }

    /** Not measured. */
    static Agreement missing(String name, String why) {
        return new Agreement(name, why, null, -1, List.of(), null);
    }

    /** Whether there are figures. */
    public boolean isMeasured() {
        return missing == null;
    }

    /** The figures with their floors in one line, or why there are none. */
    public String inWords() {
        return SimulationText.line(this);
    }
}
