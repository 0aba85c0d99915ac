package io.github.cdkdrift.conformer;

import io.github.cdkdrift.cluster.EnsembleUncertainty;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.molecule.PhysicalConstants;
import io.github.cdkdrift.potential.CorrectedForceField;
import io.github.cdkdrift.potential.Potential;
import java.util.Arrays;
import java.util.Optional;

/** What leaves an ensemble uncertain that was sampled on a fit to labels: its samples, and what the labels leave open of its energies. */
public final class FitUncertainty {
    private FitUncertainty() {}

    /**
     * Of conformers that count alike.
     *
     * @param potential that they were sampled on; where it is no fit, or a model of an earlier version does not say what its labels left open, the samples
     *     alone count
     * @param temperature K
     * @param effectiveSamples independent ones; NaN where that was not measured
     */
    public static EnsembleUncertainty of(
            ConformerEnsemble ensemble, Potential potential, double temperature, double effectiveSamples) {
        EnsembleUncertainty ofSamples = EnsembleUncertainty.of(effectiveSamples);
        Optional<CorrectedForceField> fit = CorrectedForceField.within(potential);
        if (fit.isEmpty()) {
            return ofSamples;
        }
        double[] positions = ensemble.conformers().stream()
                .flatMapToDouble(conformer -> Arrays.stream(conformer.positions()))
                .toArray();
        double[][] shifts = fit.get().energyShifts(positions, ensemble.size());
        for (double[] shift : shifts) {
            for (int i = 0; i < shift.length; i++) {
                shift[i] /= PhysicalConstants.BOLTZMANN * temperature;
            }
        }
        return ofSamples.withShifts(shifts);
    }
}
